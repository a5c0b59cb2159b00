/** What `--retry RUN` takes from an earlier run: its failed rows' file and the formats proven there. */

import type { ImportRecord, Journal, RunRecord } from '../journal/journal.ts';
import { joinFormats, type ProvenFormats } from '../mappers/proven-formats.ts';
import { Refusal } from '../model/refusal.ts';
import { failedFiles } from '../pipeline/failed-files.ts';
import { purged } from '../pipeline/report-again.ts';

/** Of the latest runs, where the last import is looked for. */
export const MOST_LOOKED_AT = 1000;

export interface RetrySource {
  /** Absolute paths of the failed rows' files. */
  readonly files: readonly string[];
  readonly formats: ProvenFormats;
  /** The run, and the runs that it retried itself. */
  readonly runs: readonly string[];
}

export async function retrySource(runId: string, journal: Journal): Promise<RetrySource> {
  const run = await findImport(runId, journal);
  if (run.purgedAt !== undefined) throw purged(run);
  const store = await journal.openRun(run.id);
  try {
    const formats = (await store.noted('formats')) as readonly ProvenFormats[] | undefined;
    const retried = (await store.noted('retried')) as readonly string[] | undefined;
    const files = await failedFiles(run.outDir);
    return { files, formats: joinFormats(formats ?? []), runs: [run.id, ...(retried ?? [])] };
  } finally {
    await store.close();
  }
}

/** The import of this name, or the last one for `last`. */
export async function findImport(name: string, journal: Journal): Promise<ImportRecord> {
  const run = await findRun(name, journal, isImport);
  if (isImport(run)) return run;
  throw new Refusal(
    'usage/not-an-import',
    `The run ${run.id} of ${run.job} is no import: it changed nothing in Xero, and has no rows to report or to go on with.\nRun the job again.`,
  );
}

function isImport(run: RunRecord): run is ImportRecord {
  return run.command === 'run' || run.command === 'check';
}

/** The run of this name, or for `last` the last one that is wanted. */
export async function findRun(
  name: string,
  journal: Journal,
  isWanted: (run: RunRecord) => boolean = () => true,
): Promise<RunRecord> {
  const latest = name === 'last' ? (await journal.runs(MOST_LOOKED_AT)).find(isWanted) : undefined;
  const run = latest ?? (await journal.run(name));
  if (run !== undefined) return run;
  const known = (await journal.runs(5)).map((entry) => entry.id);
  const hint = known.length === 0 ? 'There are no runs in this workspace.' : `The latest are ${known.join(', ')}.`;
  throw new Refusal('usage/unknown-run', `There is no run ${name} in this workspace. ${hint}`);
}
