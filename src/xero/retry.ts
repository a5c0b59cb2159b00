/** When a call is repeated, and after how long. */

import type { ApiRequest } from './api.ts';

/** Attempts at a call that only reads, before its failure is handed on. */
export const MOST_ATTEMPTS = 5;
/** Refusals by a limit in a row, after which waiting longer makes no sense. */
export const MOST_LIMITED = 20;

/** Xero keeps an Idempotency-Key for 6 minutes; a minute is left for the way there and the clocks. */
const KEY_LIFE_MS = 5 * 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Milliseconds before attempt `attempt + 1`: doubling, capped, spread over the upper half. @param random 0 to 1. */
export function backoff(attempt: number, random: number): number {
  const most = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  return Math.round(most / 2 + (most / 2) * random);
}

/** Server failures that may pass by themselves; 501 does not. */
export function isPassing(status: number): boolean {
  return status >= 500 && status !== 501;
}

export function isRead(request: ApiRequest): boolean {
  return request.method === 'GET';
}

/** Whether a write may be sent once more with the same key and bytes: its reply would still come while Xero knows the key. */
export function keyHolds(now: number, timeoutMs: number, intentAt: number): boolean {
  return now + timeoutMs < intentAt + KEY_LIFE_MS;
}
