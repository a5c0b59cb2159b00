import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/model/clock.ts';
import { Refusal } from '../../src/model/refusal.ts';
import type { ApiReply } from '../../src/xero/api.ts';
import { createAppMinute } from '../../src/xero/app-minute.ts';
import { createLimiter, type Limiter, memoryStore } from '../../src/xero/limiter.ts';
import { createLimitedServer } from './limited-server.ts';
import { createVirtualClock } from './virtual-clock.ts';

const MINUTE = 60_000;
const FINE: ApiReply = { status: 200, body: '' };

const many = (count: number, work: () => Promise<unknown>) => Promise.all(Array.from({ length: count }, work));

/** As the patient API does: a call that is refused goes again. */
async function insist(limiter: Limiter, call: () => Promise<ApiReply>): Promise<void> {
  while ((await limiter.run(call)).status === 429);
}

/** So many calls at once; resolves with how long they took, ms. */
async function work(clock: Clock, count: number, server: { call(): Promise<ApiReply> }): Promise<number> {
  const limiter = createLimiter({ clock });
  const began = clock.now();
  await many(count, () => insist(limiter, server.call));
  return clock.now() - began;
}

describe('a fixed window of unknown phase', () => {
  it.each([0, 15_000, 40_000])('(%i ms in) costs one refusal and no time', async (phase) => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { phase });
    const took = await work(clock, 270, server);
    const turns = 4 * MINUTE - phase;
    expect(took).toBeGreaterThan(turns);
    expect(took).toBeLessThan(turns + 3_000);
    expect(server.transcript.refused).toBe(1);
    expect(server.transcript.mostAtOnce).toBe(5);
  });

  it('that is seen to turn costs no refusal at all', async () => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { phase: 59_000 });
    const took = await work(clock, 200, server);
    expect(server.transcript.refused).toBe(0);
    expect(took).toBeLessThan(1_000 + 2 * MINUTE + 4_000);
  });
});

describe.each(['fixed', 'rolling'] as const)('a %s window', (windows) => {
  it.each([
    [0.9995, [40, 700]],
    [0.9998, [200]],
    [1.0002, [200]],
    [1.0005, [40, 700]],
  ])('is kept to for an hour by a clock that the server runs %d as fast as', async (pace, latencies) => {
    for (const latency of latencies) {
      const clock = createVirtualClock();
      const server = createLimitedServer(clock, { windows, phase: 15_000, pace, latency });
      const took = await work(clock, 3_600, server);
      expect(server.transcript.refused).toBeLessThanOrEqual(1);
      expect(took).toBeLessThan(60 * MINUTE * 1.01);
    }
  });
});

describe('a rolling window', () => {
  it('costs one refusal and less than a second a minute', async () => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { windows: 'rolling' });
    const took = await work(clock, 300, server);
    expect(took).toBeLessThan(4 * MINUTE + 2_400 + 4_000);
    expect(server.transcript.refused).toBe(1);
  });
});

describe('a small job', () => {
  it.each(['fixed', 'rolling'] as const)('goes out in one burst (%s)', async (windows) => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { windows });
    expect(await work(clock, 60, server)).toBeLessThan(3_500);
    expect(server.transcript.refused).toBe(0);
  });

  it('takes what other software has left', async () => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { used: 45 });
    expect(await work(clock, 15, server)).toBeLessThan(1_500);
    expect(server.transcript.refused).toBe(0);
  });

  it('goes as fast as it can where the server does not count', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    const began = clock.now();
    await many(300, () => limiter.run(async () => ({ ...FINE, minuteLeft: 60 })));
    expect(clock.now()).toBe(began);
  });
});

