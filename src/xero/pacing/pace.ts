/**
 * When the next call to an organisation may begin. PURE: a state, an event, the next state and a decision.
 *
 * Xero allows 60 calls a minute and organisation, and says with each reply how many are left, but neither when its minute
 * began nor whether it is a fixed window (all calls come back at its turn) or a rolling one (each comes back when it is a
 * minute old). So what may begin is what surely can under both:
 *
 * - What the newest reply says is left, less the calls that are out. The first call, and one after a long silence, goes
 *   ahead alone. A job that needs no more than that is done in one burst.
 * - One of our own calls that is a minute old gives one back: a rolling window has left it, a fixed one has turned since.
 * - When nothing is left and the window's phase is not known, one call is sent all the same. Its refusal costs nothing and
 *   tells the phase by its Retry-After: this is the one 429 of an organisation and run. Nobody sends before that time is
 *   up; then one call goes ahead, and its reply shows which kind of window it is.
 * - Where fewer calls are counted than we made in the past minute, the window is fixed and has just turned. From then on its
 *   turns are foreseen, and each is answered with a burst: a little later each time, since two clocks run apart. That
 *   costs nothing, as the burst is over long before the next turn; only the last turn's delay is felt.
 * - Where our clock is set, or the machine has slept, no turn is foreseen any longer and all recent calls count as new: a
 *   minute may be lost, but no call is refused.
 * - Calls that are counted and are not ours are other software's. So many as it is expected to make before the window
 *   turns are left to it, half of the window at the most. To see it, the last calls of a fixed window are spread
 *   over the rest of it. A job that can be finished with what is left takes it all. Where it takes all that there was, which
 *   a refusal may be the first to show, twice as much is left to it each time.
 * - A day of which nothing is left ends the run before a call is refused. Too many calls at once (other software, again):
 *   the wait doubles, and fewer go at once for some minutes.
 *
 * The state is plain data. Several processes that keep it in one place are several callers of one machine.
 */

import type { ApiReply } from '../api.ts';
import { DAY_MS, type Limits, MINUTE_MS } from '../limits.ts';
import { isDayLimit, learnDay } from './day-limit.ts';
import { learnMinuteRefusal, learnReply } from './learn-reply.ts';
import { isSilent, mayScout, nextChange, surelyLeft } from './minute-window.ts';
import { leftToOthers } from './other-software.ts';
import { countedBy, type EndedCall, inFlight, type PaceState } from './pace-state.ts';

export type PaceEvent =
  | {
      readonly kind: 'ask';
      readonly now: number;
      readonly owner: string;
      readonly allowance: Allowance;
      /** Calls that are known to come after this one. */
      readonly ahead: number;
    }
  | { readonly kind: 'reply'; readonly now: number; readonly call: number; readonly reply: ApiReply }
  | { readonly kind: 'lost'; readonly now: number; readonly call: number }
  /** The clock was set on by so much, or back where negative, or the machine has slept. */
  | { readonly kind: 'clock-set'; readonly now: number; readonly by: number };

/** How much of the limits this run may use. */
export interface Allowance {
  /** Of the minute, 0 to 1. */
  readonly share: number;
  /** Calls of the day to be left over. */
  readonly dayFloor: number;
}

export type Decision =
  | { readonly kind: 'go'; readonly call: number }
  /** Nothing changes before, as far as is known. */
  | { readonly kind: 'wait'; readonly until: number }
  /** The day's calls are used up; `exact`: Xero has said until when, else it is then at the latest. */
  | { readonly kind: 'day-over'; readonly until: number; readonly exact: boolean };

interface Plan extends Allowance {
  readonly ahead: number;
}

const GO_AHEAD = 'go';
const HELD_CALLS = 4;
const HELD_APART_MS = 12_000;
/** A reply to a call in flight may come at any moment. */
const SOON_MS = 250;
/** It is not worth a refusal to learn less. */
const WORTH_ASKING_MS = 2_000;
/** A refusal that told no turn is not asked for again so soon. */
const ASKED_LATELY_MS = DAY_MS;
const LONGEST_CROWD_WAIT_MS = 30_000;
const LESS_CROWDED = 2;
const KEPT_CALLS_MS = 2 * MINUTE_MS;
/** A clock that was set back by more than this. */
const CLOCK_STEP_MS = 2_000;
/** After so long without having been seen, a turn is forgotten. */
const TURN_HOLDS_MS = 180 * MINUTE_MS;

