/** Takes the text of a CSV file, piece by piece, into the encoding of its dialect. */

import { createReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { TableDialect } from '../model/table-format.ts';
import { encodeWindows1252, windows1252ToUtf8 } from './formats/csv/windows-1252.ts';

export interface TextSink {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** A text that Windows-1252 cannot hold turns the whole file into UTF-8 with a mark. */
export async function openSink(path: string, dialect: TableDialect): Promise<TextSink> {
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
