/** Runs a program as a process of its own and tells how long it took and how much memory it held. */

import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from './make-data.ts';

export interface Measured {
  readonly seconds: number;
  /** Of the processor, all threads together: what counts where other programs run. */
  readonly processor: number;
  /** Peak of the resident set. */
  readonly megabytes: number;
}

const PEAK = join(import.meta.dirname, 'peak-memory.ts');

/** @param args of `node`. Throws what the program wrote where it fails. */
export async function measure(args: readonly string[]): Promise<Measured> {
  const peakFile = join(DATA, 'peak');
  rmSync(peakFile, { force: true });
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', PEAK, ...args], {
    cwd: DATA,
    env: { ...process.env, BENCH_PEAK: peakFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  const code = await new Promise((resolve) => child.once('close', resolve));
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${output}`);
  const [kilobytes, microseconds] = readFileSync(peakFile, 'utf8').split(' ').map(Number);
  return { seconds, processor: microseconds! / 1e6, megabytes: kilobytes! / 1024 };
}

/** The ones in the middle by either time, with the largest memory of them all. */
export function median(all: readonly Measured[]): Measured {
  const middle = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
  return {
    seconds: middle(all.map(({ seconds }) => seconds)),
    processor: middle(all.map(({ processor }) => processor)),
    megabytes: Math.max(...all.map((one) => one.megabytes)),
  };
}
