/** The Summary sheet of `report.xlsx` and the closing lines on the terminal, both from the content of `run.json`. */

import type { RowStatus, RunSummary } from '../model/run-summary.ts';
import type { Cell } from '../model/source-row.ts';
import type { RowTone, SheetRow } from '../model/table-format.ts';
import type { WorkbookSummary } from '../model/workbook-summary.ts';

const STATUSES: readonly RowStatus[] = ['OK', 'WARNING', 'ERROR', 'SKIPPED', 'UNSENT'];

const MEANINGS: Readonly<Record<RowStatus, string>> = {
  OK: 'saved in Xero, or ready to be sent',
  WARNING: 'saved or ready, with a remark to read',
  ERROR: 'refused here or by Xero',
  SKIPPED: 'left out, for the reason given',
  UNSENT: 'valid, held back because other rows have errors',
};

/** @param title maps a finding's code to its heading. @param note a sentence about rows that the workbook leaves out. */
export function summarySheet(
  summary: RunSummary & Partial<Pick<WorkbookSummary, 'sheets'>>,
  title: (code: string) => string,
  note?: string,
): readonly SheetRow[] {
  const rows: SheetRow[] = [heading(`${summary.job}: ${summary.entity} to ${summary.org}`)];
  rows.push(pair('Result', RESULTS[summary.status]), pair('Run', summary.runId));
  rows.push(pair('Started', summary.startedAt), pair('Finished', summary.finishedAt));
  for (const file of summary.source.files) {
    rows.push(pair('Source', file.path), pair('Rows read', number(file.rows)), pair('SHA-256', file.sha256));
  }
  rows.push(blank(), heading('Status', 'Rows', 'Documents', 'Meaning'));
  for (const status of STATUSES) {
    const tone = status.toLowerCase() as RowTone;
    rows.push({
      tone,
      cells: [status, number(summary.rows[status]), number(summary.documents[status]), MEANINGS[status]],
    });
  }
  if (summary.sheets !== undefined) rows.push(blank(), heading('Sheet', 'Result', 'Rows', 'Run'));
  for (const { sheet, status, rows: own, runId } of summary.sheets ?? []) {
    const all = Object.values(own).reduce((sum, count) => sum + count, 0);
    rows.push({ cells: [sheet, RESULTS[status], number(all), runId] });
  }
  const totals = Object.entries(summary.totals);
  if (totals.length > 0) rows.push(blank(), heading('Totals of OK and WARNING documents'));
  for (const [field, amount] of totals) rows.push({ cells: [field, { n: amount }] });
  const findings = Object.entries(summary.findings);
  if (findings.length > 0) rows.push(blank(), heading('Finding', 'Times', 'What it is'));
  for (const [code, times] of findings) rows.push({ cells: [code, number(times), title(code)] });
  if (summary.unused.length > 0) rows.push(blank(), pair('Columns that no field uses', summary.unused.join(', ')));
  rows.push(
    blank(),
    pair('Calls sent', number(summary.calls.sent)),
    pair('Calls repeated', number(summary.calls.retried)),
  );
  if (note !== undefined) rows.push(blank(), { cells: [note] });
  return rows;
}

const RESULTS: Readonly<Record<RunSummary['status'], string>> = {
  finished: 'Finished',
  refused: 'Refused: nothing was sent',
  parked: 'Parked: can be resumed',
  interrupted: 'Interrupted: can be resumed',
};

function number(value: number): Cell {
  return { n: String(value) };
}

function heading(...cells: readonly string[]): SheetRow {
  return { cells, tone: 'title' };
}

function pair(name: string, value: Cell): SheetRow {
  return { cells: [name, value] };
}

function blank(): SheetRow {
  return { cells: [] };
}
