/** What is known of an organisation's limits at a moment: plain data, so that several processes can share it. Times are ms since the epoch. */

export interface PaceState {
  /** Of the last call begun. */
  readonly seq: number;
  /** Calls in flight, and those ended of which some may still count, by seq. */
  readonly calls: readonly PacedCall[];
  /** When the last reply came. */
  readonly heardAt: number;
  /** The reply that what is left is reckoned from; none where replies do not say. */
  readonly reference?: Reference;
  /** A moment at which the window, known to be fixed, turned; all others lie whole minutes from it. */
  readonly turn?: Turn | undefined;
  /** When a refusal says that a call will be allowed, until that has been tried. */
  readonly opens?: Span | undefined;
  /** When the minute's limit was last met by a refusal. */
  readonly refusedAt?: number;
  /** The server does not count: its minute stays full after a call (the first half hour of a connection). */
  readonly lifted: boolean;
  /** Nobody sends before. */
  readonly blockedUntil: number;
  readonly crowd?: Crowd;
  readonly day: DayState;
  readonly others: OtherSoftware;
}

export interface PacedCall {
  readonly seq: number;
  /** Who made it, so that calls of a process that was killed are not waited for. */
  readonly owner: string;
  readonly sent: number;
  readonly ended?: number;
  /** What its reply says is left of the minute. */
  readonly told?: number;
  /** It ended without a reply. */
  readonly lost?: boolean;
}

/** A call that has ended. */
export type EndedCall = PacedCall & { readonly ended: number };

export interface Reference {
  /** Of the newest call that was told; the rest is of the one that was told least beside it. */
  readonly seq: number;
  readonly sent: number;
  readonly received: number;
  readonly left: number;
}

/** Something happened after `from`, and at `to` at the latest. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Turn extends Span {
  /** When a reply last told it. */
  readonly learntAt: number;
  /** When it was reckoned to lie so: since then the clocks may have drifted apart. */
  readonly at: number;
}

/** Refusals for too many calls at once. */
export interface Crowd {
  readonly at: number;
  /** In a row. */
  readonly times: number;
  /** Calls at once that were allowed then. */
  readonly most: number;
}

export interface DayState {
  readonly left?: number;
  /** Until then the day's calls are used up, by a refusal. */
  readonly resetsAt?: number;
  /** When the first call of this day that is known of was made: the day is over 24 hours later. */
  readonly since?: number;
}

/** Calls of other software, as far as they were seen. */
export interface OtherSoftware {
  /** Other software's calls in the window, and when that was seen. */
  readonly counted: number;
  readonly at: number;
  /** How many were seen to come in how many ms of watching, older ones fading. */
  readonly seen: number;
  readonly watched: number;
  /** Calls left to it because it took all that was left, and since when. */
  readonly pressed: number;
  readonly pressedAt: number;
}

export const FRESH: PaceState = {
  seq: 0,
  calls: [],
  heardAt: 0,
  lifted: false,
  blockedUntil: 0,
  day: {},
  others: { counted: 0, at: 0, seen: 0, watched: 0, pressed: 0, pressedAt: 0 },
};

/** A call in flight ends within so long, with a reply or without. */
const ENDS_WITHIN_MS = 100_000;

/** The latest moment at which the call was counted: how long it was on its way, a large body uploaded, is not told. */
export function countedBy({ sent, ended = sent + ENDS_WITHIN_MS }: Pick<PacedCall, 'sent' | 'ended'>): number {
  return ended;
}

export function inFlight(state: PaceState): number {
  return state.calls.filter((call) => call.ended === undefined).length;
}
