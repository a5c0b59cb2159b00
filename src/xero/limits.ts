/** Xero's limits on calls, and the account of them that can be saved and taken up again. */

/** Per organisation, but for `appMinute`, which an app shares over all its organisations. */
export interface Limits {
  /** Calls in 60 s. */
  readonly minute: number;
  /** Calls in flight. */
  readonly concurrent: number;
}

/** As published; the day's limit depends on the subscription and is learnt from the replies. */
export const XERO_LIMITS: Limits = { minute: 60, concurrent: 5 };

/** Plain data: what one process leaves to the next. */
export interface LimitState {
  /** When the last of the calls counted began, ms since the epoch. */
  readonly minuteStartedAt: number;
  /** Calls begun in the 60 s before. */
  readonly minuteUsed: number;
  readonly dayLeft?: number;
  /** Until then the day's calls are used up, ms since the epoch. */
  readonly dayResetsAt?: number;
}

export const MINUTE_MS = 60_000;
