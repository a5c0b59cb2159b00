/** Lets calls to one organisation begin when the limits allow it: a few at once, each when `pace` says so. */

import PQueue from 'p-queue';
import type { Clock } from '../model/clock.ts';
import type { ApiReply } from './api.ts';
import { type AppMinute, createAppMinute } from './app-minute.ts';
import { dayOver } from './day-over.ts';
import { type Limits, XERO_LIMITS } from './limits.ts';
import { isDayLimit } from './pacing/day-limit.ts';
import { type Decision, type PaceEvent, pace } from './pacing/pace.ts';
import { FRESH, type PaceState } from './pacing/pace-state.ts';

/** Keeps an organisation's state, where other processes may change it too. */
export interface PaceStore {
  /** Replaces the state by the one that comes of it, nobody else's change between; resolves with the result. */
  change<T>(next: (state: PaceState) => { readonly state: PaceState; readonly result: T }): Promise<T>;
}

export interface LimiterOptions {
  readonly clock: Clock;
  readonly limits?: Limits;
  /** In memory without. */
  readonly store?: PaceStore;
  /** Unlike every other limiter that shares the store. */
  readonly owner?: string;
  /** How much of the minute and of what is left of the day may be used, 0 to 1; all without. */
  readonly share?: number;
  /** Shared by the organisations of an app. */
  readonly app?: AppMinute;
  /** Told once when calls begin to wait for more than a moment. */
  readonly onWait?: (milliseconds: number) => void;
}

export interface Limiter {
  /**
   * Makes the call when the limits allow it, and learns from its reply. Rejects as the call does, with the signal's reason,
   * or with a Refusal (`xero/day-limit`) where the day's calls are used up.
   */
  run(call: () => Promise<ApiReply>, signal?: AbortSignal): Promise<ApiReply>;
  /** Told how many more calls are to come, besides those that wait already. */
  expect(calls: number): void;
  /** What the last replies said is left, where they did. */
  left(): CallsLeft;
}

export interface CallsLeft {
  /** Calls a minute that this run may make. */
  readonly perMinute: number;
  readonly minute?: number;
  readonly day?: number;
}

const WORTH_TELLING_MS = 1_000;
/** Another process may have learnt something meanwhile. */
const LONGEST_SLEEP_MS = 5_000;
/** A clock that is further from a steady one than it was has been set. */
const LEAST_STEP_MS = 100;

export function createLimiter(options: LimiterOptions): Limiter {
  const { clock, limits = XERO_LIMITS, store = memoryStore(), owner = '', share = 1 } = options;
  const app = options.app ?? createAppMinute();
  const slots = new PQueue({ concurrency: limits.concurrent });
  const tell = teller(options.onWait);
  let changed = new AbortController();
  let left: CallsLeft = { perMinute: Math.max(1, Math.floor(limits.minute * share)) };
  let dayAtFirst: number | undefined;
  let dayRefused: ApiReply | undefined;
  let [waiting, expected] = [0, 0];

  const setBy = watchSteps(clock);
  const happened = (event: PaceEvent): Promise<Decision | undefined> => {
    const by = setBy();
    return store.change((before) => {
      const state = by === 0 ? before : pace(before, { kind: 'clock-set', now: event.now, by }, limits).state;
      const { decision, ...next } = pace(state, event, limits);
      return { ...next, result: decision };
    });
  };
  const ask = async (now: number): Promise<Decision> => {
    const dayFloor = Math.ceil((dayAtFirst ?? 0) * (1 - share));
    return (await happened({
      kind: 'ask',
      now,
      owner,
      allowance: { share, dayFloor },
      ahead: slots.size + waiting - 1 + expected,
    }))!;
  };
  const enter = async (signal: AbortSignal | undefined): Promise<number> => {
    for (;;) {
      signal?.throwIfAborted();
      const now = clock.now();
      const heard = changed.signal;
      const appOpens = app.opensAt(now);
      const decision: Decision = appOpens > now ? { kind: 'wait', until: appOpens } : await ask(now);
      if (decision.kind === 'go') {
        app.begin(now);
        return decision.call;
      }
      if (decision.kind === 'day-over') throw dayOver(decision, now, share, dayRefused);
      tell(decision.until - now, now);
      await sleepUnless(clock, Math.min(decision.until - now, LONGEST_SLEEP_MS), heard, signal);
    }
  };
  const learn = async (event: PaceEvent): Promise<void> => {
    await happened(event).catch(() => undefined);
    const before = changed;
    changed = new AbortController();
    before.abort();
  };
  const attempt = async (call: () => Promise<ApiReply>, signal: AbortSignal | undefined): Promise<ApiReply> => {
    waiting += 1;
    const number = await enter(signal).finally(() => {
      waiting -= 1;
    });
    try {
      const reply = await call();
      left = leftAfter(left, reply);
      dayAtFirst ??= reply.dayLeft;
      if (isDayLimit(reply)) dayRefused = withoutBody(reply);
      app.learn(reply, clock.now());
      await learn({ kind: 'reply', now: clock.now(), call: number, reply: withoutBody(reply) });
      return reply;
    } catch (error) {
      await learn({ kind: 'lost', now: clock.now(), call: number });
      throw error;
    }
  };
  return {
    run: (call, signal) => slots.add(() => attempt(call, signal)),
    expect: (calls) => {
      expected = calls;
    },
    left: () => left,
  };
}

export function memoryStore(first = FRESH): PaceStore {
  let current = first;
  return {
    async change(next) {
      const { state, result } = next(current);
      current = state;
      return result;
    },
  };
}

/** Tells by how much the clock was set since it was last asked, ms; 0: not, as far as is known. */
function watchSteps(clock: Clock): () => number {
  const apart = (): number => (clock.steady === undefined ? 0 : clock.now() - clock.steady());
  const isStep = (by: number): boolean => Math.abs(by) >= LEAST_STEP_MS;
  let before = apart();
  return () => {
    let now = apart();
    if (isStep(now - before)) now = apart(); // the process may have been held up between the two clocks
    const by = now - before;
    before = now;
    return isStep(by) ? by : 0;
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

function leftAfter(before: CallsLeft, { minuteLeft, dayLeft }: ApiReply): CallsLeft {
  return {
    ...before,
    ...(minuteLeft === undefined ? {} : { minute: minuteLeft }),
    ...(dayLeft === undefined ? {} : { day: dayLeft }),
  };
}

function withoutBody(reply: ApiReply): ApiReply {
  return { ...reply, body: '' };
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
