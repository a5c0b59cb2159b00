/** The sheets of a reconciliation's workbook, cell by cell, from reconciliations made by hand. */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DifferenceCause, Reconciliation } from '../../../src/model/reconciliation.ts';
import { cellText } from '../../../src/model/source-row.ts';
import type { SheetPlan, SheetRow } from '../../../src/model/table-format.ts';
import { closingText } from '../../../src/report/reconciliation/closing-text.ts';
import { reconciliationSheets } from '../../../src/report/reconciliation/reconciliation-sheets.ts';
import { writeWorkbook } from '../../../src/tabular/write-workbook.ts';
import { differing, idOf, made, pairOf, singleOf } from '../../support/made-reconciliation.ts';

const SHEETS = [
  'Summary',
  'Matched',
  'Different',
  'Only in sheet',
  'Only in Xero',
  'By account',
  'By tax type',
  'By month',
  'Parameters',
];

/** All sheets in their order, each row as texts; of formulas `result =formula`. */
async function textsOf(sheets: readonly SheetPlan[]): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const found = new Map<string, readonly (readonly string[])[]>();
  for (const { name, rows } of sheets) {
    const texts: string[][] = [];
    for await (const batch of rows) for (const row of batch) texts.push(row.cells.map(shown));
    found.set(name, texts);
  }
  return found;
}

function shown(cell: SheetRow['cells'][number]): string {
  return typeof cell === 'object' && 'f' in cell ? `${cellText(cell.result)} =${cell.f}` : cellText(cell);
}

function rowOf(sheets: ReadonlyMap<string, readonly (readonly string[])[]>, sheet: string, label: string) {
  return sheets.get(sheet)?.find(([first]) => first === label);
}

const CAUSES: readonly DifferenceCause[] = [
  ...(['rounding', 'date', 'name spelling', 'tax', 'missing payment'] as const),
  ...(['status', 'sign', 'currency', 'amount', 'text'] as const),
];

const MIXED = made({
  matched: [pairOf(2, '10.00'), pairOf(3, '20.05')],
  different: [differing(4, '5.01', '5.00', '0.01', 'rounding'), differing(5, '-7.00', '7.00', '-14.00', 'sign')],
  onlyInSheet: [singleOf('sheet', 6, '1.00')],
  onlyInXero: [{ ...singleOf('xero', 7, '2.00'), reason: 'ambiguous', candidates: ['6', '8'] }],
  further: {
    controlTotals: [
      { name: 'Documents', sheet: '5', xero: '5' },
      { name: 'Total', sheet: '29.06', xero: '44.05' },
    ],
    controlAccounts: [{ account: '610 Accounts Receivable', ledger: '44.05', documents: '44.00' }],
    causes: [
      { cause: 'rounding', count: 1, sum: '0.01' },
      { cause: 'sign', count: 1, sum: '-14.00' },
    ],
    byAccount: [{ key: '200', label: '200 Sales', xero: '36.71' }],
    byMonthField: 3,
    byMonth: [{ key: '2026-10', label: '2026-10', sheet: '29.06', xero: '44.05' }],
  },
});

const ANOTHER_DAY = [
  { field: 2, sheet: { d: '2026-10-02' }, xero: { d: '2026-10-01' }, delta: '1', cause: 'date' as const },
];

