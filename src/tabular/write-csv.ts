/** Writes a table as CSV in the dialect of the file it came from. */

import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { type Cell, cellText } from '../model/source-row.ts';
import type { FormulaCell, SheetRow, TableDialect, WriteCsv } from '../model/table-format.ts';
import { encodeWindows1252, windows1252ToUtf8 } from './formats/csv/windows-1252.ts';
import { writeWhole } from './whole-file.ts';

/** Takes text piece by piece into a file. */
interface TextSink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Characters to gather before they are encoded and written. */
const BLOCK = 64 * 1024;

/**
 * Text cells that a spreadsheet program would run as a formula get an apostrophe in front; plain numbers stay bare.
 * A text that Windows-1252 cannot hold turns the whole file into UTF-8 with a mark. Throws `write/failed`.
 *
 * The lines are put together here and not by csv-stringify, which at 27 columns writes a third as many rows a second (160,000)
 * and would have to be told, cell by cell, what is a number.
 */
export const writeCsv: WriteCsv = (path, dialect, header, rows) =>
  writeWhole(path, async (temporary) => {
    const line = lineWriter(dialect.delimiter ?? ',', dialect.newline ?? '\r\n');
    const sink = await openSink(temporary, dialect);
    try {
      let block = line(header);
      for await (const batch of rows) {
        for (const row of batch) block += line(row.cells);
        if (block.length < BLOCK) continue;
        await sink.write(block);
        block = '';
      }
      await sink.write(block);
    } finally {
      await sink.close();
    }
  });

type WriteLine = (cells: SheetRow['cells']) => string;

function lineWriter(delimiter: string, newline: string): WriteLine {
  const special = new RegExp(`["\\r\\n\\u{${delimiter.codePointAt(0)!.toString(16)}}]`, 'u');
  return (cells) => {
    const texts: string[] = new Array(cells.length);
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i]!;
      texts[i] = cell === '' ? '' : quoted(plainText(cell), special);
    }
    const line = texts.join(delimiter);
    // A lone blank cell is quoted, since an empty line would be no row.
    return (cells.length === 1 && line === '' ? '""' : line) + newline;
  };
}

/** A formula's result stands for it. */
function plainText(cell: Cell | FormulaCell): string {
  if (typeof cell === 'string') return guarded(cell);
  return 'f' in cell ? plainText(cell.result) : cellText(cell);
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

function quoted(text: string, special: RegExp): string {
  return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

async function openSink(path: string, dialect: TableDialect): Promise<TextSink> {
  if (dialect.encoding === 'windows-1252') return openNarrowSink(path);
  const encode = encoderOf(dialect.encoding ?? 'utf-8');
  const handle = await open(path, 'w');
  if (dialect.bom) await writeAll(handle, encode('\uFEFF'));
  return { write: (text) => writeAll(handle, encode(text)), close: () => handle.close() };
}

function encoderOf(encoding: string): (text: string) => Buffer {
  if (encoding === 'utf-16le') return (text) => Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') return (text) => Buffer.from(text, 'utf16le').swap16();
  return (text) => Buffer.from(text);
}

/** Windows-1252 as long as that holds every character, from then on UTF-8, with what stands already written again. */
async function openNarrowSink(path: string): Promise<TextSink> {
  let narrow = true;
  let handle: FileHandle | undefined = await open(path, 'w');
  return {
    async write(text) {
      const bytes = narrow ? encodeWindows1252(text) : Buffer.from(text);
      if (bytes && handle) return writeAll(handle, bytes);
      narrow = false;
      await handle?.close();
      handle = undefined;
      handle = await widen(path);
      await writeAll(handle, Buffer.from(text));
    },
    async close() {
      await handle?.close();
    },
  };
}

/** Turns a Windows-1252 file into UTF-8 with a mark and leaves it open at its end. */
async function widen(path: string): Promise<FileHandle> {
  const wider = `${path}.utf8`;
  const handle = await open(wider, 'w');
  try {
    await writeAll(handle, Buffer.from('\uFEFF'));
    for await (const chunk of createReadStream(path)) await writeAll(handle, windows1252ToUtf8(chunk as Buffer));
    await rename(wider, path);
    return handle;
  } catch (error) {
    await handle.close();
    await rm(wider, { force: true });
    throw error;
  }
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
}
