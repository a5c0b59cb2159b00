/** The clock of a sandbox as its clients share it: what they wait for passes at its speed. */
import { type Clock, systemClock } from '../model/clock.ts';
import type { SandboxTime } from './join-sandbox.ts';

/** The system's own clock where there is nothing to share. */
export function sandboxClock(shared: SandboxTime | undefined): Clock {
  if (shared === undefined || (shared.speed === 1 && shared.time === shared.real)) return systemClock;
  const { real, time, speed } = shared;
  return {
    now: () => Math.floor(time + (systemClock.now() - real) * speed),
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / speed, signal),
  };
}
