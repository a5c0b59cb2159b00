/** A cell of a sheet's XML as a cell of a source row. */

import type { Cell } from '../../../model/source-row.ts';
import { unescapeText } from './escaped-text.ts';
import { dayOfSerial, timeOfSerial } from './excel-date.ts';
import type { NumberFormat } from './number-format.ts';
import { decimalText, paddedText } from './number-text.ts';
import type { SharedStrings } from './shared-strings.ts';

/** What stands in the XML of one cell. */
export interface RawCell {
  /** The attribute `t`; without it the cell is a number. */
  readonly type: string | undefined;
  /** The attribute `s`. */
  readonly style: string | undefined;
  /** The text of its value, or of its inline string; undefined where it has neither. */
  readonly text: string | undefined;
  readonly formula: boolean;
}

/** What cells refer to. */
export interface CellContext {
  readonly strings: SharedStrings;
  readonly formats: readonly NumberFormat[];
  readonly date1904: boolean;
}

/** The cell's value. Throws a RangeError that says what a damaged cell refers to. */
export function cellValue(raw: RawCell, context: CellContext): Cell {
  const { type, text } = raw;
  if (text === undefined) return raw.formula ? { e: 'formula' } : '';
  switch (type) {
    case 's':
      return sharedString(text, context.strings);
    case 'inlineStr':
    case 'str':
      return unescapeText(text);
    case 'b':
      return { b: text === '1' || text === 'true' };
    case 'e':
      return { e: text };
    case 'd':
      return isoDate(text);
    case 'n':
    case undefined:
      if (text === '') return raw.formula ? { e: 'formula' } : '';
      return numberValue(text, context.formats[Number(raw.style ?? 0)], context.date1904);
    default:
      throw new RangeError(`is of an unknown type, ${type}`);
  }
}

function sharedString(text: string, strings: SharedStrings): string {
  const index = Number(text);
  const found = text !== '' && Number.isInteger(index) && index >= 0 ? strings.get(index) : undefined;
  if (found === undefined) throw new RangeError('refers to a text that the workbook does not hold');
  return found;
}

/** A date kept as text by the standard's strict form; a mere time stays text. */
function isoDate(text: string): Cell {
  const day = /^\s*(\d{4}-\d{2}-\d{2})(?:T.*)?\s*$/.exec(text)?.[1];
  return day === undefined ? text : { d: day };
}

function numberValue(text: string, format: NumberFormat | undefined, date1904: boolean): Cell {
  const n = decimalText(text);
  if (n === undefined) throw new RangeError('holds a number that is none');
  switch (format?.kind) {
    case 'date':
    case 'time':
      return dateValue(n, format.kind, date1904);
    case 'percent':
      return { n: decimalText(text, 2) ?? n, percent: true };
    case 'padded': {
      const shown = paddedText(n, format.padding);
      return shown === undefined ? { n } : { n, shown };
    }
    default:
      return { n };
  }
}

/** Below 1 a number is a time of day, except that a date format of the 1904 system shows its first day. */
function dateValue(n: string, kind: 'date' | 'time', date1904: boolean): Cell {
  const time = kind === 'time' || !date1904 ? timeOfSerial(n) : undefined;
  if (time !== undefined) return time;
  const d = dayOfSerial(n, date1904);
  if (d !== undefined) return { d };
  return Math.floor(Number(n)) === 60 && !date1904 ? '1900-02-29' : { n };
}
