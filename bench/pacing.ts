/**
 * How much longer rowpost's pacing takes than the limits make necessary, over many phases of the window, and what a plain
 * loop takes that sleeps on a refusal. No real waiting. `node bench/pacing.ts [PHASES]`; see README.md.
 */

import { createLimiter } from '../src/xero/limiter.ts';
import { createVirtualClock } from '../test/transcripts/virtual-clock.ts';
import { createLimitedServer, type LimitedServer, type Windows } from './pacing/limited-server.ts';
import { fewestMilliseconds } from './pacing/theoretical-minimum.ts';

const CALLS = (process.argv[3]?.split(",").map(Number) ?? [20, 60, 61, 75, 90, 120, 180, 300, 450, 600, 1200, 3000]);
const phases = Number(process.argv[2] ?? 100);

interface Tally {
  readonly ratios: number[];
  refused: number;
}

process.stdout.write(`${phases} phases, wall time over the theoretical minimum: mean (worst), refusals a run\n`);
for (const windows of ['fixed', 'rolling'] as const) {
  for (const calls of CALLS) {
    const own: Tally = { ratios: [], refused: 0 };
    const plain: Tally = { ratios: [], refused: 0 };
    let least = 0;
    for (let phase = 0; phase < phases; phase += 1) {
      const start = 1_790_000_000_000 + Math.floor(seeded(phase + 1)() * 60_000);
      const fewest = fewestMilliseconds(calls, windows, start, seeded(phase));
      least += fewest / phases;
      await measure(own, windows, start, phase, fewest, (server, clock) => paced(server, clock, calls));
      await measure(plain, windows, start, phase, fewest, (server, clock) => loop(server, clock, calls));
    }
    const texts = [`${windows} ${calls} calls`.padEnd(20), `least ${(least / 1000).toFixed(1)} s`.padEnd(16)];
    process.stdout.write(`${texts.join('')}rowpost ${shown(own)}   plain loop ${shown(plain)}\n`);
  }
}

type Clock = ReturnType<typeof createVirtualClock>;

async function measure(
  tally: Tally,
  windows: Windows,
  start: number,
  seed: number,
  fewest: number,
  work: (server: LimitedServer, clock: Clock) => Promise<void>,
): Promise<void> {
  const clock = createVirtualClock(start);
  const server = createLimitedServer(clock, windows, seeded(seed));
  await work(server, clock);
  tally.ratios.push((clock.now() - start) / fewest);
  tally.refused += server.refused();
  server.close();
}

/** All calls at once through the limiter; one that is refused goes again. */
async function paced(server: LimitedServer, clock: Clock, calls: number): Promise<void> {
  const limiter = createLimiter({ clock });
  const untilTaken = async (): Promise<void> => {
    while ((await limiter.run(server.call)).status === 429);
  };
  await Promise.all(Array.from({ length: calls }, untilTaken));
}

/** One call after the other; a refusal is slept out. */
async function loop(server: LimitedServer, clock: Clock, calls: number): Promise<void> {
  for (let done = 0; done < calls; ) {
    const { status, retryAfter = 1 } = await server.call();
    if (status === 429) await clock.sleep(retryAfter * 1000);
    else done += 1;
  }
}

function shown({ ratios, refused }: Tally): string {
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  return `${mean.toFixed(3)} (${Math.max(...ratios).toFixed(2)}), ${(refused / ratios.length).toFixed(2)}`;
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
