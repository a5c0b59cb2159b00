/** The minute's window of unknown phase: how many calls may surely begin now, and when that can change. PURE. */

import { type Limits, MINUTE_MS } from '../limits.ts';
import { countedBy, inFlight, type PaceState, type Span, type Turn } from './pace-state.ts';

/** Added to a turn that is foreseen, for ways that differ. */
const TURN_GUARD_MS = 50;
/** Two clocks run apart by at most so much of the time that passes: a system that corrects its clock slows or hurries it by no more. */
const DRIFT = 500e-6;
/** By our clock, when a minute of the server's has surely passed. */
const SURE_MINUTE_MS = MINUTE_MS * (1 + DRIFT);
/** After so long without a reply anything may have happened: one call goes ahead of the others. */
const SILENCE_MS = 90_000;

/** The last turn before `now`, as it is known: the longer ago it was told, the wider. */
export function knownTurn({ turn }: PaceState, now: number): Turn | undefined {
  if (turn === undefined) return undefined;
  const apart = Math.max(0, now - turn.at) * DRIFT;
  const passed = Math.floor((now - turn.to - apart - TURN_GUARD_MS) / MINUTE_MS) * MINUTE_MS;
  return { ...turn, from: turn.from - apart + passed, to: turn.to + apart + passed, at: now };
}

/** The same, to be relied on. */
export function lastTurn(state: PaceState, now: number): Span | undefined {
  const turn = knownTurn(state, now);
  return turn && { from: turn.from, to: Math.ceil(turn.to + TURN_GUARD_MS) };
}

/** Calls that the server surely takes now, if nobody else calls; 0 or less: none. */
export function surelyLeft(state: PaceState, limits: Limits, now: number): number {
  const { reference } = state;
  const turn = lastTurn(state, now);
  if (turn !== undefined && !isSilent(state, now) && (reference === undefined || reference.sent < turn.to)) {
    return limits.minute - state.calls.filter((call) => countedBy(call) >= turn.from).length;
  }
  if (reference === undefined || now - countedBy({ ...reference, ended: reference.received }) >= SURE_MINUTE_MS) {
    return limits.minute - state.calls.filter((call) => countedBy(call) > now - SURE_MINUTE_MS).length;
  }
  const open = state.calls.filter((call) => call.ended === undefined || (call.lost && call.seq > reference.seq));
  return reference.left - open.length + expired(state, limits, now);
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
    turn === undefined ? state.calls.map((call) => countedBy(call) + SURE_MINUTE_MS) : [turn.to, turn.to + MINUTE_MS];
  const times = [
    ...turns,
    ...(state.opens === undefined ? [] : [state.opens.to]),
    ...(reference === undefined ? [] : [countedBy({ ...reference, ended: reference.received }) + SURE_MINUTE_MS]),
  ];
  const later = times.filter((time) => time > now);
  return later.length === 0 ? now + MINUTE_MS / limits.minute : Math.min(...later);
}

function scoutTimes(state: PaceState, now: number): readonly number[] {
  const turn = lastTurn(state, now);
  return [...(state.opens === undefined ? [] : [state.opens.to]), ...(turn === undefined ? [] : [turn.to])];
}

/**
 * How many of our calls that the reference counts are a minute old by now: each surely gives a call back. In a rolling
 * window it has left it; a fixed window has turned since. Calls overtake one another, so that of our latest calls those
 * that the reference does not count may be the very ones whose minute is over first.
 */
function expired(state: PaceState, limits: Limits, now: number): number {
  const { reference } = state;
  if (reference === undefined || state.turn !== undefined) return 0;
  const before = state.calls.filter(
    (call) => call.seq <= reference.seq && countedBy(call) + MINUTE_MS > reference.sent,
  );
  const uncounted = Math.max(0, before.length - (limits.minute - reference.left));
  return Math.max(0, before.filter((call) => countedBy(call) + SURE_MINUTE_MS <= now).length - uncounted);
}
