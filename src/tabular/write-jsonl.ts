/** Writes a table as JSON Lines: one object a row, a property for each header, in UTF-8. */

import { open } from 'node:fs/promises';
import type { Cell, NumberCell } from '../model/source-row.ts';
import type { FormulaCell, SheetRow, WriteJsonl } from '../model/table-format.ts';
import { decimalText } from './formats/xlsx/number-text.ts';
import { writeWhole } from './whole-file.ts';

/** Characters to gather before they are written. */
const BLOCK = 64 * 1024;

/** Numbers are bare, digit by digit as they are; dates are ISO texts; blank cells and errors are null. Throws `write/failed`. */
export const writeJsonl: WriteJsonl = (path, header, rows) =>
  writeWhole(path, async (temporary) => {
    const names = header.map((text) => JSON.stringify(text));
    const file = await open(temporary, 'w');
    try {
      let block = '';
      for await (const batch of rows) {
        for (const row of batch) block += line(names, row);
        if (block.length < BLOCK) continue;
        await file.appendFile(block);
        block = '';
      }
      await file.appendFile(block);
    } finally {
      await file.close();
    }
  });

function line(names: readonly string[], { cells }: SheetRow): string {
  return `{${names.map((name, i) => `${name}:${json(cells[i] ?? '')}`).join(',')}}\n`;
}

function json(cell: Cell | FormulaCell): string {
  if (typeof cell === 'string') return cell === '' ? 'null' : JSON.stringify(cell);
  if ('f' in cell) return json(cell.result);
  if ('n' in cell) return number(cell);
  if ('d' in cell) return JSON.stringify(cell.d);
  return 'b' in cell ? String(cell.b) : 'null';
}

/** A percentage as the fraction that it is; a number shown with zeros in front is a text such as a code. */
function number({ n, percent, shown }: NumberCell): string {
  if (shown !== undefined) return JSON.stringify(shown);
  const text = percent ? decimalText(n, -2) : n;
  return text !== undefined && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? text : JSON.stringify(text ?? n);
}
