/** Reads a job file and the lookups that it names; problems become one Refusal that lists them all. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { describeProblems } from '../job/describe-problems.ts';
import { loadJob } from '../job/load-job.ts';
import { turnRound } from '../job/turn-round.ts';
import type { Job } from '../model/any-job.ts';
import type { ExportJob, JobProblem, TableExport } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import { loadExportLookups, loadLookups } from '../pipeline/load-lookups.ts';
import type { Parts } from '../pipeline/parts.ts';

export interface JobFile {
  readonly job: Job;
  readonly text: string;
}

const MOST_BYTES = 4 * 1024 * 1024;

/** @param name as the user gave it, relative to `cwd` */
export async function loadJobFile(name: string, cwd: string, parts: Parts): Promise<JobFile> {
  const path = resolve(cwd, name);
  const bytes = await readJob(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new Refusal(
      'job/missing-file',
      `The job file ${name} ${why}.\nGive the path of a job, such as jobs/import-sales-invoices.yaml.`,
    );
  });
  const loaded = loadJob(bytes, path, parts);
  if ('problems' in loaded) throw jobRefusal(name, loaded.problems);
  return { job: await completed(loaded.job, name, parts), text: bytes.toString('utf8') };
}

/** With what the job names other files for. */
async function completed(job: Job, name: string, parts: Parts): Promise<Job> {
  if (job.kind === 'import') return loadLookups(job, parts);
  if (job.kind === 'workbook') {
    return { ...job, sheets: await Promise.all(job.sheets.map((sheet) => loadLookups(sheet, parts))) };
  }
  if (job.kind !== 'export') return job;
  const turned = await turnTables(job, parts);
  if ('problems' in turned) throw jobRefusal(name, turned.problems);
  return loadExportLookups(turned, parts);
}

/** An export that writes what an import job reads has that job's columns. */
async function turnTables(
  job: ExportJob,
  parts: Parts,
): Promise<ExportJob | { readonly problems: readonly JobProblem[] }> {
  let { output } = job;
  const tables: TableExport[] = [];
  const problems: JobProblem[] = [];
  for (const table of job.tables) {
    if (table.like === undefined) {
      tables.push(table);
      continue;
    }
    const turned = turnLike(table, (await loadJobFile(table.like, '/', parts)).job, { ...job, output }, parts);
    if ('problems' in turned) problems.push(...turned.problems);
    else {
      tables.push(turned.table);
      output = turned.output;
    }
  }
  return problems.length > 0 ? { problems } : { ...job, tables, output };
}

function turnLike(table: TableExport, like: Job, job: ExportJob, { registry }: Parts): ReturnType<typeof turnRound> {
  const entity = registry.entities.find(({ name }) => name === table.of);
  if (like.kind === 'import' && entity !== undefined) return turnRound(table, like, entity, job);
  const message = `\`template\` names ${basename(like.path)}, which is no import. Give the path of an import job.`;
  const { line, column } = table.columnsAt ?? table.at;
  return { problems: [{ line, column, code: 'job/template', message }] };
}

/** Of a file that is too large to be a job no more than shows that it is. */
async function readJob(path: string): Promise<Buffer> {
  if (!(await stat(path)).isFile()) throw new Error('no ordinary file');
  const parts: Buffer[] = [];
  for await (const part of createReadStream(path, { end: MOST_BYTES })) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** All problems of a job at once, with line and column. */
export function jobRefusal(name: string, problems: readonly JobProblem[]): Refusal {
  return new Refusal('job/problems', describeProblems(name, problems));
}
