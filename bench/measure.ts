/** Runs a program as a process of its own and tells how long it took and how much memory it held. */

import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from './make-data.ts';

export interface Measured {
  readonly seconds: number;
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
  return { seconds, megabytes: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

/** The one in the middle by time, with the largest memory of them all. */
export function median(all: readonly Measured[]): Measured {
  const sorted = all.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return { seconds: sorted[Math.floor(sorted.length / 2)]!, megabytes: Math.max(...all.map((one) => one.megabytes)) };
}
