/** One progress line for several runs at once: their numbers added up. */

import type { Progress } from '../pipeline/parts.ts';

interface Numbers {
  rows: number;
  documents: number;
  of: number;
  calls: number;
}

/** The progress of each of so many runs; the phase shown is the latest to begin. */
export function jointProgress(line: Progress, runs: number): readonly Progress[] {
  const all: Numbers[] = Array.from({ length: runs }, () => ({ rows: 0, documents: 0, of: 0, calls: 0 }));
  const sum = (name: keyof Numbers) => all.reduce((total, numbers) => total + numbers[name], 0);
  return all.map((own) => ({
    phase: (name) => line.phase(name),
    rows(count) {
      own.rows = count;
      line.rows(sum('rows'));
    },
    documents(done, of) {
      own.documents = done;
      own.of = of ?? own.of;
      line.documents(sum('documents'), sum('of'));
    },
    calls(count) {
      own.calls = count;
      line.calls(sum('calls'));
    },
    plan: (estimate) => line.plan(estimate),
  }));
}
