/** A reconciliation from beginning to end: the sheet's rows, Xero's documents, their pairs, the workbook. */

import type { ImportRecord } from '../journal/journal.ts';
import type { RunStore } from '../journal/run-store.ts';
import { localDay, namedDay } from '../model/days.ts';
import type { ImportJob, JobProblem, ReconcileJob } from '../model/job.ts';
import type { Reconciliation } from '../model/reconciliation.ts';
import type { Entity } from '../model/registry.ts';
import type { RunSummary } from '../model/run-summary.ts';
import type { SheetPlan } from '../model/table-format.ts';
import { controlAccounts, trialBalanceOf } from './control-accounts.ts';
import { loadLookups } from './load-lookups.ts';
import { mergePayments } from './merge-payments.ts';
import { makeOutputFolder } from './output-folder.ts';
import { filterMonth, outputPath } from './output-path.ts';
import type { Connection, Parts } from './parts.ts';
import type { MappedFile } from './read-source.ts';
import { type Analysis, analyse } from './reconcile-analyse.ts';
import { storeBooks } from './reconcile-books.ts';
import { type ImportedRows, importedRows, withImported } from './reconcile-imported.ts';
import { matchRecords } from './reconcile-match.ts';
import { reconcileParameters } from './reconcile-parameters.ts';
import { type ReconcilePlan, reconcilePlan, shapeOf } from './reconcile-plan.ts';
import { presentReconciliation } from './reconcile-present.ts';
import { asImport, readSheet, storeSheet } from './reconcile-sheet.ts';
import { checkedSummary, reconcileSummary } from './reconcile-summary.ts';
import { makeReportFolder } from './report-folder.ts';
import { newRecord, refuseRun } from './run-record.ts';
import { writeRunJson } from './write-run-json.ts';
import { type Unreadable, writeUnreadable } from './write-unreadable.ts';

export interface ReconcileOptions {
  readonly job: ReconcileJob;
  readonly jobText: string;
  readonly alias: string;
  /** `check` reads the sheet alone. */
  readonly command: 'run' | 'check';
  /** Absolute paths of the input files; none where an import's rows are read. */
  readonly paths: readonly string[];
  /** The import whose rows are the sheet's side. */
  readonly imported: ImportRecord | undefined;
  readonly runId: string;
  readonly outDir: string;
  readonly connect: () => Promise<Connection>;
  readonly onConnected: (connection: Connection) => void;
  readonly signal?: AbortSignal;
  /** The workbook's sheets; the records can be read while they are written. */
  readonly sheets: (reconciliation: Reconciliation) => readonly SheetPlan[];
}

export interface ReconcileResult {
  readonly summary: RunSummary;
  /** Undefined where it was only checked, or where cells cannot be read. */
  readonly reconciliation?: Reconciliation;
  /** The workbook. */
  readonly path?: string;
  readonly unreadable?: Unreadable;
  /** The name of a file that is no longer what was imported. */
  readonly changed?: string | undefined;
  /** Fields by which Xero cannot filter quickly. */
  readonly slow: readonly string[];
}

type Outcome = ReconcileResult | { readonly problems: readonly JobProblem[] };

/** Rejects with a Refusal where there is no workbook; problems of the job that only the header or the organisation shows come back. */
export async function reconcileRun(options: ReconcileOptions, parts: Parts): Promise<Outcome> {
  const { journal, clock } = parts;
  const startedAt = new Date(clock.now()).toISOString();
  await journal.createRun(newRecord(options, { command: 'reconcile', entity: options.job.of }, startedAt));
  let rows: RunStore | undefined;
  let imported: ImportedRows | undefined;
  try {
    const shape = shapeOf(options.job.of, parts.registry);
    imported = options.imported === undefined ? undefined : await importedRows(options.imported, shape, parts);
    rows = await journal.openRun(options.runId);
    const done = await perform({ options, shape, rows, imported, startedAt }, parts);
    if ('problems' in done) await refuseRun(options.runId, parts);
    else {
      const { status, finishedAt } = done.summary;
      await journal.updateRun(options.runId, { status, finishedAt, summary: done.summary });
    }
    return done;
  } catch (error) {
    await refuseRun(options.runId, parts).catch(() => undefined);
    throw error;
  } finally {
    await imported?.store.close();
    await rows?.discard();
  }
}

interface Underway {
  readonly options: ReconcileOptions;
  readonly shape: Entity;
  /** The sheet's rows. */
  readonly rows: RunStore;
  readonly imported: ImportedRows | undefined;
  readonly startedAt: string;
}

async function perform(run: Underway, parts: Parts): Promise<Outcome> {
  const { options, shape, rows, imported } = run;
  const job = await wholeJob(run, parts);
  const reading = asImport(job, shape, imported?.job);
  const paths = imported === undefined ? options.paths : imported.files.map(({ path }) => path);
  const source = imported === undefined ? parts : { ...parts, openTable: imported.openTable };
  await makeReportFolder(options.outDir);
  const known = parts.registry.entities.find(({ name }) => name === reading.entity) ?? shape;
  const read = await readSheet(reading, known, paths, rows, source);
  if ('problems' in read) return read;
  const sheet: Sheet = { run, job, reading, files: read.files };
  return options.command === 'check' ? check(sheet, parts) : reconcile(sheet, parts);
}

