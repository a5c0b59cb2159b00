/** A sandbox clock that stands still until it is moved. */
import type { SandboxClock } from '../../src/sandbox/clock.ts';

export interface ManualClock extends SandboxClock {
  /** Moves on and does what has become due, in its order. */
  advance(milliseconds: number): void;
  /** How long the timers that are set still have to run, once there are so many. */
  waiting(timers?: number): Promise<readonly number[]>;
  /** Resolves when no timer is set. */
  idle(): Promise<void>;
}

interface Timer {
  readonly due: number;
  readonly work: () => void;
}

export function manualClock(start = Date.UTC(2026, 2, 1)): ManualClock {
  let now = start;
  const timers = new Set<Timer>();
  let watchers: (() => boolean)[] = [];
  const look = () => {
    watchers = watchers.filter((watcher) => !watcher());
  };
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      watchers.push(() => {
        if (holds()) resolve();
        return holds();
      });
      look();
    });
  return {
    speed: 1,
    now: () => now,
    after: (milliseconds, work) => {
      const timer = { due: now + milliseconds, work };
      timers.add(timer);
      look();
      return () => {
        timers.delete(timer);
        look();
      };
    },
    advance: (milliseconds) => {
      const end = now + milliseconds;
      const next = () => [...timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      for (let timer = next(); timer !== undefined; timer = next()) {
        timers.delete(timer);
        now = Math.max(now, timer.due);
        timer.work();
      }
      now = end;
      look();
    },
    waiting: async (wanted = 1) => {
      await until(() => timers.size >= wanted);
      return [...timers].map(({ due }) => due - now).sort((a, b) => a - b);
    },
    idle: () => until(() => timers.size === 0),
  };
}