describe('other software', () => {
  it.each([
    ['fixed', 0],
    ['rolling', MINUTE + 2_000],
  ] as const)('that makes 20 calls a minute is left room (%s)', async (windows, before) => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { windows, phase: 10_000 });
    const stop = new AbortController();
    const refusedAt: number[] = [];
    const others = (async () => {
      for (;;) {
        await clock.sleep(3_000, stop.signal);
        const refused = server.transcript.othersRefused;
        server.other();
        if (server.transcript.othersRefused > refused) refusedAt.push(clock.now());
      }
    })();
    await clock.sleep(before);
    const began = clock.now();
    const took = await work(clock, 400, server);
    stop.abort();
    await others.catch(() => undefined);
    expect(server.transcript.refused).toBeLessThanOrEqual(1);
    expect(refusedAt.filter((at) => at > began + 3 * MINUTE)).toEqual([]);
    expect(took).toBeLessThan(13 * MINUTE);
  });

  it.each([
    ['fixed', 1_500],
    ['fixed', 3_000],
    ['fixed', 6_000],
    ['rolling', 1_500],
    ['rolling', 3_000],
    ['rolling', 6_000],
    ['rolling', 20_000],
  ] as const)(
    'that begins while we use all there is (%s, a call in %i ms) costs a few refusals, and gets in',
    async (windows, every) => {
      for (const latency of [200, 600]) {
        for (const start of [100_000, 130_000]) {
          const clock = createVirtualClock();
          const server = createLimitedServer(clock, { windows, phase: 10_000, latency });
          const stop = new AbortController();
          const met: boolean[] = [];
          const others = (async () => {
            await clock.sleep(start, stop.signal);
            for (;;) {
              await clock.sleep(every, stop.signal);
              const refused = server.transcript.othersRefused;
              server.other();
              met.push(server.transcript.othersRefused > refused);
            }
          })();
          await work(clock, 900, server);
          stop.abort();
          await others.catch(() => undefined);
          expect(server.transcript.refused).toBeLessThanOrEqual(6);
          const last = met.slice(-Math.ceil((2 * MINUTE) / every));
          if (every < 20_000) expect(last.filter(Boolean).length).toBeLessThanOrEqual(last.length * 0.2);
        }
      }
    },
  );

  it('that takes slots as well makes fewer calls go at once, for some minutes', async () => {
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
    expect(await mostAtOnce(limiter, clock)).toBe(1);
    await clock.sleep(6 * MINUTE);
    expect(await mostAtOnce(limiter, clock)).toBe(5);
  });
});

async function mostAtOnce(limiter: Limiter, clock: Clock): Promise<number> {
  let [most, now] = [0, 0];
  await many(20, () =>
    limiter.run(async () => {
      now += 1;
      most = Math.max(most, now);
      await clock.sleep(100);
      now -= 1;
      return FINE;
    }),
  );
  return most;
}

describe('a refusal', () => {
  it('stops all calls until its time is up', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    const starts: number[] = [];
    const replies: ApiReply[] = [{ status: 429, body: '', limitHit: 'minute', retryAfter: 26 }];
    const call = async (): Promise<ApiReply> => {
      starts.push(clock.now());
      return replies.shift() ?? FINE;
    };
    const began = clock.now();
    await limiter.run(call);
    await many(10, () => limiter.run(call));
    expect(starts.slice(1).every((start) => start >= began + 26_000)).toBe(true);
    expect(starts[1]).toBe(began + 26_000);
  });
});

describe('the day', () => {
  const refusalOf = (work: Promise<unknown>): Promise<unknown> => work.then(() => undefined).catch((error) => error);

  it('ends the run before a call is refused, and says by when', async () => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { dayLeft: 12 });
    const limiter = createLimiter({ clock });
    const refusal = await refusalOf(many(30, () => limiter.run(server.call)));
    expect(refusal).toMatchObject({ code: 'xero/day-limit', exitCode: 5 });
    expect(String((refusal as Refusal).message)).toContain('2001-09-10 01:47 UTC at the latest (in 24 h 0 min)');
    expect(server.transcript.starts).toHaveLength(12);
  });

  it('that Xero refuses is over at the time told, unless a limit is named that is not the day', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    const reply = { status: 429, body: '', dayLeft: 0, limitHit: 'day', retryAfter: 66_975, correlationId: 'call-1' };
    await limiter.run(async () => reply);
    const refusal = await refusalOf(limiter.run(async () => FINE));
    expect(refusal).toBeInstanceOf(Refusal);
    expect((refusal as Refusal).message).toContain(
      'until about 2001-09-09 20:23 UTC (in 18 h 37 min) (correlation ID call-1).\n',
    );
  });

  it('is used up to the share that a run may have', async () => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { dayLeft: 41 });
    const limiter = createLimiter({ clock, share: 0.5 });
    const refusal = await refusalOf(many(30, () => limiter.run(server.call)));
    expect((refusal as Refusal).message).toContain('its share');
    expect(server.transcript.starts).toHaveLength(21);
  });
});

describe('a share of the minute', () => {
  it('is not exceeded in any minute', async () => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock);
    const limiter = createLimiter({ clock, share: 0.25 });
    await many(50, () => limiter.run(server.call));
    const { starts } = server.transcript;
    const inMinute = starts.map((start) => starts.filter((at) => at >= start && at < start + MINUTE).length);
    expect(Math.max(...inMinute)).toBe(15);
    expect(server.transcript.refused).toBe(0);
  });
});

