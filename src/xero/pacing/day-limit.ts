/** The day's calls: what is left of them, and when they come back. PURE. */

import type { ApiReply } from '../api.ts';
import { MINUTE_MS } from '../limits.ts';
import type { DayState, EndedCall } from './pace-state.ts';

/** Where Xero does not say when the day is over. */
const ASK_AGAIN_MS = 60 * MINUTE_MS;
const MOST_OUT_OF_ORDER = 10;

/** Xero names the limit; where it does not, an empty day says enough. */
export function isDayLimit(reply: ApiReply): boolean {
  return reply.status === 429 && (reply.limitHit === 'day' || (reply.limitHit === undefined && reply.dayLeft === 0));
}

/** Replies overtake one another: the lowest number holds, unless so many more are left that a new day has begun. */
export function learnDay(day: DayState, reply: ApiReply, call: EndedCall): DayState {
  const { dayLeft = day.left } = reply;
  const isNew = dayLeft !== undefined && day.left !== undefined && dayLeft > day.left + MOST_OUT_OF_ORDER;
  const left = isNew ? dayLeft : Math.min(dayLeft ?? Number.POSITIVE_INFINITY, day.left ?? Number.POSITIVE_INFINITY);
  return {
    ...day,
    ...(left === Number.POSITIVE_INFINITY ? {} : { left }),
    ...(isNew ? { since: call.sent } : {}),
    ...(isDayLimit(reply)
      ? { resetsAt: call.ended + (reply.retryAfter === undefined ? ASK_AGAIN_MS : reply.retryAfter * 1000) }
      : {}),
  };
}
