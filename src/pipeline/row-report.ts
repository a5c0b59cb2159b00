/** The rows of one run with what became of them, as `report.csv` and a sheet of `report.xlsx` show them. */

import type { InputFile, RunStore, SpanOutcome } from '../journal/run-store.ts';
import type { Entity } from '../model/registry.ts';
import type { RunSummary } from '../model/run-summary.ts';
import type { SheetPlan, SheetRow } from '../model/table-format.ts';
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
import { renderFinding } from '../validators/render-finding.ts';
import { fileLabels } from './file-labels.ts';
import type { Parts } from './parts.ts';
import { type RowOutcome, rowOutcomes } from './row-outcomes.ts';

/** Rows beyond this many leave a sheet with the rows that are not OK. */
export const WORKBOOK_ROWS = 50_000;

/** What a run's rows are reported from. */
export interface Reported {
  readonly store: RunStore;
  readonly entity: Entity;
  readonly summary: RunSummary;
  /** The organisation's short code, for links into Xero; undefined for a sandbox. */
  readonly shortCode?: string;
}

/** A run's rows, with the columns that they stand in. */
export interface RowReport extends Reported {
  readonly columns: AlignedColumns;
  readonly files: readonly InputFile[];
  /** What stands in the column for the input, by file; left out where there is one file alone. */
  readonly labels?: readonly string[];
}

/** A report by itself: its own columns, and the file's name where there are several. */
export async function rowReport(reported: Reported): Promise<RowReport> {
  const files = await reported.store.files();
  const columns = alignColumns(files.map((file) => file.header));
  return { ...reported, files, columns, ...(files.length > 1 ? { labels: fileLabels(files) } : {}) };
}

type Keep = (outcome: RowOutcome) => boolean;

/** A sheet of the workbook. `note`: which rows it leaves out, where they are too many. */
export function rowsSheet(
  report: RowReport,
  name: string,
  parts: Parts,
): { readonly sheet: SheetPlan; readonly note?: string } {
  const total = Object.values(report.summary.rows).reduce((sum, count) => sum + count, 0);
  const columns = report.columns.header;
  const several = report.labels !== undefined;
  const plan = {
    header: reportHeader(columns, several ? 'File' : undefined),
    filter: true,
    widths: reportWidths(columns, several),
    links: [linkColumn(columns, several)],
    wrap: wrappedColumns(columns, several),
  };
  if (total <= WORKBOOK_ROWS) return { sheet: { name, ...plan, rows: reportRows(report, parts) } };
  const troubled = total - report.summary.rows.OK;
  const shown = Math.min(troubled, WORKBOOK_ROWS);
  const rows = first(
    shown,
    reportRows(report, parts, (outcome) => outcome.span.status !== 'OK'),
  );
  const note = `shows the ${shown} first of ${troubled} rows that are not OK, out of ${total}; report.csv holds them all.`;
  return { sheet: { name: name === 'Rows' ? 'Not OK' : name, ...plan, rows }, note };
}

export async function* reportRows(report: RowReport, parts: Parts, keep?: Keep): AsyncGenerator<readonly SheetRow[]> {
  const { header, positions } = report.columns;
  for await (const batch of rowOutcomes(report.store)) {
    const kept = keep === undefined ? batch : batch.filter(keep);
    yield kept.map((outcome) => {
      const label = report.labels?.[outcome.file];
      return reportRow(outcome.row, positions[outcome.file]!, header.length, label, fateOf(outcome, report, parts));
    });
  }
}

function fateOf({ span, findings, row, ordinal }: RowOutcome, report: RowReport, parts: Parts) {
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

function linkTo(report: RowReport, id: string | undefined, type: string | undefined): string | undefined {
  const { link } = report.entity;
  if (id === undefined || link === undefined || report.shortCode === undefined) return undefined;
  const template = typeof link === 'string' ? link : link[type ?? ''];
  return template?.replaceAll('{id}', id).replaceAll('{shortCode}', encodeURIComponent(report.shortCode));
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
