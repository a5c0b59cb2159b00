/** The cells of a CSV line: quoted where they must be, and texts guarded against being run as formulas. */

import { type Cell, cellText } from '../model/source-row.ts';
import type { FormulaCell } from '../model/table-format.ts';

/** Joins texts to a line. */
export type JoinLine = (texts: readonly string[]) => string;

/** @param newline what ends the line */
export function lineJoiner(delimiter: string, newline: string): JoinLine {
  const special = new RegExp(`["\\r\\n\\u{${delimiter.codePointAt(0)!.toString(16)}}]`, 'u');
  return (texts) => {
    const line = texts.map((text) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(delimiter);
    // A lone blank cell is quoted, since an empty line would be no row.
    return (texts.length === 1 && line === '' ? '""' : line) + newline;
  };
}

/** A cell's text in a CSV file; a formula's result stands for it. */
export function csvText(cell: Cell | FormulaCell): string {
  if (typeof cell === 'string') return cell === '' ? '' : guarded(cell);
  return 'f' in cell ? csvText(cell.result) : cellText(cell);
}

/** The same where numbers come as numbers: a text with a plus is no number then, but `+447700900123`. */
export function typedCsvText(cell: Cell | FormulaCell): string {
  const isPlus = typeof cell === 'string' && cell.startsWith('+');
  return isPlus ? `'${cell}` : csvText(cell);
}

const APOSTROPHE = 39;
const NUMBER = /^[+-](?:\d+|\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+)?(?:[.,]\d+)?%?$/;

/** The cell with one more apostrophe where it begins, apostrophes aside, with a sign that makes a formula. */
function guarded(cell: string): string {
  const first = cell.charCodeAt(0);
  if (isSign(first)) return NUMBER.test(cell) && /\d/.test(cell) ? cell : `'${cell}`;
  if (first !== APOSTROPHE) return cell;
  let at = 1;
  while (cell.charCodeAt(at) === APOSTROPHE) at++;
  return isSign(cell.charCodeAt(at)) ? `'${cell}` : cell;
}

/** `= + - @`, tab or CR. */
function isSign(code: number): boolean {
  return code === 61 || code === 43 || code === 45 || code === 64 || code === 9 || code === 13;
}
