/** A cell as the workbook writer takes it: its value and its number format. */

import type { CellErrorValue, CellFormulaValue, CellHyperlinkValue } from 'exceljs';
import { type Cell, cellText, type NumberCell } from '../model/source-row.ts';
import type { FormulaCell } from '../model/table-format.ts';
import { escapeText } from './formats/xlsx/escaped-text.ts';
import { decimalText } from './formats/xlsx/number-text.ts';

export interface WrittenCell {
  readonly value: string | number | boolean | Date | CellErrorValue | CellHyperlinkValue | CellFormulaValue | null;
  readonly format?: string;
}

/** Characters that Excel allows in one cell. */
const MAX_CELL_TEXT = 32_767;
const SIGNIFICANT = 15;
const FIRST_DAY = '1900-03-01';
const ERRORS = /^#(?:N\/A|REF!|NAME\?|DIV\/0!|NULL!|VALUE!|NUM!)$/;
const BLANK: WrittenCell = { value: null };

/**
 * Numbers and dates stay numbers and dates as long as Excel can hold them exactly, that is up to 15 digits and from
 * March 1900 on; otherwise they are written as text. Texts are never formulas.
 */
export function writtenCell(cell: Cell | FormulaCell, isLink: boolean): WrittenCell {
  if (typeof cell === 'string') return cell === '' ? BLANK : isLink ? linkCell(cell) : { value: safeText(cell) };
  if ('f' in cell) return formulaCell(cell);
  if ('n' in cell) return numberCell(cell);
  if ('b' in cell) return { value: cell.b };
  if ('d' in cell) {
    const exact = cell.d >= FIRST_DAY && /^\d{4}-\d{2}-\d{2}$/.test(cell.d);
    return exact ? { value: new Date(`${cell.d}T00:00:00Z`), format: 'yyyy-mm-dd' } : { value: cell.d };
  }
  if (ERRORS.test(cell.e)) return { value: { error: cell.e as CellErrorValue['error'] } };
  const text = cellText(cell);
  return text === '' ? BLANK : { value: safeText(text) };
}

/** The formula beside its result, which is shown until the program computes anew. */
function formulaCell({ f, result }: FormulaCell): WrittenCell {
  const { value, format } = writtenCell(result, false);
  const cached = value === null || (typeof value === 'object' && 'hyperlink' in value) ? '' : value;
  return { value: { formula: f, result: cached as string }, ...(format !== undefined && { format }) };
}

function linkCell(text: string): WrittenCell {
  return /^https?:\/\//.test(text) && text.length < 2000
    ? { value: { text, hyperlink: text } }
    : { value: safeText(text) };
}

/** Whether the cell is written as a number, with which Excel computes. */
export function isNumberInExcel(cell: NumberCell): boolean {
  return typeof numberCell(cell).value === 'number';
}

function numberCell(cell: NumberCell): WrittenCell {
  const { n, shown } = cell;
  const written = cell.percent ? decimalText(n, -2) : n;
  if (written === undefined || !isExact(written)) return { value: cellText(cell) };
  const value = Number(written);
  if (shown !== undefined) return /^\d+$/.test(shown) ? { value, format: '0'.repeat(shown.length) } : { value: shown };
  if (!cell.percent) return /^-?\d+\.\d0$/.test(n) ? { value, format: '0.00' } : { value };
  const places = n.split('.')[1]?.length ?? 0;
  return { value, format: places > 0 ? `0.${'0'.repeat(places)}%` : '0%' };
}

/** Whether a binary float gives the decimal back digit by digit. */
function isExact(decimal: string): boolean {
  return decimal.replace(/^-?[0.]*/, '').replace('.', '').length <= SIGNIFICANT;
}

export function safeText(text: string): string {
  const escaped = escapeText(text);
  if (escaped.length <= MAX_CELL_TEXT) return escaped;
  const mark = ` … (cut, ${text.length} characters)`;
  return escapeText(text.slice(0, MAX_CELL_TEXT - mark.length - (escaped.length - text.length))) + mark;
}
