/**
 * Our own account of an organisation's limits. Xero's windows begin at times it does not tell, so a call waits until both
 * the calls of the past 60 s by our clock and what the replies say is left allow it; after a 429 nobody sends until its time is up.
 */

import type Bottleneck from 'bottleneck';
import PQueue from 'p-queue';
import type { Clock } from '../model/clock.ts';
import type { ApiReply } from './api.ts';
import { type LimitState, type Limits, MINUTE_MS, XERO_LIMITS } from './limits.ts';

export interface LimiterOptions {
  readonly clock: Clock;
  readonly limits?: Limits;
  /** Told once when calls begin to wait for more than a moment. */
  readonly onWait?: (milliseconds: number) => void;
}

export interface Limiter {
  /** Makes the call when the limits allow it, and learns from its reply. Rejects as the call does, or with the signal's reason. */
  run(call: () => Promise<ApiReply>, signal?: AbortSignal): Promise<ApiReply>;
  /** Until when the day's calls are used up, ms since the epoch; undefined where they are not. */
  dayUsedUpUntil(): number | undefined;
  snapshot(): LimitState;
  /** Takes up what an earlier process left; to be called before the first call. */
  restore(state: LimitState): void;
}

/** What is known at a moment; kept in the closure of one limiter. */
interface Account {
  /** When the calls of the past minute began, oldest first. */
  starts: number[];
  inFlight: number;
  /** What the server will still allow, less the calls whose replies are out; undefined where unknown. */
  left: number | undefined;
  /** The server does not count: its minute stays full after a call (the first half hour of a connection). */
  lifted: boolean;
  /** Nobody sends before, ms since the epoch. */
  blockedUntil: number;
  /** Refusals for too many calls at once, in a row. */
  crowded: number;
  dayLeft: number | undefined;
  dayResetsAt: number | undefined;
}

const WORTH_TELLING_MS = 1_000;
const LONGEST_CROWD_WAIT_MS = 30_000;

export function createLimiter(options: LimiterOptions): Limiter {
  const { clock, limits = XERO_LIMITS } = options;
  const slots = new PQueue({ concurrency: limits.concurrent });
  const lineUp = waitingLine();
  const account = emptyAccount();
  let changed = new AbortController();
  const tell = teller(options.onWait);

  const wake = (): void => {
    const before = changed;
    changed = new AbortController();
    before.abort();
  };
  const perform = async (call: () => Promise<ApiReply>): Promise<ApiReply> => {
    begin(account, clock.now());
    try {
      const reply = await call();
      account.inFlight -= 1;
      learn(account, limits, reply, clock.now());
      return reply;
    } catch (error) {
      account.inFlight -= 1;
      throw error;
    } finally {
      wake();
    }
  };
  const whenAllowed = async (start: () => void, signal: AbortSignal | undefined): Promise<void> => {
    for (;;) {
      signal?.throwIfAborted();
      const now = clock.now();
      const wait = waitFor(account, limits, now);
      if (wait <= 0) return start();
      tell(wait, now);
      await sleepUnless(clock, wait, changed.signal, signal);
    }
  };
  const enter = async (start: () => void, signal: AbortSignal | undefined): Promise<void> => {
    signal?.throwIfAborted();
    if (lineUp.isEmpty() && waitFor(account, limits, clock.now()) <= 0) start();
    else await lineUp.wait(() => whenAllowed(start, signal));
  };
  const attempt = async (call: () => Promise<ApiReply>, signal: AbortSignal | undefined): Promise<ApiReply> => {
    const result = Promise.withResolvers<ApiReply>();
    const start = (): void => {
      perform(call).then(result.resolve, result.reject);
    };
    const [reply] = await Promise.all([result.promise, enter(start, signal)]);
    return reply;
  };
  return {
    run: (call, signal) => slots.add(() => attempt(call, signal)),
    dayUsedUpUntil: () => (isLater(account.dayResetsAt, clock.now()) ? account.dayResetsAt : undefined),
    snapshot: () => snapshotOf(account, clock.now()),
    restore: (state) => take(account, state),
  };
}

function teller(onWait: LimiterOptions['onWait']): (wait: number, now: number) => void {
  let toldUntil = 0;
  return (wait, now) => {
    if (wait < WORTH_TELLING_MS || now < toldUntil) return;
    toldUntil = now + wait;
    onWait?.(wait);
  };
}

interface WaitingLine {
  isEmpty(): boolean;
  wait(turn: () => Promise<void>): Promise<void>;
}

