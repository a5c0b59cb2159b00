/** What `run` and `check` share: the jobs of the command, each with its report, and the exit code of the first that failed. */

import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { summable } from '../job/reading/read-expect.ts';
import type { ImportJob } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import { defaultOutDir } from '../pipeline/import-run.ts';
import type { Parts } from '../pipeline/parts.ts';
import { findInputs } from '../tabular/find-inputs.ts';
import { boundMemory } from './bound-memory.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context } from './context.ts';
import { jointProgress } from './joint-progress.ts';
import { type JobFile, loadJobFile } from './load-job-file.ts';
import { meetUnfinished } from './meet-unfinished.ts';
import { parseExpect } from './parse-expect.ts';
import { type Asked, performRun } from './perform-run.ts';
import { retrySource } from './retry-source.ts';
import { runSeveral, summaryOf } from './run-several.ts';

/** All job files are read before the first is run. Resolves with the exit code: 0, or that of the first job that has another. */
export async function runJobs(
  names: readonly string[],
  command: 'run' | 'check',
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  boundMemory();
  const { openContext } = await import('./context.ts');
  const context = await openContext(options, surroundings);
  try {
    const files: NamedJob[] = [];
    for (const name of names) files.push({ name, ...(await loadJobFile(name, surroundings.cwd, context.parts)) });
    const runs = files.flatMap((file, index) => planned(file, index, files.length, command));
    if (runs.length === 1) return await runOne(runs[0]!, options, surroundings, context);
    const progress = jointProgress(context.progress, runs.length);
    const perform = (run: OneRun) => {
      const parts = { ...context.parts, progress: progress[runs.indexOf(run)]! };
      return runOne(run, options, surroundings, { ...context, parts });
    };
    const ended = await runSeveral(runs, perform, surroundings);
    context.progress.end();
    if (options.json !== true) surroundings.out(await summaryOf(ended, context.parts.journal));
    return ended.find(({ code }) => code !== 0)?.code ?? 0;
  } finally {
    context.progress.end();
    await context.close();
  }
}

function planned(file: NamedJob, index: number, files: number, command: OneRun['command']): readonly OneRun[] {
  const { name, org } = file.job;
  return org.map((alias) => {
    const folder = files > 1 || org.length > 1 ? `${name}-${alias}-${index + 1}` : undefined;
    return { ...file, alias, command, folder };
  });
}

interface NamedJob extends JobFile {
  /** As the command names it. */
  readonly name: string;
}

interface OneRun extends NamedJob {
  readonly alias: string;
  readonly command: 'run' | 'check';
  /** Below `--out`, where there are several runs. */
  readonly folder: string | undefined;
}

async function runOne(run: OneRun, options: Options, surroundings: Surroundings, context: Context): Promise<number> {
  const { parts } = context;
  if (run.command === 'run') await meetUnfinished(run.job, run.alias, parts, surroundings);
  const retry = typeof options.retry === 'string' ? await retrySource(options.retry, parts.journal) : undefined;
  const job = withOptions(run.job, options, retry !== undefined, parts);
  const runId = newRunId(parts.clock.now());
  const asked: Asked = {
    paths: await inputPaths(job, retry?.files, options, surroundings),
    again: options.again === true,
    retry: retry !== undefined,
    ...limitOf(options),
    ...(typeof options.expect === 'string' ? { expect: options.expect } : {}),
    ...(typeof options.apiUrl === 'string' ? { apiUrl: options.apiUrl } : {}),
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
    const entity = registry.entities.find((candidate) => candidate.name === job.entity);
    const given = parseExpect(options.expect, entity === undefined ? [] : summable(entity));
    return given === undefined ? rest : { ...rest, expect: given };
  }
  return retried || expect === undefined ? rest : job;
}

/** The failed rows' workbook has one sheet, whatever its place was in the input's. */
function onlySheet(job: ImportJob): ImportJob {
  const { sheet, ...source } = job.source;
  return typeof sheet === 'number' ? { ...job, source } : job;
}

function outFolder(run: OneRun, runId: string, options: Options, { cwd }: Surroundings): string {
  if (typeof options.out !== 'string') return defaultOutDir(cwd, runId);
  const out = resolve(cwd, options.out);
  return run.folder === undefined ? out : join(out, run.folder);
}

function limitOf(options: Options): { readonly limit?: number } {
  if (options.limit === undefined) return {};
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1) {
    throw new Refusal(
      'usage/limit',
      `--limit ${String(options.limit)} is no number of documents. Give a whole number such as 10.`,
    );
  }
  return { limit };
}

/** Sorts by time and is unique: `20261120-143005-7f3a`. */
function newRunId(now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${randomBytes(2).toString('hex')}`;
}
