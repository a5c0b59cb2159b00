/** A sales ledger with planted differences: each is found, with its cause, and nothing else. */

import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { attempt, checkSheet, reconcile, textOf } from '../support/reconciling.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const DAY = '2026-10-01';

interface Line {
  readonly net: number;
  readonly tax?: string;
  readonly account?: string;
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
    LineItems: lines.map(({ net, tax = 'OUTPUT2', account = '200' }) => ({
      Description: 'Goods',
      Quantity: 1,
      UnitAmount: net,
      AccountCode: account,
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

describe('a ledger as at a day', () => {
  const ledger = (asAt: string, more = '') => `
reconcile: Receivables
org: sandbox-gb
as-at: ${asAt}
source: { file: open.csv, dates: iso }
columns: { Number: Doc, Contact.Name: Customer, AmountDue: Outstanding }
${more}output: { file: "out/receivables-{as-at}.xlsx" }
`;

  async function books() {
    const space = await openWorkspace();
    const saved = await save(
      space,
      invoice('O-1', 'Alpha', [{ net: 100 }]),
      invoice('O-2', 'Beta', [{ net: 100 }]),
      invoice('O-3', 'Gamma', [{ net: 100 }]),
      invoice('O-4', 'Delta', [{ net: 100 }], { Date: '2026-11-02' }),
      invoice('O-5', 'Eta', [{ net: 100 }], { CurrencyCode: 'EUR', CurrencyRate: 1.145 }),
    );
    const { CreditNotes } = await space.put('PUT', 'CreditNotes', {
      CreditNotes: [
        {
          ...invoice('', 'Beta', [{ net: 50 }]),
          Type: 'ACCRECCREDIT',
          CreditNoteNumber: 'C-1',
          InvoiceNumber: undefined,
        },
      ],
    });
    await pay(space, saved[0]!.InvoiceID, 120, '2026-11-05');
    await pay(space, saved[2]!.InvoiceID, 20, '2026-10-31');
    await space.put('PUT', `CreditNotes/${CreditNotes[0].CreditNoteID}/Allocations`, {
      Allocations: [{ Invoice: { InvoiceID: saved[1]!.InvoiceID }, Amount: 60, Date: '2026-11-03' }],
    });
    return space;
  }

  const OCTOBER = 'Doc,Customer,Outstanding\nO-1,Alpha,120\nO-2,Beta,120\nC-1,Beta,-60\nO-3,Gamma,100\nO-5,Eta,120\n';

  test('passes where every document was due as the sheet says, and ties to the control account', async () => {
    const space = await books();
    const found = await reconcile(space, ledger('2026-10-31'), { 'open.csv': OCTOBER });
    expect(found.told).toEqual([]);
    expect(found.matched.map(({ xero }) => xero.kind)).toEqual([
      'Invoice',
      'Invoice',
      'CreditNote',
      'Invoice',
      'Invoice',
    ]);
    expect(found.summary.exitCode).toBe(0);
    const [control] = found.reconciliation.controlAccounts;
    expect(control).toEqual({ account: '610 Accounts Receivable', ledger: '384.80', documents: '384.80' });
    expect(found.path).toMatch(/receivables-2026-10-31\.xlsx$/);
  });

  test('finds what was settled since, what is of a later day, and what only Xero has', async () => {
    const space = await books();
    const found = await reconcile(space, ledger('2026-11-04'), {
      'open.csv': 'Doc,Customer,Outstanding\nO-1,Alpha,120\nO-2,Beta,120\nC-1,Beta,-60\nO-4,Delta,120\n',
    });
    expect(found.told).toEqual([
      'O-2 AmountDue 120.00/60.00 60 missing payment',
      'C-1 AmountDue -60.00/0.00 -60 missing payment',
    ]);
    expect(found.onlyInXero.map(({ record }) => textOf(record.cells[0]))).toEqual(['O-3', 'O-5']);
    const early = await reconcile(space, ledger('2026-10-31'), { 'open.csv': `${OCTOBER}O-4,Delta,120\n` });
    expect(early.told).toEqual(['O-4 Date /2026-11-02 date']);
    expect(early.summary.findings).toEqual({ 'reconcile/date': 1 });
  });

  test('a credit that is set against an invoice while the books are read does not change what was due before', async () => {
    const space = await books();
    const [credit, open] = [await space.get('CreditNotes'), await space.get('Invoices')];
    const { InvoiceID } = open.Invoices.find((one: { InvoiceNumber: string }) => one.InvoiceNumber === 'O-2');
    const { CreditNoteID } = credit.CreditNotes[0];
    await space.put('PUT', 'CreditNotes', {
      CreditNotes: [{ ...invoice('', 'Beta', [{ net: 10 }]), Type: 'ACCRECCREDIT', CreditNoteNumber: 'C-2' }],
    });
    const later = (await space.get('CreditNotes')).CreditNotes.find(
      (one: { CreditNoteID: string }) => one.CreditNoteID !== CreditNoteID,
    );
    let done = false;
    space.gate.disturb(async ({ path, query }) => {
      if (done || path !== '/Invoices' || !query.has('order')) return undefined;
      done = true;
      await space.put('PUT', `CreditNotes/${later.CreditNoteID}/Allocations`, {
        Allocations: [{ Invoice: { InvoiceID }, Amount: 12, Date: '2026-11-03' }],
      });
      return undefined;
    });
    const found = await reconcile(space, ledger('2026-10-31'), { 'open.csv': `${OCTOBER}C-2,Beta,-12\n` });
    expect(done).toBe(true);
    expect([found.told, found.summary.exitCode]).toEqual([[], 0]);
  });

  test('a filter leaves the control account out, and says so', async () => {
    const space = await books();
    const filtered = ledger('2026-10-31', 'filter: { Contact.Name: Alpha }\n');
    const found = await reconcile(space, filtered, { 'open.csv': 'Doc,Customer,Outstanding\nO-1,Alpha,120\n' });
    expect(found.summary.exitCode).toBe(0);
    expect(found.reconciliation.controlAccounts).toEqual([]);
    expect(new Map(found.reconciliation.parameters).get('Trial balance as at')).toMatch(/^not compared/);
  });
});
