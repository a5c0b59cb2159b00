/** Totals, formulas and number formats of written sheets, judged by another reader. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormulaCell, SheetPlan, SheetRow } from '../../../src/model/table-format.ts';
import { writeCsv } from '../../../src/tabular/write-csv.ts';
import { writeWorkbook } from '../../../src/tabular/write-workbook.ts';

let folder = '';
let files = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-totals-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function sheetOf(plan: Omit<SheetPlan, 'name'>): Promise<ExcelJS.Worksheet> {
  const path = join(folder, `out-${files++}.xlsx`);
  await writeWorkbook(path, [{ name: 'Data', ...plan }]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook.getWorksheet('Data')!;
}

const rowOf = (...cells: SheetRow['cells']): SheetRow => ({ cells });

describe('totals', () => {
  it('are live formulas over the rows, with the exact sum beside them, outside the filter', async () => {
    const rows = [
      [rowOf({ n: '0.10' }, 'a', { n: '1200.10' })],
      [rowOf({ n: '0.20' }, 'b', { n: '-200' }), rowOf('n/a', '', '')],
    ];
    const sheet = await sheetOf({ header: ['Net', 'Name', 'Gross'], filter: true, totals: [0, 2], rows });
    expect(sheet.getCell('A5').value).toEqual({ formula: 'SUBTOTAL(9,A2:A4)', result: 0.3 });
    expect(sheet.getCell('B5').value).toBe('Total');
    expect(sheet.getCell('C5').value).toEqual({ formula: 'SUBTOTAL(9,C2:C4)', result: 1000.1 });
    expect(sheet.getCell('C5').numFmt).toBe('0.00');
    expect(sheet.getCell('B5').font.bold).toBe(true);
    expect(sheet.autoFilter).toBe('A1:C4');
  });

  it('have no label where every column has a total', async () => {
    const sheet = await sheetOf({ header: ['Net'], totals: [0], rows: [[rowOf({ n: '5' })]] });
    expect(sheet.getCell('A3').value).toEqual({ formula: 'SUBTOTAL(9,A2:A2)', result: 5 });
    expect(sheet.rowCount).toBe(3);
  });

  it('are nought without a formula where there are no rows, since the range would hold the total itself', async () => {
    const sheet = await sheetOf({ header: ['Name', 'Net'], totals: [1], rows: [] });
    expect([sheet.getCell('A2').value, sheet.getCell('B2').value]).toEqual(['Total', 0]);
  });

  it('count numbers that Excel cannot hold, which a formula would leave out', async () => {
    const rows = [[rowOf('x', { n: '12345678901234567.25' }), rowOf('y', { n: '0.75' })]];
    const sheet = await sheetOf({ header: ['Name', 'Net'], totals: [1], rows });
    expect(sheet.getCell('B4').value).toBe('12345678901234568.00');
  });

  it('pass over subtotals, as Excel does, and add percentages as they count', async () => {
    const subtotal: FormulaCell = { f: 'SUBTOTAL(9,B2:B3)', result: { n: '30' } };
    const rows = [
      [
        rowOf('', { n: '10' }, { n: '50', percent: true }),
        rowOf('', { f: 'B2*2', result: { n: '20' } }, ''),
        rowOf('', subtotal, ''),
      ],
    ];
    const sheet = await sheetOf({ header: ['', 'Net', 'Share'], totals: [1, 2], rows });
    expect(sheet.getCell('B5').result).toBe(30);
    expect(sheet.getCell('C5').result).toBe(0.5);
  });

  it('add a thousand cents to ten', async () => {
    const rows = Array.from({ length: 10 }, () => Array.from({ length: 100 }, () => rowOf('', { n: '0.01' })));
    const sheet = await sheetOf({ header: ['Name', 'Net'], totals: [1], rows });
    expect(sheet.getCell('B1002').result).toBe(10);
  });
});

describe('formulas', () => {
  const cells: SheetRow['cells'] = [
    { f: 'B1+C1', result: { n: '0.30' } },
    { f: 'A1>0', result: { b: true } },
    { f: 'TODAY()', result: { d: '2026-11-21' } },
    { f: 'IF(1>2,"x","")', result: '' },
    { f: '"a"&"<b>"', result: 'a<b>' },
    { f: 'A1-A1', result: { n: '0' } },
  ];

  it('stand in workbooks beside their results', async () => {
    const sheet = await sheetOf({ rows: [[{ cells }]] });
    const found = [1, 2, 3, 4, 5, 6].map((column) => sheet.getCell(1, column));
    expect(found.map((cell) => cell.formula)).toEqual([
      'B1+C1',
      'A1>0',
      'TODAY()',
      'IF(1>2,"x","")',
      '"a"&"<b>"',
      'A1-A1',
    ]);
    expect(found.slice(0, 3).map((cell) => cell.result)).toEqual([0.3, true, new Date('2026-11-21T00:00:00Z')]);
    expect(found[4]?.result).toBe('a<b>');
    expect([found[0]?.numFmt, found[2]?.numFmt]).toEqual(['0.00', 'yyyy-mm-dd']);
  });

  it('leave their results in CSV, guarded as texts are', async () => {
    const path = join(folder, 'formulas.csv');
    await writeCsv(path, { format: 'csv' }, ['A'], [[{ cells: [...cells, { f: 'A1', result: '=x' }] }]]);
    expect(await readFile(path, 'utf8')).toBe("A\r\n0.30,TRUE,2026-11-21,,a<b>,0,'=x\r\n");
  });
});

describe('formats', () => {
  it('are those of the plan for the numbers and dates that they fit, in the total too', async () => {
    const rows = [
      [rowOf({ n: '1200.5' }, { d: '2026-01-31' }, 'text'), rowOf({ d: '2026-02-01' }, { n: '7' }, { n: '1' })],
    ];
    const formats = { 0: '#,##0.00', 1: 'dd/mm/yyyy', 2: '0.0' };
    const sheet = await sheetOf({ header: ['Net', 'Due', 'Note'], formats, totals: [0], rows });
    const shown = ['A2', 'B2', 'C2', 'A3', 'B3', 'C3', 'A4'].map((place) => sheet.getCell(place).numFmt);
    expect(shown).toEqual(['#,##0.00', 'dd/mm/yyyy', undefined, 'yyyy-mm-dd', undefined, '0.0', '#,##0.00']);
  });
});
