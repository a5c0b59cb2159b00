/** A sandbox clock that stands still until it is moved. */
import type { SandboxClock } from '../../src/sandbox/clock.ts';

export interface ManualClock extends SandboxClock {
  /** Moves on and does what has become due, in its order. */
  advance(milliseconds: number): void;
  /** How long the timers that are set still have to run, once there are so many. */
  waiting(timers?: number): Promise<readonly number[]>;
}

interface Timer {
  readonly due: number;
  readonly work: () => void;
}

export function manualClock(start = Date.UTC(2026, 2, 1)): ManualClock {
  let now = start;
  const timers = new Set<Timer>();
  let watchers: (() => void)[] = [];
  const left = () => [...timers].map(({ due }) => due - now).sort((a, b) => a - b);
  return {
    speed: 1,
    now: () => now,
    after: (milliseconds, work) => {
      const timer = { due: now + milliseconds, work };
      timers.add(timer);
      for (const watcher of watchers) watcher();
      return () => timers.delete(timer);
    },
    advance: (milliseconds) => {
      const until = now + milliseconds;
      const next = () => [...timers].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)[0];
      for (let timer = next(); timer !== undefined; timer = next()) {
        timers.delete(timer);
        now = Math.max(now, timer.due);
        timer.work();
      }
      now = until;
    },
    waiting: (wanted = 1) =>
      new Promise((resolve) => {
        const look = () => {
          if (timers.size < wanted) return;
          watchers = watchers.filter((watcher) => watcher !== look);
          resolve(left());
        };
        watchers.push(look);
        look();
      }),
  };
}
