/** The file of `--trace`: open to its owner alone, and added to line by line, so that a crash leaves what was written. */

import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Clock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import type { Api } from '../xero/api.ts';
import { traceApi } from '../xero/trace-api.ts';
import type { Options, Surroundings } from './command.ts';

/** The calls of an API, traced where the command asks so. */
export interface Trace {
  watch(api: Api, clock: Clock): Api;
  close(): void;
}

/** Throws `usage/trace` where the file cannot be written. */
export function openTrace(options: Options, surroundings: Surroundings): Trace {
  if (typeof options.trace !== 'string') {
    if (options.traceData === true) throw refused('--trace-data goes with --trace FILE.');
    return { watch: (api) => api, close: () => undefined };
  }
  const path = resolve(surroundings.cwd, options.trace);
  const file = openFile(path);
  let failed = false;
  const write = (line: string) => {
    if (failed) return;
    try {
      writeSync(file, `${line}\n`);
    } catch {
      failed = true;
      surroundings.err(`The trace ${path} ends here: the system takes no more of it. The run goes on.\n`);
    }
  };
  const masking = { data: options.traceData === true };
  return { watch: (api, clock) => traceApi(api, clock, write, masking), close: () => closeSync(file) };
}

/** A file that is there is added to, and closed to others. */
function openFile(path: string): number {
  try {
    const file = openSync(path, 'a', 0o600);
    fchmodSync(file, 0o600);
    return file;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'a fault';
    throw refused(`The trace ${path} cannot be written (${code}). Name a file in a folder that you may write to.`);
  }
}

function refused(message: string): Refusal {
  return new Refusal('usage/trace', message);
}
