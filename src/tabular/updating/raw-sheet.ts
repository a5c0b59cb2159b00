/** A worksheet's XML cut into what stands before its rows, the rows as they are written, and what follows. */

import { Refusal } from '../../model/refusal.ts';
import { MAX_ROWS, MAX_SHEET_BYTES } from '../formats/xlsx/limits.ts';
import { partText } from '../formats/xlsx/part-text.ts';
import type { WorkbookPackage } from '../formats/xlsx/workbook-package.ts';
import { attributeOf } from '../formats/xlsx/xml-attributes.ts';

export interface RawRow {
  readonly number: number;
  /** What stands between `<` and `>`, without a slash. */
  readonly tag: string;
  /** The XML of its cells. */
  readonly body: string;
  /** All of it, with the blanks before it. */
  readonly raw: string;
}

/** The head ends with the opening tag of `sheetData`, the tail begins with its closing tag. */
export type RawPiece =
  | { readonly kind: 'head'; readonly text: string; readonly prefix: string }
  | { readonly kind: 'rows'; readonly rows: readonly RawRow[] }
  | { readonly kind: 'tail'; readonly text: string };

/** One row, the head or the tail, in characters. */
const MAX_PIECE = 32 * 1024 * 1024;

/** Throws `write/unusual-sheet` where the XML is none that is written by spreadsheet programs. */
export async function* readRawSheet(workbook: WorkbookPackage, part: string): AsyncGenerator<RawPiece> {
  const unusual = () => unusualSheet(workbook.path);
  let buffer = '';
  let rows: ReturnType<typeof rowReader> | undefined;
  let inTail = false;
  for await (const text of partText(workbook, part, MAX_SHEET_BYTES)) {
    buffer += text;
    if (buffer.length > MAX_PIECE) throw unusual();
    if (rows === undefined) {
      const head = readHead(buffer);
      if (head === undefined) continue;
      yield { kind: 'head', text: head.text, prefix: head.prefix };
      buffer = head.rest;
      rows = rowReader(head.prefix, unusual);
    }
    if (inTail) continue;
    const read = rows(buffer);
    if (read.rows.length > 0) yield { kind: 'rows', rows: read.rows };
    inTail = read.ended;
    buffer = buffer.slice(read.at);
  }
  if (!inTail || buffer.includes('<!')) throw unusual();
  yield { kind: 'tail', text: buffer };
}

function readHead(text: string): { text: string; rest: string; prefix: string } | undefined {
  const match = /<((?:[\w.-]+:)?)sheetData(?:\s[^>]*?)?(\/?)>/.exec(text);
  if (!match) return undefined;
  const [tag, prefix = '', slash] = match;
  const end = match.index + tag.length;
  const head = text.slice(0, match.index).replace(/(<\?xml[^>]*encoding=["'])UTF-16/i, '$1UTF-8');
  const open = slash === '' ? tag : `<${prefix}sheetData>`;
  return { text: head + open, rest: (slash === '' ? '' : `</${prefix}sheetData>`) + text.slice(end), prefix };
}

/** Takes whole rows off a text; rows without a number follow the last. */
function rowReader(prefix: string, unusual: () => Error) {
  const [open, close, end] = [`<${prefix}row`, `</${prefix}row>`, `</${prefix}sheetData`];
  let last = 0;
  return (text: string) => {
    const rows: RawRow[] = [];
    let at = 0;
    while (true) {
      let start = at;
      while (start < text.length && text.charCodeAt(start) <= 32) start++;
      if (text.startsWith(end, start)) return { rows, at: start, ended: true };
      if (!text.startsWith(open, start)) {
        if (text.length - start >= end.length) throw unusual();
        return { rows, at, ended: false };
      }
      const tagEnd = text.indexOf('>', start);
      const empty = text.charCodeAt(tagEnd - 1) === 47;
      const bodyEnd = tagEnd === -1 ? -1 : empty ? tagEnd + 1 : text.indexOf(close, tagEnd);
      if (bodyEnd === -1) return { rows, at, ended: false };
      const next = empty ? bodyEnd : bodyEnd + close.length;
      const tag = text.slice(start + 1, empty ? tagEnd - 1 : tagEnd).trimEnd();
      const body = empty ? '' : text.slice(tagEnd + 1, bodyEnd);
      last = numberOf(tag, last, unusual);
      if (body.includes('<!')) throw unusual();
      rows.push({ number: last, tag, body, raw: text.slice(at, next) });
      at = next;
    }
  };
}

function numberOf(tag: string, last: number, unusual: () => Error): number {
  const written = attributeOf(tag, 'r');
  const number = written === undefined ? last + 1 : Number(written);
  if (!Number.isInteger(number) || number <= last || number > MAX_ROWS) throw unusual();
  return number;
}

function unusualSheet(path: string): Refusal {
  return new Refusal(
    'write/unusual-sheet',
    `${path} is left as it is: its sheet is written in a way that no spreadsheet program uses. Open it in Excel, save it, and run the same command again.`,
  );
}
