/** A first reading of the user's sheet: where its table lies, which keys its rows have, and what new rows could damage. */

import type { Cell } from '../../model/source-row.ts';
import { cellText } from '../../model/source-row.ts';
import type { UpdatePlan } from '../../model/table-format.ts';
import type { CellContext } from '../formats/xlsx/cell-value.ts';
import type { WorkbookPackage } from '../formats/xlsx/workbook-package.ts';
import type { CellRange } from './cell-range.ts';
import { columnsIn, HEADER_ROWS, type HeaderRow, headerMissing, holdsAll } from './find-columns.ts';
import { createKeyIndex, keyColumns, keyOf, recordColumn } from './gather-rows.ts';
import { formulaOf, type RawCell, rawCells, readCell } from './raw-cells.ts';
import { type RawRow, readRawSheet } from './raw-sheet.ts';
import { workbookKey } from './same-value.ts';
import type { ExcelTable } from './table-part.ts';

/** What the survey reads. */
export interface SheetSource {
  readonly workbook: WorkbookPackage;
  readonly part: string;
  readonly context: CellContext;
  readonly tables: readonly ExcelTable[];
}

export interface Survey {
  /** The header's row; 0 in a sheet that is blank. */
  readonly header: number;
  /** The header's texts by column. */
  readonly texts: readonly string[];
  /** The sheet's column of each header of the export. */
  readonly columns: readonly number[];
  /** First and last column of the table. */
  readonly left: number;
  readonly right: number;
  /** Excel's own table in which the rows lie. */
  readonly table: ExcelTable | undefined;
  /** The last row that holds something of the export. */
  readonly lastRow: number;
  /** That row looks like one of totals. */
  readonly endsInTotals: boolean;
  /** That row has no key. */
  readonly endsWithoutKey: boolean;
  readonly keys: ReadonlyMap<string, number>;
  /** Row numbers by the record of which they are parts. */
  readonly records: ReadonlyMap<string, readonly number[]>;
  /** By column, the style of its last cell in the table. */
  readonly styles: ReadonlyMap<number, string | undefined>;
  /** Columns of the user's own that have a formula in the last row. */
  readonly formulaColumns: readonly number[];
  /** A cell of the export's columns that holds a formula. */
  readonly formulaAt: { readonly row: number; readonly column: number } | undefined;
  /** The first row below the table that holds something. */
  readonly contentBelow: number | undefined;
  /** Cells that a formula fills together. */
  readonly filled: readonly CellRange[];
  /** What stands behind the rows. */
  readonly tail: string;
}

/** Throws `write/no-header`, `write/missing-columns`, `write/columns-alike`, `write/key-twice`, `write/unusual-sheet`. */
export async function surveySheet(source: SheetSource, plan: UpdatePlan): Promise<Survey> {
  const { workbook, part } = source;
  const search: HeaderRow[] = [];
  const filled: CellRange[] = [];
  let found: TableSurvey | undefined;
  let prefix = '';
  let tail = '';
  for await (const piece of readRawSheet(workbook, part)) {
    if (piece.kind === 'head') prefix = piece.prefix;
    else if (piece.kind === 'tail') tail = piece.text;
    else
      for (const row of piece.rows) {
        const cells = rawCells(row, prefix);
        gatherFilled(cells, filled);
        if (found) found.take(row, cells);
        else found = headerAt(row, cells, source, plan, search);
      }
  }
  if (found === undefined) {
    if (search.length > 0) throw headerMissing(workbook.path, plan.header, search);
    return { ...blankSheet(plan), filled, tail };
  }
  return { ...found.result(), filled, tail };
}

function gatherFilled(cells: readonly RawCell[], filled: CellRange[]): void {
  for (const cell of cells) {
    const fills = formulaOf(cell)?.fills;
    if (fills) filled.push(fills);
  }
}

/** The survey of the table whose header the row is, if it is one. */
function headerAt(
  row: RawRow,
  cells: readonly RawCell[],
  source: SheetSource,
  plan: UpdatePlan,
  search: HeaderRow[],
): TableSurvey | undefined {
  if (search.length >= HEADER_ROWS) return undefined;
  const texts: string[] = [];
  for (const cell of cells) {
    while (texts.length < cell.column) texts.push('');
    texts[cell.column] = cellText(readCell(cell, source.context, source.workbook.path));
  }
  const header = { number: row.number, texts };
  if (texts.every((text) => text.trim() === '')) return undefined;
  search.push(header);
  if (!holdsAll(plan.header, header)) return undefined;
  return surveyTable(header, source, plan);
}

type TableResult = Omit<Survey, 'filled' | 'tail'>;

function blankSheet({ header }: UpdatePlan): TableResult {
  const columns = header.map((_, i) => i);
  const nothing = { table: undefined, formulaAt: undefined, contentBelow: undefined };
  const known = { keys: new Map(), records: new Map(), styles: new Map() };
  const end = { endsInTotals: false, endsWithoutKey: false, ...known, formulaColumns: [] };
  return { header: 0, texts: header, columns, left: 0, right: header.length - 1, lastRow: 0, ...nothing, ...end };
}

interface TableSurvey {
  take(row: RawRow, cells: readonly RawCell[]): void;
  result(): TableResult;
}

