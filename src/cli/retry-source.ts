/** What `--retry RUN` takes from an earlier run: its failed rows' file and the formats proven there. */

import type { Journal } from '../journal/journal.ts';
import { joinFormats, type ProvenFormats } from '../mappers/proven-formats.ts';
import { Refusal } from '../model/refusal.ts';
import { failedFiles } from '../pipeline/failed-files.ts';
import { purged } from '../pipeline/report-again.ts';

export interface RetrySource {
  /** Absolute paths of the failed rows' files. */
  readonly files: readonly string[];
  readonly formats: ProvenFormats;
  /** The run, and the runs that it retried itself. */
  readonly runs: readonly string[];
}

export async function retrySource(runId: string, journal: Journal): Promise<RetrySource> {
  const run = await findRun(runId, journal);
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

/** The run of this name, or the last one for `last`. */
export async function findRun(name: string, journal: Journal) {
  const [latest] = name === 'last' ? await journal.runs(1) : [];
  const run = latest ?? (await journal.run(name));
  if (run !== undefined) return run;
  const known = (await journal.runs(5)).map((entry) => entry.id);
  const hint = known.length === 0 ? 'There are no runs in this workspace.' : `The latest are ${known.join(', ')}.`;
  throw new Refusal('usage/unknown-run', `There is no run ${name} in this workspace. ${hint}`);
}
