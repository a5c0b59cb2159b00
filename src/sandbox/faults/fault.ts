/** What may go wrong on demand: the kinds of faults, when they strike, and the plan that lists them. */

/** Every kind, with the options it takes besides `what` and `when`. The reference page lists them. */
export const faultKinds = {
  '429-minute': { options: ['retry-after'], about: 'Too many calls this minute. Nothing is saved.' },
  '429-day': { options: ['retry-after'], about: 'Too many calls today. Nothing is saved.' },
  '429-appminute': { options: ['retry-after'], about: 'Too many calls of the app this minute. Nothing is saved.' },
  '429-concurrent': { options: [], about: 'Too many calls at once, without Retry-After. Nothing is saved.' },
  '500': { options: ['saved'], about: 'An error of Xero in the form Title, Detail, Status, Instance.' },
  '500-envelope': { options: ['saved'], about: 'An error of Xero in the form ErrorNumber, Type, Message.' },
  '503-organisation': { options: [], about: 'The Organisation is offline. Nothing is saved.' },
  '503-maintenance': { options: [], about: 'The API is offline for maintenance. Nothing is saved.' },
  '503-unavailable': { options: [], about: 'The API is temporarily unavailable. Nothing is saved.' },
  latency: { options: ['ms'], about: 'The call waits before it is worked on.' },
  timeout: { options: ['saved'], about: 'No reply ever comes; the connection stays open.' },
  'reset-before': { options: [], about: 'The connection is reset before anything is done.' },
  'reset-after': { options: [], about: 'The connection is reset after the call was worked on and saved.' },
  truncate: { options: [], about: 'Saved; the reply ends half-way, short of its Content-Length.' },
  'truncate-chunked': { options: [], about: 'Saved; the reply ends half-way, in chunks without the last one.' },
  'malformed-html': { options: [], about: 'Saved; the reply is a page of HTML with status 200.' },
  'malformed-json': { options: [], about: 'Saved; the reply is broken JSON with its status and full length.' },
  reorder: { options: [], about: 'Saved; the elements of the reply come in another order.' },
  'forget-key': { options: [], about: 'The Idempotency-Key is not kept: a retry is worked on anew.' },
  'expire-token': { options: [], about: '401, the token has expired. Nothing is saved.' },
  'clock-skew': {
    options: ['seconds'],
    about: "Xero's clock is wrong by so many seconds: Date, DateTimeUTC, UpdatedDateUTC.",
  },
} as const satisfies Readonly<Record<string, { readonly options: readonly FaultOption[]; readonly about: string }>>;

export type FaultOption = 'retry-after' | 'ms' | 'seconds' | 'saved';
export type FaultKind = keyof typeof faultKinds;

/** Which calls a fault strikes; all conditions must hold. */
export interface FaultCondition {
  /** First segment after the API's base path, in any letter case. */
  readonly endpoint?: string;
  readonly method?: string;
  /** `*` stands for anything within a segment, `**` for any segments; from the API's base path, or with a slash from the root. */
  readonly path?: string;
  /** Alias, name or tenant id. */
  readonly organisation?: string;
  /** Of the calls that match, counted from 1: the first and the last that is struck. */
  readonly count?: readonly [first: number, last: number];
  /** From 0 to 1. */
  readonly probability?: number;
  /** Strikes a key once; a call without Idempotency-Key counts by method and path. */
  readonly oncePerKey?: boolean;
}

export interface FaultRule {
  readonly what: FaultKind;
  readonly when: FaultCondition;
  /** Seconds in Retry-After; what the limit's window says without. */
  readonly retryAfter?: number;
  /** Of latency: from and to. */
  readonly ms?: readonly [least: number, most: number];
  /** Of clock skew. */
  readonly seconds?: number;
  /** Whether the call was worked on and saved all the same. */
  readonly saved?: boolean;
}

export interface FaultPlan {
  /** Of probabilities, ranges and orders: the same calls in the same order meet the same faults. */
  readonly seed: number;
  readonly rules: readonly FaultRule[];
}

/** A rule that strikes a call. */
export interface Fault {
  readonly rule: FaultRule;
  /** From 0 up to 1, of the plan's seed. */
  readonly draw: number;
}
