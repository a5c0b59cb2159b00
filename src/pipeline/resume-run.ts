/** Takes up a run that broke off once it was prepared: what is in doubt is settled, the rest delivered, and all of it reported. */

import type { ImportRecord } from '../journal/journal.ts';
import type { RunStore } from '../journal/run-store.ts';
import { findTask } from '../model/find-task.ts';
import type { ImportJob } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import type { CallCounts } from '../xero/patient-api.ts';
import { finishRun, type ImportResult } from './finish-run.ts';
import type { Prepared } from './import-run.ts';
import type { Connection, Parts } from './parts.ts';
import { makeReportFolder } from './report-folder.ts';

export interface ResumeOptions {
  readonly run: ImportRecord;
  readonly job: ImportJob;
  readonly paths: readonly string[];
  readonly owner?: string;
  /** As the command that began it asked: what other runs delivered is sent again. */
  readonly again: boolean;
  readonly connect: () => Promise<Connection>;
  /** Told the organisation before anything is sent. */
  readonly onConnected: (connection: Connection) => void;
}

/** Whether there is something to go on with; if not, the source is to be read again. */
export async function isPrepared(store: RunStore): Promise<boolean> {
  return (await store.noted('prepared')) !== undefined;
}

/** Rejects with a Refusal where the run can be taken up no better than before. */
export async function resumeRun(options: ResumeOptions, parts: Parts): Promise<ImportResult> {
  const { run, job } = options;
  const store = await parts.journal.openRun(run.id);
  const { unused, unmet } = (await store.noted('prepared')) as Prepared;
  const before = ((await store.noted('calls')) ?? NO_CALLS) as CallCounts;
  const connection = await options.connect();
  if (run.organisationId !== '' && connection.facts.organisation.id !== run.organisationId) throw otherBooks(run);
  options.onConnected(connection);
  await makeReportFolder(run.outDir);
  const { outDir, startedAt } = run;
  const plan = { runId: run.id, job, alias: run.org, command: run.command, paths: options.paths, outDir, startedAt };
  return finishRun(
    {
      ...plan,
      owner: options.owner,
      again: options.again,
      ...findTask(parts.registry, job)!,
      store,
      connection,
      unused,
      unmet,
      resumed: run.status !== 'prepared' && run.status !== 'preparing',
      calls: async () => sum(before, connection.api.counts()),
    },
    parts,
  );
}

const NO_CALLS: CallCounts = { sent: 0, retried: 0, limited: 0 };

function sum(a: CallCounts, b: CallCounts): CallCounts {
  return { sent: a.sent + b.sent, retried: a.retried + b.retried, limited: a.limited + b.limited };
}

function otherBooks(run: ImportRecord): Refusal {
  return new Refusal(
    'run/other-organisation',
    `${run.org} is not the organisation any more that the run ${run.id} wrote to, so it is not taken up.\nConnect that organisation again, or give the run up with \`rowpost purge ${run.id}\`.`,
  );
}
