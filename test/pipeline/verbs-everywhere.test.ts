/** Files and notes for every kind of record that has them, found by number, name, code or ID. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { invoiceOf } from './sample-records.ts';

const LineItems = [{ Description: 'Line', Quantity: 1, UnitAmount: 10, AccountCode: '200' }];
const document = { Contact: { Name: 'Basket Case' }, Date: '2026-10-01', LineAmountTypes: 'Exclusive', LineItems };

/** A record of each kind, and the field that finds it. */
const RECORDS: Readonly<Record<string, readonly [field: string, record: object]>> = {
  CreditNotes: ['CreditNoteNumber', { Type: 'ACCRECCREDIT', CreditNoteNumber: 'W-1', ...document }],
  Invoices: ['InvoiceNumber', invoiceOf('W-2', { Status: 'AUTHORISED' })],
  PurchaseOrders: ['PurchaseOrderNumber', { PurchaseOrderNumber: 'W-3', ...document }],
  Quotes: ['QuoteNumber', { QuoteNumber: 'W-4', ...document }],
  BankTransactions: ['BankTransactionID', { Type: 'SPEND', BankAccount: { Code: '090' }, ...document }],
  BankTransfers: [
    'BankTransferID',
    { FromBankAccount: { Code: '090' }, ToBankAccount: { Code: '091' }, Amount: 10, Date: '2026-10-01' },
  ],
  ManualJournals: [
    'ManualJournalID',
    {
      Narration: 'Accrual',
      Date: '2026-10-01',
      JournalLines: [
        { LineAmount: 10, AccountCode: '400' },
        { LineAmount: -10, AccountCode: '200' },
      ],
    },
  ],
  Payments: [
    'PaymentID',
    { Invoice: { InvoiceNumber: 'W-2' }, Account: { Code: '090' }, Date: '2026-10-02', Amount: 1 },
  ],
  Accounts: ['Code', {}],
  Contacts: ['Name', {}],
  Items: ['Code', {}],
};

const ATTACHED = Object.keys(RECORDS).filter((name) => name !== 'Payments' && name !== 'Items');
const NOTED = Object.keys(RECORDS).filter((name) => name !== 'Accounts');
const PRINTED = ['CreditNotes', 'Invoices', 'PurchaseOrders', 'Quotes'];

/** By entity, what finds its record. */
async function keysIn(workspace: Workspace): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  const { ContactID } = (await workspace.get('Contacts?where=Name=="Basket Case"')).Contacts[0];
  for (const [name, [field, record]] of Object.entries(RECORDS)) {
    const element = 'Contact' in record ? { ...record, Contact: { ContactID } } : record;
    if (Object.keys(record).length > 0) await workspace.put('PUT', name, { [name]: [element] });
    keys.set(name, (await workspace.get(name))[name][0][field]);
  }
  return keys;
}

test('every kind of record takes its verbs, and passes them over the second time', async () => {
  const workspace = await openWorkspace();
  await writeFile(join(workspace.folder, 'a.pdf'), 'bytes');
  const keys = await keysIn(workspace);
  expect([...keys.values()].filter((key) => key === undefined || key === '')).toEqual([]);
  const fate = async (verb: string, name: string, more: string, cell: string) => {
    const [field] = RECORDS[name]!;
    const job = `org: sandbox-gb\n${verb}: ${name}\ncolumns: { ${field}: Key${more} }\n`;
    const { rows } = await workspace.run(job, `Key,Value\n"${keys.get(name)}",${cell}\n`);
    return `${verb} ${name} ${rows[0]?.Status} ${rows[0]?.['Xero ID'] === '' ? 'without ID' : ''}`.trim();
  };
  for (const status of ['OK', 'SKIPPED']) {
    for (const name of ATTACHED) {
      expect(await fate('attach', name, ', FilePath: Value', 'a.pdf')).toBe(`attach ${name} ${status}`);
    }
    for (const name of NOTED) {
      expect(await fate('note', name, ', Note: Value', 'Looked at')).toBe(`note ${name} ${status}`);
    }
  }
  for (const name of ATTACHED) {
    expect(await fate('download-attachments', name, '', '')).toBe(`download-attachments ${name} OK`);
  }
  for (const name of NOTED) expect(await fate('history', name, '', '')).toBe(`history ${name} OK`);
  for (const name of PRINTED) expect(await fate('pdf', name, '', '')).toBe(`pdf ${name} OK`);
});
