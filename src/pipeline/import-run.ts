/** An import or action run from beginning to end: prepare, deliver, report. */

import { join } from 'node:path';
import type { RunStatus } from '../journal/journal.ts';
import type { RunStore } from '../journal/run-store.ts';
import type { ProvenFormats } from '../mappers/compile-mapping.ts';
import { add, type Decimal, decimal, formatFixed, ZERO } from '../model/decimal.ts';
import type { ImportJob, JobProblem } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import type { Action, Entity } from '../model/registry.ts';
import type { RowStatus, RunSummary } from '../model/run-summary.ts';
import { deliver } from './deliver.ts';
import { clearFailedFiles } from './failed-files.ts';
import { markUnsettled } from './mark-unsettled.ts';
import type { Connection, Parts } from './parts.ts';
import { type Preparation, prepare } from './prepare.ts';
import { makeReportFolder, unreported } from './report-folder.ts';
import { writeFailed } from './write-failed.ts';
import { writeReports } from './write-reports.ts';

export interface ImportOptions {
  readonly job: ImportJob;
  readonly jobText: string;
  readonly alias: string;
  readonly command: 'run' | 'check';
  readonly paths: readonly string[];
  readonly runId: string;
  readonly outDir: string;
  readonly formats?: ProvenFormats;
  /** The run whose failed rows are the input, and the runs that it retried itself. */
  readonly retried?: readonly string[];
  readonly limit?: number;
  readonly again: boolean;
  /** Who holds the run, where several processes may want it. */
  readonly owner?: string;
  readonly connect: () => Promise<Connection>;
  /** Told the organisation before anything is sent. */
  readonly onConnected: (connection: Connection) => void;
}

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

/** Rejects with a Refusal where nothing was prepared; problems of the job that only the input's header shows come back. */
export async function importRun(
  options: ImportOptions,
  parts: Parts,
): Promise<ImportResult | { readonly problems: readonly JobProblem[] }> {
  const { job, runId } = options;
  const startedAt = new Date(parts.clock.now()).toISOString();
  const entity = parts.registry.entities.find((candidate) => candidate.name === job.entity)!;
  const action = parts.registry.actions.find((candidate) => candidate.name === job.action);
  await parts.journal.createRun(runRecord(options, startedAt));
  const store = await parts.journal.openRun(runId);
  const end = (status: RunStatus) =>
    parts.journal.updateRun(runId, { status, finishedAt: new Date(parts.clock.now()).toISOString() });
  let prepared: Awaited<ReturnType<typeof prepare>>;
  try {
    prepared = await prepare(preparePlan(options, entity, action, store, startedAt), parts);
    if (!('problems' in prepared)) await makeReportFolder(options.outDir);
  } catch (error) {
    await abandon(store, end, error);
    throw error;
  }
  if ('problems' in prepared) {
    await end('refused');
    await store.discard();
    return prepared;
  }
  return finish({ options, entity, action, store, startedAt, prepared }, parts);
}

function runRecord(options: ImportOptions, startedAt: string) {
  return {
    id: options.runId,
    job: options.job.name,
    jobPath: options.job.path,
    jobText: options.jobText,
    org: options.alias,
    organisationId: '',
    entity: options.job.entity,
    command: options.command,
    status: 'preparing' as const,
    startedAt,
    outDir: options.outDir,
  };
}

function preparePlan(
  options: ImportOptions,
  entity: Entity,
  action: Action | undefined,
  store: RunStore,
  startedAt: string,
) {
  return {
    job: options.job,
    entity,
    action,
    store,
    paths: options.paths,
    formats: options.formats,
    retried: options.retried ?? [],
    limit: options.limit,
    again: options.again,
    sends: options.command === 'run',
    today: startedAt.slice(0, 10),
    connect: async () => {
      const connection = await options.connect();
      options.onConnected(connection);
      return connection;
    },
  };
}

/** The run's file goes where nothing was sent from it; what was wrong is told by the error. */
async function abandon(store: RunStore, end: (status: RunStatus) => Promise<void>, error: unknown): Promise<void> {
  try {
    await end(error instanceof Refusal ? 'refused' : 'interrupted');
    await store.discard();
  } catch {
    // The error that brought us here is the one to tell.
  }
}

interface Finishing {
  readonly options: ImportOptions;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly store: RunStore;
  readonly startedAt: string;
  readonly prepared: Preparation;
}

async function finish(run: Finishing, parts: Parts): Promise<ImportResult> {
  const { options, store, prepared } = run;
  const counts = await store.count();
  const stop = prepared.unmet || (counts.documents.ERROR > 0 && options.job.send.invalid === 'stop');
  let stopped: Refusal | undefined;
  const { organisation } = prepared.connection.facts;
  await parts.journal.updateRun(options.runId, { organisationId: organisation.id, status: 'prepared' });
  if (options.command === 'run' && stop) await store.holdBack();
  if (options.command === 'run' && !stop) stopped = await deliverAll(run, counts, parts);
  const kept = options.command === 'check' ? counts : await store.count();
  const summary = await summarise(run, kept, { stop, stopped }, parts);
  const { status, finishedAt } = summary;
  await parts.journal.updateRun(options.runId, { status, finishedAt, summary });
  try {
    const failed = await report(run, summary, stopped, parts);
    return { summary, failed, store, folder: options.outDir, ...(stopped === undefined ? {} : { stopped }) };
  } catch (error) {
    throw options.command === 'run' && !stop ? unreported(error, summary) : error;
  }
}

