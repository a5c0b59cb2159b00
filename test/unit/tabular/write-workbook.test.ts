/** Writing workbooks, judged by another reader and by our own. */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/refusal.ts';
import type { Cell, SourceRow } from '../../../src/model/source-row.ts';
import type { SheetPlan } from '../../../src/model/table-format.ts';
import { openTable } from '../../../src/tabular/open-table.ts';
import { writeWorkbook } from '../../../src/tabular/write-workbook.ts';

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-write-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(sheets: readonly SheetPlan[]): Promise<string> {
  const path = join(folder, `out-${files++}.xlsx`);
  await writeWorkbook(path, sheets);
  return path;
}

async function readBack(path: string, sheet: string): Promise<readonly SourceRow[]> {
  const table = await openTable({ path, sheet });
  const rows: SourceRow[] = [];
  for await (const batch of table.rows()) rows.push(...batch);
  await table.close();
  return rows;
}

async function sheetOf(path: string, name: string): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook.getWorksheet(name)!;
}

const CELLS: readonly Cell[] = [
  '=1+1',
  "'=x",
  ' a & <b> "c" ',
  'line\r\nbreak\u0001_x0041_',
  { n: '274.66' },
  { n: '-0.000001' },
  { n: '999999999999999' },
  { n: '12.5', percent: true },
  { n: '-10', percent: true },
  { n: '260', shown: '00260' },
  { d: '2026-01-31' },
  { d: '1900-03-01' },
  { b: false },
  { e: '#N/A' },
  '007',
  '漢字 😀',
];

describe('cells', () => {
  it('come back as they were', async () => {
    const header = CELLS.map((_, i) => `C${i}`);
    const rows = [[{ cells: CELLS }, { cells: CELLS, tone: 'error' as const }]];
    const path = await written([{ name: 'Data', header, rows }]);
    expect((await readBack(path, 'Data')).map((row) => row.cells)).toEqual([CELLS, CELLS]);
  });

  it('are texts where Excel cannot hold them exactly', async () => {
    const cells: Cell[] = [
      { n: '1234567890123456.78' },
      { d: '1899-12-31' },
      { n: '123456', shown: '12-34-56' },
      { e: 'formula' },
      'x',
    ];
    const path = await written([{ name: 'Data', header: ['A'], rows: [[{ cells }]] }]);
    expect((await readBack(path, 'Data'))[0]?.cells).toEqual([
      '1234567890123456.78',
      '1899-12-31',
      '12-34-56',
      '',
      'x',
    ]);
  });

  it('are cut, visibly, where Excel would call the file damaged', async () => {
    const path = await written([{ name: 'Data', header: ['A'], rows: [[{ cells: ['x'.repeat(40_000)] }]] }]);
    const text = (await readBack(path, 'Data'))[0]?.cells[0] as string;
    expect(text).toHaveLength(32_767);
    expect(text.endsWith('(cut, 40000 characters)')).toBe(true);
  });

  it('are no formulas to another reader, and real numbers and dates', async () => {
    const cells = ['=1+1', { n: '274.66' }, { d: '2026-01-31' }];
    const sheet = await sheetOf(await written([{ name: 'Data', rows: [[{ cells }]] }]), 'Data');
    expect([1, 2, 3].map((i) => sheet.getCell(1, i).value)).toEqual(['=1+1', 274.66, new Date('2026-01-31T00:00:00Z')]);
  });
});

describe('looks', () => {
  it('freezes and filters the header, colours tones, sets widths and links', async () => {
    const rows = [
      [
        { cells: ['1', 'https://go.xero.com/a?b=1&c=2'], tone: 'error' as const },
        { cells: ['2', 'no link'], tone: 'ok' as const },
      ],
      [{ cells: ['3', ''], tone: 'plain' as const }],
    ];
    const plan = {
      name: 'Rows',
      header: ['A long heading', 'Xero Link'],
      widths: [20, 30],
      filter: true,
      links: [1],
      rows,
    };
    const sheet = await sheetOf(
      await written([{ name: 'Summary', rows: [[{ cells: ['Run'], tone: 'title' }]] }, plan]),
      'Rows',
    );
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBe('A1:B4');
    expect(sheet.getCell('A1').font.bold).toBe(true);
    expect([sheet.getColumn(1).width, sheet.getColumn(2).width]).toEqual([20, 30]);
    expect(sheet.getCell('B2').hyperlink).toBe('https://go.xero.com/a?b=1&c=2');
    expect(sheet.getCell('B3').hyperlink).toBeUndefined();
    const fills = [2, 3, 4].map((row) => JSON.stringify(sheet.getCell(row, 1).fill ?? null));
    expect(new Set(fills).size).toBe(3);
  });

  it('gives sheets names that Excel allows, no two alike', async () => {
    const name = `a/b${'x'.repeat(40)}`;
    const path = await written([
      { name, rows: [[{ cells: ['1'] }]] },
      { name: name.toUpperCase(), rows: [[{ cells: ['2'] }]] },
    ]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path);
    const names = workbook.worksheets.map((sheet) => sheet.name);
    expect(names).toEqual([`a_b${'x'.repeat(28)}`, `A_B${'X'.repeat(24)} (2)`]);
  });
});

describe('files', () => {
  const many = (): SheetPlan => ({
    name: 'Many',
    header: ['N', 'T'],
    rows: Array.from({ length: 20 }, (_, b) =>
      Array.from({ length: 500 }, (_, i) => ({ cells: [{ n: `${b * 500 + i}` }, 'text'] })),
    ),
  });

  it('are the same bytes for the same rows', async () => {
    const [first, second] = [await written([many()]), await written([many()])];
    expect((await readFile(first)).equals(await readFile(second))).toBe(true);
    expect(await readBack(first, 'Many')).toHaveLength(10_000);
  });

  it('are not left behind, whole or in part, where the rows fail', async () => {
    const rows = (function* () {
      yield [{ cells: ['1'] }];
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    })();
    const error = await written([{ name: 'S', rows }]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).message).toContain('the disk is full');
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('are refused where there is no folder', async () => {
    const error = await writeWorkbook(join(folder, 'no', 'x.xlsx'), [many()]).catch((reason: unknown) => reason);
    expect((error as Refusal).code).toBe('write/failed');
  });
});