/** Calls that cannot begin at once come in one after another. A call that can never stands here: that would cost milliseconds. */
function waitingLine(): WaitingLine {
  let line: Promise<Bottleneck> | undefined;
  let length = 0;
  return {
    isEmpty: () => length === 0,
    async wait(turn) {
      length += 1;
      try {
        line ??= import('bottleneck').then(({ default: Line }) => new Line({ maxConcurrent: 1 }));
        await (await line).schedule(turn);
      } finally {
        length -= 1;
      }
    },
  };
}

function emptyAccount(): Account {
  return {
    starts: [],
    inFlight: 0,
    left: undefined,
    lifted: false,
    blockedUntil: 0,
    crowded: 0,
    dayLeft: undefined,
    dayResetsAt: undefined,
  };
}

/** Milliseconds until the next call may begin, as far as is known now; 0 or less: at once. */
function waitFor(account: Account, limits: Limits, now: number): number {
  forget(account, now);
  const blocked = account.blockedUntil - now;
  if (blocked > 0 || account.lifted) return blocked;
  const oldest = account.starts[0];
  if (oldest === undefined) return 0;
  const full = account.starts.length >= limits.minute;
  return full || (account.left ?? 1) <= 0 ? oldest + MINUTE_MS - now : 0;
}

/** Once our oldest call is a minute old, a fixed window has begun anew and a rolling one has room. */
function forget(account: Account, now: number): void {
  const { starts } = account;
  const kept = starts.findIndex((start) => start > now - MINUTE_MS);
  const gone = kept < 0 ? starts.length : kept;
  if (gone === 0) return;
  starts.splice(0, gone);
  if (account.left !== undefined && account.left <= 0) account.left = undefined;
}

function begin(account: Account, now: number): void {
  account.starts.push(now);
  account.inFlight += 1;
  if (account.left !== undefined) account.left -= 1;
}

function learn(account: Account, limits: Limits, reply: ApiReply, now: number): void {
  if (reply.dayLeft !== undefined) account.dayLeft = reply.dayLeft;
  if (reply.status === 429) {
    learnRefusal(account, reply, now);
    return;
  }
  account.crowded = 0;
  if (reply.appMinuteLeft === 0) block(account, now + MINUTE_MS);
  if (reply.minuteLeft === undefined || (reply.status >= 400 && reply.minuteLeft >= limits.minute)) return;
  account.lifted = reply.minuteLeft >= limits.minute;
  account.left = account.lifted ? undefined : reply.minuteLeft - account.inFlight;
}

/** A refusal without Retry-After is one for too many calls at once, unless it says otherwise. */
function learnRefusal(account: Account, reply: ApiReply, now: number): void {
  const wait = reply.retryAfter === undefined ? undefined : Math.max(1, reply.retryAfter) * 1000;
  if (isDayLimit(reply)) {
    account.dayResetsAt = now + (wait ?? MINUTE_MS * 60);
  } else if (wait !== undefined || reply.limitHit === 'minute' || reply.limitHit === 'appminute') {
    account.lifted = false;
    account.left = undefined;
    block(account, now + (wait ?? MINUTE_MS));
  } else {
    block(account, now + Math.min(1000 * 2 ** account.crowded, LONGEST_CROWD_WAIT_MS));
    account.crowded += 1;
  }
}

/** Xero names the limit; where it does not, an empty day says enough. */
export function isDayLimit(reply: ApiReply): boolean {
  return reply.status === 429 && (reply.limitHit === 'day' || (reply.limitHit === undefined && reply.dayLeft === 0));
}

function block(account: Account, until: number): void {
  account.blockedUntil = Math.max(account.blockedUntil, until);
}

/** Waits until the time is up or something has been learnt; rejects only with the caller's own signal. */
async function sleepUnless(
  clock: Clock,
  wait: number,
  changed: AbortSignal,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await clock.sleep(wait, signal === undefined ? changed : AbortSignal.any([changed, signal]));
  } catch (error) {
    signal?.throwIfAborted();
    if (!changed.aborted) throw error;
  }
}

function isLater(time: number | undefined, now: number): boolean {
  return time !== undefined && time > now;
}

function snapshotOf(account: Account, now: number): LimitState {
  forget(account, now);
  return {
    minuteStartedAt: account.starts.at(-1) ?? now,
    minuteUsed: account.lifted ? 0 : account.starts.length,
    ...(account.dayLeft === undefined ? {} : { dayLeft: account.dayLeft }),
    ...(isLater(account.dayResetsAt, now) ? { dayResetsAt: account.dayResetsAt! } : {}),
  };
}

/** All calls are taken to have begun with the last one: the careful reading. */
function take(account: Account, state: LimitState): void {
  account.starts = Array.from({ length: state.minuteUsed }, () => state.minuteStartedAt);
  account.dayLeft = state.dayLeft;
  account.dayResetsAt = state.dayResetsAt;
}
