/** Writes the tables of an export into its file, from their spools. */

import { add, type Decimal, formatFixed, parseDecimal, significantPlaces, ZERO } from '../model/decimal.ts';
import type { ExportJob } from '../model/job.ts';
import type { Cell } from '../model/source-row.ts';
import type { SheetPlan, SheetRow, UpdateResult } from '../model/table-format.ts';
import { numberFormat, type TableColumn, textCells } from './output-columns.ts';
import type { Parts } from './parts.ts';
import type { FilledTable } from './read-table.ts';

export interface WrittenTable {
  /** Rows of the table, its totals aside. */
  readonly rows: number;
  readonly records: number;
  /** Header to exact sum. */
  readonly totals: Readonly<Record<string, string>>;
  /** In the modes that change a file. */
  readonly changes?: UpdateResult;
}

const WIDTHS = { least: 9, most: 50 };

/** The file as a whole or not at all. @param limit records of each table at most */
export async function writeTables(
  path: string,
  job: ExportJob,
  tables: readonly FilledTable[],
  limit: number | undefined,
  parts: Pick<Parts, 'writeCsv' | 'writeWorkbook' | 'writeJsonl' | 'updateTable'>,
): Promise<readonly WrittenTable[]> {
  const counters = tables.map((filled) => createCounter(filled));
  const batches = (index: number, asText: boolean) =>
    rowsOf(tables[index]!, counters[index]!, limit, asText ? job.output.dates : null);
  const format = /\.(csv|tsv|txt|xlsx|jsonl)$/i.exec(path)?.[1]?.toLowerCase();
  const first = tables[0]!;
  if (job.output.mode !== 'replace' && format !== 'jsonl') {
    const { name, rows: _rows, ...plan } = sheetPlan(first, job, []);
    const changes = await parts.updateTable(
      path,
      {
        ...plan,
        header: first.columns.map((column) => column.header),
        ...(first.table.sheet === undefined ? {} : { sheet: name }),
        ...(job.output.mode === 'update' ? { key: first.table.key, ...recordHeader(first) } : { key: [] }),
        ...(job.output.delimiter === undefined ? {} : { delimiter: job.output.delimiter }),
      },
      followedBy(batches(0, format !== 'xlsx'), leftRows(first, format === 'xlsx' ? null : job.output.dates)),
    );
    return [{ ...counters[0]!.result(), changes }];
  }
  const header = first.columns.map((column) => column.header);
  if (format === 'jsonl') await parts.writeJsonl(path, header, batches(0, false));
  else if (format === 'xlsx')
    await parts.writeWorkbook(
      path,
      tables.map((filled, index) => sheetPlan(filled, job, batches(index, false))),
    );
  else
    await parts.writeCsv(
      path,
      { format: 'csv', delimiter: job.output.delimiter ?? (format === 'tsv' ? '\t' : ','), typed: true },
      header,
      batches(0, true),
    );
  return counters.map((counter) => counter.result());
}

/** Where rows are parts of records: the column of the record's ID. */
function recordHeader({ table, columns, idField }: FilledTable): { readonly record?: string } {
  const column = columns.find(({ field, ofRecord }) => ofRecord && field === idField);
  return table.level === 'record' || column === undefined ? {} : { record: column.header };
}

function sheetPlan({ table, columns, widest }: FilledTable, job: ExportJob, rows: SheetPlan['rows']): SheetPlan {
  const formats = Object.fromEntries(
    columns.flatMap((column, index) => {
      const format = numberFormat(column, job.output.dates);
      return format === undefined ? [] : [[index, format]];
    }),
  );
  const totals = columns.flatMap(({ header }, index) => (table.totals.includes(header) ? [index] : []));
  return {
    name: table.sheet ?? table.of,
    header: columns.map(({ header }) => header),
    widths: columns.map((column, index) => widthOf(column, widest[index] ?? 0)),
    filter: true,
    formats,
    ...(totals.length === 0 ? {} : { totals }),
    rows,
  };
}

/** Grouped thousands take more room than the digits alone. */
function widthOf({ width, header, type }: TableColumn, widest: number): number {
  const room = type === 'decimal' ? Math.ceil(widest * 1.3) : widest;
  return width ?? Math.min(Math.max(room + 2, header.length + 3, WIDTHS.least), WIDTHS.most);
}

/** @param dates pattern of dates as texts; null where cells keep their types */
async function* rowsOf(
  { columns, spool }: FilledTable,
  counter: Counter,
  limit: number | undefined,
  dates: string | null | undefined,
): AsyncGenerator<readonly SheetRow[]> {
  const asText = dates === null ? undefined : textCells(columns, dates);
  let left = limit ?? Number.POSITIVE_INFINITY;
  for await (const entries of spool.entries()) {
    const taken = entries.slice(0, left);
    left -= taken.length;
    const rows: SheetRow[] = [];
    for (const entry of taken) {
      counter.record();
      for (const cells of entry.rows) {
        counter.row(cells);
        rows.push({ cells: asText === undefined ? cells : asText(cells) });
      }
    }
    if (rows.length > 0) yield rows;
    if (left <= 0) return;
  }
}

/** Of records that the filter no longer takes: they belong to rows that are there, or nowhere. */
async function* leftRows(
  { columns, left }: FilledTable,
  dates: string | null | undefined,
): AsyncGenerator<readonly SheetRow[]> {
  if (left === undefined) return;
  const asText = dates === null ? undefined : textCells(columns, dates);
  const isThere = left.certain ? 'changes' : 'counts';
  for await (const entries of left.spool.entries()) {
    const rows = entries.flatMap((entry) => entry.rows);
    yield rows.map((cells) => ({ cells: asText === undefined ? cells : asText(cells), isThere }));
  }
}

async function* followedBy<Item>(first: AsyncIterable<Item>, then: AsyncIterable<Item>): AsyncGenerator<Item> {
  yield* first;
  yield* then;
}

interface Counter {
  record(): void;
  row(cells: readonly Cell[]): void;
  result(): WrittenTable;
}

function createCounter({ table, columns }: FilledTable): Counter {
  const summed = columns.flatMap(({ header, decimals = 0 }, index) =>
    table.totals.includes(header) ? [{ header, index, decimals }] : [],
  );
  const sums: Decimal[] = summed.map(() => ZERO);
  const counts = { rows: 0, records: 0 };
  return {
    record: () => {
      counts.records += 1;
    },
    row: (cells) => {
      counts.rows += 1;
      for (const [at, { index }] of summed.entries()) {
        const cell = cells[index];
        const amount = typeof cell === 'object' && 'n' in cell ? parseDecimal(cell.n) : undefined;
        if (amount !== undefined) sums[at] = add(sums[at]!, amount);
      }
    },
    result: () => ({
      ...counts,
      totals: Object.fromEntries(summed.map(({ header, decimals }, at) => [header, sumText(sums[at]!, decimals)])),
    }),
  };
}

/** With the places of the field, or as many more as its values have. */
function sumText(sum: Decimal, decimals: number): string {
  return formatFixed(sum, Math.max(decimals, significantPlaces(sum)));
}
