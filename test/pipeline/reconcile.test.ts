/** A sales ledger with planted differences: each is found, with its cause, and nothing else. */

import { describe, expect, test } from 'vitest';
import { reconcile, textOf } from '../support/reconciling.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const DAY = '2026-10-01';

interface Line {
  readonly net: number;
  readonly tax?: string;
}

function invoice(number: string, contact: string, lines: readonly Line[], more: object = {}) {
  return {
    Type: 'ACCREC',
    InvoiceNumber: number,
    Contact: { Name: contact },
    Date: DAY,
    DueDate: '2026-10-31',
    LineAmountTypes: 'Exclusive',
    Status: 'AUTHORISED',
    LineItems: lines.map(({ net, tax = 'OUTPUT2' }) => ({
      Description: 'Goods',
      Quantity: 1,
      UnitAmount: net,
      AccountCode: '200',
      TaxType: tax,
    })),
    ...more,
  };
}

async function save(space: Workspace, ...invoices: readonly object[]) {
  const { Invoices } = await space.put('PUT', 'Invoices?summarizeErrors=false', { Invoices: invoices });
  for (const one of Invoices) expect(one.StatusAttributeString, JSON.stringify(one.ValidationErrors)).toBe('OK');
  return Invoices as readonly { InvoiceID: string; Total: number }[];
}

function pay(space: Workspace, invoiceId: string, amount: number, date: string) {
  const payment = { Invoice: { InvoiceID: invoiceId }, Account: { Code: '090' }, Date: date, Amount: amount };
  return space.put('PUT', 'Payments', { Payments: [payment] });
}

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
