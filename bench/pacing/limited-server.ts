/** A server that takes some time over each call and counts it by the sandbox's own limits, on a virtual clock. */

import type { Clock } from '../../src/model/clock.ts';
import { openStore } from '../../src/sandbox/books/store.ts';
import { createMeter, defaultLimits } from '../../src/sandbox/server/limits.ts';
import { defaultSettings } from '../../src/sandbox/settings.ts';
import type { ApiReply } from '../../src/xero/api.ts';

export type Windows = 'fixed' | 'rolling';

/** How long a call is on its way, and how long it is worked on, ms. */
export interface CallTime {
  readonly way: number;
  readonly work: number;
}

export interface LimitedServer {
  call(): Promise<ApiReply>;
  readonly refused: () => number;
  /** When the calls that were taken arrived. */
  readonly arrivals: readonly number[];
  close(): void;
}

export const TENANT = '7a1c7b0e-2f6b-4d0e-9d44-0d6a3f3c9a55';

/** @param random 0 to 1, for the times of each call */
export function createLimitedServer(clock: Clock, windows: Windows, random: () => number): LimitedServer {
  const books = openStore(undefined);
  const meter = createMeter(defaultLimits, { ...defaultSettings, limitWindows: windows }, books);
  const arrivals: number[] = [];
  let refused = 0;
  return {
    async call() {
      const { way, work } = callTime(random);
      await clock.sleep(way);
      const caller = { app: 'bench', tenantId: TENANT, books, now: clock.now() };
      if (!meter.enter(caller)) throw new Error('too many calls at once');
      const taken = meter.take(caller);
      if (taken.refused === undefined) arrivals.push(clock.now());
      await clock.sleep(taken.refused === undefined ? work : 5);
      meter.leave(caller);
      await clock.sleep(way);
      if (taken.refused === undefined) return replyOf(200, taken.headers);
      refused += 1;
      return replyOf(429, taken.refused.headers ?? {});
    },
    refused: () => refused,
    arrivals,
    close: () => books.close(),
  };
}

/** As bulk writes take it: 200 to 900 ms, and 15 to 60 ms each way. */
export function callTime(random: () => number): CallTime {
  return { way: Math.round(15 + 45 * random()), work: Math.round(200 + 700 * random()) };
}

function replyOf(status: number, headers: Readonly<Record<string, string>>): ApiReply {
  const number = (name: string) => (headers[name] === undefined ? undefined : Number(headers[name]));
  const said = {
    minuteLeft: number('X-MinLimit-Remaining'),
    dayLeft: number('X-DayLimit-Remaining'),
    appMinuteLeft: number('X-AppMinLimit-Remaining'),
    retryAfter: number('Retry-After'),
    limitHit: headers['X-Rate-Limit-Problem'],
  };
  const known = Object.entries(said).filter(([, value]) => value !== undefined);
  return { status, body: '', ...(Object.fromEntries(known) as Partial<ApiReply>) };
}
