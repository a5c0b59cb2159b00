/** The text of an XML part from its bytes: UTF-8 or UTF-16, nothing else. */

import { isAscii, isUtf8 } from 'node:buffer';
import { incompleteUtf8 } from '../incomplete-utf8.ts';
import { damagedWorkbook } from './damaged-workbook.ts';
import type { WorkbookPackage } from './workbook-package.ts';

/** Text of the next bytes; an empty piece says that no more come. Throws where they are invalid. */
type Decode = (bytes: Buffer) => string;

const DECLARED = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)["']/;
const READABLE = /^(?:utf-?8|utf-?16|us-ascii)$/i;

/** The part's text in pieces, without its byte order mark. Throws `read/damaged-workbook`. */
export async function* partText(workbook: WorkbookPackage, part: string, maxBytes: number): AsyncGenerator<string> {
  const invalid = () => damagedWorkbook(workbook.path, `its part ${part} is no valid UTF-8 or UTF-16`);
  let decode: Decode | undefined;
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of workbook.read(part, maxBytes)) {
    if (decode) {
      yield decode(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 4) continue;
    decode = decoderOf(head, invalid);
    yield checkedStart(decode(head), invalid);
  }
  if (decode?.(Buffer.alloc(0)) !== '') throw invalid();
}

function checkedStart(text: string, invalid: () => Error): string {
  const start = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const declared = DECLARED.exec(start)?.[1];
  if (declared !== undefined && !READABLE.test(declared)) throw invalid();
  return start;
}

function decoderOf(head: Buffer, invalid: () => Error): Decode {
  if (head[0] === 0xff || (head[0] === 0x3c && head[1] === 0)) return wideDecoder('utf-16le', invalid);
  if (head[0] === 0xfe || (head[0] === 0 && head[1] === 0x3c)) return wideDecoder('utf-16be', invalid);
  return utf8Decoder(invalid);
}

function wideDecoder(encoding: string, invalid: () => Error): Decode {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes, { stream: bytes.length > 0 });
    } catch {
      throw invalid();
    }
  };
}

/** Several times as fast as a TextDecoder that streams and checks. */
function utf8Decoder(invalid: () => Error): Decode {
  let tail: Buffer = Buffer.alloc(0);
  return (bytes) => {
    if (tail.length === 0 && isAscii(bytes)) return bytes.toString('latin1');
    const piece = Buffer.concat([tail, bytes]);
    const whole = bytes.length === 0 ? piece.length : piece.length - incompleteUtf8(piece);
    const complete = piece.subarray(0, whole);
    if (!isUtf8(complete)) throw invalid();
    tail = piece.subarray(whole);
    return complete.toString();
  };
}
