/** Keeps a cell's type through a step that works on its text. */

import { parseDecimal } from '../model/decimal.ts';
import { type Cell, cellText } from '../model/source-row.ts';

/**
 * The cell itself where its text stays; a number cell stays one where the new text still has a decimal point
 * and is a number, so that `12.5` from Excel is never taken for a text in another style.
 */
export function withText(cell: Cell, text: string): Cell {
  if (typeof cell === 'string') return text;
  if (text === cellText(cell)) return cell;
  return 'n' in cell && text.includes('.') && parseDecimal(text) !== undefined ? { n: text } : text;
}
