/** Several runs in one process: organisations at once, the runs of one organisation one after the other in the order given. */

import type { Journal, RunRecord } from '../journal/journal.ts';
import { Refusal } from '../model/refusal.ts';
import type { RowStatus } from '../model/run-summary.ts';
import type { Surroundings } from './command.ts';
import { sandboxOf } from './join-sandbox.ts';

export interface PlannedRun {
  /** The job file, as the command names it. */
  readonly name: string;
  readonly alias: string;
  readonly job: { readonly name: string; readonly path: string };
}

interface Ended<Run> {
  readonly run: Run;
  readonly code: number;
  /** Why it did not come to its report. */
  readonly refusal?: string;
}

/** Each holds a part of its input in memory. */
const ORGANISATIONS_AT_ONCE = 3;
const STATUSES: readonly RowStatus[] = ['OK', 'WARNING', 'ERROR', 'SKIPPED', 'UNSENT'];

/**
 * Resolves with the exit code: 0, or that of the first run in the order given that has another. A run that is refused is
 * told, and ends its organisation's turn: what comes after it may rest on it. The others go on.
 */
export async function runSeveral<Run extends PlannedRun>(
  runs: readonly Run[],
  perform: (run: Run) => Promise<number>,
  surroundings: Surroundings,
): Promise<readonly Ended<Run>[]> {
  const { default: Bottleneck } = await import('bottleneck');
  const gate = new Bottleneck({ maxConcurrent: ORGANISATIONS_AT_ONCE });
  const chains = Map.groupBy(runs, ({ alias }) => sandboxOf(alias) ?? alias);
  const ended = await Promise.allSettled(
    [...chains.values()].map((chain) => gate.schedule(() => inTurn(chain, perform, surroundings))),
  );
  const failed = ended.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const all = ended.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
  return all.toSorted((a, b) => runs.indexOf(a.run) - runs.indexOf(b.run));
}

async function inTurn<Run extends PlannedRun>(
  runs: readonly Run[],
  perform: (run: Run) => Promise<number>,
  surroundings: Surroundings,
): Promise<readonly Ended<Run>[]> {
  const ended: Ended<Run>[] = [];
  let before: Ended<Run> | undefined;
  for (const run of runs) {
    const last: Ended<Run> =
      before?.refusal === undefined
        ? await attempt(run, perform)
        : { run, code: before.code, refusal: `not run, since ${before.run.name} was refused` };
    if (last.refusal !== undefined) surroundings.err(`${run.name} (${run.alias}): ${last.refusal}\n`);
    ended.push(last);
    before = last;
  }
  return ended;
}

async function attempt<Run extends PlannedRun>(run: Run, perform: (run: Run) => Promise<number>): Promise<Ended<Run>> {
  try {
    return { run, code: await perform(run) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { run, code: error.exitCode, refusal: error.message };
  }
}

/** A line for each run: what came of it, and its rows. */
export async function summaryOf<Run extends PlannedRun>(
  ended: readonly Ended<Run>[],
  journal: Pick<Journal, 'runs'>,
): Promise<string> {
  const records = await journal.runs(ended.length);
  const lines = ended.map(({ run, refusal }) => {
    const record = records.find(({ jobPath, org }) => jobPath === run.job.path && org === run.alias);
    const said = refusal === undefined && record !== undefined ? outcomeOf(record) : 'refused';
    return [run.job.name, run.alias, said] as const;
  });
  const widths = [0, 1].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
  const table = lines.map(
    ([job, alias, said]) => `  ${job.padEnd(widths[0]!)}  ${alias.padEnd(widths[1]!)}  ${said}\n`,
  );
  return `\n${ended.length} runs:\n${table.join('')}`;
}

function outcomeOf({ status, summary }: RunRecord): string {
  if (summary === undefined) return status;
  const rows = STATUSES.filter((name) => summary.rows[name] > 0).map((name) => `${summary.rows[name]} ${name}`);
  return [summary.status.padEnd(11), ...rows].join('  ').trimEnd();
}