describe('the workbook', () => {
  test('has its sheets in order', () => {
    expect(reconciliationSheets(MIXED).map(({ name }) => name)).toEqual(SHEETS);
  });

  test('sums up in formulas over the other sheets, beside what was found', async () => {
    const sheets = await textsOf(reconciliationSheets(MIXED));
    const result = rowOf(sheets, 'Summary', 'Result');
    const at = (label: string) => sheets.get('Summary')!.findIndex(([first]) => first === label) + 1;
    const zeros = ['Different', 'Only in sheet', 'Only in Xero'].map((label) => `B${at(label)}=0`);
    const account = `D${at('610 Accounts Receivable')}=0`;
    expect(result?.[1]).toBe(`FAIL =IF(AND(${[...zeros, account].join(',')}),"PASS","FAIL")`);
    const total = rowOf(sheets, 'Summary', 'Gross (Total)');
    expect(total?.slice(1, 4)).toEqual([
      "29.06 =ROUND(SUM('Matched'!$E$2:$E$3,'Different'!$O$2:$O$3,'Only in sheet'!$D$2:$D$2),2)",
      "44.05 =ROUND(SUM('Matched'!$F$2:$F$3,'Different'!$P$2:$P$3,'Only in Xero'!$D$2:$D$2),2)",
      `-14.99 =ROUND(B${at('Gross (Total)')}-C${at('Gross (Total)')},2)`,
    ]);
    expect(rowOf(sheets, 'Summary', 'sign')?.slice(1, 4)).toEqual([
      '1 =COUNTIF(\'Different\'!$I$2:$I$3,"sign")',
      '',
      "-14.00 =ROUND(SUMIF('Different'!$I$2:$I$3,\"sign\",'Different'!$G$2:$G$3),2)",
    ]);
  });

  test('shows a row for each value that differs, and where its record stands on both sides', async () => {
    const sheets = await textsOf(reconciliationSheets(MIXED));
    expect(sheets.get('Different')).toEqual([
      [
        ...['1', 'INV-4', 'Alpha Ltd', 'Gross (Total)', '5.01', '5.00', '0.01', '', 'rounding'],
        ...['4', 'key', 'Invoice', idOf(4), '', '5.01', '5.00'],
      ],
      [
        ...['2', 'INV-5', 'Alpha Ltd', 'Gross (Total)', '-7.00', '7.00', '-14.00', '', 'sign'],
        ...['5', 'key', 'Invoice', idOf(5), '', '-7.00', '7.00'],
      ],
    ]);
  });

  test('shows records of one side with the reason and the candidates', async () => {
    const sheets = await textsOf(reconciliationSheets(MIXED));
    const missing = 'Nothing like it on the other side';
    expect(sheets.get('Only in sheet')).toEqual([['INV-6', 'Alpha Ltd', '2026-10-01', '1.00', '6', missing, '', '']]);
    expect(sheets.get('Only in Xero')?.[0]?.slice(-4)).toEqual([
      ...['Invoice', 'Several records could be its partner', '6, 8', idOf(7)],
    ]);
  });

  test("shows Xero's key beside the sheet's, and how pairs were found, where their keys may differ", async () => {
    const found = pairOf(2, '10.00');
    const other = { ...found, by: 'match' as const, xero: { ...found.xero, cells: found.xero.cells.with(0, 'X-9') } };
    const reconciliation = made({ matched: [other], different: [{ ...other, differences: ANOTHER_DAY }] });
    const plans = reconciliationSheets({ ...reconciliation, byLikeness: 2 });
    const [, matched, different] = plans;
    expect(matched?.header?.slice(0, 3)).toEqual(['Doc', 'Doc: Xero', 'Customer']);
    expect(matched?.header?.slice(0, matched.printed).at(-1)).toBe('Found by');
    expect(different?.header?.slice(0, 4)).toEqual(['No.', 'Doc', 'Doc: Xero', 'Customer']);
    const sheets = await textsOf(plans);
    expect(sheets.get('Matched')?.[0]?.slice(0, 2)).toEqual(['INV-2', 'X-9']);
    expect(sheets.get('Different')?.[0]?.slice(0, 3)).toEqual(['1', 'INV-2', 'X-9']);
    expect(rowOf(sheets, 'Summary', 'Found by likeness')?.[1]).toBe('2');
  });

  test('compares sums where the sheet knows them, else shows those of Xero', async () => {
    const sheets = await textsOf(reconciliationSheets(MIXED));
    const headers = reconciliationSheets(MIXED).map(({ name, header }) => [name, header]);
    expect(headers).toContainEqual(['By account', ['Account', 'Without tax: Xero']]);
    expect(headers).toContainEqual(['By month', ['Month', 'Gross: sheet', 'Gross: Xero', 'Difference']]);
    expect(sheets.get('By account')).toEqual([['200 Sales', '36.71']]);
    expect(sheets.get('By month')).toEqual([['2026-10', '29.06', '44.05', '-14.99 =ROUND(B2-C2,2)']]);
  });

  test('goes on with a second sheet where one is full, and its formulas know both', async () => {
    const matched = [2, 3, 4, 5, 6].map((number) => pairOf(number, '1.00'));
    const controlTotals = [{ name: 'Total', sheet: '5.00', xero: '5.00' }];
    const plans = reconciliationSheets(made({ matched, further: { controlTotals } }), 3);
    const sheets = await textsOf(plans);
    expect([...sheets.keys()].slice(0, 4)).toEqual(['Summary', 'Matched', 'Matched (2)', 'Different']);
    expect(sheets.get('Matched')?.map(([number]) => number)).toEqual(['INV-2', 'INV-3', 'INV-4']);
    expect(sheets.get('Matched (2)')?.map(([number]) => number)).toEqual(['INV-5', 'INV-6']);
    const total = rowOf(sheets, 'Summary', 'Gross (Total)')?.[1];
    const alone = "'Different'!$O$2:$O$2,'Only in sheet'!$D$2:$D$2";
    expect(total).toBe(`5.00 =ROUND(SUM('Matched'!$E$2:$E$4,'Matched (2)'!$E$2:$E$3,${alone}),2)`);
  });

  test('keeps an amount of more digits than programs compute as it is', async () => {
    const amount = '12345678901234.56';
    const controlTotals = [{ name: 'Total', sheet: amount, xero: amount }];
    const sheets = await textsOf(
      reconciliationSheets(made({ matched: [pairOf(2, amount)], further: { controlTotals } })),
    );
    expect(rowOf(sheets, 'Summary', 'Gross (Total)')?.slice(1, 3)).toEqual([amount, amount]);
  });
});