/** Resolves with the names of the failed rows' files. */
async function report(
  run: Finishing,
  summary: RunSummary,
  stopped: Refusal | undefined,
  parts: Parts,
): Promise<readonly string[]> {
  const { options, entity, store, prepared } = run;
  const { live, facts } = prepared.connection;
  const { shortCode } = facts.organisation;
  const plan = { store, entity, summary, folder: options.outDir };
  const links = live && shortCode !== undefined ? { shortCode } : {};
  await writeReports({ ...plan, ...links, formats: ['csv', 'xlsx', 'json'] }, parts);
  const toCorrect: readonly RowStatus[] = stopped === undefined ? ['ERROR', 'UNSENT'] : ['ERROR'];
  const troubled = toCorrect.some((status) => summary.rows[status] > 0);
  const failed = troubled ? await writeFailed(store, options.job.source, options.outDir, toCorrect, parts) : [];
  await clearFailedFiles(options.outDir, [...failed.map((name) => join(options.outDir, name)), ...options.paths]);
  return failed;
}

async function deliverAll(
  run: Finishing,
  counts: Awaited<ReturnType<RunStore['count']>>,
  parts: Parts,
): Promise<Refusal | undefined> {
  const { options, entity, action, store, prepared } = run;
  await parts.journal.updateRun(options.runId, { status: 'delivering' });
  const { OK, WARNING } = counts.documents;
  try {
    await deliver(
      {
        runId: options.runId,
        entity,
        action,
        store,
        connection: prepared.connection,
        batch: options.job.send.batch,
        documents: OK + WARNING,
        owner: options.owner,
      },
      parts,
    );
    return undefined;
  } catch (error) {
    const stopped = asRefusal(error);
    try {
      await store.holdBack();
      await markUnsettled(store, stopped.message.split('\n', 1)[0]!);
    } catch {
      throw sentInPart(stopped, options.runId);
    }
    return stopped;
  }
}

/** The rows' fates cannot be kept, for want of room on the disk as a rule: so there is no report of them yet. */
function sentInPart({ code, message }: Refusal, runId: string): Refusal {
  const warning = `Documents were being sent: some of them may be in Xero already, of the run ${runId}.`;
  return new Refusal(code, `${message}\n${warning}`, 5);
}

/** A run that was interrupted still reports every row. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal('run/interrupted', `The run was interrupted: ${message}`, 5);
}

async function summarise(
  run: Finishing,
  counts: Awaited<ReturnType<RunStore['count']>>,
  { stop, stopped }: { readonly stop: boolean; readonly stopped: Refusal | undefined },
  parts: Parts,
): Promise<RunSummary> {
  const { options, store, prepared } = run;
  const exitCode = exitOf(options.command, counts.rows.ERROR, stop, stopped);
  const refused = stop && (options.command === 'run' || counts.rows.ERROR > 0 || exitCode === 2);
  const files = (await store.files()).map(({ path, sha256, rows }) => ({ path, sha256, rows }));
  return {
    runId: options.runId,
    job: options.job.name,
    org: options.alias,
    entity: options.job.entity,
    status: stopped === undefined ? (refused ? 'refused' : 'finished') : statusOfStop(stopped),
    startedAt: run.startedAt,
    finishedAt: new Date(parts.clock.now()).toISOString(),
    source: { files },
    rows: counts.rows,
    documents: counts.documents,
    calls: prepared.connection.api.counts(),
    totals: await sumTotals(store),
    findings: counts.findings,
    unused: options.job.unused === 'ignore' ? [] : prepared.unused,
    exitCode,
  };
}

function statusOfStop(stopped: Refusal): RunSummary['status'] {
  return stopped.exitCode === 5 && stopped.code !== 'run/interrupted' ? 'parked' : 'interrupted';
}

function exitOf(command: 'run' | 'check', errors: number, stop: boolean, stopped: Refusal | undefined): number {
  if (stopped !== undefined) return stopped.exitCode;
  if (stop) return 2;
  if (errors > 0) return command === 'check' ? 2 : 4;
  return 0;
}

/** Over the documents that are, or may be, in the books. */
async function sumTotals(store: RunStore): Promise<Readonly<Record<string, string>>> {
  const sums = new Map<string, Decimal>();
  for await (const page of store.totals(['OK', 'WARNING'])) {
    for (const totals of page) {
      for (const [field, amount] of Object.entries(totals)) {
        sums.set(field, add(sums.get(field) ?? ZERO, decimal(amount)));
      }
    }
  }
  return Object.fromEntries([...sums].map(([field, sum]) => [field, formatFixed(sum, 2)]));
}

/** The folder of a run's reports, where the command does not name one. */
export function defaultOutDir(cwd: string, runId: string): string {
  return join(cwd, 'runs', runId);
}
