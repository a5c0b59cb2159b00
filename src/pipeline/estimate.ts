/** What sending will take, told before it begins. PURE. */

import type { CallsLeft } from '../xero/limiter.ts';

export interface Estimate {
  readonly documents: number;
  readonly calls: number;
  /** 0: less than one. */
  readonly minutes: number;
  /** Calls that the organisation has left today, where that is known. */
  readonly dayLeft?: number;
}

/** Look-ups of what is in doubt are not foreseen. @param batch documents a call */
export function estimateOf(documents: number, batch: number, left: CallsLeft): Estimate {
  const calls = Math.ceil(documents / batch);
  const now = Math.min(left.minute ?? left.perMinute, left.perMinute);
  const minutes = Math.ceil(Math.max(0, calls - now) / left.perMinute);
  return { documents, calls, minutes, ...(left.day === undefined ? {} : { dayLeft: left.day }) };
}
