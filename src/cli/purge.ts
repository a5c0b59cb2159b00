/** What `purge` does: removes the rows and documents of runs from the workspace, and keeps the proof of what was delivered. */

import type { RunRecord } from '../journal/journal.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { giveUpRun } from '../pipeline/give-up-run.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context } from './context.ts';
import { holdRun, isUnderWay } from './hold-run.ts';
import { findRun } from './retry-source.ts';

const MOST_RUNS = 1_000_000;

/** @param name of one run, finished or not; without, all that are over */
export async function purge(name: string | undefined, options: Options, surroundings: Surroundings): Promise<number> {
  const { openContext } = await import('./context.ts');
  const context = await openContext(options, surroundings);
  try {
    if (name === undefined) await purgeOver(context, surroundings);
    else await purgeOne(await findRun(name, context.parts.journal), context, surroundings);
  } finally {
    await context.close();
  }
  return 0;
}

async function purgeOver({ parts, snapshots }: Context, surroundings: Surroundings): Promise<void> {
  const { journal, clock } = parts;
  const left = (await journal.runs(MOST_RUNS)).filter(({ purgedAt }) => purgedAt === undefined);
  const purged: RunRecord[] = [];
  const kept: RunRecord[] = [];
  for (const run of left) {
    const isOver = run.status === 'finished' || run.status === 'refused' || run.command !== 'run';
    const goes = isOver && !(await isUnderWay(run.id, journal, surroundings));
    (goes ? purged : kept).push(run);
  }
  await journal.purgeRuns(purged.map(remains), new Date(clock.now()).toISOString());
  surroundings.out(`The rows and documents of ${countOf(purged.length)} were removed. ${KEPT}\n`);
  const saved = await snapshots.aliases();
  await snapshots.purge();
  if (saved.length > 0)
    surroundings.out(`So was what was saved of ${saved.join(', ')} for checks without a connection.\n`);
  for (const { id } of kept) {
    surroundings.out(
      `Kept: ${id}, which is unfinished. rowpost resume ${id} goes on with it, rowpost purge ${id} gives it up.\n`,
    );
  }
}

const KEPT = 'What was delivered is still known, as keyed hashes; reports and books of sandboxes are left as they are.';

async function purgeOne(run: RunRecord, { parts }: Context, surroundings: Surroundings): Promise<void> {
  const hold = holdRun(run.id, parts.journal, surroundings);
  await hold.take();
  try {
    const unknown = run.purgedAt === undefined ? await giveUpRun(run, parts) : 0;
    await parts.journal.purgeRuns([remains(run)], new Date(parts.clock.now()).toISOString());
    surroundings.out(`The rows and documents of the run ${run.id} were removed. ${KEPT}\n`);
    if (unknown > 0) {
      const count = unknown === 1 ? '1 document is' : `${unknown} documents are`;
      surroundings.out(`Of that run ${count} in doubt: look in Xero whether they arrived.\n`);
    }
  } finally {
    await hold.release();
  }
}

/** Counts and states, without paths, headers and amounts. */
function remains({ id, summary }: RunRecord): { readonly id: string; readonly summary?: RunSummary } {
  return summary === undefined
    ? { id }
    : { id, summary: { ...summary, source: { files: [] }, totals: {}, unused: [] } };
}

function countOf(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`;
}
