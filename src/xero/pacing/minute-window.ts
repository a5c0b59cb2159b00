/** The minute's window of unknown phase: how many calls may surely begin now, and when that can change. PURE. */

import { type Limits, MINUTE_MS } from '../limits.ts';
import { countedBy, inFlight, type PacedCall, type PaceState, type Span, type Turn } from './pace-state.ts';

/** So long a turn that was learnt is relied on; then the two clocks may have drifted apart, and one call tries it first. */
const TURN_HOLDS_MS = 10 * MINUTE_MS;
/** Added to a turn that is foreseen, for clocks and ways that differ. */
const TURN_GUARD_MS = 50;
/** After so long without a reply anything may have happened: one call goes ahead of the others. */
const SILENCE_MS = 90_000;

/** The last turn before `now`, as it is known. */
export function knownTurn({ turn }: PaceState, now: number): Turn | undefined {
  if (turn === undefined) return undefined;
  const passed = Math.floor((now - turn.to - TURN_GUARD_MS) / MINUTE_MS) * MINUTE_MS;
  return { ...turn, from: turn.from + passed, to: turn.to + passed };
}

/** The same, to be relied on. */
export function lastTurn(state: PaceState, now: number): Span | undefined {
  const turn = knownTurn(state, now);
  return turn && { from: turn.from, to: turn.to + TURN_GUARD_MS };
}

/** Calls that the server surely takes now, if nobody else calls; 0 or less: none. */
export function surelyLeft(state: PaceState, limits: Limits, now: number): number {
  const { reference } = state;
  const turn = lastTurn(state, now);
  if (turn !== undefined && isTrusted(state, now) && (reference === undefined || reference.sent < turn.to)) {
    return limits.minute - state.calls.filter((call) => countedBy(call) >= turn.from).length;
  }
  if (reference === undefined || now - countedBy({ ...reference, ended: reference.received }) >= MINUTE_MS) {
    return limits.minute - state.calls.filter((call) => countedBy(call) > now - MINUTE_MS).length;
  }
  const open = state.calls.filter((call) => call.ended === undefined || (call.lost && call.seq > reference.seq));
  return reference.left - open.length + expired(state, limits, now).length;
}

/** One call may go ahead to see whether the window has turned: where that is foreseen, or after a long silence. */
export function mayScout(state: PaceState, now: number): boolean {
  const due = scoutTimes(state, now).filter((time) => time <= now);
  return due.some((time) => !state.calls.some(({ sent }) => sent >= time)) && inFlight(state) === 0;
}

/** Nothing has been heard for long: the calls that seem to be left are tried one by one. */
export function isSilent(state: Pick<PaceState, 'heardAt'>, now: number): boolean {
  return now - state.heardAt > SILENCE_MS;
}

/** When more calls will be allowed than now. */
export function nextChange(state: PaceState, limits: Limits, now: number): number {
  const { reference } = state;
  const turn = lastTurn(state, now);
  const turns =
    turn === undefined ? state.calls.map((call) => countedBy(call) + MINUTE_MS) : [turn.to, turn.to + MINUTE_MS];
  const times = [
    ...turns,
    ...(state.opens === undefined ? [] : [state.opens.to]),
    ...(reference === undefined ? [] : [countedBy({ ...reference, ended: reference.received }) + MINUTE_MS]),
  ];
  const later = times.filter((time) => time > now);
  return later.length === 0 ? now + MINUTE_MS / limits.minute : Math.min(...later);
}

function scoutTimes(state: PaceState, now: number): readonly number[] {
  const turn = lastTurn(state, now);
  return [...(state.opens === undefined ? [] : [state.opens.to]), ...(turn === undefined ? [] : [turn.to])];
}

function isTrusted(state: PaceState, now: number): boolean {
  return state.turn !== undefined && now - state.turn.learntAt < TURN_HOLDS_MS && !isSilent(state, now);
}

/**
 * Our calls that the reference counts and that are a minute old by now: each surely gives a call back. In a rolling window
 * it has left it; a fixed window has turned since. What the reference counts are our latest calls before it.
 */
function expired(state: PaceState, limits: Limits, now: number): readonly PacedCall[] {
  const { reference } = state;
  if (reference === undefined || state.turn !== undefined) return [];
  const before = state.calls.filter(
    (call) => call.seq <= reference.seq && countedBy(call) + MINUTE_MS > reference.sent,
  );
  const counted = limits.minute - reference.left;
  return before.slice(Math.max(0, before.length - counted)).filter((call) => countedBy(call) + MINUTE_MS <= now);
}
