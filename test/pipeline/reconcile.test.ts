/** A sales ledger with planted differences: each is found, with its cause, and nothing else. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DAY, invoice, pay, save } from '../support/made-invoices.ts';
import { attempt, checkSheet, reconcile, stopWhileWriting, textOf } from '../support/reconciling.ts';
import { openWorkspace } from '../support/workspace.ts';

const JOB = `
reconcile: Invoices
org: sandbox-gb
source: { file: ledger.csv, dates: iso }
filter: { Type: ACCREC }
columns: { InvoiceNumber: Doc, Contact.Name: Customer, Date: Dated, Total: Gross, AmountDue: Outstanding, Status: State }
compare: [Contact.Name, Date, Total, AmountDue]
output: { file: out/reconciliation.xlsx }
`;

const HEADER = 'Doc,Customer,Dated,Gross,Outstanding,State\n';

describe('planted differences', () => {
  test('are all found, each with its cause, and nothing else', async () => {
    const space = await openWorkspace();
    const saved = await save(
      space,
      invoice('R-1', 'Alpha Ltd', [{ net: 100 }]),
      invoice('R-2', 'Beta Ltd', [{ net: 100 }]),
      invoice('R-3', 'Café Noir Ltd', [{ net: 100 }]),
      invoice('R-4', 'Delta', [{ net: 100 }]),
      invoice('R-5', 'Epsilon', [{ net: 100 }]),
      invoice('R-6', 'Zeta', [{ net: 100 }]),
      invoice('R-7', 'Eta', [{ net: 100 }], { Status: 'DRAFT' }),
      invoice('R-8', 'Theta', [{ net: 100 }]),
      invoice('R-9', 'Iota', [{ net: 100 }]),
      invoice('R-10', 'Kappa', [{ net: 100 }]),
    );
    await pay(space, saved[4]!.InvoiceID, 20, '2026-10-05');
    await space.put('POST', `Invoices/${saved[7]!.InvoiceID}`, { Invoices: [{ Status: 'VOIDED' }] });
    const found = await reconcile(space, JOB, {
      'ledger.csv': `${HEADER}R-1,Alpha Ltd,${DAY},120.00,120.00,
R-2,Beta Ltd,2026-10-03,120.00,120.00,
R-3,cafe  noir limited,${DAY},120.00,120.00,
R-4,Delta,${DAY},120.01,120.01,
R-5,Epsilon,${DAY},120.00,120.00,
R-6,Zeta,${DAY},100.00,100.00,
R-7,Eta,${DAY},120.00,120.00,
R-8,Theta,${DAY},120.00,120.00,
R-9,Iota,${DAY},-120.00,-120.00,
R-10,Kappa,${DAY},170.00,170.00,
R-11,Lambda,${DAY},5.00,5.00,
`,
    });
    expect(found.told).toEqual([
      'R-2 Date 2026-10-03/2026-10-01 2 date',
      'R-3 Contact.Name cafe  noir limited/Café Noir Ltd name spelling',
      'R-4 Total 120.01/120.00 0.01 rounding',
      'R-4 AmountDue 120.01/120.00 0.01 rounding',
      'R-5 AmountDue 120.00/100.00 20 missing payment',
      'R-6 Total 100.00/120.00 -20 tax',
      'R-6 AmountDue 100.00/120.00 -20 tax',
      'R-8 AmountDue 120.00/VOIDED 120.00 status',
      'R-9 Total -120.00/120.00 -240 sign',
      'R-9 AmountDue -120.00/120.00 -240 sign',
      'R-10 Total 170.00/120.00 50 amount',
      'R-10 AmountDue 170.00/120.00 50 amount',
    ]);
    expect(found.matched.map(({ sheet }) => textOf(sheet.cells[0]))).toEqual(['R-1', 'R-7']);
    expect(found.onlyInSheet.map(({ record, reason }) => [textOf(record.cells[0]), record.place, reason])).toEqual([
      ['R-11', '12', 'missing'],
    ]);
    expect(found.onlyInXero).toEqual([]);
    expect(found.summary).toMatchObject({ exitCode: 6, rows: { OK: 2, ERROR: 9 }, documents: { OK: 2, ERROR: 9 } });
  });
});

describe('records without a certain partner', () => {
  test('doubles of a key are shown and never paired, unless the contact tells them apart', async () => {
    const space = await openWorkspace();
    const bill = (number: string, contact: string) => ({
      ...invoice(number, contact, [{ net: 50, tax: 'INPUT2', account: '400' }]),
      Type: 'ACCPAY',
    });
    await save(
      space,
      bill('7', 'North'),
      bill('7', 'South'),
      bill('8', 'North'),
      bill('8', 'North'),
      bill('9', 'East'),
    );
    const job = JOB.replace('ACCREC', 'ACCPAY');
    const found = await reconcile(space, job, {
      'ledger.csv': `${HEADER}7,SOUTH,${DAY},60,60,
7,North,${DAY},60,60,
8,North,${DAY},60,60,
9,East,${DAY},60,60,
9,East,${DAY},60,60,
`,
    });
    expect(found.matched.map(({ sheet }) => sheet.place)).toEqual(['3']);
    expect(found.told).toEqual(['7 Contact.Name SOUTH/South name spelling']);
    expect(found.onlyInSheet.map(({ record, reason, candidates }) => [record.place, reason, candidates])).toEqual([
      ['4', 'ambiguous', ['8', '8']],
      ['5', 'duplicate', ['6']],
      ['6', 'duplicate', ['5']],
    ]);
    expect(
      found.onlyInXero.map(({ record, reason, candidates }) => [textOf(record.cells[0]), reason, candidates]),
    ).toEqual([
      ['8', 'duplicate', ['8']],
      ['8', 'duplicate', ['8']],
      ['9', 'ambiguous', ['5', '6']],
    ]);
  });

  test('fallbacks pair what has one candidate both ways, and show what has several', async () => {
    const space = await openWorkspace();
    await save(
      space,
      invoice('X-1', 'Alpha Limited', [{ net: 100 }]),
      invoice('X-2', 'Beta', [{ net: 200 }]),
      invoice('X-3', 'Beta', [{ net: 200 }], { Date: '2026-10-03' }),
      invoice('X-4', 'Gamma', [{ net: 300 }]),
    );
    const job = JOB.replace('columns:', 'match: [Total, Date within 3 days, Contact.Name]\ncolumns:');
    const found = await reconcile(space, job, {
      'ledger.csv': `${HEADER}A,ALPHA LTD.,2026-10-04,120,120,
B,Beta,2026-10-02,240,240,
C,Gamma,2026-10-05,360,360,
`,
    });
    expect(found.told).toEqual([
      'A Contact.Name ALPHA LTD./Alpha Limited name spelling',
      'A Date 2026-10-04/2026-10-01 3 date',
    ]);
    expect(found.different[0]!.by).toBe('match');
    expect(found.onlyInSheet.map(({ record, reason, candidates }) => [record.place, reason, candidates])).toEqual([
      ['3', 'ambiguous', ['X-2', 'X-3']],
      ['4', 'missing', []],
    ]);
    expect(
      found.onlyInXero.map(({ record, reason, candidates }) => [textOf(record.cells[0]), reason, candidates]),
    ).toEqual([
      ['X-2', 'ambiguous', ['3']],
      ['X-3', 'ambiguous', ['3']],
      ['X-4', 'missing', []],
    ]);
  });

  test('a row without a key says so', async () => {
    const space = await openWorkspace();
    const found = await reconcile(space, JOB, {
      'ledger.csv': `${HEADER},Alpha,${DAY},12,12,\nK-9,Alpha,${DAY},1,1,\n`,
    });
    expect(found.onlyInSheet.map(({ reason, note }) => [reason, note])).toEqual([
      ['missing', 'Doc is blank'],
      ['missing', undefined],
    ]);
  });

  test('a key of several fields must agree in all of them', async () => {
    const space = await openWorkspace();
    await save(space, invoice('K-1', 'Alpha', [{ net: 10 }]), invoice('K-2', 'Beta Ltd', [{ net: 10 }]));
    const job = JOB.replace('columns:', 'key: [InvoiceNumber, Contact.Name]\ncolumns:');
    const found = await reconcile(space, job, {
      'ledger.csv': `${HEADER}k-1 ,alpha,${DAY},12,12,
K-2,Omega,${DAY},12,12,
`,
    });
    expect(found.matched.length + found.different.length).toBe(1);
    expect(found.onlyInSheet.map(({ record }) => record.place)).toEqual(['3']);
    expect(found.onlyInXero.map(({ record }) => textOf(record.cells[0]))).toEqual(['K-2']);
  });
});

describe('a sheet', () => {
  test('with cells that cannot be read is refused, with the list', async () => {
    const space = await openWorkspace();
    const files = { 'ledger.csv': `${HEADER}A,Alpha,2026-13-01,12,1x,\nB,Beta,${DAY},12,12,\n` };
    const found = await attempt(space, JOB, files);
    expect(found.summary).toMatchObject({ exitCode: 2, status: 'refused', rows: { ERROR: 1, UNSENT: 1 } });
    expect(found.reconciliation).toBeUndefined();
    expect(found.unreadable!.count).toBe(2);
    expect(await readFile(found.unreadable!.path, 'utf8')).toMatch(/,2,Dated,2026-13-01,/);
  });

  test('that is not reconciled to the end, since someone stopped it, leaves no workbook and no rows', async () => {
    const space = await openWorkspace();
    await save(space, invoice('A', 'Alpha', [{ net: 10 }]));
    const files = { 'ledger.csv': `${HEADER}A,Alpha,${DAY},12,12,\n` };
    await expect(stopWhileWriting(space, JOB, files)).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readdir(join(space.folder, 'out'))).toEqual([]);
    expect(await readdir(join(space.folder, '.rowpost', 'runs'))).toEqual([]);
  });

  test('is checked without a look at Xero', async () => {
    const space = await openWorkspace();
    const before = space.gate.calls.length;
    const found = await checkSheet(space, JOB, { 'ledger.csv': `${HEADER}A,Alpha,${DAY},12,12,\n` });
    expect(found.summary).toMatchObject({ exitCode: 0, rows: { OK: 1 }, calls: { sent: 0 } });
    expect(space.gate.calls.slice(before).some(({ path }) => path.includes('/Invoices'))).toBe(false);
  });

  test('of lines is one record a document, and its sums by account and tax type stand beside those of Xero', async () => {
    const space = await openWorkspace();
    await save(
      space,
      invoice('L-1', 'Alpha', [{ net: 100 }, { net: 50, tax: 'ZERORATEDOUTPUT' }]),
      invoice('L-2', 'Beta', [{ net: 1 }]),
    );
    const job = `
reconcile: Invoices
org: sandbox-gb
source: { file: lines.csv, dates: iso }
filter: { Type: ACCREC }
columns: { InvoiceNumber: Doc, LineAmountTypes: { value: Exclusive }, Date: Dated }
lines: { LineAmount: Net, AccountCode: { value: "200" }, TaxType: Rate }
compare: [Date]
output: { file: out/lines.xlsx }
`;
    const found = await reconcile(space, job, {
      'lines.csv': `Doc,Dated,Net,Rate\nL-1,${DAY},100,20% (VAT on Income)\nL-2,${DAY},1.00,OUTPUT2\nL-1,,50,ZERORATEDOUTPUT\n`,
    });
    expect(found.told).toEqual([]);
    expect(found.summary.exitCode).toBe(0);
    const { byAccount, byTaxType, byMonth, controlTotals } = found.reconciliation;
    expect(byAccount).toEqual([{ key: '200', label: '200 Sales', sheet: '151.00', xero: '151.00' }]);
    expect(byTaxType.map(({ sheet, xero }) => [sheet, xero])).toEqual([
      ['101.00', '101.00'],
      ['20.20', '20.20'],
      ['50.00', '50.00'],
      ['0.00', '0.00'],
    ]);
    expect(byMonth).toEqual([{ key: '2026-10', label: '2026-10', sheet: '171.20', xero: '171.20' }]);
    expect(controlTotals.find(({ name }) => name === 'Total')).toEqual({
      name: 'Total',
      sheet: '171.20',
      xero: '171.20',
    });
  });
});
