/** The shared strings of a workbook, packed into blocks of bytes so that millions of them stay small. */

import { tooLarge } from './damaged-workbook.ts';
import { unescapeText } from './escaped-text.ts';
import { MAX_STRINGS_BYTES, MAX_STRINGS_HELD, MAX_TEXT } from './limits.ts';
import { scanPart } from './scan-part.ts';
import type { WorkbookPackage } from './workbook-package.ts';
import type { XmlHandler } from './xml-scanner.ts';

export interface SharedStrings {
  readonly count: number;
  /** The text at an index; undefined where there is none. */
  get(index: number): string | undefined;
}

const BLOCK_BYTES = 1024 * 1024;
/** Texts with a smaller index, which repeat the most, are kept unpacked once they were asked for. */
const CACHED = 32_768;

/** Reads the part; without one there are no strings. Throws `read/damaged-workbook` or `read/too-large`. */
export async function readSharedStrings(workbook: WorkbookPackage, part: string | undefined): Promise<SharedStrings> {
  const pack = createPack(workbook.path);
  if (part !== undefined) await scanPart(workbook, part, MAX_STRINGS_BYTES, stringsHandler(workbook.path, pack.add));
  return pack.strings();
}

/** Joins the runs of rich text; the phonetic guides (`rPh`) beside a text are no part of it. */
function stringsHandler(path: string, add: (text: string) => void): XmlHandler {
  let text = '';
  let phonetic = false;
  const handler: XmlHandler = {
    wantsText: false,
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') handler.wantsText = !phonetic;
    },
    text(piece) {
      text += piece;
      if (text.length > MAX_TEXT) throw tooLarge(path, `one of its texts is longer than ${MAX_TEXT} characters`);
    },
    close(name) {
      if (name === 't') handler.wantsText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') add(unescapeText(text));
    },
  };
  return handler;
}

/** Where a text lies: the block, and the bytes within it. */
function createPack(path: string): { add(text: string): void; strings(): SharedStrings } {
  const blocks: Buffer[] = [];
  let block = Buffer.alloc(0);
  let used = 0;
  let held = 0;
  let count = 0;
  let starts = new Uint32Array(1024);
  let blockOf = new Uint16Array(1024);
  let lengths = new Uint32Array(1024);

  function add(text: string): void {
    const bytes = Buffer.byteLength(text);
    held += bytes + 16;
    if (held > MAX_STRINGS_HELD) throw tooLarge(path, `its texts take more than ${MAX_STRINGS_HELD / 1024 ** 2} MB`);
    if (used + bytes > block.length) {
      block = Buffer.allocUnsafeSlow(Math.max(BLOCK_BYTES, bytes));
      blocks.push(block);
      used = 0;
    }
    if (count === starts.length) {
      starts = grown(starts, new Uint32Array(count * 2));
      lengths = grown(lengths, new Uint32Array(count * 2));
      blockOf = grown(blockOf, new Uint16Array(count * 2));
    }
    block.write(text, used);
    starts[count] = used;
    lengths[count] = bytes;
    blockOf[count] = blocks.length - 1;
    used += bytes;
    count++;
  }

  function unpack(index: number): string | undefined {
    if (!(index < count)) return undefined;
    const start = starts[index]!;
    return blocks[blockOf[index]!]?.toString('utf8', start, start + lengths[index]!) ?? '';
  }

  return { add, strings: () => cached(count, unpack) };
}

function grown<Items extends Uint32Array | Uint16Array>(from: Items, to: Items): Items {
  to.set(from);
  return to;
}

function cached(count: number, unpack: (index: number) => string | undefined): SharedStrings {
  const cache: (string | undefined)[] = [];
  return {
    count,
    get(index) {
      if (index >= CACHED) return unpack(index);
      const known = cache[index];
      if (known !== undefined) return known;
      const text = unpack(index);
      cache[index] = text;
      return text;
    },
  };
}
