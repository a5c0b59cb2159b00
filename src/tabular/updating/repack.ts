/** Writes a zip package anew with some parts replaced: all others are copied as they are packed, byte for byte. */

import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { Entry } from 'yauzl';
import type { PackedPart } from '../formats/xlsx/workbook-package.ts';

/** The new content of a part, in pieces, or undefined where it stays; asked for in the order of the parts. */
export type NewContent = () => AsyncIterable<string> | Iterable<string> | undefined;

/** What the directory says of a part. */
interface Written {
  readonly entry: Entry;
  readonly offset: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const DEFLATED = 8;
const VERSION = 20;
/** The flag of names in UTF-8, the only one that is kept. */
const UTF8 = 0x0800;

/** Parts keep their times, so that the same changes give the same bytes. @param replaced by name */
export async function repack(
  parts: readonly PackedPart[],
  replaced: ReadonlyMap<string, NewContent>,
  path: string,
): Promise<void> {
  const file = await open(path, 'w');
  try {
    const written: Written[] = [];
    let offset = 0;
    for (const part of parts) {
      const content = replaced.get(part.name)?.();
      const one = content ? await packPart(file, offset, part, content) : await copyPart(file, offset, part);
      written.push(one);
      offset += LOCAL_BYTES + part.entry.fileNameRaw.length + one.packed;
    }
    await writeAt(file, directoryOf(written, offset), offset);
  } finally {
    await file.close();
  }
}

async function copyPart(file: FileHandle, offset: number, { entry, bytes }: PackedPart): Promise<Written> {
  const { compressedSize: packed, uncompressedSize: size, compressionMethod: method, crc32: crc } = entry;
  const written = { entry, offset, method, crc, packed, size };
  let at = offset + (await writeAt(file, localHeader(written), offset));
  for await (const chunk of await bytes()) at += await writeAt(file, chunk as Buffer, at);
  return written;
}

async function packPart(
  file: FileHandle,
  offset: number,
  { entry }: PackedPart,
  content: AsyncIterable<string> | Iterable<string>,
): Promise<Written> {
  let crc = 0;
  let size = 0;
  const measured = async function* () {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      crc = crc32(bytes, crc);
      size += bytes.length;
      yield bytes;
    }
  };
  const start = offset + LOCAL_BYTES + entry.fileNameRaw.length;
  let at = start;
  const source = Readable.from(measured(), { objectMode: false });
  const deflate = createDeflateRaw();
  source.once('error', (error) => deflate.destroy(error));
  for await (const chunk of source.pipe(deflate)) at += await writeAt(file, chunk as Buffer, at);
  const written = { entry, offset, method: DEFLATED, crc, packed: at - start, size };
  await writeAt(file, localHeader(written), offset);
  return written;
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<number> {
  let done = 0;
  while (done < bytes.length)
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  return done;
}

function localHeader(written: Written): Buffer {
  const header = Buffer.alloc(LOCAL_BYTES);
  header.writeUInt32LE(LOCAL, 0);
  common(written).copy(header, 4);
  return Buffer.concat([header, written.entry.fileNameRaw]);
}

/** The fields that the part's own header and its line of the directory share: version to length of the extra field. */
function common({ entry, method, crc, packed, size }: Written): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(entry.generalPurposeBitFlag & UTF8, 2);
  fields.writeUInt16LE(method, 4);
  fields.writeUInt16LE(entry.lastModFileTime, 6);
  fields.writeUInt16LE(entry.lastModFileDate, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(entry.fileNameRaw.length, 22);
  return fields;
}

function directoryOf(parts: readonly Written[], offset: number): Buffer {
  const lines = parts.map((written) => {
    const line = Buffer.alloc(46);
    line.writeUInt32LE(CENTRAL, 0);
    line.writeUInt16LE(VERSION, 4);
    common(written).copy(line, 6);
    line.writeUInt16LE(written.entry.internalFileAttributes, 36);
    line.writeUInt32LE(written.offset, 42);
    return Buffer.concat([line, written.entry.fileNameRaw]);
  });
  const directory = Buffer.concat(lines);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([directory, end]);
}
