/** Runs a job file from the command line's own entry, on the books of a sandbox in a folder of the test's own. */

import { join } from 'node:path';
import { runCommandLine } from '../../src/cli/run.ts';

export interface JobRun {
  readonly code: number;
  /** Results, progress and problems together. */
  readonly printed: string;
}

export type JobEnvironment = Readonly<Record<string, string>>;

/** @param out below the folder; the books lie in `home` below it and stay from run to run */
export async function runJob(path: string, folder: string, out: string, env: JobEnvironment = {}): Promise<JobRun> {
  let printed = '';
  const take = (text: string) => {
    printed += text;
  };
  const places = ['--home', join(folder, 'home'), '--out', join(folder, out)];
  const code = await runCommandLine(['run', path, ...places], {
    cwd: folder,
    env,
    pid: process.pid,
    out: take,
    err: take,
    terminal: false,
    columns: 80,
    signal: new AbortController().signal,
  });
  return { code, printed };
}
