/** A clock that jumps to the next sleeper as soon as nothing else is left to do. */

import type { Clock } from '../../src/model/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Real milliseconds without a new sleeper after which time jumps. */
const IDLE_MS = 5;

export function createVirtualClock(start = 1_000_000_000_000): Clock {
  const sleepers = new Set<Sleeper>();
  let now = start;
  let timer: NodeJS.Timeout | undefined;

  const jump = (): void => {
    const next = [...sleepers].toSorted((a, b) => a.at - b.at)[0];
    if (next === undefined) return;
    now = Math.max(now, next.at);
    next.wake();
    schedule();
  };
  const schedule = (): void => {
    clearTimeout(timer);
    timer = sleepers.size === 0 ? undefined : setTimeout(jump, IDLE_MS);
  };
  return {
    now: () => now,
    sleep(milliseconds, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
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
        signal?.addEventListener('abort', abort);
        sleepers.add(sleeper);
        schedule();
      });
    },
  };
}
