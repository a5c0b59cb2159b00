/** Properties of reading and writing tables, with other readers as oracles. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import ExcelJS from 'exceljs';
import { readXlsx, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cell, cellText } from '../../src/model/source-row.ts';
import { decimalText } from '../../src/tabular/formats/xlsx/number-text.ts';
import { openTable } from '../../src/tabular/open-table.ts';
import { writeCsv } from '../../src/tabular/write-csv.ts';
import { writeWorkbook } from '../../src/tabular/write-workbook.ts';
import fc from '../support/seeded.ts';

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-properties-'));
});
afterAll(() => rm(folder, { recursive: true }));

const newPath = (extension: string) => join(folder, `file-${files++}${extension}`);

async function readAll(path: string): Promise<{ header: readonly string[]; rows: Map<number, readonly Cell[]> }> {
  const table = await openTable({ path });
  const rows = new Map<number, readonly Cell[]>();
  for await (const batch of table.rows()) for (const row of batch) rows.set(row.number, row.cells);
  await table.close();
  return { header: table.header, rows };
}

/** Texts with all that has a meaning in CSV files. */
const csvText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab"\',;\t|\n\r=+-@ é€😀1.%'.match(/./gsu)!), maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\0')),
);

describe('CSV', () => {
  it('reads back what was written, in every dialect', async () => {
    const dialects = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252'),
      newline: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
    });
    const rows = fc.array(fc.array(csvText, { minLength: 3, maxLength: 3 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(dialects, rows, async (dialect, written) => {
        const path = newPath('.csv');
        const header = ['A', 'B', 'C'];
        const bom = dialect.encoding.startsWith('utf-16');
        const plan = [written.map((cells) => ({ cells }))];
        await writeCsv(path, { ...dialect, format: 'csv', bom }, header, plan);
        const table = await openTable({ path, delimiter: dialect.delimiter });
        const read = new Map<number, readonly Cell[]>();
        for await (const batch of table.rows()) for (const row of batch) read.set(row.number, row.cells);
        await table.close();
        const filled = written
          .map((cells, i) => [i + 2, cells] as const)
          .filter(([, cells]) => cells.some((c) => c.trim()));
        expect([...read]).toEqual(filled);
      }),
      { numRuns: 300 },
    );
  });
});

describe('numbers of workbooks', () => {
  it('are the decimal at 15 digits that another library computes', () => {
    const Fifteen = Decimal.clone({ precision: 15, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -400, toExpPos: 400 });
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }), (number) => {
        fc.pre(!/^-?\d{16,}$/.test(String(number)));
        const expected = new Fifteen(String(number)).toSignificantDigits(15).toString();
        expect(decimalText(String(number))).toBe(expected === '-0' ? '0' : expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('move the point exactly for percentages', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 6 }), (units, places) => {
        const written = new Decimal(units).div(new Decimal(10).pow(places)).toFixed();
        expect(decimalText(written, 2)).toBe(new Decimal(written).times(100).toFixed());
      }),
    );
  });
});

const day = fc.integer({ min: 61, max: 80_000 }).map((serial) => new Date(Date.UTC(1899, 11, 30 + serial)));
const excelText = fc.string({
  unit: fc.constantFrom(...'ab<>&"\' _x=é漢😀1'.match(/./gsu)!),
  minLength: 1,
  maxLength: 12,
});
const cents = fc.integer({ min: -1e11, max: 1e11 }).map((units) => units / 100);
const value = fc.oneof(
  excelText.filter((text) => text.trim() !== '' && !/_x[0-9a-f]{4}_/i.test(text)),
  cents,
  fc.boolean(),
  day,
  fc.constant(null),
);
const grid = fc.array(fc.array(value, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 });
type Grid = (string | number | boolean | Date | null)[][];

/** What a cell ought to read as. */
function expected(cell: Grid[number][number]): Cell {
  if (cell === null) return '';
  if (cell instanceof Date) return { d: cell.toISOString().slice(0, 10) };
  if (typeof cell === 'number') return { n: new Decimal(String(cell)).toFixed().replace(/^-0$/, '0') };
  return typeof cell === 'boolean' ? { b: cell } : cell;
}

async function expectSame(path: string, rows: Grid): Promise<void> {
  const { rows: read } = await readAll(path);
  rows.forEach((row, i) => {
    const cells = read.get(i + 2) ?? [];
    expect(row.map((_, column) => cells[column] ?? '')).toEqual(row.map(expected));
  });
}

describe('workbooks', () => {
  it('of exceljs read as they were made', async () => {
    await fc.assert(
      fc.asyncProperty(grid, async (rows) => {
        const path = newPath('.xlsx');
        const workbook = new ExcelJS.Workbook();
        const sheet = workbook.addWorksheet('Data');
        sheet.addRows([['A'], ...rows]);
        await workbook.xlsx.writeFile(path);
        await expectSame(path, rows);
      }),
      { numRuns: 60 },
    );
  });

  it('of hucre read as they were made', async () => {
    await fc.assert(
      fc.asyncProperty(grid, async (rows) => {
        const path = newPath('.xlsx');
        await writeFile(path, await writeXlsx({ sheets: [{ name: 'Data', rows: [['A'], ...rows] }] }));
        await expectSame(path, rows);
      }),
      { numRuns: 60 },
    );
  });

  it('of ours read the same by hucre and by us', async () => {
    await fc.assert(
      fc.asyncProperty(grid, async (rows) => {
        const path = newPath('.xlsx');
        const plan = rows.map((row) => ({ cells: row.map(expected) }));
        await writeWorkbook(path, [{ name: 'Data', header: ['A'], rows: [plan] }]);
        await expectSame(path, rows);
        const other = (await readXlsx(await readFile(path))).sheets[0]?.rows ?? [];
        rows.forEach((row, i) => {
          const theirs = row.map((_, column) => (other[i + 1]?.[column] ?? null) as Grid[number][number]);
          expect(theirs.map((cell) => cellText(expected(cell)))).toEqual(row.map((cell) => cellText(expected(cell))));
        });
      }),
      { numRuns: 60 },
    );
  });
});
