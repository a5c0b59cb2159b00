/** The rows of one worksheet as its XML streams by. */

import type { Cell, SourceRow } from '../../../model/source-row.ts';
import { readCellTag } from './cell-tag.ts';
import { type CellContext, cellValue } from './cell-value.ts';
import { columnLetters } from './column-letters.ts';
import { damagedWorkbook, tooLarge } from './damaged-workbook.ts';
import { MAX_COLUMNS, MAX_ROWS, MAX_SHEET_BYTES, MAX_TEXT } from './limits.ts';
import { scanPieces } from './scan-part.ts';
import type { WorkbookPackage } from './workbook-package.ts';
import { attributeOf } from './xml-attributes.ts';
import type { XmlHandler } from './xml-scanner.ts';

/** Where in which file the reader is, for messages. */
interface Place {
  readonly path: string;
  readonly sheet: string;
}

/** Cells that rows hold together before they are handed on. */
const BATCH_CELLS = 5_000;

/**
 * Batches of the sheet's rows in order, blank cells as "", wholly blank rows left out.
 * Throws `read/damaged-workbook` or `read/too-large`, naming sheet and row.
 */
export async function* readSheet(
  workbook: WorkbookPackage,
  part: string,
  sheet: string,
  context: CellContext,
): AsyncGenerator<readonly SourceRow[]> {
  let rows: SourceRow[] = [];
  let cells = 0;
  const handler = sheetHandler({ path: workbook.path, sheet }, context, (row) => {
    rows.push(row);
    cells += row.cells.length;
  });
  for await (const _ of scanPieces(workbook, part, MAX_SHEET_BYTES, handler)) {
    if (cells < BATCH_CELLS) continue;
    yield rows;
    rows = [];
    cells = 0;
  }
  if (rows.length > 0) yield rows;
}

/** Follows `sheetData` and hands over every row that holds something. Cells and rows without a place follow the last. */
function sheetHandler(place: Place, context: CellContext, take: (row: SourceRow) => void): XmlHandler {
  let inData = false;
  let phonetic = false;
  let number = 0;
  let cells: Cell[] = [];
  let blank = true;
  let column = -1;
  let type: string | undefined;
  let style: string | undefined;
  let formula = false;
  let text: string | undefined;

  function openCell(tag: string): void {
    const cell = readCellTag(tag);
    const next = cell.column ?? column + 1;
    if (next <= column) throw fault(place, number, 'has cells out of order');
    if (next >= MAX_COLUMNS) throw tooLarge(place.path, `${where(place, number)} has more than ${MAX_COLUMNS} columns`);
    column = next;
    type = cell.type;
    style = cell.style;
    formula = false;
    text = undefined;
  }

  function closeCell(): void {
    if (text === undefined && !formula) return;
    const cell = valueAt(place, number, column, () => cellValue({ type, style, text, formula }, context));
    if (cell === '') return;
    while (cells.length < column) cells.push('');
    cells.push(cell);
    if (blank && (typeof cell !== 'string' || cell.trim() !== '')) blank = false;
  }

  const handler: XmlHandler = {
    wantsText: false,
    open(name, tag) {
      if (!inData) {
        inData = name === 'sheetData';
        return;
      }
      if (name === 'c') openCell(tag);
      else if (name === 'v') {
        text = '';
        handler.wantsText = true;
      } else if (name === 't') {
        text ??= '';
        handler.wantsText = !phonetic;
      } else if (name === 'f') formula = true;
      else if (name === 'rPh') phonetic = true;
      else if (name === 'row') {
        number = rowNumber(place, attributeOf(tag, 'r'), number);
        column = -1;
        blank = true;
      }
    },
    text(piece) {
      text += piece;
      if (text !== undefined && text.length > MAX_TEXT) {
        throw tooLarge(place.path, `${where(place, number)} has a text of more than ${MAX_TEXT} characters`);
      }
    },
    close(name) {
      if (name === 'v' || name === 't') handler.wantsText = false;
      else if (name === 'c' && inData) closeCell();
      else if (name === 'rPh') phonetic = false;
      else if (name === 'row' && inData) {
        if (!blank) take({ number, cells });
        cells = [];
      } else if (name === 'sheetData') inData = false;
    },
  };
  return handler;
}

function valueAt(place: Place, row: number, column: number, value: () => Cell): Cell {
  try {
    return value();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw fault(place, row, `column ${columnLetters(column)}, ${error.message}`);
  }
}

function rowNumber(place: Place, written: string | undefined, last: number): number {
  const number = written === undefined ? last + 1 : Number(written);
  if (!Number.isInteger(number) || number <= last) throw fault(place, last, 'is followed by a row out of order');
  if (number > MAX_ROWS) throw tooLarge(place.path, `sheet "${place.sheet}" has more than ${MAX_ROWS} rows`);
  return number;
}

function where(place: Place, row: number): string {
  return `sheet "${place.sheet}", row ${row},`;
}

function fault(place: Place, row: number, what: string): Error {
  return damagedWorkbook(place.path, `${where(place, row)} ${what}`);
}