/** With its lookups read, and with the columns of the import whose rows are taken. */
async function wholeJob({ options, shape, imported }: Underway, parts: Parts): Promise<ReconcileJob> {
  const { columns, lines } = await loadLookups(asImport(options.job, shape, undefined), parts);
  const job = { ...options.job, columns, lines };
  return imported === undefined ? job : withImported(job, imported.job, shape);
}

interface Sheet {
  readonly run: Underway;
  readonly job: ReconcileJob;
  readonly reading: ImportJob;
  readonly files: readonly MappedFile[];
}

async function check({ run, reading, files }: Sheet, parts: Parts): Promise<ReconcileResult> {
  const stored = await storeSheet(reading, files, run.rows, undefined, parts);
  if (stored.unreadable > 0) return refuseUnreadable(run, files, stored, parts);
  const summary = checkedSummary(
    { ...run.options, startedAt: run.startedAt, files, records: stored.records },
    parts.clock,
  );
  await writeRunJson(run.options.outDir, summary);
  return { summary, slow: [] };
}

async function reconcile(sheet: Sheet, parts: Parts): Promise<Outcome> {
  const { run, job, reading, files } = sheet;
  const { options, shape, rows, imported } = run;
  const today = localDay(parts.clock.now());
  const asAt = job.asAt === undefined ? undefined : namedDay(job.asAt, today);
  const path = pathOf(job, options.alias, asAt ?? today, today);
  await readyTarget(path, parts);
  const connection = await options.connect();
  options.onConnected(connection);
  const { facts } = connection;
  await parts.journal.updateRun(options.runId, { organisationId: facts.organisation.id });
  const plan = reconcilePlan({ job, shape, facts, asAt }, parts.registry, (field) =>
    files[0]?.mapping.labels.header(field),
  );
  const store = await parts.openReconcileStore(options.runId, plan.keys.count);
  try {
    const stored = await storeSheet(reading, files, rows, { plan, store, fate: imported?.fate }, parts);
    if (stored.unreadable > 0) return await refuseUnreadable(run, files, stored, parts);
    const signal = options.signal === undefined ? {} : { signal: options.signal };
    const books = await storeBooks(plan, store, { connection, today, progress: parts.progress, ...signal });
    if ('problems' in books) return books;
    await mergePayments(plan, store);
    await matchRecords(store, plan.keys);
    options.signal?.throwIfAborted();
    const analysis = await analyse(plan, store);
    const day = asAt ?? [books.lastDay, today].toSorted()[1]!;
    const reconciliation = await present({ sheet, plan, store, analysis, day, connection }, parts);
    options.signal?.throwIfAborted();
    parts.progress.phase('writing');
    await parts.writeWorkbook(path, options.sheets(reconciliation)).catch((error: unknown) => {
      options.signal?.throwIfAborted();
      throw error;
    });
    const summary = reconcileSummary(
      {
        ...options,
        startedAt: run.startedAt,
        files,
        path,
        reconciliation,
        analysis,
        connection,
        changed: imported?.changed,
      },
      parts.clock,
    );
    await writeRunJson(options.outDir, summary);
    return { summary, reconciliation, path, changed: imported?.changed, slow: books.slow };
  } finally {
    await store.close();
  }
}

interface Judged {
  readonly sheet: Sheet;
  readonly plan: ReconcilePlan;
  readonly store: Awaited<ReturnType<Parts['openReconcileStore']>>;
  readonly analysis: Analysis;
  /** Of the trial balance. */
  readonly day: string;
  readonly connection: Connection;
}

/** The control account holds what all documents of the ledger come to, so it is compared where none is left out. */
async function present(
  { sheet, plan, store, analysis, day, connection }: Judged,
  parts: Parts,
): Promise<Reconciliation> {
  const { job, files, run } = sheet;
  const whole = plan.ledger && job.filter.length === 0 && job.where === undefined;
  const accounts = whole
    ? await controlAccounts(job.of, day, analysis.open, trialBalanceOf(parts.registry.reports), connection)
    : [];
  const { matched: _matched, ...others } = analysis.counts;
  const passed =
    Object.values(others).every((count) => count === 0) &&
    accounts.every(({ ledger, documents }) => ledger === documents);
  const parameters = reconcileParameters({
    plan,
    files,
    imported: run.imported,
    controlDay: accounts.length > 0 ? day : undefined,
  });
  const { signal } = run.options;
  return presentReconciliation({ plan, store, analysis, controlAccounts: accounts, parameters, passed, signal });
}

async function refuseUnreadable(
  { options, startedAt }: Underway,
  files: readonly MappedFile[],
  { records, findings, unreadable }: Awaited<ReturnType<typeof storeSheet>>,
  parts: Parts,
): Promise<ReconcileResult> {
  const list = await writeUnreadable(options.outDir, { findings, count: unreadable, files }, parts);
  const summary = checkedSummary({ ...options, startedAt, files, records, unreadable: findings }, parts.clock);
  await writeRunJson(options.outDir, summary);
  return { summary, unreadable: list, slow: [] };
}

function pathOf(job: ReconcileJob, org: string, asAt: string, today: string): string {
  return outputPath(job.output.file, job.path, { today, month: filterMonth(job.filter, asAt, today), org, asAt });
}

/** Whether the workbook can be written is known before Xero is read. */
async function readyTarget(path: string, { mayReplace }: Parts): Promise<void> {
  await makeOutputFolder(path);
  await mayReplace(path, 'Name another file in `output`, or delete this one.');
}
