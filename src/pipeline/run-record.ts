/** What the journal holds of a run that begins, and of one that comes to nothing. */

import type { RunRecord } from '../journal/journal.ts';
import type { Parts } from './parts.ts';

/** What all kinds of runs are told by the command. */
export interface NewRun {
  readonly runId: string;
  readonly job: { readonly name: string; readonly path: string };
  readonly jobText: string;
  readonly alias: string;
  readonly outDir: string;
}

/** @param startedAt ISO, UTC */
export function newRecord(run: NewRun, of: Pick<RunRecord, 'command' | 'entity'>, startedAt: string): RunRecord {
  const { runId, job, jobText, alias, outDir } = run;
  return {
    id: runId,
    job: job.name,
    jobPath: job.path,
    jobText,
    org: alias,
    organisationId: '',
    ...of,
    status: 'preparing',
    startedAt,
    outDir,
  };
}

export function refuseRun(runId: string, { journal, clock }: Pick<Parts, 'journal' | 'clock'>): Promise<void> {
  return journal.updateRun(runId, { status: 'refused', finishedAt: new Date(clock.now()).toISOString() });
}
