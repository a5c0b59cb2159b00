/** Last stage of a run: `report.csv`, `report.xlsx`, the failed rows' file and `run.json`. */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { InputFile, RunStore, SpanOutcome } from '../journal/run-store.ts';
import type { Entity } from '../model/registry.ts';
import type { RunSummary } from '../model/run-summary.ts';
import type { SheetPlan, SheetRow, TableDialect } from '../model/table-format.ts';
import { type AlignedColumns, alignColumns } from '../report/align-columns.ts';
import {
  linkColumn,
  type RowFate,
  reportHeader,
  reportRow,
  reportWidths,
  wrappedColumns,
} from '../report/report-row.ts';
import { type HeldBack, rowFate } from '../report/row-fate.ts';
import { summarySheet } from '../report/summary-sheet.ts';
import { renderFinding } from '../validators/render-finding.ts';
import { fileLabels } from './file-labels.ts';
import type { Parts } from './parts.ts';
import { type RowOutcome, rowOutcomes } from './row-outcomes.ts';
import { writeRunJson } from './write-run-json.ts';

/** Rows beyond this many leave `report.xlsx` with the Summary and the rows that are not OK. */
export const WORKBOOK_ROWS = 50_000;

export type ReportFormat = 'csv' | 'xlsx' | 'json';

export interface ReportPlan {
  readonly store: RunStore;
  readonly entity: Entity;
  readonly summary: RunSummary;
  readonly folder: string;
  /** The organisation's short code, for links into Xero; undefined for a sandbox. */
  readonly shortCode?: string;
  readonly formats: readonly ReportFormat[];
}

const REPORT_DIALECT: TableDialect = { format: 'csv', delimiter: ',', encoding: 'utf-8', bom: true, newline: '\r\n' };

export async function writeReports(plan: ReportPlan, parts: Parts): Promise<void> {
  parts.progress.phase('reporting');
  await mkdir(plan.folder, { recursive: true });
  const files = await plan.store.files();
  const report = { ...plan, files, columns: alignColumns(files.map((file) => file.header)), labels: fileLabels(files) };
  const header = reportHeader(report.columns.header, files.length > 1);
  if (plan.formats.includes('csv')) {
    await parts.writeCsv(join(plan.folder, 'report.csv'), REPORT_DIALECT, header, reportRows(report, parts));
  }
  if (plan.formats.includes('xlsx')) await writeWorkbookReport(report, header, parts);
  if (plan.formats.includes('json')) await writeRunJson(plan.folder, plan.summary);
}

interface Report extends ReportPlan {
  readonly files: readonly InputFile[];
  readonly columns: AlignedColumns;
  readonly labels: readonly string[];
}

type Keep = (outcome: RowOutcome) => boolean;

async function* reportRows(report: Report, parts: Parts, keep?: Keep): AsyncGenerator<readonly SheetRow[]> {
  const several = report.files.length > 1;
  const { header, positions } = report.columns;
  for await (const batch of rowOutcomes(report.store)) {
    const kept = keep === undefined ? batch : batch.filter(keep);
    yield kept.map((outcome) => {
      const label = several ? report.labels[outcome.file] : undefined;
      return reportRow(outcome.row, positions[outcome.file]!, header.length, label, fateOf(outcome, report, parts));
    });
  }
}

function fateOf({ span, findings, row, ordinal }: RowOutcome, report: Report, parts: Parts) {
  const link = linkTo(report, span.xeroId, span.type);
  if (span.status === 'OK' && findings.length === 0) return silentFate(span, link);
  const document = {
    status: span.status,
    ...(span.xeroId === undefined ? {} : { xeroId: span.xeroId }),
    ...(span.xeroNumber === undefined ? {} : { xeroNumber: span.xeroNumber }),
    ...(link === undefined ? {} : { link }),
    ...(span.faultRow === undefined ? {} : { faultRow: span.faultRow }),
    heldBack: heldBack(report.summary),
  };
  const left = span.left === undefined ? [] : [leftOut(span.left, ordinal, row.number)];
  return rowFate(document, [...left, ...findings], { ordinal, number: row.number }, (finding) =>
    renderFinding(finding, parts.catalogue),
  );
}

/** Most rows have nothing to be told of. */
function silentFate({ status, xeroId = '', xeroNumber = '' }: SpanOutcome, xeroLink = ''): RowFate {
  return { status, code: '', message: '', xeroId, xeroNumber, xeroLink };
}

function heldBack({ status, rows }: RunSummary): HeldBack {
  if (status === 'parked' || status === 'interrupted') return 'stopped';
  return rows.ERROR > 0 ? 'errors' : 'refused';
}

function leftOut(reason: string, ordinal: number, row: number) {
  return { code: 'read/left-out', severity: 'WARNING', ordinal, row, params: { by: reason } } as const;
}

function linkTo(report: Report, id: string | undefined, type: string | undefined): string | undefined {
  const { link } = report.entity;
  if (id === undefined || link === undefined || report.shortCode === undefined) return undefined;
  const template = typeof link === 'string' ? link : link[type ?? ''];
  return template?.replaceAll('{id}', id).replaceAll('{shortCode}', encodeURIComponent(report.shortCode));
}

async function writeWorkbookReport(report: Report, header: readonly string[], parts: Parts): Promise<void> {
  const total = Object.values(report.summary.rows).reduce((sum, count) => sum + count, 0);
  const long = total > WORKBOOK_ROWS;
  const troubled = total - report.summary.rows.OK;
  const shown = Math.min(troubled, WORKBOOK_ROWS);
  const note = long
    ? `This workbook shows the ${shown} first of ${troubled} rows that are not OK, out of ${total}; report.csv holds them all.`
    : undefined;
  const title = (code: string) => parts.catalogue.kind(code)?.title ?? code;
  const columns = report.columns.header;
  const several = report.files.length > 1;
  const sheets: SheetPlan[] = [
    { name: 'Summary', widths: [28, 40, 14, 60], rows: [summarySheet(report.summary, title, note)] },
    {
      name: long ? 'Not OK' : 'Rows',
      header,
      filter: true,
      widths: reportWidths(columns, several),
      links: [linkColumn(columns, several)],
      wrap: wrappedColumns(columns, several),
      rows: long
        ? first(
            shown,
            reportRows(report, parts, (outcome) => outcome.span.status !== 'OK'),
          )
        : reportRows(report, parts),
    },
  ];
  await parts.writeWorkbook(join(report.folder, 'report.xlsx'), sheets);
}

async function* first(count: number, batches: AsyncIterable<readonly SheetRow[]>): AsyncGenerator<readonly SheetRow[]> {
  let left = count;
  if (left === 0) return;
  for await (const batch of batches) {
    yield batch.slice(0, left);
    left -= batch.length;
    if (left <= 0) return;
  }
}
