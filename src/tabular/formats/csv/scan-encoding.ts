/** One pass over a CSV file's bytes before it is parsed: its hash and the encoding that all of it is valid in. */

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Refusal } from '../../../model/refusal.ts';
import { type InputFile, readChunks } from '../../input-file.ts';
import { incompleteUtf8 } from '../incomplete-utf8.ts';

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface EncodingScan {
  /** SHA-256 of all bytes, hex. */
  readonly sha256: string;
  readonly encoding: CsvEncoding;
  /** Bytes of the byte order mark; 0 where there is none. */
  readonly bomLength: number;
  /** Neither a mark nor a declaration says Windows-1252: it was taken because the file is no UTF-8. */
  readonly guessed: boolean;
}

const LABELS: ReadonlyMap<string, CsvEncoding> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['ascii', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['utf-16', 'utf-16le'],
  ['utf-16le', 'utf-16le'],
  ['utf16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
  ['utf16be', 'utf-16be'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['ansi', 'windows-1252'],
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
]);

const LF = 10;

/**
 * Reads the whole file once. A byte order mark wins, then the declared encoding, then UTF-8 where every byte is valid,
 * then Windows-1252. Throws `read/unknown-encoding`, or `read/wrong-encoding` where declared UTF-8 is invalid.
 */
export async function scanEncoding(file: InputFile, declared: string | undefined): Promise<EncodingScan> {
  const wanted = declared === undefined ? undefined : knownEncoding(declared);
  const hash = createHash('sha256');
  let mark: { encoding: CsvEncoding; length: number } | undefined;
  let check: Utf8Check | undefined;
  for await (const chunk of readChunks(file)) {
    hash.update(chunk);
    if (check === undefined) {
      mark = byteOrderMark(chunk);
      check = startUtf8Check();
    }
    check.add(chunk);
  }
  const sha256 = hash.digest('hex');
  const found = { sha256, bomLength: mark?.length ?? 0, guessed: false };
  const encoding = mark?.encoding ?? wanted;
  const invalid = check?.end();
  if (encoding === undefined) {
    return invalid !== undefined
      ? { ...found, encoding: 'windows-1252', guessed: true }
      : { ...found, encoding: 'utf-8' };
  }
  if (encoding === 'utf-8' && invalid !== undefined) throw await wrongUtf8(file, invalid, mark !== undefined);
  return { ...found, encoding };
}

function knownEncoding(label: string): CsvEncoding {
  const encoding = LABELS.get(label.trim().toLowerCase());
  if (encoding) return encoding;
  throw new Refusal(
    'read/unknown-encoding',
    `Encoding "${label}" is not known. Known are utf-8, windows-1252, iso-8859-1, utf-16le and utf-16be; leave it out to have it found.`,
  );
}

function byteOrderMark(head: Buffer): { encoding: CsvEncoding; length: number } | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

async function wrongUtf8(file: InputFile, position: number, marked: boolean): Promise<Refusal> {
  const said = marked ? 'begins with a UTF-8 mark' : 'is declared as UTF-8';
  const remedy = marked
    ? 'Export it again as UTF-8.'
    : 'Declare `encoding: windows-1252`, or export it again as UTF-8.';
  const line = await lineOf(file, position);
  return new Refusal(
    'read/wrong-encoding',
    `${file.path} ${said}, but byte ${position + 1} (line ${line}) is no UTF-8. ${remedy}`,
  );
}

/** 1-based. */
async function lineOf(file: InputFile, position: number): Promise<number> {
  let line = 1;
  let from = 0;
  for await (const chunk of readChunks(file)) {
    line += countLines(chunk.subarray(0, Math.max(0, position - from)));
    from += chunk.length;
  }
  return line;
}

interface Utf8Check {
  add(chunk: Buffer): void;
  /** 0-based position of the first invalid byte, or undefined where all bytes are UTF-8. */
  end(): number | undefined;
}

/** A check in pieces: the incomplete character at the end of a piece is looked at together with the next one. */
function startUtf8Check(): Utf8Check {
  let tail: Buffer = Buffer.alloc(0);
  let position = 0;
  let invalid: number | undefined;
  return {
    add(chunk) {
      if (invalid !== undefined) return;
      const piece = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk;
      const whole = piece.length - incompleteUtf8(piece);
      const complete = piece.subarray(0, whole);
      if (!isUtf8(complete)) {
        invalid = position + validLength(complete);
        return;
      }
      position += whole;
      tail = Buffer.from(piece.subarray(whole));
    },
    end() {
      return invalid ?? (tail.length > 0 ? position : undefined);
    },
  };
}

/** Position of the first invalid byte of bytes that are no UTF-8, by halving. */
function validLength(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - incompleteUtf8(part)))) low = middle;
    else high = middle - 1;
  }
  return low - incompleteUtf8(bytes.subarray(0, low));
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) lines++;
  return lines;
}
