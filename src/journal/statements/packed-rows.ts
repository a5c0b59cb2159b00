/**
 * Rows of texts in one piece of bytes: how many they are, how long each is, then the rows, their cells parted by NUL.
 *
 * Read in half the time of JSON; a row is decoded by itself, so that a cell kept for long holds no more than its row.
 */

import type { Cell, SourceRow } from '../../model/source-row.ts';

const PARTED = '\0';
const NUMBER_BYTES = 4;
/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const MOST_BYTES = 3;

/** Undefined where a cell is no text or holds what would not come back as it is, or a row has no cells. */
export function packRows(rows: readonly SourceRow[]): Uint8Array | undefined {
  const texts: string[] = [];
  let units = 0;
  for (const { cells } of rows) {
    if (cells.length === 0 || !cells.every(isPlain)) return undefined;
    const text = cells.join(PARTED);
    if (!text.isWellFormed()) return undefined;
    texts.push(text);
    units += text.length;
  }
  let at = (1 + texts.length) * NUMBER_BYTES;
  const bytes = Buffer.allocUnsafe(at + units * MOST_BYTES);
  bytes.writeUInt32LE(texts.length);
  for (const [index, text] of texts.entries()) {
    const length = bytes.write(text, at);
    bytes.writeUInt32LE(length, (1 + index) * NUMBER_BYTES);
    at += length;
  }
  return bytes.subarray(0, at);
}

/** The cells of each row. */
export function unpackRows(packed: Uint8Array): readonly (readonly string[])[] {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const count = bytes.readUInt32LE();
  const rows: string[][] = new Array(count);
  let at = (1 + count) * NUMBER_BYTES;
  for (let index = 0; index < count; index += 1) {
    const end = at + bytes.readUInt32LE((1 + index) * NUMBER_BYTES);
    rows[index] = bytes.toString('utf8', at, end).split(PARTED);
    at = end;
  }
  return rows;
}

function isPlain(cell: Cell): boolean {
  return typeof cell === 'string' && !cell.includes(PARTED);
}
