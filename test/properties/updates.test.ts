/** Any rows put into any table of the user's give what a list kept by key gives, with the user's own columns as they were. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cell, cellText } from '../../src/model/source-row.ts';
import type { SheetRow } from '../../src/model/table-format.ts';
import { openTable } from '../../src/tabular/open-table.ts';
import { updateTable } from '../../src/tabular/update-table.ts';
import { writeCsv } from '../../src/tabular/write-csv.ts';
import fc from '../support/seeded.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-updates-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A row of the table: what the export brings, and what is the user's. */
interface Row {
  readonly net: Cell;
  readonly due: Cell;
  readonly note: string;
}

const word = fc.constantFrom('', 'a', '=1+1', "'=x", '@b', 'c,d;"e"', 'two\nlines', ' <&> ', '_x0041_', '0012', '😀');
const net: fc.Arbitrary<Cell> = fc.oneof(
  fc.integer({ min: -99_999, max: 99_999 }).map((cents) => ({ n: (cents / 100).toFixed(2) })),
  word,
);
const due: fc.Arbitrary<Cell> = fc.oneof(
  fc
    .integer({ min: 0, max: 20_000 })
    .map((days) => ({ d: new Date(Date.UTC(1990, 0, 1 + days)).toISOString().slice(0, 10) })),
  fc.constant(''),
);
const keys = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 15 });
const table = (note: fc.Arbitrary<string>) =>
  keys.chain((list) =>
    fc
      .tuple(...list.map((key) => fc.record({ net, due, note }).map((row) => [`INV-${key}`, row] as const)))
      .map((rows) => new Map(rows)),
  );

const HEADER = ['No', 'Net', 'Due'];
const PLAN = { header: HEADER, key: ['No'] };

const cellsOf = (no: string, { net: amount, due: day, note }: Row): readonly Cell[] => [note, no, day, amount];
const incoming = (rows: ReadonlyMap<string, Row>): readonly SheetRow[][] => [
  [...rows].map(([no, row]) => ({ cells: [no, row.net, row.due] })),
];

/** What is to be found afterwards. */
function merged(before: ReadonlyMap<string, Row>, update: ReadonlyMap<string, Row>): ReadonlyMap<string, Row> {
  const all = new Map(before);
  for (const [no, row] of update) all.set(no, { ...row, note: before.get(no)?.note ?? '' });
  return all;
}

async function readRows(path: string): Promise<readonly (readonly Cell[])[]> {
  const opened = await openTable({ path });
  const rows: (readonly Cell[])[] = [];
  for await (const batch of opened.rows()) rows.push(...batch.map(({ cells }) => cells));
  await opened.close();
  return rows;
}

function plain(rows: readonly (readonly Cell[])[]): readonly (readonly string[])[] {
  return rows.map((cells) => [0, 1, 2, 3].map((column) => textOf(cells[column] ?? '')));
}

/** Numbers by their value, everything else by its text. */
function textOf(cell: Cell): string {
  const text = cellText(cell).replaceAll('\r\n', '\n');
  return /^-?\d+\.\d+$/.test(text) ? String(Number(text)) : text;
}

async function makeWorkbook(path: string, rows: ReadonlyMap<string, Row>): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Book');
  sheet.addRow(['Note', 'No', 'Due', 'Net']);
  for (const [no, row] of rows) {
    sheet.addRow(
      cellsOf(no, row).map((cell) => {
        if (typeof cell === 'string') return cell.replace(/_(?=x[0-9A-F]{4}_)/g, '_x005F_');
        return 'n' in cell ? Number(cell.n) : new Date(`${cellText(cell)}T00:00:00Z`);
      }),
    );
  }
  await workbook.xlsx.writeFile(path);
}

describe.each(['csv', 'xlsx'])('a .%s file', (format) => {
  it('holds the rows by key, updated twice as once', async () => {
    const path = join(folder, `book.${format}`);
    await fc.assert(
      fc.asyncProperty(table(word), table(fc.constant('')), async (before, update) => {
        if (format === 'xlsx') await makeWorkbook(path, before);
        else
          await writeCsv(
            path,
            { format: 'csv' },
            ['Note', 'No', 'Due', 'Net'],
            [[...before].map(([no, row]) => ({ cells: cellsOf(no, row) }))],
          );
        const result = await updateTable(path, PLAN, incoming(update));
        const known = [...update.keys()].filter((no) => before.has(no)).length;
        expect([result.added, result.updated + result.unchanged]).toEqual([update.size - known, known]);
        const wanted = [...merged(before, update)].map(([no, row]) => cellsOf(no, row));
        expect(plain(await readRows(path))).toEqual(plain(wanted));
        const bytes = await readFile(path);
        expect(await updateTable(path, PLAN, incoming(update))).toMatchObject({
          added: 0,
          updated: 0,
          unchanged: update.size,
        });
        expect((await readFile(path)).equals(bytes)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
