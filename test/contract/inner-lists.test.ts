/** Payments and allocations within documents: pages carry what the entities say, amounts and days included. */
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { RowLevel } from '../../src/model/job.ts';
import { cellText } from '../../src/model/source-row.ts';
import { creditNotes } from '../../src/xero/entities/credit-notes.ts';
import { invoices } from '../../src/xero/entities/invoices.ts';
import { compileFlatten } from '../../src/xero/flatten-element.ts';
import { createHttpApi } from '../../src/xero/http-api.ts';
import { entityCollection, readCollection } from '../../src/xero/read-collection.ts';
import { type Client, type Loose, line, openForTest, salesInvoice } from './sandbox-client.ts';

const lines = { LineItems: [line({ TaxType: 'NONE', Quantity: 1, UnitAmount: 100 })] };
const at = { line: 1, column: 1 };
let client: Client;
let invoice: Loose;
let note: Loose;
let payments: Loose[];

beforeEach(async () => {
  client = await openForTest({ now: () => Date.parse('2026-06-01T12:00:00Z') });
  const write = async (collection: string, element: object) => (await client.write('PUT', collection, element))[0];
  invoice = await write('Invoices', salesInvoice('INV-1', lines));
  const credit = { Type: 'ACCRECCREDIT', CreditNoteNumber: 'CN-1', Date: '2026-03-05', Status: 'AUTHORISED', ...lines };
  note = await write('CreditNotes', { ...credit, Contact: { Name: 'Basket Case' } });
  const pay = (over: object) => write('Payments', { Account: { Code: '090' }, ...over });
  const { InvoiceID } = invoice;
  payments = [
    await pay({ Invoice: { InvoiceID }, Amount: 12.34, Date: '2026-03-10', Reference: 'first' }),
    await pay({ Invoice: { InvoiceID }, Amount: 20, Date: '2026-04-10' }),
    await pay({ CreditNote: { CreditNoteID: note.CreditNoteID }, Amount: 30, Date: '2026-03-20' }),
  ];
  const Allocations = [{ Invoice: { InvoiceID }, Amount: 55.5, Date: '2026-03-15' }];
  await client.send('PUT', `CreditNotes/${note.CreditNoteID}/Allocations`, { Allocations });
});

/** The number of the document, and what the elements of a list within it hold. */
async function rows(entity: typeof invoices, level: Extract<RowLevel, 'payments' | 'allocations'>): Promise<Loose[]> {
  const api = createHttpApi({
    baseUrl: `${client.sandbox.url}/api.xro/2.0`,
    tenantId: client.sandbox.tenantId,
    token: async () => client.sandbox.token,
    userAgent: 'rowpost/0',
  });
  onTestFinished(() => api.close());
  const column = (field: string) => ({ field, header: field, at });
  const inner = entity.inner![level]!.fields.map(({ name }) => column(name));
  const columns = [column(entity.numberField!)];
  const flatten = compileFlatten({ entity, level, columns, inner, facts: { brandingThemes: [] } });
  const found: Loose[] = [];
  await readCollection(api, entityCollection(entity, {}), async (elements) => {
    for (const cells of elements.flatMap(flatten)) {
      const filled = [...columns, ...inner].map(({ field }, place) => [field, cellText(cells[place]!)] as const);
      found.push(Object.fromEntries(filled.filter(([, text]) => text !== '')));
    }
  });
  return found;
}

test('payments of an invoice, refunds of a credit note', async () => {
  const [first, second, refund] = payments.map(({ PaymentID }) => PaymentID);
  expect(await rows(invoices, 'payments')).toEqual([
    {
      InvoiceNumber: 'INV-1',
      PaymentID: first,
      Date: '2026-03-10',
      Amount: '12.34',
      Reference: 'first',
      CurrencyRate: '1',
    },
    { InvoiceNumber: 'INV-1', PaymentID: second, Date: '2026-04-10', Amount: '20.00', CurrencyRate: '1' },
  ]);
  expect(await rows(creditNotes, 'payments')).toEqual([
    { CreditNoteNumber: 'CN-1', PaymentID: refund, Date: '2026-03-20', Amount: '30.00', CurrencyRate: '1' },
  ]);
});

test('credit set against an invoice, told by the invoice and by the credit note', async () => {
  expect(await rows(invoices, 'allocations')).toEqual([
    {
      InvoiceNumber: 'INV-1',
      Kind: 'CreditNotes',
      CreditNoteID: note.CreditNoteID,
      CreditNoteNumber: 'CN-1',
      AppliedAmount: '55.50',
      Date: '2026-03-05',
      Total: '100.00',
      CurrencyRate: '1',
    },
  ]);
  expect(await rows(creditNotes, 'allocations')).toEqual([
    {
      CreditNoteNumber: 'CN-1',
      AllocationID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      Amount: '55.50',
      Date: '2026-03-15',
      'Invoice.InvoiceID': invoice.InvoiceID,
      'Invoice.InvoiceNumber': 'INV-1',
    },
  ]);
});
