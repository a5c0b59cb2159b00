import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/model/clock.ts';
import type { ApiReply } from '../../src/xero/api.ts';
import { createLimiter } from '../../src/xero/limiter.ts';
import { createVirtualClock } from './virtual-clock.ts';

/** A server whose minute begins `phase` ms after the first call's, which shares it with another program and keeps a transcript. */
function server(clock: Clock, { phase = 0, minute = 60, others = 0, latency = 200 } = {}) {
  const began = clock.now() - phase;
  const transcript = { starts: [] as number[], refused: 0, mostAtOnce: 0 };
  let [window, used, atOnce] = [-1, 0, 0];
  const call = async (): Promise<ApiReply> => {
    atOnce += 1;
    transcript.mostAtOnce = Math.max(transcript.mostAtOnce, atOnce);
    transcript.starts.push(clock.now());
    const current = Math.floor((clock.now() - began) / 60_000);
    if (current !== window) [window, used] = [current, others];
    const allowed = used < minute;
    if (allowed) used += 1;
    const minuteLeft = minute - used;
    const retryAfter = Math.ceil((began + (current + 1) * 60_000 - clock.now()) / 1000);
    await clock.sleep(latency);
    atOnce -= 1;
    if (allowed) return { status: 200, body: '{}', minuteLeft };
    transcript.refused += 1;
    return { status: 429, body: '', minuteLeft: 0, limitHit: 'minute', retryAfter };
  };
  return { call, transcript };
}

function mostInAMinute(starts: readonly number[]): number {
  return Math.max(...starts.map((start) => starts.filter((other) => other >= start && other < start + 60_000).length));
}

const many = (count: number, work: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, work));

describe('the minute', () => {
  it.each([0, 15_000, 59_000])(
    'of unknown phase (%i ms in) is never overrun: 60 calls in any 60 s, 5 at once, no refusal, no time wasted',
    async (phase) => {
      const clock = createVirtualClock();
      const { call, transcript } = server(clock, { phase });
      const limiter = createLimiter({ clock });
      const began = clock.now();
      await many(150, () => limiter.run(call));
      expect(mostInAMinute(transcript.starts)).toBeLessThanOrEqual(60);
      expect(transcript.mostAtOnce).toBe(5);
      expect(transcript.refused).toBe(0);
      expect(clock.now() - began).toBeLessThanOrEqual(2 * 60_000 + 7_000);
    },
  );

  it('lets a small job through in a burst', async () => {
    const clock = createVirtualClock();
    const { call } = server(clock);
    const limiter = createLimiter({ clock });
    const began = clock.now();
    await many(55, () => limiter.run(call));
    expect(clock.now() - began).toBeLessThan(4_000);
  });

  it('is shared with other programs by what the replies say is left', async () => {
    const clock = createVirtualClock();
    const { call, transcript } = server(clock, { others: 45 });
    const limiter = createLimiter({ clock });
    await many(40, () => limiter.run(call));
    expect(transcript.refused).toBe(0);
    expect(transcript.starts).toHaveLength(40);
  });

  it('does not bind while the server does not count', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    const began = clock.now();
    await many(300, () => limiter.run(async () => ({ status: 200, body: '', minuteLeft: 60 })));
    expect(clock.now() - began).toBe(0);
  });
});

describe('after a refusal', () => {
  it('nobody sends until its time is up', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    const starts: number[] = [];
    const replies: ApiReply[] = [{ status: 429, body: '', limitHit: 'minute', retryAfter: 26 }];
    const call = async (): Promise<ApiReply> => {
      starts.push(clock.now());
      return replies.shift() ?? { status: 200, body: '' };
    };
    const began = clock.now();
    await limiter.run(call);
    await many(10, () => limiter.run(call));
    expect(starts.slice(1).every((start) => start >= began + 26_000)).toBe(true);
    expect(clock.now()).toBe(began + 26_000);
  });

  it('for too many at once, which gives no time, the wait doubles until a call gets through', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    const began = clock.now();
    const starts: number[] = [];
    const crowded = async (): Promise<ApiReply> => {
      starts.push(clock.now() - began);
      return { status: 429, body: '', limitHit: 'concurrent' };
    };
    for (let call = 0; call < 4; call += 1) await limiter.run(crowded);
    expect(starts).toEqual([0, 1_000, 3_000, 7_000]);
  });

  it('for the day, it is known until when, unless a limit is named that is not the day', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    await limiter.run(async () => ({ status: 429, body: '', dayLeft: 0, limitHit: 'minute', retryAfter: 3 }));
    expect(limiter.dayUsedUpUntil()).toBeUndefined();
    await limiter.run(async () => ({ status: 429, body: '', dayLeft: 0, retryAfter: 66_975 }));
    expect(limiter.dayUsedUpUntil()).toBe(clock.now() + 66_975_000);
  });
});

describe('what one process leaves to the next', () => {
  it('keeps both together within the minute', async () => {
    const clock = createVirtualClock();
    const { call, transcript } = server(clock, { phase: 20_000 });
    const first = createLimiter({ clock });
    await many(50, () => first.run(call));
    const second = createLimiter({ clock });
    second.restore(first.snapshot());
    await many(50, () => second.run(call));
    expect(transcript.refused).toBe(0);
    expect(mostInAMinute(transcript.starts)).toBeLessThanOrEqual(60);
  });

  it('is nothing where the server does not count', async () => {
    const limiter = createLimiter({ clock: createVirtualClock() });
    await many(80, () => limiter.run(async () => ({ status: 200, body: '', minuteLeft: 60, dayLeft: 900 })));
    expect(limiter.snapshot()).toMatchObject({ minuteUsed: 0, dayLeft: 900 });
  });

  it('is forgotten once it is over', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    limiter.restore({ minuteStartedAt: clock.now() - 60_000, minuteUsed: 60, dayResetsAt: clock.now() - 1 });
    expect(limiter.snapshot()).toEqual({ minuteStartedAt: clock.now(), minuteUsed: 0 });
    expect(limiter.dayUsedUpUntil()).toBeUndefined();
  });
});

describe('waiting', () => {
  it('is told once, and ends when the caller gives up', async () => {
    const clock = createVirtualClock();
    const waits: number[] = [];
    const limiter = createLimiter({ clock, onWait: (milliseconds) => waits.push(milliseconds) });
    const stop = new AbortController();
    await limiter.run(async () => ({ status: 429, body: '', limitHit: 'minute', retryAfter: 30 }));
    const waiting = [1, 2, 3].map(() => limiter.run(async () => ({ status: 200, body: '' }), stop.signal));
    const settled = Promise.allSettled(waiting);
    stop.abort(new Error('interrupted'));
    expect((await settled).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(waits.length).toBeLessThanOrEqual(1);
  });

  it('tells how long, once for all who wait', async () => {
    const clock = createVirtualClock();
    const waits: number[] = [];
    const limiter = createLimiter({ clock, onWait: (milliseconds) => waits.push(milliseconds) });
    await limiter.run(async () => ({ status: 429, body: '', limitHit: 'minute', retryAfter: 30 }));
    await many(4, () => limiter.run(async () => ({ status: 200, body: '' })));
    expect(waits).toEqual([30_000]);
  });
});
