/** The sandbox's time: it begins at an instant and runs at a speed of its own. */

export interface SandboxClock {
  /** Whole milliseconds since the epoch. */
  now(): number;
  /** Sandbox seconds in one real second. */
  readonly speed: number;
  /** Does the work once so many sandbox milliseconds have passed, unless the function it returns is called before. */
  after(milliseconds: number, work: () => void): () => void;
}

export interface ClockOptions {
  /** Sandbox time at the beginning, in ms since the epoch; the real time without. */
  readonly start?: number;
  /** Sandbox seconds in one real second; 1 without. */
  readonly speed?: number;
  /** Real time in ms since the epoch; the system's without. */
  readonly real?: () => number;
}

/** Its timers keep no process alive. */
export function createClock({ start, speed = 1, real = Date.now }: ClockOptions = {}): SandboxClock {
  const began = real();
  const first = start ?? began;
  return {
    speed,
    now: () => Math.floor(first + (real() - began) * speed),
    after: (milliseconds, work) => {
      const timer = setTimeout(work, Math.min(milliseconds / speed, longestTimer)).unref();
      return () => clearTimeout(timer);
    },
  };
}

/** Node fires a longer one at once. */
const longestTimer = 2 ** 31 - 1;

/** Waits so long, or until the signal is aborted: true when the time has passed. */
export function wait(clock: SandboxClock, milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const stop = () => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', stop);
      resolve(true);
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}
