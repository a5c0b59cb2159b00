/** An export from beginning to end: pages into spools, spools into the file, and the bookmark saved last. */

import { localDay, namedDay } from '../model/days.ts';
import type { Finding } from '../model/finding.ts';
import type { ExportJob, JobProblem, TableExport } from '../model/job.ts';
import type { RunSummary } from '../model/run-summary.ts';
import { type Bookmark, bookmarkOf, nextBookmark, sinceOf } from './bookmark.ts';
import { checkTable } from './check-table.ts';
import { endOfLife } from './end-of-life.ts';
import { fillTemplates } from './fill-template.ts';
import { makeOutputFolder } from './output-folder.ts';
import { filterMonth, outputPath } from './output-path.ts';
import type { Connection, Parts } from './parts.ts';
import { readReportTable } from './read-report-table.ts';
import { type FilledTable, readTable } from './read-table.ts';
import { makeReportFolder } from './report-folder.ts';
import { newRecord, refuseRun } from './run-record.ts';
import { unlessWhere } from './unless-where.ts';
import { writeRunJson } from './write-run-json.ts';
import { type WrittenTable, writeTables } from './write-tables.ts';

export interface ExportOptions {
  readonly job: ExportJob;
  readonly jobText: string;
  readonly alias: string;
  /** `check` reads the first page alone, writes nothing, and is not recorded. */
  readonly command: 'run' | 'check';
  readonly runId: string;
  readonly outDir: string;
  /** Records of each table at most. */
  readonly limit?: number;
  readonly connect: () => Promise<Connection>;
  readonly onConnected: (connection: Connection) => void;
  readonly signal?: AbortSignal;
}

export interface ExportResult {
  readonly summary: RunSummary;
  /** Remarks on the run as a whole. */
  readonly findings: readonly Finding[];
  readonly path: string;
  readonly tables: readonly (WrittenTable & {
    readonly of: string;
    readonly slow: readonly string[];
    /** Records that the layout cannot carry, by the field that it has no column for. */
    readonly leftOut: Readonly<Record<string, number>>;
    /** Of the totals, where they add up amounts in several. */
    readonly currencies?: readonly string[];
    /** Whether rows of records that the filter no longer takes were left as they are, since the key is no ID. */
    readonly isUnsure?: boolean;
    /** Whether only what was changed was asked for, so that most rows of the file are of no record read. */
    readonly isPart?: boolean;
    /** What reading takes, where it was only checked. */
    readonly calls?: number;
    /** Of records and calls, where Xero does not tell how many there are. */
    readonly atLeast?: true;
  })[];
}

/** Rejects with a Refusal where nothing was written; problems of the job that only the organisation shows come back. */
export async function exportRun(
  options: ExportOptions,
  parts: Parts,
): Promise<ExportResult | { readonly problems: readonly JobProblem[] }> {
  const { job, runId, outDir } = options;
  const { journal, clock } = parts;
  const startedAt = new Date(clock.now()).toISOString();
  const isRecorded = options.command === 'run';
  if (isRecorded)
    await journal.createRun(newRecord(options, { command: 'export', entity: tableNames(job) }, startedAt));
  try {
    const connection = await options.connect();
    options.onConnected(connection);
    if (isRecorded) await journal.updateRun(runId, { organisationId: connection.facts.organisation.id });
    const today = localDay(clock.now());
    const path = pathOf(job, options.alias, today);
    if (isRecorded) await makeReportFolder(outDir);
    await readyTarget(path, job, parts);
    const filled = { ...options, job: fillTemplates(job, parts.registry, connection.facts) };
    const done = await perform({ options: filled, connection, today, path, startedAt }, parts);
    if (isRecorded && 'problems' in done) await refuseRun(runId, parts);
    return done;
  } catch (error) {
    if (isRecorded) await refuseRun(runId, parts).catch(() => undefined);
    throw error;
  }
}

interface Underway {
  readonly options: ExportOptions;
  readonly connection: Connection;
  readonly today: string;
  readonly path: string;
  readonly startedAt: string;
}

async function perform(
  run: Underway,
  parts: Parts,
): Promise<ExportResult | { readonly problems: readonly JobProblem[] }> {
  const { options, connection, path } = run;
  const { job } = options;
  if (options.command === 'check') return checked(run, parts);
  parts.progress.phase('reading');
  const bookmarks = await Promise.all(job.tables.map((table, place) => bookmarkOf(table, place, run, parts)));
  const began = connection.serverNow();
  const filled: FilledTable[] = [];
  try {
    const problems: JobProblem[] = [];
    for (const [place, table] of job.tables.entries()) {
      const read = await unlessWhere(table, () => fill(table, bookmarks[place], run, parts));
      if ('problems' in read) problems.push(...read.problems);
      else filled.push(read);
    }
    if (problems.length > 0) return { problems };
    parts.progress.phase('writing');
    const written = await writeTables(path, job, filled, options.limit, parts);
    const left = filled.flatMap(({ leftOut }) => Object.values(leftOut)).reduce((sum, records) => sum + records, 0);
    const summary = summaryOf(run, written, parts, left, [...new Set(filled.flatMap(({ currencies }) => currencies))]);
    await writeRunJson(options.outDir, summary);
    if (options.limit === undefined) {
      for (const [place, table] of filled.entries())
        await nextBookmark(table, place, { ...run, began, before: bookmarks[place] }, parts);
    }
    await parts.journal.updateRun(options.runId, { status: 'finished', finishedAt: summary.finishedAt, summary });
    const tables = written.map((table, index) => ({
      ...table,
      of: filled[index]!.table.of,
      slow: filled[index]!.slow,
      leftOut: filled[index]!.leftOut,
      currencies: filled[index]!.currencies,
      isUnsure: filled[index]!.left?.certain === false,
      isPart: options.limit !== undefined || filled[index]!.table.since !== undefined,
    }));
    return { summary, path, tables, findings: endings(job, parts) };
  } finally {
    for (const { spool, left } of filled) {
      await left?.spool.close();
      await spool.close();
    }
  }
}

