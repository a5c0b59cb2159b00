/** Runs or checks one import: its input found, its job as the command changes it, its reports placed. */

import { resolve } from 'node:path';
import { summable } from '../job/reading/read-expect.ts';
import { findTask } from '../model/find-task.ts';
import type { ImportJob } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import type { Parts } from '../pipeline/parts.ts';
import { findInputs } from '../tabular/find-inputs.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context } from './context.ts';
import { documentLimit } from './document-limit.ts';
import { meetUnfinished } from './meet-unfinished.ts';
import { newRunId, type OneRun, outFolder } from './one-run.ts';
import { parseExpect } from './parse-expect.ts';
import { type Asked, performRun } from './perform-run.ts';
import { retrySource } from './retry-source.ts';

export async function runImport(
  run: OneRun<ImportJob>,
  options: Options,
  surroundings: Surroundings,
  context: Context,
): Promise<number> {
  const { parts } = context;
  if (run.command === 'run') await meetUnfinished(run.job, run.alias, parts, surroundings);
  const retry = typeof options.retry === 'string' ? await retrySource(options.retry, parts.journal) : undefined;
  const job = withOptions(run.job, options, retry !== undefined, parts);
  const limit = documentLimit(options);
  const runId = newRunId(parts.clock.now());
  const asked: Asked = {
    paths: await inputPaths(job, retry?.files, options, surroundings),
    again: options.again === true,
    retry: retry !== undefined,
    ...(limit === undefined ? {} : { limit }),
    ...(typeof options.expect === 'string' ? { expect: options.expect } : {}),
    ...(typeof options.apiUrl === 'string' ? { apiUrl: options.apiUrl } : {}),
    ...(typeof options.limitShare === 'string' ? { limitShare: options.limitShare } : {}),
    ...(retry === undefined ? {} : { formats: retry.formats, retried: retry.runs }),
  };
  const outDir = outFolder(run, runId, options, surroundings);
  return performRun({ ...run, job, runId, outDir, asked, isKnown: false }, options, surroundings, context);
}

/** `--input` is relative to the current folder, the job's files to the job. */
async function inputPaths(
  job: ImportJob,
  retried: readonly string[] | undefined,
  options: Options,
  { cwd }: Surroundings,
): Promise<readonly string[]> {
  if (typeof options.input === 'string') return findInputs(options.input, cwd);
  if (retried !== undefined) {
    if (retried.length > 0) return retried;
    throw new Refusal(
      'usage/nothing-to-retry',
      `The run ${String(options.retry)} left no failed rows. Give a corrected file with --input.`,
    );
  }
  if (job.source.files.length === 0) {
    throw new Refusal('job/no-input', 'The job names no input. Give `file:` under `source`, or --input FILE.');
  }
  return findInputs(job.source.files, resolve(job.path, '..'));
}

/** The job as the command changes it. */
export function withOptions(job: ImportJob, options: Options, retried: boolean, { registry }: Parts): ImportJob {
  const { expect, ...rest } = retried ? onlySheet(job) : job;
  if (typeof options.expect === 'string') {
    const task = findTask(registry, job);
    const given = parseExpect(options.expect, task === undefined ? [] : summable(task.entity));
    return given === undefined ? rest : { ...rest, expect: given };
  }
  return retried || expect === undefined ? rest : job;
}

/** The failed rows' workbook has one sheet, whatever its place was in the input's. */
function onlySheet(job: ImportJob): ImportJob {
  const { sheet, ...source } = job.source;
  return typeof sheet === 'number' ? { ...job, source } : job;
}
