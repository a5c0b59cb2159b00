/** A workbook's zip package: its parts by name, inflated as a stream under limits. */

import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromFd, type ZipFile } from 'yauzl';
import type { InputFile } from '../../input-file.ts';
import { damagedWorkbook, tooLarge } from './damaged-workbook.ts';
import { MAX_FILE_BYTES, MAX_PARTS, MAX_RATIO, RATIO_FREE_BYTES } from './limits.ts';

export interface WorkbookPackage {
  /** Path of the file, for messages. */
  readonly path: string;
  /** Whether the part is there; names are compared without regard to case. */
  has(part: string): boolean;
  /** The part's bytes. Throws `read/damaged-workbook` or `read/too-large`. */
  read(part: string, maxBytes: number): AsyncGenerator<Buffer>;
  /** All parts as they lie in the file, in its order. */
  readonly packed: readonly PackedPart[];
}

/** A part of the package as it is packed. */
export interface PackedPart {
  readonly name: string;
  readonly entry: Entry;
  /** The packed bytes. Rejects with `read/damaged-workbook`. */
  bytes(): Promise<NodeJS.ReadableStream>;
}

const INFLATE_CHUNK = 64 * 1024;

/** Reads the package's directory. Throws `read/damaged-workbook` (cut off, say) or `read/too-large`. */
export async function openPackage(file: InputFile): Promise<WorkbookPackage> {
  const { path } = file;
  if (file.size > MAX_FILE_BYTES) throw tooLarge(path, 'it is larger than 1 GB');
  const zip = await openZip(file);
  const parts = await directoryOf(zip, path);
  return {
    path,
    has: (part) => parts.has(part.toLowerCase()),
    read(part, maxBytes) {
      const entry = parts.get(part.toLowerCase());
      if (!entry) throw damagedWorkbook(path, `it has no part ${part}`);
      return readEntry(zip, entry, path, maxBytes);
    },
    packed: [...parts.values()].map((entry) => ({
      name: entry.fileName,
      entry,
      bytes: () => packedBytes(zip, entry, path),
    })),
  };
}

function openZip(file: InputFile): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromFd(file.handle.fd, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) reject(damagedWorkbook(file.path, 'its zip directory cannot be read, perhaps the file was cut off'));
      else resolve(zip);
    });
  });
}

function directoryOf(zip: ZipFile, path: string): Promise<ReadonlyMap<string, Entry>> {
  const parts = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', () => reject(damagedWorkbook(path, 'its zip directory cannot be read')));
    zip.on('end', () => resolve(parts));
    zip.on('entry', (entry) => {
      const name = entry.fileName.toLowerCase();
      if (parts.has(name)) return reject(damagedWorkbook(path, `it holds ${entry.fileName} twice`));
      if (parts.size >= MAX_PARTS) return reject(tooLarge(path, `it has more than ${MAX_PARTS} parts`));
      parts.set(name, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

async function* readEntry(zip: ZipFile, entry: Entry, path: string, maxBytes: number): AsyncGenerator<Buffer> {
  const name = entry.fileName;
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of await inflated(zip, entry, path)) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > maxBytes) throw tooLarge(path, `its part ${name} unpacks to more than ${maxBytes / 1024 ** 2} MB`);
      if (size > RATIO_FREE_BYTES && size > entry.compressedSize * MAX_RATIO) {
        throw tooLarge(path, `its part ${name} unpacks to more than ${MAX_RATIO} times its size`);
      }
      crc = crc32(bytes, crc);
      yield bytes;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw code.startsWith('Z_') || code.startsWith('ERR_')
      ? damagedWorkbook(path, `its part ${name} cannot be unpacked`)
      : error;
  }
  if (size !== entry.uncompressedSize || crc !== entry.crc32) {
    throw damagedWorkbook(path, `its part ${name} does not agree with its checksum`);
  }
}

async function inflated(zip: ZipFile, entry: Entry, path: string): Promise<NodeJS.ReadableStream> {
  const stored = entry.compressionMethod === 0;
  if (entry.isEncrypted() || (!stored && entry.compressionMethod !== 8)) {
    throw damagedWorkbook(path, `its part ${entry.fileName} is encrypted or packed in an unknown way`);
  }
  const source = await packedBytes(zip, entry, path);
  if (stored) return source;
  const inflate = createInflateRaw({ chunkSize: INFLATE_CHUNK });
  // The consumer sees a failure of either side as the inflating stream's own.
  pipeline(source, inflate, () => undefined);
  return inflate;
}

function packedBytes(zip: ZipFile, entry: Entry, path: string): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, { decodeFileData: false }, (error, source) => {
      if (error) reject(damagedWorkbook(path, `its part ${entry.fileName} cannot be found`));
      else resolve(source);
    });
  });
}
