/** The file of `--trace`: a new one is open to its owner alone; it is added to line by line, so that a crash leaves what was written. */

import { closeSync, fchmodSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Clock, systemClock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import type { Api } from '../xero/api.ts';
import type { Carrier } from '../xero/auth/exchange.ts';
import { traceApi, type WriteLine } from '../xero/trace-api.ts';
import { traceSignIn } from '../xero/trace-sign-in.ts';
import type { Options, Surroundings } from './command.ts';

/** The calls of a command, traced where it is asked for. */
export interface Trace {
  watch(api: Api, clock: Clock): Api;
  /** For calls to the login server. */
  readonly carrier: Pick<Carrier, 'onExchange'>;
  close(): void;
}

const UNTRACED: Trace = { watch: (api) => api, carrier: {}, close: () => undefined };

/** Throws `usage/trace` where the file cannot be written. */
export function openTrace(options: Options, surroundings: Surroundings): Trace {
  if (typeof options.trace !== 'string') {
    if (options.traceData === true) throw refused('--trace-data goes with --trace FILE.');
    return UNTRACED;
  }
  const { write, close } = openLines(resolve(surroundings.cwd, options.trace), surroundings);
  const masking = { data: options.traceData === true };
  return {
    watch: (api, clock) => traceApi(api, clock, write, masking),
    carrier: { onExchange: traceSignIn(systemClock, write) },
    close,
  };
}

interface Lines {
  readonly write: WriteLine;
  close(): void;
}

function openLines(path: string, { out, err }: Surroundings): Lines {
  const stream = { '/dev/stdout': out, '/dev/stderr': err }[path];
  if (stream !== undefined) return { write: (line) => stream(`${line}\n`), close: () => undefined };
  const file = openFile(path);
  let failed = false;
  const write = (line: string) => {
    if (failed) return;
    try {
      writeAll(file, Buffer.from(`${line}\n`));
    } catch {
      failed = true;
      err(`The trace ${path} ends here: the system takes no more of it. The run goes on.\n`);
    }
  };
  return { write, close: () => closeSync(file) };
}

/** Pipes take a part at a time. */
function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** What is there is added to. A trace is closed to others; a file of something else, a device or a pipe keeps its rights. */
function openFile(path: string): number {
  try {
    const file = openSync(path, 'a', 0o600);
    if (isTrace(file, path)) closeToOthers(file);
    return file;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'a fault';
    if (code === 'EISDIR') throw refused(`The trace ${path} is a folder. Name a file in it, such as trace.jsonl.`);
    throw refused(`The trace ${path} cannot be written (${code}). Name a file in a folder that you may write to.`);
  }
}

const BEGINNING = '{"time":"';

/** Whether it is an ordinary file that is empty, or that a command has traced to before. */
function isTrace(file: number, path: string): boolean {
  const status = fstatSync(file);
  if (!status.isFile() || status.size === 0) return status.isFile();
  try {
    const beginning = Buffer.alloc(BEGINNING.length);
    const reader = openSync(path, 'r');
    readSync(reader, beginning);
    closeSync(reader);
    return beginning.toString() === BEGINNING;
  } catch {
    return false;
  }
}

/** One of somebody else's that may be written to stays as it is. */
function closeToOthers(file: number): void {
  try {
    fchmodSync(file, 0o600);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
  }
}

function refused(message: string): Refusal {
  return new Refusal('usage/trace', message);
}