/** What the export would read, told by the first page of each table. */
async function checked(
  run: Underway,
  parts: Parts,
): Promise<ExportResult | { readonly problems: readonly JobProblem[] }> {
  const { options, connection, today, path } = run;
  const tables: ExportResult['tables'][number][] = [];
  const problems: JobProblem[] = [];
  for (const [place, table] of options.job.tables.entries()) {
    const since = sinceOf(table, await bookmarkOf(table, place, run, parts));
    const plan = { table, connection, today, registry: parts.registry, ...since };
    const found = await unlessWhere(table, () => checkTable(plan));
    if ('problems' in found) problems.push(...found.problems);
    else tables.push({ of: table.of, rows: 0, totals: {}, leftOut: {}, ...found });
  }
  if (problems.length > 0) return { problems };
  return { summary: summaryOf(run, tables, parts), path, tables, findings: endings(options.job, parts) };
}

function fill(
  table: TableExport,
  bookmark: Bookmark | undefined,
  { options, connection, today }: Underway,
  parts: Parts,
): Promise<FilledTable | { readonly problems: readonly JobProblem[] }> {
  const { registry, openSpool, progress } = parts;
  const { runId, signal } = options;
  const isUpdate = options.job.output.mode === 'update' && options.limit === undefined;
  const given = { table, connection, runId, today, openSpool, progress, isUpdate };
  const shared = { ...given, ...(signal === undefined ? {} : { signal }) };
  const report = registry.reports.find(({ name }) => name === table.of);
  if (report !== undefined) return readReportTable({ ...shared, report });
  const entity = registry.entities.find(({ name }) => name === table.of)!;
  return readTable({ ...shared, entity, ...sinceOf(table, bookmark) });
}

function pathOf(job: ExportJob, org: string, today: string): string {
  const [first] = job.tables;
  const asAt = namedDay(first?.asAt ?? today, today);
  const month = filterMonth(first?.filter ?? [], asAt, today);
  return outputPath(job.output.file, job.path, { today, month, org, asAt });
}

/** Whether the file can be written is known before anything is read. */
async function readyTarget(path: string, { output }: ExportJob, { mayReplace }: Parts): Promise<void> {
  await makeOutputFolder(path);
  if (output.mode === 'replace') await mayReplace(path);
}

/** Remarks on the run as a whole. */
function endings({ tables }: ExportJob, { registry }: Parts): readonly Finding[] {
  return endOfLife(registry.entities.filter(({ name }) => tables.some((table) => table.of === name)));
}

function countOf(findings: readonly Finding[]): Readonly<Record<string, number>> {
  return findings.length === 0 ? {} : { 'xero/end-of-life': findings.length };
}

function tableNames({ tables }: ExportJob): string {
  return tables.map((table) => table.of).join(', ');
}

function summaryOf(
  { options, connection, path, startedAt }: Underway,
  written: readonly WrittenTable[],
  parts: Parts,
  leftOut = 0,
  currencies: readonly string[] = [],
): RunSummary {
  const sum = (of: (table: WrittenTable) => number) => written.reduce((total, table) => total + of(table), 0);
  const counts = (OK: number) => ({ OK, WARNING: 0, ERROR: 0, SKIPPED: 0, UNSENT: 0 });
  return {
    runId: options.runId,
    job: options.job.name,
    org: options.alias,
    entity: tableNames(options.job),
    status: 'finished',
    startedAt,
    finishedAt: new Date(parts.clock.now()).toISOString(),
    source: { files: [] },
    rows: counts(sum(({ rows }) => rows)),
    documents: { ...counts(sum(({ records }) => records)), SKIPPED: leftOut },
    calls: connection.api.counts(),
    totals: Object.fromEntries(written.flatMap(({ totals }, index) => namedTotals(totals, options.job, index))),
    findings: countOf(endings(options.job, parts)),
    unused: [],
    output: { path, ...(written[0]?.changes ?? {}), ...(currencies.length > 0 && { currencies }) },
    exitCode: 0,
  };
}

/** Sheets may have the same headers. */
function namedTotals(totals: WrittenTable['totals'], { tables }: ExportJob, index: number) {
  const { sheet, of = '' } = tables[index] ?? {};
  const before = tables.length > 1 ? `${sheet ?? of}.` : '';
  return Object.entries(totals).map(([header, sum]) => [`${before}${header}`, sum] as const);
}
