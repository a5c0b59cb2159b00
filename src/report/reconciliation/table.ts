/** A table of the reconciliation's workbook: its columns, its sheets where one cannot hold all rows, and the ranges by which formulas name it. */

import type { SheetPlan, SheetRow } from '../../model/table-format.ts';

export interface TableColumn {
  /** By which formulas ask for it. */
  readonly id?: string;
  readonly header: string;
  readonly width: number;
  readonly kind?: 'amount' | 'whole' | 'date';
  /** With a total below. */
  readonly total?: true;
  /** For programs, or for who looks closer: left out when the sheet is printed. Such columns stand last. */
  readonly printed?: false;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** How many rows there are; known before they are read. */
  readonly count: number;
  /** Read once, while the sheets are written. */
  readonly rows: () => AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>;
}

/** Excel holds 1,048,576 rows, the header and the totals among them. */
export const ROWS_A_SHEET = 1_000_000;

/** With a little room before the next column. Amounts have two places, and what they have besides. */
export const FORMATS = { amount: '#,##0.00####_)', whole: '#,##0_)', date: 'yyyy-mm-dd_)' };

const FIRST_ROW = 2;

/** One sheet, or several named `Matched`, `Matched (2)` ..., to be written in this order. */
export function tableSheets(table: Table, rowsASheet: number): readonly SheetPlan[] {
  const { columns } = table;
  const names = sheetNames(table, rowsASheet);
  const portions = names.length === 1 ? [table.rows()] : inPortions(table.rows(), rowsASheet, names.length);
  return names.map((name, index) => ({
    name,
    header: columns.map(({ header }) => header),
    widths: columns.map(({ width }) => width),
    filter: true,
    formats: formatsOf(columns),
    printed: columns.filter(({ printed }) => printed !== false).length,
    totals: table.count === 0 ? [] : columns.flatMap(({ total }, index) => (total ? [index] : [])),
    rows: portions[index]!,
  }));
}

function formatsOf(columns: readonly TableColumn[]): Readonly<Record<number, string>> {
  return Object.fromEntries(
    columns.flatMap(({ kind }, column) => (kind === undefined ? [] : [[column, FORMATS[kind]]])),
  );
}

/** The column's cells on all sheets of the table, for a formula; the first row's where there are none. `'Only in sheet'!$B$2:$B$101`. */
export function columnRanges(table: Table, id: string, rowsASheet: number): readonly string[] {
  const column = letters(table.columns.findIndex((one) => one.id === id));
  return sheetNames(table, rowsASheet).map((name, index) => {
    const rows = Math.max(1, Math.min(table.count - index * rowsASheet, rowsASheet));
    return `'${name}'!$${column}$${FIRST_ROW}:$${column}$${FIRST_ROW + rows - 1}`;
  });
}

function sheetNames({ name, count }: Table, rowsASheet: number): readonly string[] {
  const sheets = Math.max(1, Math.ceil(count / rowsASheet));
  return Array.from({ length: sheets }, (_, index) => (index === 0 ? name : `${name} (${index + 1})`));
}

/** @param column 0-based */
function letters(column: number): string {
  if (column < 0) throw new RangeError('no such column');
  const before = column >= 26 ? letters(Math.floor(column / 26) - 1) : '';
  return before + String.fromCharCode(65 + (column % 26));
}

/** The rows cut into as many portions, each to be read to its end before the next. */
function inPortions(rows: ReturnType<Table['rows']>, size: number, count: number) {
  const source = batchesOf(rows);
  let left: readonly SheetRow[] = [];
  async function* portion(): AsyncGenerator<readonly SheetRow[]> {
    let wanted = size;
    while (wanted > 0) {
      if (left.length === 0) {
        const next = await source.next();
        if (next.done) return;
        left = next.value;
      }
      const taken = left.slice(0, wanted);
      left = left.slice(taken.length);
      wanted -= taken.length;
      yield taken;
    }
  }
  return Array.from({ length: count }, portion);
}

async function* batchesOf(rows: ReturnType<Table['rows']>): AsyncGenerator<readonly SheetRow[]> {
  for await (const batch of rows) yield batch;
}
