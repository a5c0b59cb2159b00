/** The least time in which so many calls can be made by somebody who knows the window and its phase. */

import { createHash } from 'node:crypto';
import { XERO_LIMITS } from '../../src/xero/limits.ts';
import { callTime, TENANT, type Windows } from './limited-server.ts';

const MINUTE = 60_000;

/**
 * Five at once, each as soon as the window takes it.
 * @param before when the calls made before `start` arrived @param random gives each call the time that it takes
 */
export function fewestMilliseconds(
  calls: number,
  windows: Windows,
  start: number,
  before: readonly number[],
  random: () => number,
): number {
  const anchor = createHash('sha256').update(TENANT).digest().readUInt32BE() % MINUTE;
  const windowOf = (time: number) => Math.floor((time - anchor) / MINUTE);
  const free: number[] = Array.from({ length: XERO_LIMITS.concurrent }, () => start);
  const arrivals = [...before];
  let last = start;
  for (let call = 0; call < calls; call += 1) {
    const { way, work } = callTime(random);
    const slot = free.indexOf(Math.min(...free));
    const earliest = free[slot]! + way;
    const sixtieth = arrivals.at(-XERO_LIMITS.minute);
    let arrives = earliest;
    if (sixtieth !== undefined && arrivals.length >= XERO_LIMITS.minute) {
      const opens = windows === 'rolling' ? sixtieth + MINUTE : (windowOf(sixtieth) + 1) * MINUTE + anchor;
      arrives = Math.max(earliest, opens);
    }
    arrivals.push(arrives);
    free[slot] = arrives + work + way;
    last = Math.max(last, free[slot]!);
  }
  return last - start;
}
