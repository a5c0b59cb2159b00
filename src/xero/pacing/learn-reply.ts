/** What a reply tells of the minute's window: what is left, whether it is fixed, and when it turned. PURE. */

import type { ApiReply } from '../api.ts';
import { type Limits, MINUTE_MS } from '../limits.ts';
import { knownTurn, lastTurn } from './minute-window.ts';
import { watchOthers } from './other-software.ts';
import {
  countedBy,
  type EndedCall,
  type PacedCall,
  type PaceState,
  type Reference,
  type Span,
  type Turn,
} from './pace-state.ts';

type Said = Pick<ApiReply, 'status' | 'minuteLeft'>;

/** So much of the window is never gone by other software right after it has turned. */
const MOST_FOREIGN_AT_TURN = 0.5;
const JUST_TURNED_MS = 10_000;
/** Times are told in whole seconds. */
const ROUNDED_MS = 1_000;

/** The state after a reply that is no refusal by a limit; the call has ended in it. */
export function learnReply(before: PaceState, limits: Limits, call: EndedCall, said: Said): PaceState {
  const state = { ...before, heardAt: Math.max(before.heardAt, call.ended) };
  const left = said.minuteLeft;
  if (left === undefined) return withoutCount(state, call);
  if (said.status >= 400 && left >= limits.minute) return state;
  if (left >= limits.minute) return unlimited(state);
  const calls = state.calls.map((other) => (other.seq === call.seq ? { ...call, told: left } : other));
  const told = { ...state, calls, lifted: false };
  const reference = referenceAfter(told, limits);
  if (reference?.seq !== call.seq) return reference === undefined ? told : { ...told, reference };
  const { turn, opens } = turnAfter(told, limits, call, left);
  return watchOthers({ ...told, reference, turn, opens }, limits, call, left);
}

/** After the minute's limit refused a call: when the next may go. The call is no longer among the state's. */
export function learnMinuteRefusal(state: PaceState, limits: Limits, call: EndedCall, seconds: number): PaceState {
  const opens = { from: call.sent + seconds * 1000 - ROUNDED_MS, to: call.ended + seconds * 1000 };
  const isFixed = state.turn !== undefined || isTooSoonForRolling(state, limits, call, opens);
  return {
    ...watchOthers(state, limits, call, 0),
    lifted: false,
    refusedAt: call.ended,
    blockedUntil: Math.max(state.blockedUntil, opens.to),
    reference: { seq: call.seq, sent: call.sent, received: call.ended, left: 0 },
    ...(isFixed ? { turn: { ...opens, learntAt: call.ended, at: call.ended }, opens: undefined } : { opens }),
  };
}

/** All that is counted is ours, and none of it will be a minute old by then. */
function isTooSoonForRolling({ calls }: PaceState, limits: Limits, call: EndedCall, opens: Span): boolean {
  const recent = calls.filter(({ sent }) => sent > call.ended - MINUTE_MS);
  return recent.length >= limits.minute && opens.to < recent[0]!.sent + MINUTE_MS - ROUNDED_MS;
}

/** A reply that says nothing still shows that a call is allowed again. */
function withoutCount(state: PaceState, call: EndedCall): PaceState {
  if (state.opens === undefined || call.sent < state.opens.to) return state;
  const { reference: _, opens: _opens, ...rest } = state;
  return rest;
}

function unlimited(state: PaceState): PaceState {
  const { reference: _, ...rest } = state;
  return { ...rest, lifted: true };
}

/**
 * The reply to the call begun last is the newest word. Calls that were on their way together may be counted in another
 * order than they began in, so of their replies the lowest number holds; where they part by more than could be on their
 * way, a window has turned between.
 */
function referenceAfter({ calls, reference }: PaceState, limits: Limits): Reference | undefined {
  const told = calls.filter(isTold);
  const newest = told.at(-1);
  if (newest === undefined || (reference !== undefined && reference.seq > newest.seq)) return reference;
  const beside = told.filter(
    (call) => countedBy(call) >= newest.sent && Math.abs(call.told - newest.told) <= limits.concurrent,
  );
  const least = beside.reduce((low, call) => (call.told < low.told ? call : low), newest);
  return { seq: newest.seq, sent: least.sent, received: least.ended, left: least.told };
}

type ToldCall = EndedCall & { readonly told: number };

function isTold(call: PacedCall): call is ToldCall {
  return call.ended !== undefined && call.told !== undefined;
}

/** Fewer calls are counted than we made in the past minute: the window is fixed, and has turned since the others. */
function turnAfter(
  state: PaceState,
  limits: Limits,
  call: EndedCall,
  left: number,
): { readonly turn: Turn | undefined; readonly opens: Span | undefined } {
  const { opens } = state;
  const tried = opens !== undefined && call.sent >= opens.to;
  const rest = tried ? undefined : opens;
  const seen = turnSeen(state, limits.minute - left, call);
  if (seen === undefined)
    return { turn: hasNotTurned(state, limits, call, left) ? undefined : state.turn, opens: rest };
  const foreseen = tried ? { ...opens, learntAt: call.ended, at: call.ended } : knownTurn(state, call.ended);
  return { turn: narrowed(seen, foreseen, call.ended), opens: rest };
}

/** What was seen, as far as it agrees with what was foreseen; else what was seen alone. */
function narrowed(seen: Span, foreseen: Turn | undefined, now: number): Turn {
  const anew = { ...seen, learntAt: now, at: now };
  if (foreseen === undefined || foreseen.to < seen.from || foreseen.from > seen.to) return anew;
  const from = Math.max(seen.from, foreseen.from);
  return seen.to < foreseen.to ? { ...anew, from } : { ...foreseen, from };
}

/** More of the window is gone than we can have used, right after it should have turned. */
function hasNotTurned(state: PaceState, limits: Limits, call: EndedCall, left: number): boolean {
  const turn = lastTurn(state, call.ended);
  if (turn === undefined || call.sent < turn.to || call.sent >= turn.to + JUST_TURNED_MS) return false;
  const ours = state.calls.filter((other) => countedBy(other) >= turn.from).length;
  return limits.minute - left - ours > limits.minute * MOST_FOREIGN_AT_TURN;
}

/** @param used calls that the server counts, this one included */
function turnSeen(state: PaceState, used: number, call: EndedCall): Span | undefined {
  const before = state.calls.filter((other) => other.seq < call.seq);
  const surely = before.filter(
    ({ sent, ended, lost }) => ended !== undefined && !lost && ended <= call.sent && sent > call.ended - MINUTE_MS,
  );
  if (used >= surely.length + 1) return undefined;
  const older = surely.slice(0, surely.length + 1 - used);
  return { from: older.at(-1)!.sent, to: countedBy(call) };
}
