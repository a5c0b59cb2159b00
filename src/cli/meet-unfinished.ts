/** Before a job runs: an earlier run of it that is not finished goes on first, for only that run knows what it has sent. */

import type { RunRecord } from '../journal/journal.ts';
import type { ImportJob } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import type { Parts } from '../pipeline/parts.ts';
import type { Surroundings } from './command.ts';
import { isUnderWay } from './hold-run.ts';

/** A run that has sent nothing makes way; any other is refused with the command that goes on with it. */
export async function meetUnfinished(
  job: Pick<ImportJob, 'path'>,
  alias: string,
  { journal, clock }: Parts,
  surroundings: Surroundings,
): Promise<void> {
  const unfinished = await journal.unfinishedRuns();
  for (const run of unfinished.filter(({ jobPath, org }) => jobPath === job.path && org === alias)) {
    if (await isUnderWay(run.id, journal, surroundings)) throw underWay(run);
    if ((await journal.sentCount(run.id)) !== undefined) throw unfinishedRun(run);
    surroundings.err(`The run ${run.id} of this job broke off before anything was sent; this run takes its place.\n`);
    await journal.updateRun(run.id, { status: 'refused', finishedAt: new Date(clock.now()).toISOString() });
    await journal.discardRun(run.id);
  }
}

/** Of two that begin at the same moment the later one gives way. Rejects with its run refused. */
export async function giveWay(
  runId: string,
  { journal, clock }: Pick<Parts, 'journal' | 'clock'>,
  surroundings: Surroundings,
): Promise<void> {
  const unfinished = await journal.unfinishedRuns();
  const own = unfinished.findIndex(({ id }) => id === runId);
  const isRival = (run: RunRecord) => run.jobPath === unfinished[own]?.jobPath && run.org === unfinished[own].org;
  for (const run of unfinished.slice(own + 1).filter(isRival)) {
    if (!(await isUnderWay(run.id, journal, surroundings))) continue;
    await journal.updateRun(runId, { status: 'refused', finishedAt: new Date(clock.now()).toISOString() });
    throw underWay(run);
  }
}

function underWay({ id, job, org }: RunRecord): Refusal {
  return new Refusal(
    'run/under-way',
    `The run ${id} of ${job} to ${org} is under way in another rowpost.\nWait until it is done, or stop it first.`,
    5,
  );
}

function unfinishedRun({ id, job, org, resumeAt }: RunRecord): Refusal {
  const from = resumeAt === undefined ? '' : ` from ${resumeAt.slice(0, 16).replace('T', ' ')} UTC on`;
  return new Refusal(
    'run/unfinished',
    `The run ${id} of ${job} to ${org} is unfinished: some of its documents were sent, others were not.\nGo on with it${from}: rowpost resume ${id}\nOr give it up, so that the job can run anew: rowpost purge ${id}`,
    5,
  );
}
