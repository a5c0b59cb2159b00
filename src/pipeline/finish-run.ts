/** The second half of a run, from what was prepared to the report: deliver, sum up, report. A run that broke off comes in here again. */

import { join } from 'node:path';
import type { RunStore } from '../journal/run-store.ts';
import { Refusal } from '../model/refusal.ts';
import type { RowStatus, RunSummary } from '../model/run-summary.ts';
import { deliver } from './deliver.ts';
import { clearFailedFiles } from './failed-files.ts';
import type { Finishing } from './finishing.ts';
import { markUnsettled } from './mark-unsettled.ts';
import type { Parts } from './parts.ts';
import { performDocuments } from './perform-documents.ts';
import { performerOf } from './performers/index.ts';
import { unreported } from './report-folder.ts';
import { restoreStates } from './restore-states.ts';
import { stillHeld } from './still-held.ts';
import { summariseRun } from './summarise-run.ts';
import { writeFailed } from './write-failed.ts';
import { writeReports } from './write-reports.ts';

export interface ImportResult {
  readonly summary: RunSummary;
  /** Names of the failed rows' files, in `outDir`. */
  readonly failed: readonly string[];
  /** Where the reports lie. */
  readonly folder: string;
  /** Why the run stopped before its end. */
  readonly stopped?: Refusal;
  readonly store: RunStore;
}

/** The run's status says that it is over once its reports are written: until then it can be taken up again. */
export async function finishRun(run: Finishing, parts: Parts): Promise<ImportResult> {
  const { store, runId, outDir } = run;
  const counts = await store.count();
  const stop = !run.resumed && (run.unmet || (counts.documents.ERROR > 0 && run.job.send.invalid === 'stop'));
  const sends = run.command === 'run' && !stop;
  let stopped: Refusal | undefined;
  if (run.command === 'run' && stop) await store.holdBack();
  if (sends) stopped = await deliverAll(run, parts);
  if (sends) await stillHeld(run, parts);
  const kept = run.command === 'check' ? counts : await store.count();
  const summary = await summariseRun(run, kept, { stop, stopped }, parts);
  const { status, finishedAt, resumeAt } = summary;
  const end = { status, finishedAt, ...(resumeAt === undefined ? {} : { resumeAt }) };
  await parts.journal.updateRun(runId, { summary });
  try {
    const failed = await report(run, summary, stopped, parts);
    await parts.journal.updateRun(runId, end);
    return { summary, failed, store, folder: outDir, ...(stopped === undefined ? {} : { stopped }) };
  } catch (error) {
    await parts.journal.updateRun(runId, end);
    throw sends ? unreported(error, summary) : error;
  }
}

/** Resolves with the names of the failed rows' files. */
async function report(
  run: Finishing,
  summary: RunSummary,
  stopped: Refusal | undefined,
  parts: Parts,
): Promise<readonly string[]> {
  const { job, outDir, paths, entity, store } = run;
  const { live, facts } = run.connection;
  const { shortCode } = facts.organisation;
  const plan = { store, entity, summary, folder: outDir };
  const links = live && shortCode !== undefined ? { shortCode } : {};
  await writeReports({ ...plan, ...links, formats: ['csv', 'xlsx', 'json'] }, parts);
  const toCorrect: readonly RowStatus[] = stopped === undefined ? ['ERROR', 'UNSENT'] : ['ERROR'];
  const troubled = toCorrect.some((status) => summary.rows[status] > 0);
  const failed = troubled ? await writeFailed(store, job.source, outDir, toCorrect, parts) : [];
  await clearFailedFiles(outDir, [...failed.map((name) => join(outDir, name)), ...paths]);
  return failed;
}

const STOPPED = 'run/stopped';

async function deliverAll(run: Finishing, parts: Parts): Promise<Refusal | undefined> {
  const { runId, entity, action, store, connection, owner, again, resumed } = run;
  await parts.journal.updateRun(runId, { status: 'delivering' });
  const { batch } = run.job.send;
  const calls = async () => store.note('calls', await run.calls());
  try {
    if (resumed) await restoreStates(runId, store, parts);
    const documents = await store.left();
    const plan = { runId, entity, action, store, connection, owner, again, resumed, batch, documents, calls };
    const performer = performerOf(action);
    if (performer === undefined) await deliver(plan, parts);
    else await performDocuments({ ...plan, job: run.job, outDir: run.outDir }, performer, parts);
    return undefined;
  } catch (error) {
    await stillHeld(run, parts);
    const stopped = asRefusal(error);
    try {
      await calls();
      await store.holdBack();
      await markUnsettled(store, whyUnsettled(stopped));
    } catch {
      throw sentInPart(stopped, runId);
    }
    return stopped;
  }
}

/** The rows' fates cannot be kept, for want of room on the disk as a rule: so there is no report of them yet. */
function sentInPart({ code, message }: Refusal, runId: string): Refusal {
  const warning = `Documents were being sent, and some of them may be in Xero: \`rowpost resume ${runId}\` finds out and sends the rest.`;
  return new Refusal(code, `${message}\n${warning}`, 5);
}

/** In the words of a row's message. */
function whyUnsettled({ code, message }: Refusal): string {
  return code === STOPPED ? 'the run was stopped before Xero could be asked' : message.split('\n', 1)[0]!;
}

/** A run that was interrupted still reports every row. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error.code === 'connect/away' ? parked(error) : error;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'AbortError') {
    return new Refusal(STOPPED, 'Stopped: what was under way was heard out.', 5);
  }
  return new Refusal('run/interrupted', `The run was interrupted: ${message}`, 5);
}

/** Nothing is wrong with the run: whoever signs it in is out of reach. */
function parked({ code, message }: Refusal): Refusal {
  return new Refusal(code, `${message}\nGo on later with \`rowpost resume\`: what was delivered is not sent twice.`, 5);
}
