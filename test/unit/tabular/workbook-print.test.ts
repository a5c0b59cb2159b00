/** Written workbooks on paper: what is printed, what stands on every page, and how figures and their headings look. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SheetPlan } from '../../../src/model/table-format.ts';
import { writeWorkbook } from '../../../src/tabular/write-workbook.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-print-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function written(plan: Omit<SheetPlan, 'name'>): Promise<ExcelJS.Worksheet> {
  const path = join(folder, 'book.xlsx');
  await writeWorkbook(path, [{ name: 'Rows', ...plan }]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook.worksheets[0]!;
}

const ROWS = [[{ cells: ['A', { n: '1200.50' }, 'id-1'] }, { cells: ['B', { n: '3' }, 'id-2'] }]];

test('the columns that are printed end where the plan says, with the total, and the header stands on every page', async () => {
  const sheet = await written({ header: ['No', 'Net', 'ID'], printed: 2, totals: [1], rows: ROWS });
  expect(sheet.pageSetup).toMatchObject({ printArea: 'A1:B4', printTitlesRow: '1:1', fitToWidth: 1 });
  expect(sheet.headerFooter.oddFooter).toBe('&L&A&C&F&RPage &P of &N');
});

test('without a word about it all is printed', async () => {
  const sheet = await written({ header: ['No', 'Net', 'ID'], rows: ROWS });
  expect(sheet.pageSetup.printArea).toBeUndefined();
});

test('a row may have formats of its own, and headings stand above their figures', async () => {
  const heading = { tone: 'heading' as const, cells: ['Records', 'Number', ''] };
  const counted = { cells: ['Matched', { n: '1200' }], formats: { 1: '#,##0' } };
  const sheet = await written({ formats: { 1: '#,##0.00' }, rows: [[heading, counted, ...ROWS[0]!]] });
  expect(sheet.getCell('B2').numFmt).toBe('#,##0');
  expect(sheet.getCell('B3').numFmt).toBe('#,##0.00');
  expect(sheet.getCell('B1').alignment.horizontal).toBe('right');
  expect(sheet.getCell('A1').alignment.horizontal).toBeUndefined();
  expect(sheet.getCell('A1').font.bold).toBe(true);
});

test('a long header has the height that its lines take', async () => {
  const sheet = await written({ header: ['Open at the end of October'], widths: [12], rows: [] });
  expect(sheet.getRow(1).height).toBe(45);
});
