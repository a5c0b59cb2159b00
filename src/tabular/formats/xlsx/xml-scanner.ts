/** A small scanner for XML that comes in pieces: tags and wanted texts, in order, with bounded memory and no DTD. */

import { MAX_MARKUP, MAX_TEXT } from './limits.ts';
import { decodeEntities } from './xml-attributes.ts';

/** What the scanner tells; names are without their prefix. */
export interface XmlHandler {
  /** Whether the text that comes now is wanted; all other text is passed over unread. */
  wantsText: boolean;
  /** @param tag what stands between `<` and `>`, for `attributeOf` */
  open(name: string, tag: string): void;
  /** A piece of text, references resolved; one text may come in several pieces. */
  text(text: string): void;
  close(name: string): void;
}

export interface XmlScanner {
  feed(text: string): void;
  /** Throws where the document is not closed. */
  end(): void;
}

/** What is wrong with the XML; the caller knows file and part. */
export class XmlFault extends Error {}

const SPACE = 32;
const BANG = 33;
const QUOTE = 34;
const APOSTROPHE = 39;
const SLASH = 47;
const COLON = 58;
const GREATER = 62;
const QUESTION = 63;

/** The scanner throws an XmlFault where the text is no XML that a workbook may hold. */
export function createXmlScanner(handler: XmlHandler): XmlScanner {
  let buffer = '';
  let depth = 0;
  let rooted = false;

  /** Takes what stands at a `<`; gives the position behind it, or -1 where it is not complete yet. */
  function markup(start: number): number {
    const next = buffer.charCodeAt(start + 1);
    if (next === BANG) return declaration(start);
    if (next === QUESTION) return behind(buffer.indexOf('?>', start + 2), 2);
    const end = tagEnd(buffer, start + 1);
    if (end === -1) return -1;
    if (next === SLASH) {
      if (--depth < 0) throw new XmlFault('a tag is closed that was not opened');
      handler.close(localName(buffer, start + 2, end));
      return end + 1;
    }
    const name = localName(buffer, start + 1, end);
    if (name === '') throw new XmlFault('a tag has no name');
    const empty = buffer.charCodeAt(end - 1) === SLASH;
    if (depth === 0 && rooted) throw new XmlFault('text follows its end');
    rooted = true;
    handler.open(name, buffer.slice(start + 1, empty ? end - 1 : end));
    if (empty) handler.close(name);
    else depth++;
    return end + 1;
  }

  function declaration(start: number): number {
    if (buffer.length - start < 9) return -1;
    if (buffer.startsWith('<!--', start)) return behind(buffer.indexOf('-->', start + 4), 3);
    if (!buffer.startsWith('<![CDATA[', start)) throw new XmlFault('it holds a document type, which no workbook needs');
    const end = buffer.indexOf(']]>', start + 9);
    if (end !== -1 && handler.wantsText) handler.text(buffer.slice(start + 9, end).replaceAll('\r\n', '\n'));
    return behind(end, 3);
  }

  function content(text: string): void {
    handler.text(decoded(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text));
  }

  return {
    feed(piece) {
      buffer = buffer === '' ? piece : buffer + piece;
      let at = 0;
      while (true) {
        const start = buffer.indexOf('<', at);
        if (start === -1) break;
        if (start > at && handler.wantsText) content(buffer.slice(at, start));
        at = start;
        const behindMarkup = markup(start);
        if (behindMarkup === -1) break;
        at = behindMarkup;
      }
      // What is left is an unfinished tag or the beginning of a text.
      buffer = buffer.slice(at);
      if (buffer.charCodeAt(0) !== 60 && !handler.wantsText) buffer = '';
      if (buffer.length > (buffer.charCodeAt(0) === 60 ? MAX_MARKUP : MAX_TEXT * 6)) {
        throw new XmlFault('it holds a text that is too long');
      }
    },
    end() {
      if (depth !== 0 || !rooted || buffer.charCodeAt(0) === 60) throw new XmlFault('it ends too early');
    },
  };
}

function behind(found: number, length: number): number {
  return found === -1 ? -1 : found + length;
}

/** Position of the `>` that ends a tag, those within quoted values passed over; -1 where it has not come yet. */
function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return i;
    else if (code === QUOTE || code === APOSTROPHE) quote = code;
  }
  return -1;
}

function localName(text: string, from: number, end: number): string {
  let start = from;
  let i = from;
  for (; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code <= SPACE || code === SLASH) break;
    if (code === COLON) start = i + 1;
  }
  return text.slice(start, i);
}

function decoded(text: string): string {
  try {
    return decodeEntities(text);
  } catch {
    throw new XmlFault('it holds a character reference that is unknown');
  }
}
