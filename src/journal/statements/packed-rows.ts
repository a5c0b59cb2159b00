/**
 * The cells of rows in one piece of bytes: how many rows, how long each is, then the rows, their cells parted by NUL.
 *
 * Read in half the time of JSON; a row is decoded by itself, so that a cell kept for long holds no more than its row.
 * A cell that is no plain text is marked by U+0001 and a letter; a row with such cells by the highest bit of its length.
 */

import type { Cell } from '../../model/source-row.ts';

type Cells = readonly Cell[];

const PARTED = '\0';
const MARK = '\u0001';
const MARK_CODE = 1;
const MARKED_ROW = 0x80000000;
const NUMBER_BYTES = 4;
/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const MOST_BYTES = 3;

export function packRows(rows: readonly Cells[]): Uint8Array {
  const texts: string[] = new Array(rows.length);
  const marked: boolean[] = new Array(rows.length);
  let units = 0;
  for (const [index, cells] of rows.entries()) {
    let text = cells.every(isWhole) ? cells.join(PARTED) : undefined;
    marked[index] = text === undefined || cells.length === 0 || text.includes(MARK) || !text.isWellFormed();
    if (marked[index]) text = cells.map(marking).join(PARTED);
    texts[index] = text!;
    units += text!.length;
  }
  let at = (1 + rows.length) * NUMBER_BYTES;
  const bytes = Buffer.allocUnsafe(at + units * MOST_BYTES);
  bytes.writeUInt32LE(rows.length);
  for (const [index, text] of texts.entries()) {
    const length = bytes.write(text, at);
    bytes.writeUInt32LE(marked[index] ? length + MARKED_ROW : length, (1 + index) * NUMBER_BYTES);
    at += length;
  }
  return bytes.subarray(0, at);
}

export function unpackRows(packed: Uint8Array): readonly Cells[] {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const count = bytes.readUInt32LE();
  const rows: Cells[] = new Array(count);
  let at = (1 + count) * NUMBER_BYTES;
  for (let index = 0; index < count; index += 1) {
    const length = bytes.readUInt32LE((1 + index) * NUMBER_BYTES);
    const end = at + (length % MARKED_ROW);
    const texts = at === end && length >= MARKED_ROW ? [] : bytes.toString('utf8', at, end).split(PARTED);
    rows[index] = length >= MARKED_ROW ? texts.map(unmarked) : texts;
    at = end;
  }
  return rows;
}

function isWhole(cell: Cell): cell is string {
  return typeof cell === 'string' && !cell.includes(PARTED);
}

/** Numbers and dates as they stand, what else there is as JSON, which holds neither NUL nor half characters. */
function marking(cell: Cell): string {
  if (isWhole(cell) && cell.charCodeAt(0) !== MARK_CODE && cell.isWellFormed()) return cell;
  if (typeof cell === 'object' && 'd' in cell) return `${MARK}d${cell.d}`;
  if (typeof cell === 'object' && 'n' in cell && cell.percent === undefined && cell.shown === undefined)
    return `${MARK}n${cell.n}`;
  return `${MARK}j${JSON.stringify(cell)}`;
}

function unmarked(text: string): Cell {
  if (text.charCodeAt(0) !== MARK_CODE) return text;
  const value = text.slice(2);
  if (text[1] === 'n') return { n: value };
  return text[1] === 'd' ? { d: value } : (JSON.parse(value) as Cell);
}
