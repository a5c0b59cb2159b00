/** What is added up before it is compared: the lines of a document, the payments of one key. */

import { describe, expect, test } from 'vitest';
import { invoice, save } from '../support/made-invoices.ts';
import { reconcile, textOf } from '../support/reconciling.ts';
import { openWorkspace } from '../support/workspace.ts';

describe('lines in other accounts, or of other taxes', () => {
  const LINES = `
reconcile: Invoices
org: sandbox-gb
source: { file: lines.csv }
filter: { Type: ACCREC }
columns: { InvoiceNumber: Doc, LineAmountTypes: { value: Exclusive } }
lines: { LineAmount: Net, AccountCode: Account, TaxType: Rate }
output: { file: out/lines.xlsx }
`;

  test('differ, though all amounts of the document agree', async () => {
    const space = await openWorkspace();
    const zero = 'ZERORATEDOUTPUT';
    await save(
      space,
      invoice('L-1', 'Alpha', [{ net: 100 }, { net: 50, account: '260' }]),
      invoice('L-2', 'Alpha', [{ net: 100 }]),
      invoice('L-3', 'Alpha', [{ net: 100, tax: zero }]),
      invoice('L-4', 'Alpha', [{ net: 100 }], { LineAmountTypes: 'Inclusive' }),
    );
    const found = await reconcile(space, LINES, {
      'lines.csv': `Doc,Net,Account,Rate
L-1,50,Other Revenue,OUTPUT2
L-1,100,200,20% (VAT on Income)
L-2,100,260,OUTPUT2
L-3,100,200,EXEMPTOUTPUT
L-4,83.33,200,OUTPUT2
`,
    });
    expect(found.told).toEqual([
      'L-2 AccountCode 260: 100.00/200: 100.00 text',
      'L-3 TaxType EXEMPTOUTPUT: 100.00/ZERORATEDOUTPUT: 100.00 tax',
    ]);
    expect(found.matched.map(({ sheet }) => textOf(sheet.cells[0]))).toEqual(['L-1', 'L-4']);
    expect(found.summary.exitCode).toBe(6);
  });
});

describe('payments', () => {
  const PAYMENTS = `
reconcile: Payments
org: sandbox-gb
source: { file: bank.csv, dates: iso }
filter: { Status: AUTHORISED }
key: [Reference]
columns: { Reference: Ref, Date: Day, Amount: Amount, Account: Bank }
output: { file: out/bank.xlsx }
`;

  test('of one key are added up on either side: one to many, many to one, and what is lacking', async () => {
    const space = await openWorkspace();
    const saved = await save(space, ...[1, 2, 3, 4].map((number) => invoice(`P-${number}`, 'Alpha', [{ net: 100 }])));
    const settle = (index: number, amount: number, reference: string) =>
      space.put('PUT', 'Payments', {
        Payments: [
          {
            Invoice: { InvoiceID: saved[index]!.InvoiceID },
            Account: { Code: '090' },
            Date: '2026-10-05',
            Amount: amount,
            Reference: reference,
          },
        ],
      });
    await settle(0, 120, 'BACS 1');
    await settle(1, 60, 'BACS 1');
    await settle(1, 60, 'BACS 2');
    await settle(2, 120, 'BACS 3');
    const found = await reconcile(space, PAYMENTS, {
      'bank.csv': `Ref,Day,Amount,Bank
BACS 1,2026-10-05,180.00,business bank account
BACS 2,2026-10-05,20.00,090
BACS 2,2026-10-05,40.00,090
BACS 3,2026-10-05,100.00,090
BACS 3,2026-10-05,50.00,090
`,
    });
    expect(found.matched.map(({ sheet }) => [textOf(sheet.cells[0]), sheet.place])).toEqual([
      ['BACS 1', '2'],
      ['BACS 2', '3, 4'],
    ]);
    expect(found.told).toEqual(['BACS 3 Amount 150.00/120.00 30 amount']);
    expect([found.onlyInSheet, found.onlyInXero]).toEqual([[], []]);
    expect(found.summary.rows).toMatchObject({ OK: 3, ERROR: 2, SKIPPED: 0 });
  });

  test('rates are compared and never added up, and months are those of Xero where the sheet has no days', async () => {
    const space = await openWorkspace();
    const foreign = { CurrencyCode: 'EUR', CurrencyRate: 1.145 };
    await save(
      space,
      invoice('F-1', 'Alpha', [{ net: 100 }], foreign),
      invoice('F-2', 'Alpha', [{ net: 100 }], foreign),
    );
    const job = `
reconcile: Invoices
org: sandbox-gb
source: { file: rates.csv }
filter: { Type: ACCREC }
columns: { InvoiceNumber: Doc, Total: Gross, CurrencyRate: Rate }
output: { file: out/rates.xlsx }
`;
    const found = await reconcile(space, job, { 'rates.csv': 'Doc,Gross,Rate\nF-1,120,1.145\nF-2,120,1.2\n' });
    expect(found.told).toEqual(['F-2 CurrencyRate 1.2/1.145 0.055 amount']);
    const { controlTotals, byMonth, byAccount } = found.reconciliation;
    expect(controlTotals.map(({ name }) => name)).toEqual(['Documents', 'Total']);
    expect(byMonth).toEqual([{ key: '2026-10', label: '2026-10', xero: '240.00' }]);
    expect(byAccount).toHaveLength(1);
  });
});
