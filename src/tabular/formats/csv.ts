/** Reads CSV, TSV and other delimited text: csv-parse in arrays, in batches, with bounded memory. */

import { Refusal } from '../../model/refusal.ts';
import type { SourceRow } from '../../model/source-row.ts';
import type { InputTable, TableDialect, TableSource } from '../../model/table-format.ts';
import type { InputFile } from '../input-file.ts';
import { decodeUtf8 } from './csv/decode-utf8.ts';
import { detectDelimiter, namedDelimiter } from './csv/detect-delimiter.ts';
import { createQuoteGuard } from './csv/quote-guard.ts';
import { readRecords } from './csv/read-records.ts';
import { scanEncoding } from './csv/scan-encoding.ts';

/** Records as they stand, blank ones too, and how their lines end. */
interface CsvRecords {
  readonly batches: AsyncGenerator<string[][]>;
  readonly delimiter: string;
  readonly separatorLine: string;
  readonly newline: () => TableDialect['newline'];
}

/** Rows handed over at a time: few enough that what is made of them is short-lived. */
const BATCH = 250;
const DETECT_BYTES = 64 * 1024;

/** A delimited text record by record. */
export interface RawCsv {
  /** Records as they stand, blank ones and guarding apostrophes included. */
  readonly batches: AsyncGenerator<string[][]>;
  /** The line `sep=;` above the header. */
  readonly separatorLine: string;
  /** Known once the first record was read. */
  dialect(): TableDialect;
}

/** Opens a delimited text for its records; the file stays the caller's. Throws Refusals `read/...`. */
export async function openRawCsv(file: InputFile, source: TableSource): Promise<RawCsv> {
  const scan = await scanEncoding(file, source.encoding);
  const { batches, delimiter, newline, separatorLine } = await openRecords(decodeUtf8(file, scan), source);
  const { encoding, bomLength } = scan;
  return {
    batches,
    separatorLine,
    dialect: () => ({ format: 'csv', delimiter, encoding, bom: bomLength > 0, newline: newline() ?? '\r\n' }),
  };
}

/** Opens a delimited text; takes over the file, which `close` closes. Throws Refusals `read/...`. */
export async function openCsv(file: InputFile, source: TableSource): Promise<InputTable> {
  const scan = await scanEncoding(file, source.encoding);
  const records = await openRecords(decodeUtf8(file, scan), source);
  const headerRow = source.header ?? 1;
  const { header, rest } = await takeHeader(records.batches, headerRow);
  if (!header) {
    await records.batches.return(undefined);
    throw noHeader(source.path, headerRow);
  }
  const { encoding, bomLength, guessed, sha256 } = scan;
  const newline = records.newline() ?? '\r\n';
  return {
    header,
    dialect: { format: 'csv', delimiter: records.delimiter, encoding, bom: bomLength > 0, newline },
    sha256,
    guessedEncoding: guessed,
    rows: () => sourceRows(rest, records.batches, headerRow + 1),
    async close() {
      await records.batches.return(undefined);
      await file.handle.close();
    },
  };
}

/** The record of that number unless it is blank, and the records behind it in the piece where it stood. */
async function takeHeader(
  batches: AsyncGenerator<string[][]>,
  number: number,
): Promise<{ header?: readonly string[]; rest: string[][] }> {
  let above = number - 1;
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    const header = next.value[above];
    if (header) {
      takeApostrophes(header);
      if (isBlank(header)) break;
      return { header, rest: next.value.slice(above + 1) };
    }
    above -= next.value.length;
  }
  return { rest: [] };
}

function noHeader(path: string, row: number): Refusal {
  return new Refusal(
    'read/no-header',
    `${path} has no header in row ${row}: the row is blank or missing. Say by \`header\` in which row the column names stand.`,
  );
}

async function* sourceRows(
  first: string[][],
  rest: AsyncGenerator<string[][]>,
  firstNumber: number,
): AsyncGenerator<readonly SourceRow[]> {
  let number = firstNumber;
  let batch: string[][] = first;
  while (true) {
    for (let from = 0; from < batch.length; from += BATCH) {
      const rows: SourceRow[] = [];
      const to = Math.min(from + BATCH, batch.length);
      for (let i = from; i < to; i++, number++) {
        const cells = batch[i]!;
        takeApostrophes(cells);
        if (isBlank(cells)) continue;
        rows.push({ number, cells });
      }
      if (rows.length > 0) yield rows;
    }
    const next = await rest.next();
    if (next.done) return;
    batch = next.value;
  }
}

export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false;
  return true;
}

const APOSTROPHE = 39;

/** Takes one apostrophe off cells where apostrophes stand before a sign that would make a formula. */
export function takeApostrophes(cells: string[]): void {
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (cell.charCodeAt(0) === APOSTROPHE && /^'+[=+\-@\t\r]/.test(cell)) cells[i] = cell.slice(1);
  }
}

async function openRecords(bytes: AsyncGenerator<Buffer>, source: TableSource): Promise<CsvRecords> {
  const first = await bytes.next();
  const head = first.done ? Buffer.alloc(0) : first.value;
  const declared = source.delimiter === undefined ? undefined : namedDelimiter(source.delimiter);
  const sep = separatorLine(head);
  const text = head.subarray(sep?.length ?? 0);
  const fallback = source.path.toLowerCase().endsWith('.csv') ? ',' : '\t';
  const whole = head.length < DETECT_BYTES;
  const delimiter =
    declared ??
    sep?.delimiter ??
    detectDelimiter(source.path, text.subarray(0, DETECT_BYTES), source.header ?? 1, whole, fallback);
  const guard = createQuoteGuard(source.path, delimiter);
  return {
    batches: readRecords(text, bytes, delimiter, guard, source.path),
    delimiter,
    separatorLine: head.subarray(0, sep?.length ?? 0).toString('latin1'),
    newline: guard.newline,
  };
}

/** The line `sep=;` with which some programs tell Excel the delimiter; Excel takes it off and does not count it. */
function separatorLine(head: Buffer): { delimiter: string; length: number } | undefined {
  const match = /^sep=([^"\r\n])(\r\n|\r|\n)/i.exec(head.subarray(0, 8).toString('latin1'));
  return match?.[1] === undefined ? undefined : { delimiter: match[1], length: match[0].length };
}
