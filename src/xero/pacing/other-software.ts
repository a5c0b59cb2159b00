/** Other software that uses the same limits: seen in what the replies say is left, and yielded to. PURE. */

import { type Limits, MINUTE_MS } from '../limits.ts';
import { lastTurn } from './minute-window.ts';
import { countedBy, type EndedCall, type OtherSoftware, type PaceState } from './pace-state.ts';

/** What was seen longer ago than so much watching fades. */
const REMEMBERED_MS = 2 * MINUTE_MS;
/** A rate is not told from less. */
const LEAST_WATCHED_MS = 5_000;
const LEAST_SEEN = 0.25;
/** Where it is not known when the window turns, room is left for so long. */
const AHEAD_MS = 10_000;
const LEAST_PRESSED = 2;
const BETWEEN_PRESSES_MS = 5_000;
/** Other software never makes us leave more of the window. */
const MOST_LEFT_TO_OTHERS = 0.5;

/** The state with what a reply shows of other software: calls that are counted and cannot be ours. */
export function watchOthers(state: PaceState, limits: Limits, call: EndedCall, left: number): PaceState {
  const { others } = state;
  const now = call.ended;
  const turn = lastTurn(state, now);
  const since = turn?.from ?? call.sent - MINUTE_MS;
  const ours = state.calls.filter((other) => countedBy(other) >= since).length;
  const counted = Math.max(0, limits.minute - left - ours);
  if (others.at === 0) return { ...state, others: { ...others, counted, at: now } };
  const anew = turn !== undefined && others.at < turn.to;
  const came = anew ? counted : Math.max(0, counted - others.counted);
  const during = Math.max(0, now - (anew ? turn.to : others.at));
  const watched = { ...others, counted, at: now, seen: others.seen + came, watched: others.watched + during };
  return { ...state, others: faded(came > 0 && left === 0 ? pressed(watched, now) : watched) };
}

/** It took all that there was: twice as much is left to it from now on. */
function pressed(others: OtherSoftware, now: number): OtherSoftware {
  if (now - others.pressedAt < BETWEEN_PRESSES_MS) return others;
  return { ...others, pressed: Math.max(LEAST_PRESSED, pressure(others, now) * 2), pressedAt: now };
}

/** Where it presses no more, what it has is left to it by its rate. */
function pressure(others: OtherSoftware, now: number): number {
  return others.pressed / 2 ** Math.floor((now - others.pressedAt) / REMEMBERED_MS);
}

/** Calls to be left to other software: what it will have made from the last reply on until the window turns. */
export function leftToOthers(state: PaceState, limits: Limits, now: number): number {
  const rate = rateOf(state.others);
  const turn = lastTurn(state, now);
  const until = turn === undefined ? now + AHEAD_MS : turn.to + MINUTE_MS;
  const since = Math.max(state.reference?.received ?? now, turn?.to ?? 0);
  const expected = rate === 0 ? 0 : Math.ceil(rate * (until - since)) + 1;
  const room = Math.max(expected, Math.floor(pressure(state.others, now)));
  return Math.min(room, Math.floor(limits.minute * MOST_LEFT_TO_OTHERS));
}

/** Calls in a ms: as they were seen to come, and at least as they are counted in the minute. */
function rateOf({ seen, watched, counted }: OtherSoftware): number {
  const coming = seen < LEAST_SEEN ? 0 : seen / Math.max(watched, LEAST_WATCHED_MS);
  return Math.max(coming, counted / MINUTE_MS);
}

function faded(others: OtherSoftware): OtherSoftware {
  if (others.watched <= REMEMBERED_MS) return others;
  return { ...others, seen: others.seen / 2, watched: others.watched / 2 };
}
