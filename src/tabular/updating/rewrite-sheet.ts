/** A second reading of the user's sheet, which gives its XML anew: changed cells and added rows, all else as it was. */

import type { Cell } from '../../model/source-row.ts';
import type { UpdatePlan } from '../../model/table-format.ts';
import { columnLetters } from '../formats/xlsx/column-letters.ts';
import { rangeText, readRange } from './cell-range.ts';
import type { CellStyles } from './cell-styles.ts';
import { type CellPlace, cellXml, formulaXml } from './cell-xml.ts';
import { extendRanges } from './extend-ranges.ts';
import type { GatheredRows } from './gather-rows.ts';
import { formulaOf, type RawCell, rawCells, readCell } from './raw-cells.ts';
import { type RawRow, readRawSheet } from './raw-sheet.ts';
import { asWritten, sameInWorkbook } from './same-value.ts';
import type { SheetSource, Survey } from './survey-sheet.ts';

/** Characters of added rows to gather. */
const BLOCK = 64 * 1024;

export interface Rewriting {
  readonly source: SheetSource;
  readonly plan: UpdatePlan;
  readonly survey: Survey;
  readonly rows: GatheredRows;
  readonly styles: CellStyles;
}

/** What was done, complete once the XML is. */
export interface Rewritten {
  updated: number;
  /** Columns with formulas elsewhere that are blank in added rows. */
  readonly notFilled: Set<number>;
}

/** Pieces of the sheet's XML. @param done is filled in on the way */
export async function* rewriteSheet(rewriting: Rewriting, done: Rewritten): AsyncGenerator<string> {
  const { source, survey, rows } = rewriting;
  const header = survey.header === 0 ? 1 : 0;
  const first = survey.lastRow + 1;
  const last = survey.lastRow + header + rows.added;
  let next = first;
  let prefix = '';
  /** The row that comes to stand at a place below the last. */
  const added = (row: RawRow | undefined, number: number) =>
    addRow({ ...rewriting, prefix, done }, row, number, addedCells(rewriting, number - first, header));
  for await (const piece of readRawSheet(source.workbook, source.part)) {
    if (piece.kind === 'head') {
      prefix = piece.prefix;
      yield withDimension(piece.text, survey, last);
    } else if (piece.kind === 'rows') {
      let text = '';
      for (const row of piece.rows) {
        for (; next <= last && next < row.number; next++) text += added(undefined, next);
        if (row.number === next && next <= last) text += added(row, next++);
        else text += changeRow({ ...rewriting, prefix, done }, row);
      }
      yield text;
    } else {
      while (next <= last) {
        let text = '';
        for (; next <= last && text.length < BLOCK; next++) text += added(undefined, next);
        yield text;
      }
      yield rows.added > 0 ? extendRanges(piece.text, survey, last) : piece.text;
    }
  }
}

function addedCells({ plan, rows }: Rewriting, index: number, header: number): readonly Cell[] {
  return index < header ? plan.header : rows.addedRow(index - header);
}

interface Row extends Rewriting {
  readonly prefix: string;
  readonly done: Rewritten;
}

/** A row of the table with the values that differ. */
function changeRow(given: Row, row: RawRow): string {
  const { rows, survey, source } = given;
  const wanted = rows.at(row.number);
  if (wanted === undefined) return row.raw;
  const cells = new Map(rawCells(row, given.prefix).map((cell) => [cell.column, cell]));
  const changed = new Map<number, string>();
  wanted.forEach((cell, i) => {
    const column = survey.columns[i];
    if (column === undefined) return;
    const theirs = cells.get(column);
    const value = asWritten(cell);
    const before = theirs === undefined ? '' : readCell(theirs, source.context, source.workbook.path);
    if (!sameInWorkbook(before, value)) changed.set(column, exportedCell(given, row.number, i, theirs?.style, value));
  });
  if (changed.size === 0) return row.raw;
  given.done.updated++;
  return rowXml(given, row, row.number, cells, changed);
}

/** A row below the last, or what stands there already with the export's cells put in. */
function addRow(given: Row, row: RawRow | undefined, number: number, wanted: readonly Cell[]): string {
  const { survey } = given;
  const cells = new Map((row === undefined ? [] : rawCells(row, given.prefix)).map((cell) => [cell.column, cell]));
  const changed = new Map<number, string>();
  const styleAt = (column: number) => cells.get(column)?.style ?? survey.styles.get(column);
  wanted.forEach((cell, i) => {
    const column = survey.columns[i];
    if (column !== undefined) changed.set(column, exportedCell(given, number, i, styleAt(column), asWritten(cell)));
  });
  for (let column = survey.left; column <= survey.right; column++) {
    if (changed.has(column)) continue;
    const own = ownCell(given, number, cells.get(column), { column, style: styleAt(column) });
    if (own !== undefined) changed.set(column, own);
  }
  return rowXml(given, row, number, cells, changed);
}

function exportedCell(given: Row, row: number, index: number, own: string | undefined, value: Cell): string {
  const { styles, plan, survey, source, prefix } = given;
  const style = styles.styleFor(own, value, plan.formats?.[index]);
  const column = survey.columns[index]!;
  return cellXml({ prefix, row, column, style }, value, source.context.date1904);
}

/** A cell of the user's own column in an added row: the column's formula, or blank with the looks of the one above. */
function ownCell(
  { survey, prefix, done }: Row,
  row: number,
  there: RawCell | undefined,
  { column, style }: Pick<CellPlace, 'column' | 'style'>,
): string | undefined {
  if (there !== undefined && formulaOf(there)) return undefined;
  const formula = survey.table?.formulas.get(column);
  if (formula !== undefined) return formulaXml({ prefix, row, column, style }, formula);
  if (survey.formulaColumns.includes(column)) done.notFilled.add(column);
  return there === undefined && style !== undefined ? cellXml({ prefix, row, column, style }, '', false) : undefined;
}

/** The row with cells put in or in place of others, in order. */
function rowXml(
  { prefix }: Row,
  row: RawRow | undefined,
  number: number,
  cells: ReadonlyMap<number, RawCell>,
  changed: ReadonlyMap<number, string>,
): string {
  const columns = [...new Set([...cells.keys(), ...changed.keys()])].sort((a, b) => a - b);
  const body = columns.map((column) => changed.get(column) ?? placed(cells.get(column)!, number, prefix)).join('');
  const tag = row?.tag.replace(/\sspans=(?:"[^"]*"|'[^']*')/, '') ?? `${prefix}row r="${number}"`;
  return `<${tag}>${body}</${prefix}row>`;
}

/** The cell as it is, with its reference where it had none. */
function placed({ raw, column }: RawCell, row: number, prefix: string): string {
  const tag = raw.slice(0, raw.indexOf('>'));
  if (/\sr=/.test(tag)) return raw;
  const name = `<${prefix}c`;
  return `${name} r="${columnLetters(column)}${row}"${raw.slice(name.length)}`;
}

/** The head with the sheet's extent as it will be. */
function withDimension(head: string, { left, right }: Survey, last: number): string {
  return head.replace(/(<(?:[\w.-]+:)?dimension\s+ref=["'])([^"']*)/, (_, start: string, ref: string) => {
    const range = readRange(ref);
    if (range === undefined) return start + ref;
    return (
      start +
      rangeText({
        left: Math.min(range.left, left),
        top: range.top,
        right: Math.max(range.right, right),
        bottom: Math.max(range.bottom, last),
      })
    );
  });
}
