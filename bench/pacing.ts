/**
 * How much longer rowpost's pacing takes than the limits make necessary, over many phases of the window, and what a plain
 * loop takes that sleeps on a refusal. No real waiting. `node bench/pacing.ts [PHASES] [CALLS,...]`; see README.md.
 */

import { createLimiter } from '../src/xero/limiter.ts';
import { createVirtualClock } from '../test/transcripts/virtual-clock.ts';
import { createLimitedServer, type LimitedServer, type Windows } from './pacing/limited-server.ts';
import { fewestMilliseconds } from './pacing/theoretical-minimum.ts';

const BEGINNING = 1_790_000_000_000;
const [, , manyPhases = '100', manyCalls = '20,59,61,75,90,120,180,300,450,600,1200,3000'] = process.argv;
const phases = Number(manyPhases);
const sizes = manyCalls.split(',').map(Number);

interface Tally {
  readonly ratios: number[];
  readonly refusals: number[];
}

process.stdout.write(`${phases} phases, wall time over the theoretical minimum: mean (worst), refusals a run (most)\n`);
for (const windows of ['fixed', 'rolling'] as const) {
  for (const calls of sizes) {
    const own: Tally = { ratios: [], refusals: [] };
    const plain: Tally = { ratios: [], refusals: [] };
    for (let phase = 0; phase < phases; phase += 1) {
      await measure(own, windows, calls, phase, paced);
      await measure(plain, windows, calls, phase, plainLoop);
    }
    process.stdout.write(
      `${`${windows}, ${calls} calls`.padEnd(20)} rowpost ${shown(own)}   plain loop ${shown(plain)}\n`,
    );
  }
}

type Clock = ReturnType<typeof createVirtualClock>;
type Work = (server: LimitedServer, clock: Clock) => (calls: number) => Promise<void>;

/** One call goes ahead, as every run reads its organisation first; the time of the others counts. */
async function measure(tally: Tally, windows: Windows, calls: number, phase: number, work: Work): Promise<void> {
  const clock = createVirtualClock(BEGINNING + Math.floor(seeded(phase)() * 60_000));
  let random = seeded(phase + 1);
  const server = createLimitedServer(clock, windows, () => random());
  const make = work(server, clock);
  await make(1);
  const start = clock.now();
  const before = [...server.arrivals];
  random = seeded(phase + 2);
  await make(calls);
  const fewest = fewestMilliseconds(calls, windows, start, before, seeded(phase + 2));
  tally.ratios.push((clock.now() - start) / fewest);
  tally.refusals.push(server.refused());
  server.close();
}

/** All calls at once through the limiter; one that is refused goes again. */
function paced(server: LimitedServer, clock: Clock): (calls: number) => Promise<void> {
  const limiter = createLimiter({ clock });
  const untilTaken = async (): Promise<void> => {
    while ((await limiter.run(server.call)).status === 429);
  };
  return async (calls) => {
    await Promise.all(Array.from({ length: calls }, untilTaken));
  };
}

/** One call after the other; a refusal is slept out. */
function plainLoop(server: LimitedServer, clock: Clock): (calls: number) => Promise<void> {
  return async (calls) => {
    for (let done = 0; done < calls; ) {
      const { status, retryAfter = 1 } = await server.call();
      if (status === 429) await clock.sleep(retryAfter * 1000);
      else done += 1;
    }
  };
}

function shown({ ratios, refusals }: Tally): string {
  const parts = [mean(ratios).toFixed(3), `(${Math.max(...ratios).toFixed(2)}),`];
  return [...parts, mean(refusals).toFixed(2), `(${Math.max(...refusals)})`].join(' ');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** 0 to 1, the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
