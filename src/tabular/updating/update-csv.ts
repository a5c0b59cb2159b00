/** Adds rows to a CSV file, or puts new values into its rows, in the file's own dialect. */

import type { UpdatePlan, UpdateResult } from '../../model/table-format.ts';
import { type JoinLine, lineJoiner, typedCsvText } from '../csv-line.ts';
import { openSink } from '../csv-sink.ts';
import { isBlank, openRawCsv, type RawCsv, takeApostrophes } from '../formats/csv.ts';
import type { InputFile } from '../input-file.ts';
import { columnsIn, headerMissing, holdsAll } from './find-columns.ts';
import {
  createKeyIndex,
  type GatheredRows,
  gatherRows,
  keyColumns,
  keyOf,
  type Rows,
  recordColumn,
} from './gather-rows.ts';
import { csvKey, sameInText } from './same-value.ts';

/** A record as it stands, 1-based as a spreadsheet counts, blank ones too. */
interface CsvRecord {
  readonly number: number;
  readonly texts: readonly string[];
  readonly blank: boolean;
}

interface CsvTable {
  readonly header: number;
  /** The column of each header of the export. */
  readonly columns: readonly number[];
  readonly width: number;
  readonly keys: ReadonlyMap<string, number>;
  readonly records: ReadonlyMap<string, readonly number[]>;
}

/** Characters to gather before they are encoded and written. */
const BLOCK = 64 * 1024;

/** @returns what `temporary` then holds; nothing is written where nothing changes. Throws Refusals `write/...` and `read/...`. */
export async function updateCsv(
  file: InputFile,
  plan: UpdatePlan,
  rows: Rows,
  temporary: string,
): Promise<UpdateResult> {
  const table = await survey(file, plan);
  const gathered = await gatherRows(file.path, plan, rows, { ...table, textOf: csvKey });
  const raw = await openRawCsv(file, sourceOf(file, plan));
  const records = recordsOf(raw);
  // The dialect is known once a record was read.
  const first = await records.next();
  const dialect = raw.dialect();
  const newline = dialect.newline ?? '\r\n';
  const line = lineJoiner(dialect.delimiter ?? ',', newline);
  const sink = await openSink(temporary, dialect);
  try {
    await sink.write(raw.separatorLine);
    const updated = await rewrite({ table, gathered, line, newline }, chained(first, records), (text) =>
      sink.write(text),
    );
    return { added: gathered.added, updated, unchanged: gathered.matched - updated, notFilled: [], ...gathered.rest };
  } finally {
    await sink.close();
    await records.return(undefined);
  }
}

function sourceOf({ path }: InputFile, { delimiter }: UpdatePlan) {
  return { path, ...(delimiter !== undefined && { delimiter }) };
}

async function survey(file: InputFile, plan: UpdatePlan): Promise<CsvTable> {
  const raw = await openRawCsv(file, sourceOf(file, plan));
  const keys = createKeyIndex(file.path);
  const wanted = keyColumns(plan);
  const record = recordColumn(plan);
  let found: Omit<CsvTable, 'keys' | 'records'> | undefined;
  for await (const { number, texts, blank } of recordsOf(raw)) {
    if (blank) continue;
    const plain = [...texts];
    takeApostrophes(plain);
    if (found === undefined) {
      const header = { number, texts: plain };
      if (!holdsAll(plan.header, header)) throw headerMissing(file.path, plan.header, [header]);
      found = { header: number, columns: columnsIn(file.path, plan.header, header), width: plain.length };
      continue;
    }
    const { columns } = found;
    if (wanted.length > 0)
      keys.take(
        keyOf(
          wanted.map((column) => plain[columns[column]!]),
          csvKey,
        ),
        number,
        csvKey(plain[columns[record] ?? -1] ?? ''),
      );
  }
  if (found === undefined) throw headerMissing(file.path, plan.header, []);
  return { ...found, keys: keys.closed(), records: keys.records() };
}

async function* recordsOf({ batches }: RawCsv): AsyncGenerator<CsvRecord> {
  let number = 0;
  for await (const batch of batches)
    for (const texts of batch) yield { number: ++number, texts, blank: isBlank(texts) };
}

async function* chained<Item>(first: IteratorResult<Item>, rest: AsyncGenerator<Item>): AsyncGenerator<Item> {
  if (!first.done) yield first.value;
  yield* rest;
}

interface Rewriting {
  readonly table: CsvTable;
  readonly gathered: GatheredRows;
  readonly line: JoinLine;
  readonly newline: string;
}

/** Writes all records and the added ones; blank records at the end give way to those. Gives the number of changed records. */
async function rewrite(
  { table, gathered, line, newline }: Rewriting,
  records: AsyncIterable<CsvRecord>,
  write: (text: string) => Promise<void>,
): Promise<number> {
  let updated = 0;
  let block = '';
  let held = '';
  const put = async (text: string) => {
    block += text;
    if (block.length < BLOCK) return;
    await write(block);
    block = '';
  };
  for await (const record of records) {
    if (record.blank) {
      held += record.texts.length === 1 ? newline : line(record.texts);
      continue;
    }
    const changed = changedTexts(record, table, gathered);
    if (changed !== undefined) updated++;
    await put(held + line(changed ?? record.texts));
    held = '';
  }
  for (let index = 0; index < gathered.added; index++) await put(line(addedTexts(gathered.addedRow(index), table)));
  await write(block);
  return updated;
}

/** The record with the values that differ, or undefined where none does. The user's own texts are left as they stand. */
function changedTexts(
  { number, texts }: CsvRecord,
  { columns }: CsvTable,
  gathered: GatheredRows,
): readonly string[] | undefined {
  const wanted = gathered.at(number);
  if (wanted === undefined) return undefined;
  const plain = [...texts];
  takeApostrophes(plain);
  let changed: string[] | undefined;
  wanted.forEach((cell, i) => {
    const column = columns[i];
    if (column === undefined || sameInText(plain[column] ?? '', cell)) return;
    changed ??= [...texts];
    while (changed.length <= column) changed.push('');
    changed[column] = typedCsvText(cell);
  });
  return changed;
}

function addedTexts(cells: ReturnType<GatheredRows['addedRow']>, { columns, width }: CsvTable): readonly string[] {
  const texts: string[] = Array.from({ length: width }, () => '');
  cells.forEach((cell, i) => {
    texts[columns[i]!] = typedCsvText(cell);
  });
  return texts;
}
