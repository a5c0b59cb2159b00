/** A virtual clock: as soon as nothing else is left to do, it jumps to the moment of the next sleeper. */

import type { Clock } from '../../src/model/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

export function createVirtualClock(start = 1_000_000_000_000): Clock {
  const sleepers = new Set<Sleeper>();
  let now = start;
  let scheduled = false;
  const jump = (): void => {
    scheduled = false;
    let next: Sleeper | undefined;
    for (const sleeper of sleepers) if (next === undefined || sleeper.at < next.at) next = sleeper;
    if (next === undefined) return;
    now = Math.max(now, next.at);
    next.wake();
    schedule();
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(jump);
  };
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const leave = (): void => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', abort);
        };
        const sleeper: Sleeper = {
          at: now + Math.max(0, milliseconds),
          wake: () => {
            leave();
            resolve();
          },
        };
        const abort = (): void => {
          leave();
          reject(signal?.reason);
        };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', abort);
        sleepers.add(sleeper);
        schedule();
      }),
  };
}
