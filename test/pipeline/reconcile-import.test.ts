/** A migration proved: the rows of an import, what became of each, and what Xero holds. */

import { expect, test } from 'vitest';
import { reconcile, textOf } from '../support/reconciling.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const IMPORT = `
import: Invoices
org: sandbox-gb
source: { file: input.csv, dates: dd/MM/yyyy }
columns:
  Type: { value: ACCREC }
  LineAmountTypes: { value: Exclusive }
  Status: { value: AUTHORISED }
  InvoiceNumber: No
  Contact.Name: Customer
  Date: Day
  DueDate: Day
lines:
  Description: Item
  Quantity: Qty
  UnitAmount: Price
  AccountCode: { value: "200" }
  TaxType: { value: OUTPUT2 }
send: { invalid: skip }
`;

const ROWS = `No,Customer,Day,Item,Qty,Price
M-1,Alpha,01/10/2026,Bolts,3,1.115
M-2,Beta,02/10/2026,Nuts,1,10
M-1,Alpha,01/10/2026,Nuts,2,7.5
M-3,Gamma,03/10/2026,Nails,-1,4
`;

const RECONCILE = `
reconcile: Invoices
org: sandbox-gb
source: { run: last }
filter: { Type: ACCREC }
output: { file: out/migration.xlsx }
`;

test('a whole ledger is proved by the import of its invoices', async () => {
  const { space, runId } = await migrated();
  const found = await prove(
    space,
    runId,
    RECONCILE.replace('reconcile: Invoices', 'reconcile: Receivables').replace(/filter: .*/, ''),
  );
  expect(found.matched.map(({ sheet }) => [textOf(sheet.cells[0]), sheet.place])).toEqual([
    ['M-1', '2'],
    ['M-2', '3'],
  ]);
  expect(found.reconciliation.controlAccounts[0]).toMatchObject({ ledger: '34.02', documents: '34.02' });
});

async function migrated(): Promise<{ space: Workspace; runId: string }> {
  const space = await openWorkspace();
  const { summary } = await space.run(IMPORT, ROWS);
  return { space, runId: summary.runId };
}

async function prove(space: Workspace, runId: string, job = RECONCILE) {
  const run = (await space.journal.run(runId))!;
  if (run.command !== 'run') throw new Error('not an import');
  return reconcile(space, job, {}, { ...run, command: 'run' });
}

test('rows that were saved agree with Xero, those that were not stand alone with their status', async () => {
  const { space, runId } = await migrated();
  const found = await prove(space, runId);
  expect(found.told).toEqual([]);
  expect(found.matched.map(({ sheet, xero }) => [sheet.place, xero.kind])).toEqual([
    ['2', 'Invoice'],
    ['3', 'Invoice'],
  ]);
  expect(found.onlyInSheet.map(({ record, note }) => [record.place, note])).toEqual([['5', 'ERROR']]);
  expect(found.onlyInXero).toEqual([]);
  const totals = found.reconciliation.controlTotals.filter(({ name }) => name === 'Total' || name === 'Documents');
  expect(totals).toEqual([
    { name: 'Documents', sheet: '3', xero: '2' },
    { name: 'Total', sheet: '29.22', xero: '34.02' },
  ]);
  expect(found.reconciliation.byAccount).toEqual([{ key: '200', label: '200 Sales', sheet: '24.35', xero: '28.35' }]);
  const parameters = new Map(found.reconciliation.parameters);
  expect(parameters.get('Rows of the import')).toBe(`${runId} of job; the files are the same today`);
});

test('what a blank cell left to Xero agrees, whatever Xero made of it', async () => {
  const space = await openWorkspace();
  const job = IMPORT.replace('DueDate: Day', 'CurrencyCode: Currency').replace('AUTHORISED', 'DRAFT');
  const { summary } = await space.run(job, 'No,Customer,Day,Item,Qty,Price,Currency\nB-1,Alpha,01/10/2026,Nuts,1,1,\n');
  const found = await prove(space, summary.runId);
  expect([found.told, found.summary.exitCode]).toEqual([[], 0]);
  expect(found.reconciliation.fields.find(({ field }) => field === 'CurrencyCode')).toMatchObject({ compared: true });
});

test('what was changed in Xero since, and a file changed since, are told', async () => {
  const { space, runId } = await migrated();
  const { Invoices } = await space.get('Invoices?where=InvoiceNumber%3D%3D%22M-2%22');
  await space.put('POST', `Invoices/${Invoices[0].InvoiceID}`, {
    Invoices: [
      {
        Contact: { Name: 'Beta Group' },
        LineItems: [{ Description: 'Nuts', Quantity: 1, UnitAmount: 11, AccountCode: '200', TaxType: 'OUTPUT2' }],
      },
    ],
  });
  await space.write({ 'input.csv': `${ROWS}M-9,Omega,01/10/2026,Nuts,1,1\n` });
  const found = await prove(space, runId);
  expect(found.told).toEqual([
    'M-2 Contact.Name Beta/Beta Group text',
    'M-2 SubTotal 10.00/11.00 -1 amount',
    'M-2 TotalTax 2.00/2.20 -0.2 amount',
    'M-2 Total 12.00/13.20 -1.2 amount',
  ]);
  expect(found.onlyInSheet.map(({ record }) => textOf(record.cells.at(-1)))).toHaveLength(1);
  expect(found.summary.findings).toMatchObject({ 'reconcile/source-changed': 1 });
  expect(new Map(found.reconciliation.parameters).get('Rows of the import')).toMatch(
    /; input\.csv is gone or was changed since$/,
  );
});
