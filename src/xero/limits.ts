/** Xero's limits on calls, as published. */

/** Per app and organisation. */
export interface Limits {
  /** Calls in a minute. */
  readonly minute: number;
  /** Calls in flight. */
  readonly concurrent: number;
}

/** The day's limit depends on the subscription and is learnt from the replies. */
export const XERO_LIMITS: Limits = { minute: 60, concurrent: 5 };

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
