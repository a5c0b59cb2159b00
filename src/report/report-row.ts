/** One row of `report.csv` and `report.xlsx`: the user's cells, then what became of the row. */

import type { RowStatus } from '../model/run-summary.ts';
import type { Cell, SourceRow } from '../model/source-row.ts';
import type { RowTone, SheetRow } from '../model/table-format.ts';

/** What became of a source row, ready to be written. */
export interface RowFate {
  readonly status: RowStatus;
  /** Codes and messages of all findings, joined by ` | `. */
  readonly code: string;
  readonly message: string;
  readonly xeroId: string;
  readonly xeroNumber: string;
  readonly xeroLink: string;
}

const FATE_COLUMNS = ['Status', 'Code', 'Message', 'Xero ID', 'Xero Number', 'Xero Link'] as const;

const TONES: Readonly<Record<RowStatus, RowTone>> = {
  OK: 'ok',
  WARNING: 'warning',
  ERROR: 'error',
  SKIPPED: 'skipped',
  UNSENT: 'unsent',
};

/** The user's columns, then `File` or `Sheet` where there are several inputs, `Row`, and ours. */
export function reportHeader(columns: readonly string[], input: 'File' | 'Sheet' | undefined): readonly string[] {
  return [...columns, ...(input === undefined ? [] : [input]), 'Row', ...FATE_COLUMNS];
}

/** Column widths in characters: the user's by their headers, ours by what they hold. */
export function reportWidths(columns: readonly string[], severalFiles: boolean): readonly number[] {
  const own = columns.map((name) => Math.min(Math.max(name.length + 3, 14), 40));
  return [...own, ...(severalFiles ? [24] : []), 6, 11, 28, 90, 38, 16, 30];
}

/** 0-based indexes of Code and Message, whose texts may be long. */
export function wrappedColumns(columns: readonly string[], severalFiles: boolean): readonly number[] {
  const status = columns.length + (severalFiles ? 1 : 0) + 1;
  return [status + 1, status + 2];
}

/** 0-based index of the link column for a report with these user columns. */
export function linkColumn(columns: readonly string[], severalFiles: boolean): number {
  return columns.length + (severalFiles ? 1 : 0) + FATE_COLUMNS.length;
}

/**
 * @param positions the report's column of each of the row's columns (see alignColumns)
 * @param width number of user columns in the report
 */
export function reportRow(
  row: SourceRow,
  positions: readonly number[],
  width: number,
  file: string | undefined,
  fate: RowFate,
): SheetRow {
  const cells: Cell[] = new Array(width + FATE_COLUMNS.length + (file === undefined ? 1 : 2)).fill('');
  const count = Math.min(row.cells.length, positions.length);
  for (let index = 0; index < count; index += 1) cells[positions[index]!] = row.cells[index]!;
  let at = width;
  if (file !== undefined) cells[at++] = file;
  cells[at++] = { n: String(row.number) };
  cells[at++] = fate.status;
  cells[at++] = fate.code;
  cells[at++] = fate.message;
  cells[at++] = fate.xeroId;
  cells[at++] = fate.xeroNumber;
  cells[at] = fate.xeroLink;
  return { cells, tone: TONES[fate.status] };
}
