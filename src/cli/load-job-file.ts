/** Reads a job file and the lookups that it names; problems become one Refusal that lists them all. */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeProblems } from '../job/describe-problems.ts';
import { loadJob } from '../job/load-job.ts';
import type { Job, JobProblem } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import { loadLookups } from '../pipeline/load-lookups.ts';
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
  const { job } = loaded;
  const whole = job.kind === 'import' ? await loadLookups(job, parts) : job;
  return { job: whole, text: bytes.toString('utf8') };
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