describe('the file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rowpost-sheets-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is the same bytes for the same data', async () => {
    const bytes: Buffer[] = [];
    for (const name of ['one.xlsx', 'two.xlsx']) {
      await writeWorkbook(join(folder, name), reconciliationSheets(MIXED));
      bytes.push(await readFile(join(folder, name)));
    }
    expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
  });
});

describe('the closing text', () => {
  const tell = (reconciliation: Reconciliation) =>
    closingText('ledger', reconciliation, ['file: a.xlsx']).trimEnd().split('\n');

  test('says whether the sides agree, both totals, the control account and the causes', () => {
    expect(tell(MIXED)).toEqual([
      'ledger: FAIL.',
      '  2 matched, 2 different, 1 only in the sheet, 1 only in Xero',
      '  Total                    sheet 29.06   Xero 44.05       difference -14.99',
      '  610 Accounts Receivable  ledger 44.05  documents 44.00  difference 0.05',
      '  rounding  1  0.01',
      '  sign      1  -14.00',
      '  file: a.xlsx',
    ]);
  });

  test('says how many pairs the fallbacks found', () => {
    expect(tell({ ...MIXED, byLikeness: 3 })[1]).toBe(
      '  2 matched, 2 different (3 of these found by likeness), 1 only in the sheet, 1 only in Xero',
    );
  });

  test('keeps to 15 lines', () => {
    const controlTotals = ['SubTotal', 'TotalTax', 'Total', 'AmountDue', 'AmountPaid', 'AmountCredited'].map(
      (name) => ({
        ...{ name, sheet: '1234567.50', xero: '1234567.50' },
      }),
    );
    const causes = CAUSES.map((cause) => ({ cause, count: 1000, sum: '' }));
    const lines = tell({ ...MIXED, controlTotals, causes });
    expect(lines).toHaveLength(15);
    expect(lines).toContain('  SubTotal                 sheet 1,234,567.50  Xero 1,234,567.50  no difference');
    expect(lines.at(-2)).toBe('  and 4 more causes: see the workbook');
  });
});