/** The state after the event; what may be done, where it asks. */
export function pace(
  before: PaceState,
  event: PaceEvent,
  limits: Limits,
): { readonly state: PaceState; readonly decision?: Decision } {
  if (event.kind === 'clock-set') return { state: afterClockChange(before, event.now, event.by) };
  const state = tidied(before, limits, event.now);
  if (event.kind === 'ask') return ask(state, event, limits);
  const call = state.calls.find(({ seq }) => seq === event.call);
  if (call === undefined) return { state };
  const ended: EndedCall = { ...call, ended: event.now, ...(event.kind === 'lost' ? { lost: true } : {}) };
  const rest = { ...state, calls: state.calls.map((other) => (other === call ? ended : other)) };
  return { state: event.kind === 'lost' ? rest : learn(rest, ended, event.reply, limits) };
}

function ask(
  state: PaceState,
  { now, owner, allowance, ahead }: Extract<PaceEvent, { kind: 'ask' }>,
  limits: Limits,
): { readonly state: PaceState; readonly decision: Decision } {
  const verdict = decide(state, { ...allowance, ahead }, limits, now);
  if (verdict !== GO_AHEAD) return { state, decision: verdict };
  const seq = state.seq + 1;
  const calls = [...state.calls, { seq, owner, sent: now }];
  return {
    state: { ...state, seq, calls, day: { since: now, ...state.day } },
    decision: { kind: 'go', call: seq },
  };
}

function decide(state: PaceState, plan: Plan, limits: Limits, now: number): Decision | typeof GO_AHEAD {
  const flying = inFlight(state);
  const soon = wait(now + SOON_MS);
  const day = dayVerdict(state, plan, flying, now);
  if (day !== undefined) return day;
  if (state.blockedUntil > now) return wait(state.blockedUntil);
  if (flying >= mostAtOnce(state, limits, now) || (isSilent(state, now) && flying > 0)) return soon;
  if (state.lifted) return GO_AHEAD;
  const own = ownShareFrees(state, plan, limits, now);
  if (own !== undefined) return wait(own);
  const left = surelyLeft(state, limits, now);
  const free = plan.ahead < left ? left : left - leftToOthers(state, limits, now);
  const next = nextChange(state, limits, now);
  const opens = free > 0 ? heldUntil(state, plan.ahead - flying, free, next) : next;
  if ((free > 0 && opens <= now) || mayScout(state, now)) return GO_AHEAD;
  if (left > 0) return wait(Math.min(opens, now + 1_000));
  if (flying > 0) return wait(Math.min(next, now + SOON_MS));
  return mayAsk(state, next, now) ? GO_AHEAD : wait(next);
}

function wait(until: number): Decision {
  return { kind: 'wait', until };
}

function dayVerdict({ day, ...state }: PaceState, plan: Plan, flying: number, now: number): Decision | undefined {
  const { resetsAt, left, since = now } = day;
  if (resetsAt !== undefined && resetsAt > now) return { kind: 'day-over', until: resetsAt, exact: true };
  if (left === undefined || isSilent(state, now) || left - flying > plan.dayFloor) return undefined;
  return flying > 0 ? wait(now + SOON_MS) : { kind: 'day-over', until: since + DAY_MS, exact: false };
}

/**
 * Where more is to come than a fixed window has left, its last calls lose nothing by being late. Spread over the rest of it,
 * they leave room for other software, and their replies show it.
 */
function heldUntil(state: PaceState, ahead: number, free: number, next: number): number {
  return state.turn !== undefined && ahead >= free && free <= HELD_CALLS ? next - free * HELD_APART_MS : 0;
}

/** A refusal is worth having where it tells the phase of the window, once. */
function mayAsk(state: PaceState, next: number, now: number): boolean {
  if (state.turn !== undefined || state.opens !== undefined || next - now < WORTH_ASKING_MS) return false;
  return state.refusedAt === undefined || now - state.refusedAt > ASKED_LATELY_MS;
}

