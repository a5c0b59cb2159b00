/** Writes zip files for tests, also such as no program would write. */

import { once } from 'node:events';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: string | Buffer;
  /** Kept as it is and not packed. */
  readonly stored?: boolean;
}

/** A part already packed, with what the directory says of it. */
export interface PackedPart {
  readonly name: string;
  readonly packed: Buffer;
  readonly size: number;
  readonly crc: number;
  readonly method: number;
}

/** A zip file with its parts in the order given. */
export function zipFile(parts: readonly (ZipPart | PackedPart)[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = 'packed' in part ? part : pack(part);
    const name = Buffer.from(packed.name);
    const local = header(0x04034b50, packed, name.length, 30);
    const central = header(0x02014b50, packed, name.length, 46);
    central.writeUInt32LE(offset, 42);
    pieces.push(local, name, packed.packed);
    directory.push(central, name);
    offset += local.length + name.length + packed.packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, central, end]);
}

/** Packs a part of any size without holding it: `start`, then `body` so many times, then `end`. */
export async function packRepeated(
  name: string,
  start: string,
  body: Buffer,
  times: number,
  end: string,
): Promise<PackedPart> {
  const deflate = createDeflateRaw();
  const packed: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => packed.push(chunk));
  let crc = 0;
  let size = 0;
  const feed = async (bytes: Buffer) => {
    crc = crc32(bytes, crc);
    size += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  };
  await feed(Buffer.from(start));
  for (let i = 0; i < times; i++) await feed(body);
  await feed(Buffer.from(end));
  deflate.end();
  await once(deflate, 'end');
  return { name, packed: Buffer.concat(packed), size, crc, method: 8 };
}

function pack(part: ZipPart): PackedPart {
  const bytes = Buffer.from(part.content as string);
  const packed = part.stored ? bytes : deflateRawSync(bytes);
  return { name: part.name, packed, size: bytes.length, crc: crc32(bytes), method: part.stored ? 0 : 8 };
}

function header(signature: number, part: PackedPart, nameLength: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const shift = length === 46 ? 2 : 0;
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(20, 4 + shift);
  bytes.writeUInt16LE(part.method, 8 + shift);
  bytes.writeUInt32LE(part.crc, 14 + shift);
  bytes.writeUInt32LE(part.packed.length, 18 + shift);
  bytes.writeUInt32LE(part.size, 22 + shift);
  bytes.writeUInt16LE(nameLength, 26 + shift);
  return bytes;
}