/** What the survey keeps of a row of the table. */
interface LastRow {
  readonly number: number;
  readonly cells: readonly RawCell[];
  readonly sums: ReadonlySet<number>;
  readonly isLabelled: boolean;
  readonly hasKey: boolean;
}

const SUM = /\b(?:SUM|SUBTOTAL|AGGREGATE)\s*\(/i;
const LABEL = /^(?:grand[\s-]*|sub[\s-]*)?totals?:?$/i;

function surveyTable(header: HeaderRow, source: SheetSource, plan: UpdatePlan): TableSurvey {
  const { path } = source.workbook;
  const columns = columnsIn(path, plan.header, header);
  const { left, right, table } = extentOf(header, columns, source.tables);
  const end = table ? table.range.bottom - table.totalsRows : Number.POSITIVE_INFINITY;
  const ours = new Set(columns);
  const [record, ...keyed] = [recordColumn(plan), ...keyColumns(plan)].map((at) => columns[at] ?? -1);
  const keys = createKeyIndex(path);
  let last: LastRow | undefined;
  let before: LastRow | undefined;
  const styles = new Map<number, string | undefined>();
  let blankStyles: readonly RawCell[] = [];
  let previous = header.number;
  let open = true;
  let formulaAt: Survey['formulaAt'];
  let contentBelow: number | undefined;

  /** Cells of the table's columns, with what they hold. */
  function within(cells: readonly RawCell[]) {
    return cells
      .filter(({ column }) => column >= left && column <= right)
      .map((cell) => ({ cell, formula: formulaOf(cell), value: readCell(cell, source.context, path) }));
  }
  type Read = ReturnType<typeof within>;

  function takeInner(number: number, read: Read, cells: readonly RawCell[]): void {
    for (const { cell, formula } of read) {
      if (formula && ours.has(cell.column)) formulaAt ??= { row: number, column: cell.column };
    }
    const key = keyOf(
      keyed.map((column) => valueAt(read, column)),
      workbookKey,
    );
    if (keyed.length > 0) keys.take(key, number, workbookKey(valueAt(read, record!)));
    for (const { cell } of read) styles.set(cell.column, cell.style);
    before = last;
    const sums = new Set(
      read.filter(({ formula }) => formula && SUM.test(formula.text)).map(({ cell }) => cell.column),
    );
    const isLabelled = read.some(({ value }) => typeof value === 'string' && LABEL.test(value.trim()));
    last = { number, cells, sums, isLabelled, hasKey: keyed.length === 0 || key !== undefined };
    contentBelow = undefined;
  }

  return {
    take(row, cells) {
      const read = within(cells);
      const isBlank = read.every(({ formula, value }) => formula === undefined && isBlankCell(value));
      if (table ? row.number > end : isBlank || row.number > previous + 1) open = false;
      previous = row.number;
      if (last === undefined && blankStyles.length === 0 && isBlank) blankStyles = cells;
      if (isBlank || (table && row.number > end && row.number <= table.range.bottom)) return;
      const holdsOurs = read.some(
        ({ cell, formula, value }) => ours.has(cell.column) && (formula || !isBlankCell(value)),
      );
      if (open && holdsOurs) takeInner(row.number, read, cells);
      // Formulas that wait in the user's own columns for rows to come are no content.
      else if (!open || read.some(({ formula, value }) => (formula ? SUM.test(formula.text) : !isBlankCell(value))))
        contentBelow ??= row.number;
    },
    result() {
      if (last === undefined) for (const { column, style } of blankStyles) styles.set(column, style);
      const sums = [...(last?.sums ?? [])].filter((column) => !before?.sums.has(column));
      const own = (last?.cells ?? []).filter(({ column }) => !ours.has(column) && column >= left && column <= right);
      return {
        header: header.number,
        texts: header.texts,
        columns,
        left,
        right,
        table,
        lastRow: last?.number ?? header.number,
        endsInTotals: table === undefined && last !== undefined && (last.isLabelled || sums.length > 0),
        endsWithoutKey: last !== undefined && !last.hasKey,
        ...{ keys: keys.closed(), records: keys.records() },
        styles,
        formulaColumns: own.filter((cell) => formulaOf(cell)).map(({ column }) => column),
        formulaAt,
        contentBelow,
      };
    },
  };
}

function isBlankCell(value: Cell): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function valueAt(read: readonly { readonly cell: RawCell; readonly value: Cell }[], column: number): Cell {
  return read.find(({ cell }) => cell.column === column)?.value ?? '';
}

/** Excel's own table whose header this is, or the run of headers in which the export's stand. */
function extentOf({ number, texts }: HeaderRow, columns: readonly number[], tables: readonly ExcelTable[]) {
  const [first, last] = [Math.min(...columns), Math.max(...columns)];
  const table = tables.find(({ range }) => range.top === number && range.left <= first && range.right >= last);
  if (table) return { left: table.range.left, right: table.range.right, table };
  const isFilled = (column: number) => (texts[column] ?? '').trim() !== '';
  let [left, right] = [first, last];
  while (left > 0 && isFilled(left - 1)) left--;
  while (isFilled(right + 1)) right++;
  return { left, right, table: undefined };
}
