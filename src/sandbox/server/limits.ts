/** Call limits: a minute and a day per app and organisation, a minute per app, and calls in flight. */
import { createHash } from 'node:crypto';
import type { SandboxSettings } from '../settings.ts';
import { type Reply, tooManyReply } from './reply.ts';
import { type Counters, type Counting, fixedWindows, rollingWindows, type Window } from './windows.ts';

export interface SandboxLimits {
  readonly minute: number;
  readonly day: number;
  readonly concurrent: number;
  readonly appMinute: number;
}

export const defaultLimits: SandboxLimits = { minute: 60, day: 5000, concurrent: 5, appMinute: 10_000 };

/** Who calls which organisation, and when. */
export interface Caller {
  readonly app: string;
  readonly tenantId: string;
  /** The organisation's books; its windows are in them. */
  readonly books: Counters;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A limit as the header X-Rate-Limit-Problem names it. */
export type LimitName = 'minute' | 'day' | 'appminute' | 'concurrent';
type HeaderValues = Readonly<Record<string, string>>;

/** One for all organisations. */
export interface Meter {
  /** Counts a call, within the transaction of its books, and says what is left; a reply when it is one too many. */
  take(caller: Caller): { readonly headers: HeaderValues; readonly refused?: Reply };
  /** Whether one more call at once is allowed; it is counted until `leave`. */
  enter(caller: Caller): boolean;
  leave(caller: Caller): void;
  /** The reply to one call too many; `seconds` to wait, where the limit says so and the window does not. */
  refuse(caller: Caller, limit: LimitName, seconds?: number): Reply;
}

interface Limit {
  readonly name: Exclude<LimitName, 'concurrent'>;
  readonly header: string;
  readonly window: Window;
  readonly counters: Counters;
}

/** @param shared keeps the minute of each app over all organisations */
export function createMeter(limits: SandboxLimits | 'off', settings: SandboxSettings, shared: Counters): Meter {
  const most = limits === 'off' ? defaultLimits : limits;
  const counting: Counting = settings.limitWindows === 'rolling' ? rollingWindows : fixedWindows;
  const flying = new Map<string, number>();
  const used = (limit: Limit, now: number) => (limits === 'off' ? 0 : counting.used(limit.counters, limit.window, now));
  const unchanged = (caller: Caller) => {
    const all = limitsOf(caller, most, shared);
    const before = all.map((limit) => used(limit, caller.now));
    return left(all, before);
  };
  const meter: Meter = {
    take: (caller) => {
      const all = limitsOf(caller, most, shared);
      const before = all.map((limit) => used(limit, caller.now));
      const full = all.find((limit, at) => (before[at] ?? 0) >= limit.window.most);
      if (full !== undefined) return { headers: {}, refused: meter.refuse(caller, full.name) };
      if (limits === 'off') return { headers: left(all, before) };
      for (const limit of all) counting.count(limit.counters, limit.window, caller.now);
      const after = before.map((count) => count + 1);
      return { headers: left(all, after) };
    },
    enter: ({ app, tenantId }) => {
      const key = `${tenantId} ${app}`;
      const calls = flying.get(key) ?? 0;
      if (limits !== 'off' && calls >= limits.concurrent) return false;
      flying.set(key, calls + 1);
      return true;
    },
    leave: ({ app, tenantId }) => {
      const key = `${tenantId} ${app}`;
      const calls = (flying.get(key) ?? 1) - 1;
      if (calls === 0) flying.delete(key);
      else flying.set(key, calls);
    },
    refuse: (caller, name, seconds) => {
      const headers = unchanged(caller);
      if (name === 'concurrent') {
        const problem = settings.concurrentProblem === 'none' ? {} : { 'X-Rate-Limit-Problem': name };
        return tooManyReply({ ...headers, ...problem });
      }
      const limit = limitsOf(caller, most, shared).find((each) => each.name === name) as Limit;
      const free = seconds ?? Math.ceil(counting.freeIn(limit.counters, limit.window, caller.now) / 1000);
      return tooManyReply({
        ...headers,
        [limit.header]: '0',
        'Retry-After': String(free),
        'X-Rate-Limit-Problem': name,
      });
    },
  };
  return meter;
}

/** In the order in which they are looked at. */
function limitsOf({ app, tenantId, books }: Caller, most: SandboxLimits, shared: Counters): readonly Limit[] {
  const anchor = createHash('sha256').update(tenantId).digest().readUInt32BE();
  const [minute, day] = [60_000, 86_400_000];
  const window = (name: string, length: number, calls: number, offset: number): Window => ({
    key: `${name} ${app}`,
    length,
    most: calls,
    offset,
  });
  return [
    {
      name: 'day',
      header: 'X-DayLimit-Remaining',
      window: window('day', day, most.day, anchor % day),
      counters: books,
    },
    {
      name: 'minute',
      header: 'X-MinLimit-Remaining',
      window: window('minute', minute, most.minute, anchor % minute),
      counters: books,
    },
    {
      name: 'appminute',
      header: 'X-AppMinLimit-Remaining',
      window: window('appminute', minute, most.appMinute, 0),
      counters: shared,
    },
  ];
}

function left(limits: readonly Limit[], used: readonly number[]): HeaderValues {
  return Object.fromEntries(
    limits.map(({ header, window }, at) => [header, String(Math.max(0, window.most - (used[at] ?? 0)))]),
  );
}
