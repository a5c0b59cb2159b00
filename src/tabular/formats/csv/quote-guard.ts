/** Watches the bytes on their way to the CSV parser for what must not be guessed at: quotes, NUL bytes, record size. */

import { Refusal } from '../../../model/refusal.ts';

export interface QuoteGuard {
  /** Looks at the next bytes. Throws `read/csv-quote`, `read/nul-byte` or `read/row-too-long`, naming the row. */
  check(chunk: Buffer): void;
  /** Throws `read/csv-quote` where a quote is still open at the end of the file. */
  end(): void;
  /** The records that ended in the bytes looked at since it was last called. */
  takeRecords(): RecordBounds;
  /** Whether a quote stands in the record that has not ended yet. */
  openHasQuote(): boolean;
  /** How lines end, by the first that does. */
  newline(): '\n' | '\r\n' | '\r' | undefined;
}

/** Where records lie, in bytes from the beginning of all that was looked at. */
export interface RecordBounds {
  readonly starts: readonly number[];
  /** Without what ends the line. */
  readonly ends: readonly number[];
  /** A quote stands in it. */
  readonly quoted: readonly boolean[];
  /** Where the record begins that has not ended yet. */
  readonly open: number;
}

/** The largest record in bytes. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;

const FIELD_START = 0;
const PLAIN = 1;
const QUOTED = 2;
const CLOSED = 3;

const QUOTE = 34;
const CR = 13;
const LF = 10;

export function createQuoteGuard(path: string, delimiter: string): QuoteGuard {
  const separator = delimiter.charCodeAt(0);
  let state = FIELD_START;
  let afterCr = false;
  let row = 1;
  let recordStart = 0;
  let offset = 0;
  let newline: '\n' | '\r\n' | '\r' | undefined;
  let hasQuote = false;
  let bounds: { starts: number[]; ends: number[]; quoted: boolean[] } = { starts: [], ends: [], quoted: [] };

  function scan(chunk: Buffer): void {
    let at = state;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (at === QUOTED) {
        if (byte === QUOTE) at = CLOSED;
      } else if (byte === separator) at = FIELD_START;
      else if (byte === LF || byte === CR) {
        endLine(byte, offset + i);
        at = FIELD_START;
      } else if (byte === QUOTE) {
        hasQuote = true;
        if (at !== PLAIN) at = QUOTED;
      } else if (at === CLOSED) throw afterQuote(path, row);
      else at = PLAIN;
    }
    state = at;
    offset += chunk.length;
  }

  /** An LF behind a CR ends no line of its own. */
  function endLine(byte: number, position: number): void {
    if (byte === LF && afterCr && position === recordStart) {
      newline = newline === '\r' && row === 2 ? '\r\n' : newline;
    } else {
      newline ??= byte === CR ? '\r' : '\n';
      row++;
      bounds.starts.push(recordStart);
      bounds.ends.push(position);
      bounds.quoted.push(hasQuote);
      hasQuote = false;
    }
    afterCr = byte === CR;
    recordStart = position + 1;
  }

  return {
    check(chunk) {
      const nul = chunk.indexOf(0);
      scan(nul === -1 ? chunk : chunk.subarray(0, nul));
      if (nul !== -1) throw nulByte(path, row);
      if (offset - recordStart > MAX_RECORD_BYTES) throw state === QUOTED ? openQuote(path, row) : tooLong(path, row);
    },
    end() {
      if (state === QUOTED) throw openQuote(path, row);
    },
    takeRecords() {
      const taken = { ...bounds, open: recordStart };
      bounds = { starts: [], ends: [], quoted: [] };
      return taken;
    },
    openHasQuote: () => hasQuote,
    newline: () => newline,
  };
}

function openQuote(path: string, row: number): Refusal {
  return new Refusal(
    'read/csv-quote',
    `${path}, row ${row}: a cell opens with a quote (") that is never closed. Close the quote, or double it if it is part of the text.`,
  );
}

function afterQuote(path: string, row: number): Refusal {
  return new Refusal(
    'read/csv-quote',
    `${path}, row ${row}: text follows a closing quote ("). Double the quotes that are part of a text, or export the file again.`,
  );
}

function nulByte(path: string, row: number): Refusal {
  return new Refusal(
    'read/nul-byte',
    `${path}, row ${row}: the file holds NUL bytes. It is UTF-16 without a mark (declare \`encoding: utf-16le\`) or no text: export it again as CSV UTF-8.`,
  );
}

function tooLong(path: string, row: number): Refusal {
  const megabytes = MAX_RECORD_BYTES / 1024 / 1024;
  return new Refusal(
    'read/row-too-long',
    `${path}, row ${row} is longer than ${megabytes} MB. Check that it is a table.`,
  );
}
