/** One run as the command asks for it: a job with one of its organisations. */

import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Job } from '../model/any-job.ts';
import { defaultOutDir } from '../pipeline/import-run.ts';
import type { Options, Surroundings } from './command.ts';

export interface OneRun<J extends Job = Job> {
  /** The job file, as the command names it. */
  readonly name: string;
  readonly job: J;
  readonly text: string;
  readonly alias: string;
  readonly command: 'run' | 'check';
  /** Below `--out`, where there are several runs. */
  readonly folder: string | undefined;
}

/** Where a run's reports go. */
export function outFolder(run: Pick<OneRun, 'folder'>, runId: string, options: Options, { cwd }: Surroundings): string {
  if (typeof options.out !== 'string') return defaultOutDir(cwd, runId);
  const out = resolve(cwd, options.out);
  return run.folder === undefined ? out : join(out, run.folder);
}

/** Sorts by time and is unique: `20261120-143005-7f3a`. */
export function newRunId(now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${randomBytes(2).toString('hex')}`;
}
