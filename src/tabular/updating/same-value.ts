/** When the value of a cell in the user's table is the one that an export brings, and when two keys are the same. */

import { equal, formatDecimal, parseDecimal } from '../../model/decimal.ts';
import { type Cell, cellText, type NumberCell } from '../../model/source-row.ts';
import { decimalText } from '../formats/xlsx/number-text.ts';
import { isNumberInExcel } from '../workbook-cell.ts';

/**
 * The cells' common text: `10` for 10.00, the day for a date. Texts stand for themselves, so that the numbers `1.1` and
 * `1.10` of two invoices stay two.
 */
export function workbookKey(cell: Cell): string {
  if (typeof cell === 'string') return cell.trim();
  if (!('n' in cell) || cell.shown !== undefined) return cellText(cell);
  return fraction(cell);
}

/** The cell's text in a CSV file, where all is text and `1.10` is not `1.1`. */
export function csvKey(cell: Cell): string {
  return cellText(cell).trim();
}

/** In a workbook, whose cells have types: an amount that stands as a text is not the same, since no sum counts it. */
export function sameInWorkbook(theirs: Cell, wanted: Cell): boolean {
  if (typeof wanted === 'string') return plain(cellText(theirs)) === plain(wanted);
  if (typeof theirs === 'string') return false;
  if ('n' in wanted) return 'n' in theirs && sameNumber(theirs, wanted);
  if ('d' in wanted) return 'd' in theirs && theirs.d === wanted.d;
  return cellText(theirs) === cellText(wanted);
}

/** In a CSV file, where all is text. */
export function sameInText(theirs: string, wanted: Cell): boolean {
  if (plain(theirs) === plain(cellText(wanted))) return true;
  if (typeof wanted === 'string' || !('n' in wanted) || wanted.percent || wanted.shown !== undefined) return false;
  const [left, right] = [parseDecimal(theirs.trim()), parseDecimal(wanted.n)];
  return left !== undefined && right !== undefined && equal(left, right);
}

/** The cell as a workbook will hold it: numbers and days that Excel does not know are texts. */
export function asWritten(cell: Cell): Cell {
  if (typeof cell === 'string') return cell;
  if ('n' in cell) {
    if (!isNumberInExcel(cell)) return cellText(cell);
    return cell.percent ? { n: cell.n, percent: true } : { n: cell.n };
  }
  if ('d' in cell) return cell.d >= '1900-03-01' && /^\d{4}-\d{2}-\d{2}$/.test(cell.d) ? cell : cell.d;
  return 'e' in cell ? cellText(cell) : cell;
}

function sameNumber(theirs: NumberCell, wanted: NumberCell): boolean {
  return fraction(theirs) === fraction(wanted);
}

function fraction({ n, percent }: NumberCell): string {
  const text = percent ? decimalText(n, -2) : n;
  const value = text === undefined ? undefined : parseDecimal(text);
  return value === undefined ? n : formatDecimal(value);
}

function plain(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}