describe('several processes', () => {
  it('that share what is known are one caller to the server', async () => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { phase: 20_000 });
    const store = memoryStore();
    const [one, two] = ['1', '2'].map((owner) => createLimiter({ clock, store, owner }));
    const began = clock.now();
    await Promise.all([many(70, () => insist(one!, server.call)), many(70, () => insist(two!, server.call))]);
    expect(server.transcript.refused).toBeLessThanOrEqual(1);
    expect(server.transcript.mostAtOnce).toBe(5);
    expect(clock.now() - began).toBeLessThan(100_000 + 3_000);
  });

  it('know the phase that an earlier one has learnt', async () => {
    const clock = createVirtualClock();
    const server = createLimitedServer(clock, { phase: 20_000 });
    const store = memoryStore();
    const first = createLimiter({ clock, store });
    await many(70, () => insist(first, server.call));
    await clock.sleep(60 * MINUTE);
    const second = createLimiter({ clock, store });
    await many(130, () => insist(second, server.call));
    expect(server.transcript.refused).toBe(1);
  });
});

describe('an app', () => {
  it('shares its minute over all organisations: near its end one call in five seconds sees whether it has turned', async () => {
    const clock = createVirtualClock();
    const app = createAppMinute();
    const limiters = [1, 2].map(() => createLimiter({ clock, app }));
    const began = clock.now();
    const starts: number[] = [];
    const call = async (): Promise<ApiReply> => {
      starts.push(clock.now() - began);
      return { ...FINE, appMinuteLeft: clock.now() - began < 12_000 ? 40 : 9_000 };
    };
    await Promise.all(limiters.map((limiter) => many(4, () => limiter.run(call))));
    expect(starts.slice(0, 4)).toEqual([0, 0, 5_000, 10_000]);
    expect(starts.slice(4).every((at) => at === 15_000)).toBe(true);
  });
});

describe('a clock', () => {
  /** Set at some moment by so much, or standing still while the machine sleeps. */
  function clockSet(at: number, by: number, sleeps: number): { readonly clock: Clock; readonly server: Clock } {
    const server = createVirtualClock();
    const began = server.now();
    let asleep = 0;
    const isOver = () => server.now() - began >= at;
    const clock: Clock = {
      now: () => server.now() + (isOver() ? by : 0),
      steady: () => server.now() - began - asleep,
      async sleep(milliseconds, signal) {
        const before = isOver();
        await server.sleep(milliseconds, signal);
        if (before || !isOver() || sleeps === 0) return;
        await server.sleep(sleeps);
        asleep += sleeps;
      },
    };
    return { clock, server };
  }

  it.each([
    ['set on by 30 s', 30_000, 0],
    ['set on by 700 ms', 700, 0],
    ['set back by 700 ms', -700, 0],
    ['set back by 40 s', -40_000, 0],
    ['asleep for 25 s', 0, 25_000],
    ['asleep for an hour', 0, 60 * MINUTE],
  ])('that is %s costs a minute at most, and no refusal', async (_, by, sleeps) => {
    for (const windows of ['fixed', 'rolling'] as const) {
      for (const at of [83_000, 100_000, 119_000, 142_000]) {
        const { clock, server: time } = clockSet(at, by, sleeps);
        const server = createLimitedServer(time, { windows, phase: 20_000, latency: 400 });
        const began = time.now();
        await work(clock, 300, server);
        expect(server.transcript.refused).toBeLessThanOrEqual(1);
        expect(time.now() - began - sleeps).toBeLessThan((windows === 'fixed' ? 6 : 7) * MINUTE);
      }
    }
  });

  it('that is set back by an hour does not hold the calls up for an hour', async () => {
    const clock = createVirtualClock();
    let behind = 0;
    const shifted: Clock = { now: () => clock.now() - behind, sleep: clock.sleep };
    const server = createLimitedServer(clock);
    const limiter = createLimiter({ clock: shifted });
    const began = clock.now();
    await many(50, () => insist(limiter, server.call));
    behind = 60 * MINUTE;
    await many(50, () => insist(limiter, server.call));
    expect(clock.now() - began).toBeLessThan(2 * MINUTE + 5_000);
    expect(server.transcript.refused).toBeLessThanOrEqual(1);
  });
});

describe('waiting', () => {
  const limited: ApiReply = { status: 429, body: '', limitHit: 'minute', retryAfter: 30 };

  it('ends when the caller gives up', async () => {
    const clock = createVirtualClock();
    const limiter = createLimiter({ clock });
    const stop = new AbortController();
    await limiter.run(async () => limited);
    const settled = Promise.allSettled([1, 2, 3].map(() => limiter.run(async () => FINE, stop.signal)));
    stop.abort(new Error('interrupted'));
    expect((await settled).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected', 'rejected']);
  });

  it('is told with its length, once for all who wait', async () => {
    const clock = createVirtualClock();
    const waits: number[] = [];
    const limiter = createLimiter({ clock, onWait: (milliseconds) => waits.push(milliseconds) });
    await limiter.run(async () => limited);
    await many(4, () => limiter.run(async () => FINE));
    expect(waits).toEqual([30_000]);
  });
});
