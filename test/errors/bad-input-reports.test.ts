/** What the report files make of texts that a spreadsheet would take for formulas, and what reaches the books. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { csvOf, type InvoiceRow, jobOf, report } from '../support/bad-input.ts';
import { openWorkspace } from '../support/workspace.ts';

/** A text, as our CSV files hold it, and as it reaches Xero. */
const TEXTS: readonly (readonly [cell: string, written: string, sent: string])[] = [
  ['=1+1', "'=1+1", '=1+1'],
  ["'=1+1", "'=1+1", '=1+1'],
  ['@SUM(A1)', "'@SUM(A1)", '@SUM(A1)'],
  ['+44 20', "'+44 20", '+44 20'],
  ['-x', "'-x", '-x'],
  ["'t Hooft", "'t Hooft", "'t Hooft"],
  ['a\n"b", c', 'a\n"b", c', 'a\n"b", c'],
  ['😀 “smart” שלום', '😀 “smart” שלום', '😀 “smart” שלום'],
];
const ROWS: readonly InvoiceRow[] = [
  ...TEXTS.map(([Item], index) => ({ Item, X: String(index) })),
  { Price: '-2.50', X: 'below zero' },
  { No: 'N-2', Account: '999' },
];
/** The user has columns named like ours. */
const INPUT = csvOf(ROWS).replace(',X,Y,Z', ',Status,Row,Message');

test('the user’s cells stand as they were, ours behind them, in both reports and in the failed file', async () => {
  const { code, place } = await report({ command: 'run', files: { 'input.csv': INPUT } });
  expect(code).toBe(2);
  const [header = '', ...lines] = (await place.read('out/report.csv')).replace('\uFEFF', '').split('\r\n');
  const own = 'No,Customer,Dated,Due,Item,Qty,Price,Account,VAT,Status,Row,Message';
  expect(header).toBe(`${own},Row,Status,Code,Message,Xero ID,Xero Number,Xero Link`);
  expect(lines.filter((line) => line.startsWith('N-')).length).toBe(ROWS.length);
  const rows = await place.table('out/failed.csv');
  expect(rows.map((row) => row.Item)).toEqual([...TEXTS.map(([, written]) => written), 'Desk', 'Desk']);
  expect(rows.map((row) => row.Price)).toEqual([...TEXTS.map(() => '12.50'), '-2.50', '12.50']);
  expect(rows.map((row) => row.Status)).toEqual([...TEXTS.map((_, index) => String(index)), 'below zero', '']);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(place.folder, 'out', 'report.xlsx'));
  const sheet = workbook.getWorksheet('Rows');
  expect(sheet?.getRow(1).values).toEqual([undefined, ...header.split(',')]);
  const item = sheet?.getColumn(5).values.slice(2);
  expect(item).toEqual([...TEXTS.map(([, , sent]) => sent), 'Desk', 'Desk']);
  expect(sheet?.getColumn(14).values.slice(2)).toEqual([...TEXTS.map(() => 'UNSENT'), 'UNSENT', 'ERROR']);
});

test('the failed file, corrected, puts into the books what the first file said', async () => {
  const first = await report({ command: 'run', files: { 'input.csv': INPUT } });
  const { place } = first;
  const corrected = (await place.read('out/failed.csv')).replace(',999,', ',200,');
  await writeFile(join(place.folder, 'corrected.csv'), corrected);
  const options = ['--retry', 'last', '--input', 'corrected.csv'];
  const retried = await report({ command: 'run', files: {}, place, options });
  expect(retried.code, retried.err).toBe(0);
  const again = await report({ command: 'run', files: { 'input.csv': INPUT.replace(',999,', ',200,') }, place });
  expect(again.rows.map((row) => row.Status)).toEqual(ROWS.map(() => 'SKIPPED'));
});

test('the books hold the texts as they stand in the file, and the amounts to the cent', async () => {
  const workspace = await openWorkspace();
  const { fates } = await workspace.run(
    jobOf(),
    csvOf([...ROWS.slice(0, -1), { No: 'N-2', Qty: '0.3333', Price: '1,000.005' }]),
  );
  expect(new Set(fates)).toEqual(new Set(['OK']));
  const invoice = async (number: string) => (await workspace.get(`Invoices/${number}`)).Invoices[0];
  const first = await invoice('N-1');
  expect(first.LineItems.map((line: { Description: string }) => line.Description)).toEqual([
    ...TEXTS.map(([, , sent]) => sent),
    'Desk',
  ]);
  // 8 lines of 12.50 less 2.50; the tax is 2.50 a line less 0.50.
  expect([first.SubTotal, first.TotalTax, first.Total]).toEqual([97.5, 19.5, 117]);
  // 0.3333 x 1000.005 = 333.3016665, and 20 % of 333.30 is 66.66.
  const second = await invoice('N-2');
  expect([second.SubTotal, second.TotalTax, second.Total]).toEqual([333.3, 66.66, 399.96]);
});
