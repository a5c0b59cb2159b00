/** Last stage of a run: `report.csv`, `report.xlsx`, the failed rows' file and `run.json`. */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSummary } from '../model/run-summary.ts';
import type { SheetPlan, TableDialect } from '../model/table-format.ts';
import type { WorkbookSummary } from '../model/workbook-summary.ts';
import { alignColumns } from '../report/align-columns.ts';
import { reportHeader } from '../report/report-row.ts';
import { summarySheet } from '../report/summary-sheet.ts';
import type { Parts } from './parts.ts';
import { type Reported, type RowReport, reportRows, rowReport, rowsSheet } from './row-report.ts';
import { writeRunJson } from './write-run-json.ts';

export type ReportFormat = 'csv' | 'xlsx' | 'json';

export interface ReportPlan extends Reported {
  readonly folder: string;
  readonly formats: readonly ReportFormat[];
}

const REPORT_DIALECT: TableDialect = { format: 'csv', delimiter: ',', encoding: 'utf-8', bom: true, newline: '\r\n' };

export async function writeReports(plan: ReportPlan, parts: Parts): Promise<void> {
  const { folder, formats, summary } = plan;
  parts.progress.phase('reporting');
  await mkdir(folder, { recursive: true });
  const report = await rowReport(plan);
  if (formats.includes('csv')) {
    const header = reportHeader(report.columns.header, report.labels === undefined ? undefined : 'File');
    await parts.writeCsv(join(folder, 'report.csv'), REPORT_DIALECT, header, reportRows(report, parts));
  }
  if (formats.includes('xlsx')) {
    const { sheet, note } = rowsSheet(report, 'Rows', parts);
    const notes = note === undefined ? [] : [`This workbook ${note}`];
    await parts.writeWorkbook(join(folder, 'report.xlsx'), [summaryOf(summary, notes, parts), sheet]);
  }
  if (formats.includes('json')) await writeRunJson(folder, summary);
}

/** A sheet of a job, as the report of the whole names it. */
export interface LabelledReport extends Reported {
  readonly label: string;
}

/** The rows of all sheets: in `report.csv` one after the other with the sheet's name, in `report.xlsx` each in its own. */
export async function writeJointReports(
  sheets: readonly LabelledReport[],
  summary: WorkbookSummary,
  folder: string,
  parts: Parts,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const reports = await Promise.all(sheets.map(rowReport));
  const columns = alignColumns(reports.flatMap(({ files }) => files.map(({ header }) => header)));
  const header = reportHeader(columns.header, 'Sheet');
  let from = 0;
  const placed = reports.map((report, index): RowReport => {
    const positions = columns.positions.slice(from, from + report.files.length);
    from += report.files.length;
    const labels = report.files.map(() => sheets[index]!.label);
    return { ...report, columns: { header: columns.header, positions }, labels };
  });
  await parts.writeCsv(join(folder, 'report.csv'), REPORT_DIALECT, header, inTurn(placed, parts));
  const shown = reports.map((report, index) => rowsSheet(report, sheets[index]!.label, parts));
  const notes = shown.flatMap(({ sheet, note }) => (note === undefined ? [] : [`${sheet.name} ${note}`]));
  await parts.writeWorkbook(join(folder, 'report.xlsx'), [
    summaryOf(summary, notes, parts),
    ...shown.map(({ sheet }) => sheet),
  ]);
  await writeRunJson(folder, summary);
}

async function* inTurn(reports: readonly RowReport[], parts: Parts): ReturnType<typeof reportRows> {
  for (const report of reports) yield* reportRows(report, parts);
}

function summaryOf(summary: RunSummary | WorkbookSummary, notes: readonly string[], parts: Parts): SheetPlan {
  const title = (code: string) => parts.catalogue.kind(code)?.title ?? code;
  const note = notes.length === 0 ? undefined : notes.join(' ');
  return { name: 'Summary', widths: [28, 40, 14, 60], rows: [summarySheet(summary, title, note)] };
}
