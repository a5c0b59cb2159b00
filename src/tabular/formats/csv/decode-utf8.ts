/** A CSV file's bytes as UTF-8, whatever it is written in: what the parser takes. */

import { Refusal } from '../../../model/refusal.ts';
import { type InputFile, readChunks } from '../../input-file.ts';
import type { EncodingScan } from './scan-encoding.ts';
import { windows1252ToUtf8 } from './windows-1252.ts';

/** The text behind the byte order mark, in pieces that may end within a character. */
export async function* decodeUtf8(file: InputFile, scan: EncodingScan): AsyncGenerator<Buffer> {
  const decode = decoderOf(file.path, scan);
  for await (const chunk of readChunks(file, scan.bomLength)) yield decode(chunk, true);
  const rest = decode(Buffer.alloc(0), false);
  if (rest.length > 0) yield rest;
}

type Decode = (chunk: Buffer, stream: boolean) => Buffer;

function decoderOf(path: string, scan: EncodingScan): Decode {
  if (scan.encoding === 'utf-8') return (chunk) => chunk;
  if (scan.encoding === 'windows-1252') return windows1252ToUtf8;
  const decoder = new TextDecoder(scan.encoding, { fatal: true, ignoreBOM: true });
  return (chunk, stream) => {
    try {
      return Buffer.from(decoder.decode(chunk, { stream }));
    } catch {
      throw new Refusal(
        'read/wrong-encoding',
        `${path} is no valid ${scan.encoding.toUpperCase()}: it is cut off or damaged. Export it again, as UTF-8 if you can choose.`,
      );
    }
  };
}
