/** What may be done to orders besides changing their fields: looked up first, in bulk where Xero takes several, and once. */

import { describe, expect, test } from 'vitest';
import { exported } from '../support/exporting.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const ALREADY = 'SKIPPED duplicate/already-so';
const head = { Contact: { Name: 'Basket Case' }, Date: '2026-10-01' };
const LineItems = [{ Description: 'Paper', Quantity: 1, UnitAmount: 10, AccountCode: '400' }];

const job = (verb: string, entity: string, field: string) => `
org: sandbox-gb
${verb}: ${entity}
columns: { ${field}: Key }
`;
const keys = (...values: readonly string[]) => `Key\n${values.join('\n')}\n`;
const bodies = (writes: readonly { readonly body: string }[], name: string) =>
  writes.flatMap(({ body }) => JSON.parse(body)[name]);

async function made(workspace: Workspace, collection: string, ...elements: readonly object[]) {
  return (await workspace.put('PUT', collection, { [collection]: elements }))[collection];
}

describe('purchase orders', () => {
  test('are submitted, approved and deleted by number, each once and in one request', async () => {
    const workspace = await openWorkspace();
    await made(
      workspace,
      'PurchaseOrders',
      ...['A', 'B'].map((PurchaseOrderNumber) => ({ ...head, LineItems, PurchaseOrderNumber })),
    );
    for (const [verb, Status] of [
      ['submit', 'SUBMITTED'],
      ['approve', 'AUTHORISED'],
      ['delete', 'DELETED'],
    ] as const) {
      const done = await workspace.run(job(verb, 'PurchaseOrders', 'PurchaseOrderNumber'), keys('a', 'B'));
      expect(done.fates).toEqual(['OK', 'OK']);
      expect(done.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /PurchaseOrders']);
      expect(bodies(done.writes, 'PurchaseOrders')).toMatchObject([{ Status }, { Status }]);
      const again = await workspace.run(job(verb, 'PurchaseOrders', 'PurchaseOrderNumber'), keys('A', 'b'));
      expect(again.fates).toEqual([ALREADY, ALREADY]);
    }
  });

  test('that are billed are not deleted, and count as approved', async () => {
    const workspace = await openWorkspace();
    await made(workspace, 'PurchaseOrders', { ...head, LineItems, PurchaseOrderNumber: 'C', Status: 'BILLED' });
    const deleted = await workspace.run(job('delete', 'PurchaseOrders', 'PurchaseOrderNumber'), keys('C'));
    expect(deleted.fates[0]).toMatch(/^ERROR /);
    expect(deleted.rows[0]?.Message).toContain('bill that was made of it');
    expect(deleted.writes).toEqual([]);
    const approved = await workspace.run(job('approve', 'PurchaseOrders', 'PurchaseOrderNumber'), keys('C'));
    expect(approved.fates).toEqual([ALREADY]);
  });
});

test('quotes are deleted with the contact and the day that Xero wants to see', async () => {
  const workspace = await openWorkspace();
  const [quote] = await made(workspace, 'Quotes', { ...head, LineItems, QuoteNumber: 'Q1' });
  const done = await workspace.run(job('delete', 'Quotes', 'QuoteNumber'), keys('Q1'));
  expect(done.fates).toEqual(['OK']);
  expect(bodies(done.writes, 'Quotes')).toEqual([
    {
      QuoteID: quote.QuoteID,
      Contact: { ContactID: quote.Contact.ContactID },
      Date: '2026-10-01',
      Status: 'DELETED',
    },
  ]);
  expect((await workspace.run(job('delete', 'Quotes', 'QuoteNumber'), keys('Q1'))).fates).toEqual([ALREADY]);
});

test('repeating invoices are deleted by ID, several in a request', async () => {
  const workspace = await openWorkspace();
  const Schedule = { Period: 1, Unit: 'MONTHLY', DueDate: 1, DueDateType: 'OFFOLLOWINGMONTH', StartDate: '2026-11-01' };
  const template = { Type: 'ACCPAY', Contact: head.Contact, Schedule, LineItems };
  const ids = (await made(workspace, 'RepeatingInvoices', template, template)).map(
    (one: { readonly RepeatingInvoiceID: string }) => one.RepeatingInvoiceID,
  );
  const run = () => workspace.run(job('delete', 'RepeatingInvoices', 'RepeatingInvoiceID'), keys(...ids));
  const done = await run();
  expect(done.fates).toEqual(['OK', 'OK']);
  expect(done.writes).toHaveLength(1);
  expect((await run()).fates).toEqual([ALREADY, ALREADY]);
});

test('linked transactions are removed by the line that they charge on', async () => {
  const workspace = await openWorkspace();
  const bill = { ...head, Type: 'ACCPAY', DueDate: '2026-10-31', Status: 'AUTHORISED', LineItems };
  const [{ InvoiceID, LineItems: lines }] = await made(workspace, 'Invoices', bill);
  const line = lines[0].LineItemID;
  await workspace.put('PUT', 'LinkedTransactions', { SourceTransactionID: InvoiceID, SourceLineItemID: line });
  const done = await workspace.run(job('delete', 'LinkedTransactions', 'SourceLineItemID'), keys(line));
  expect(done.fates).toEqual(['OK']);
  expect(done.writes.map(({ method }) => method)).toEqual(['DELETE']);
  expect((await workspace.get('LinkedTransactions')).LinkedTransactions).toEqual([]);
});

describe('an export', () => {
  const table = (of: string, columns: string, more = '') =>
    `org: sandbox-gb\nexport: ${of}\ncolumns: ${columns}\n${more}output: { file: out.csv }\n`;

  test('of orders and quotes asks Xero for the status and the days alone', async () => {
    const workspace = await openWorkspace();
    await made(
      workspace,
      'PurchaseOrders',
      { ...head, LineItems, Status: 'AUTHORISED' },
      { ...head, LineItems, Date: '2026-09-30', Status: 'AUTHORISED' },
      { ...head, LineItems },
    );
    await made(workspace, 'Quotes', { ...head, LineItems, ExpiryDate: '2026-11-01' }, { ...head, LineItems });
    const orders = table(
      'PurchaseOrders',
      '{ PurchaseOrderNumber: PO, Contact.Name: Supplier, Total: Total }',
      'lines: { Description: Item, LineAmount: Net }\nfilter: { Status: AUTHORISED, Date: { from: 2026-10-01 } }\n',
    );
    expect(await exported(workspace, orders)).toMatchObject([{ rows: 1, records: 1, slow: [] }]);
    const asked = workspace.gate.calls.findLast(({ path }) => path === '/PurchaseOrders')!.query;
    expect([asked.get('Status'), asked.get('DateFrom')]).toEqual(['AUTHORISED', '2026-10-01']);
    const quotes = table('Quotes', 'all', 'filter: { ExpiryDate: { to: 2026-12-31 } }\n');
    expect(await exported(workspace, quotes)).toMatchObject([{ records: 1, slow: [] }]);
    expect(workspace.gate.calls.findLast(({ path }) => path === '/Quotes')!.query.get('ExpiryDateTo')).toBe(
      '2026-12-31',
    );
  });

  test('of 250 quotes reads them all, though no page tells how many there are', async () => {
    const workspace = await openWorkspace();
    await made(workspace, 'Quotes', ...Array.from({ length: 250 }, () => ({ ...head, LineItems })));
    const tables = await exported(workspace, table('Quotes', '{ QuoteNumber: No }'));
    expect(tables[0]?.records).toBe(250);
  });
});
