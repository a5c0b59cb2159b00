/** Asks for a page again for minutes where the connection is lost in the middle of a reading. */

import type { Clock } from '../model/clock.ts';
import { Refusal } from '../model/refusal.ts';
import { backoff } from './retry.ts';

export interface Patience {
  readonly clock: Clock;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Told before each wait what keeps the reading, and until when it waits. */
  readonly onWait?: (refusal: Refusal, milliseconds: number) => void;
}

/** From the first failure on. */
const PATIENCE_MS = 5 * 60_000;
const PASSING = new Set(['xero/unreachable', 'xero/unavailable', 'connect/away']);
/** The calls themselves were tried for seconds already: the first wait is one of 8 s. */
const EARLIER_WAITS = 4;

/** Rejects with the last failure, or as `clock.sleep` does. */
export async function insistOnPage<T>(ask: () => Promise<T>, patience: Patience | undefined): Promise<T> {
  if (patience === undefined) return ask();
  const { clock, signal, onWait } = patience;
  let since: number | undefined;
  for (let failures = 1; ; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      const now = clock.now();
      since ??= now;
      if (!(error instanceof Refusal) || !PASSING.has(error.code) || now - since >= PATIENCE_MS) throw error;
      const wait = backoff(EARLIER_WAITS + failures, 1);
      onWait?.(error, wait);
      await clock.sleep(wait, signal);
    }
  }
}
