/** Writes the report of an earlier run again, from what the journal holds of it. */

import type { RunRecord } from '../journal/journal.ts';
import { findEntity } from '../model/find-task.ts';
import { Refusal } from '../model/refusal.ts';
import type { Parts } from './parts.ts';
import { type ReportFormat, writeReports } from './write-reports.ts';

export async function reportAgain(
  run: RunRecord,
  folder: string,
  formats: readonly ReportFormat[],
  parts: Parts,
): Promise<void> {
  const entity = run.entity === undefined ? undefined : findEntity(parts.registry, run.entity);
  if (run.purgedAt !== undefined) throw purged(run);
  if (run.summary === undefined || entity === undefined) {
    throw new Refusal(
      'usage/no-report',
      `The run ${run.id} was ${run.status} before its rows were checked, so there is no report of it.`,
    );
  }
  const store = await parts.journal.openRun(run.id);
  try {
    await writeReports({ store, entity, summary: run.summary, folder, formats }, parts);
  } finally {
    await store.close();
  }
}

/** Of a purged run no rows are left. */
export function purged({ id, purgedAt = '' }: RunRecord): Refusal {
  return new Refusal(
    'usage/purged',
    `The rows of the run ${id} were removed by \`rowpost purge\` on ${purgedAt.slice(0, 10)}. What it delivered is still known.`,
  );
}
