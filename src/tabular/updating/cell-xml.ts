/** Cells as the XML of a worksheet has them. */

import { decimal, formatDecimal } from '../../model/decimal.ts';
import type { Cell, NumberCell } from '../../model/source-row.ts';
import { columnLetters } from '../formats/xlsx/column-letters.ts';
import { serialOfDay } from '../formats/xlsx/excel-date.ts';
import { decimalText } from '../formats/xlsx/number-text.ts';
import { safeText } from '../workbook-cell.ts';

/** Where a cell stands and how it looks. */
export interface CellPlace {
  /** Of the elements' names: `x:`, as a rule none. */
  readonly prefix: string;
  readonly row: number;
  /** 0-based. */
  readonly column: number;
  readonly style: string | undefined;
}

/** @param cell as it is written: numbers and days that Excel knows. Texts stand in the cell itself, never as formulas. */
export function cellXml(place: CellPlace, cell: Cell, date1904: boolean): string {
  if (typeof cell === 'string') return textXml(place, cell);
  if ('n' in cell) return element(place, '', value(place, numberText(cell)));
  if ('b' in cell) return element(place, ' t="b"', value(place, cell.b ? '1' : '0'));
  if ('e' in cell) return textXml(place, cell.e);
  const serial = serialOfDay(cell.d, date1904);
  return serial < 0 ? textXml(place, cell.d) : element(place, '', value(place, String(serial)));
}

/** A formula without a value, which the program computes when it opens the file. */
export function formulaXml(place: CellPlace, formula: string): string {
  return element(place, '', `<${place.prefix}f>${escaped(formula)}</${place.prefix}f>`);
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function numberText({ n, percent }: NumberCell): string {
  return formatDecimal(decimal(percent ? (decimalText(n, -2) ?? n) : n));
}

function textXml(place: CellPlace, text: string): string {
  const { prefix: p } = place;
  if (text === '') return element(place, '', '');
  const inner = `<${p}is><${p}t xml:space="preserve">${escaped(safeText(text))}</${p}t></${p}is>`;
  return element(place, ' t="inlineStr"', inner);
}

function value({ prefix }: CellPlace, text: string): string {
  return `<${prefix}v>${text}</${prefix}v>`;
}

function element({ prefix, row, column, style }: CellPlace, type: string, inner: string): string {
  const tag = `${prefix}c r="${columnLetters(column)}${row}"${style === undefined ? '' : ` s="${style}"`}${type}`;
  return inner === '' ? `<${tag}/>` : `<${tag}>${inner}</${prefix}c>`;
}
