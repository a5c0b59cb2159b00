/** Cuts CSV text into records: lines without a quote at the delimiter, all others by csv-parse. */

import { parse } from 'csv-parse';
import { Refusal } from '../../../model/refusal.ts';
import { MAX_RECORD_BYTES, type QuoteGuard, type RecordBounds } from './quote-guard.ts';

/** Whole records, as the guard found them, and the bytes in which they lie. */
interface Piece extends RecordBounds {
  readonly bytes: Buffer;
  /** Position of the first byte. */
  readonly from: number;
}

/**
 * The records of each piece of the text, blank ones too. Throws what the guard throws, and `read/damaged-csv`.
 * Each line is decoded by itself, so that a cell kept for long holds no more of the file than its line.
 */
export async function* readRecords(
  first: Buffer,
  rest: AsyncGenerator<Buffer>,
  delimiter: string,
  guard: QuoteGuard,
  path: string,
): AsyncGenerator<string[][]> {
  let bytes: Buffer = Buffer.alloc(0);
  let from = 0;
  try {
    for (let chunk: Buffer | undefined = first; chunk !== undefined; ) {
      guard.check(chunk);
      bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
      const bounds = guard.takeRecords();
      yield await recordsOf({ ...bounds, bytes, from }, delimiter, path);
      bytes = bytes.subarray(bounds.open - from);
      from = bounds.open;
      const next: IteratorResult<Buffer> = await rest.next();
      chunk = next.done ? undefined : next.value;
    }
    guard.end();
    if (bytes.length === 0) return;
    const last = { starts: [from], ends: [from + bytes.length], quoted: [guard.openHasQuote()] };
    yield await recordsOf({ ...last, open: from + bytes.length, bytes, from }, delimiter, path);
  } finally {
    await rest.return(undefined);
  }
}

async function recordsOf(piece: Piece, delimiter: string, path: string): Promise<string[][]> {
  const { bytes, from, starts, ends, quoted } = piece;
  const parsed = quoted.includes(true) ? await parseQuoted(piece, delimiter, path) : [];
  const records: string[][] = new Array(starts.length);
  let next = 0;
  for (let index = 0; index < starts.length; index++) {
    if (quoted[index]) records[index] = parsed[next++]!;
    else records[index] = bytes.toString('utf8', starts[index]! - from, ends[index]! - from).split(delimiter);
  }
  return records;
}

const LINE_END = Buffer.from('\n');

/** The records with a quote, one after the other. */
async function parseQuoted(piece: Piece, delimiter: string, path: string): Promise<readonly string[][]> {
  const { bytes, from, starts, ends, quoted } = piece;
  const parts: Buffer[] = [];
  for (let index = 0; index < starts.length; index++) {
    if (quoted[index]) parts.push(bytes.subarray(starts[index]! - from, ends[index]! - from), LINE_END);
  }
  const records = await parseAll(Buffer.concat(parts), delimiter, path);
  if (records.length === parts.length / 2) return records;
  throw damaged(path, 'its quotes leave open where a row ends');
}

/** `on_record` keeps every record out of the stream's object queue, which costs time. */
async function parseAll(bytes: Buffer, delimiter: string, path: string): Promise<readonly string[][]> {
  const records: string[][] = [];
  let failure: Error | undefined;
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: 2 * MAX_RECORD_BYTES,
    on_record: (record: string[]) => {
      records.push(record);
      if (state && state.expectedRecordLength !== record.length) state.expectedRecordLength = record.length;
      return null;
    },
  });
  // Otherwise csv-parse makes an error object, to no use, for every row unlike the first, and takes four times as long.
  const { state } = parser as unknown as { state?: { expectedRecordLength?: number } };
  parser.on('error', (error) => {
    failure = error;
  });
  await new Promise<void>((resolve) => parser.end(bytes, () => resolve()));
  parser.destroy();
  if (failure) throw damaged(path, failure.message);
  return records;
}

function damaged(path: string, why: string): Refusal {
  return new Refusal('read/damaged-csv', `${path} cannot be read as CSV: ${why}. Export it again.`);
}