/** When our own calls of the past minute are few enough again for the share that we may use; undefined: they are. */
function ownShareFrees(
  { calls }: PaceState,
  { share }: Allowance,
  { minute }: Limits,
  now: number,
): number | undefined {
  const most = Math.max(1, Math.floor(minute * share));
  if (share >= 1) return undefined;
  const recent = calls.map((call) => countedBy(call) + MINUTE_MS).filter((over) => over > now);
  return recent.length < most ? undefined : recent.toSorted((a, b) => a - b)[recent.length - most];
}

/** After a crowd fewer go at once, one more each minute. */
function mostAtOnce({ crowd }: PaceState, { concurrent }: Limits, now: number): number {
  if (crowd === undefined) return concurrent;
  return Math.min(concurrent, Math.max(1, crowd.most - LESS_CROWDED) + Math.floor((now - crowd.at) / MINUTE_MS));
}

function learn(before: PaceState, call: EndedCall, reply: ApiReply, limits: Limits): PaceState {
  const state = { ...before, day: learnDay(before.day, reply, call) };
  if (reply.status !== 429) return learnReply(calmed(state), limits, call, reply);
  const heard = { ...state, heardAt: call.ended, calls: state.calls.filter(({ seq }) => seq !== call.seq) };
  if (isDayLimit(reply)) return heard;
  const { limitHit, retryAfter } = reply;
  if (limitHit === 'appminute') return blocked(heard, call.ended + (retryAfter ?? 60) * 1000);
  if (limitHit === 'minute' || (retryAfter !== undefined && limitHit !== 'concurrent')) {
    return learnMinuteRefusal(heard, limits, call, Math.max(1, retryAfter ?? 60));
  }
  return crowded(heard, limits, call.ended);
}

function blocked(state: PaceState, until: number): PaceState {
  return { ...state, blockedUntil: Math.max(state.blockedUntil, until) };
}

/** A refusal without a time is one for too many calls at once, unless it says otherwise. */
function crowded(state: PaceState, limits: Limits, now: number): PaceState {
  const times = (state.crowd?.times ?? 0) + 1;
  const crowd = { at: now, times, most: mostAtOnce(state, limits, now) };
  return blocked({ ...state, crowd }, now + Math.min(1000 * 2 ** (times - 1), LONGEST_CROWD_WAIT_MS));
}

function calmed(state: PaceState): PaceState {
  return state.crowd === undefined ? state : { ...state, crowd: { ...state.crowd, times: 0 } };
}

/** Calls that count no more are forgotten; where the clock was set back, so is all that was reckoned by it. */
function tidied(state: PaceState, limits: Limits, now: number): PaceState {
  const newest = state.calls.at(-1)?.sent ?? 0;
  if (newest > now + CLOCK_STEP_MS || state.heardAt > now + CLOCK_STEP_MS) return afterClockChange(state, now, 0);
  const kept = state.calls.filter((call, index) => {
    if (call.ended === undefined) return true;
    return call.ended > now - KEPT_CALLS_MS && index >= state.calls.length - 2 * limits.minute;
  });
  const { turn } = state;
  if (kept.length === state.calls.length && turn === undefined) return state;
  return { ...state, calls: kept, turn: turn !== undefined && now - turn.learntAt > TURN_HOLDS_MS ? undefined : turn };
}

/** Whether time has passed is not known: all calls are taken to have been made now, and no turn is foreseen. */
function afterClockChange(state: PaceState, now: number, by: number): PaceState {
  const { reference: _, turn: _turn, opens: _opens, ...rest } = state;
  const calls = state.calls.map((call) => ({
    ...call,
    sent: now,
    ...(call.ended === undefined ? {} : { ended: now }),
  }));
  const blockedUntil = Math.min(Math.max(state.blockedUntil, state.blockedUntil + by), now + MINUTE_MS);
  return { ...rest, calls, blockedUntil, heardAt: 0, others: { ...state.others, at: 0 } };
}
