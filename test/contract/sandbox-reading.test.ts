import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

const hour = 3_600_000;
let now = Date.UTC(2026, 2, 1);
let client: Client;
beforeAll(async () => {
  client = await openSandbox({ now: () => now });
  for (const day of [1, 2, 3, 4, 5]) {
    now += hour;
    const head = {
      Date: `2026-03-0${day}`,
      Contact: { Name: day < 4 ? 'ABC Furniture' : 'City Limousines' },
      Reference: `Job ${day}`,
    };
    const status = day === 5 ? { Status: 'DRAFT' } : {};
    const LineItems = [line({ Quantity: day })];
    await client.write('PUT', 'Invoices', salesInvoice(`S-${day}`, { ...head, ...status, LineItems }));
  }
});
afterAll(() => client.sandbox.close());

const numbers = async (query: string, headers: Readonly<Record<string, string>> = {}) =>
  (await client.get(`Invoices?${query}`, headers)).json.Invoices.map((invoice: Loose) => invoice.InvoiceNumber);
const where = (expression: string) => numbers(`where=${encodeURIComponent(expression)}`);

describe('pages', () => {
  test('come only when asked for, oldest change first', async () => {
    const plain = (await client.get('Invoices')).json;
    expect(plain.pagination).toBeUndefined();
    const paged = (await client.get('Invoices?page=2&pageSize=2')).json;
    expect(paged.pagination).toEqual({ page: 2, pageSize: 2, pageCount: 3, itemCount: 5 });
    expect(paged.Invoices.map((invoice: Loose) => invoice.InvoiceNumber)).toEqual(['S-3', 'S-4']);
  });

  test('past the end are empty, sizes are clamped', async () => {
    const past = (await client.get('Invoices?page=9')).json;
    expect([past.Invoices, past.pagination]).toEqual([[], { page: 9, pageSize: 100, pageCount: 1, itemCount: 5 }]);
    expect((await client.get('Invoices?page=1&pageSize=5000')).json.pagination.pageSize).toBe(1000);
    expect((await client.get('Invoices?page=0&pageSize=0')).json.pagination).toMatchObject({ page: 1, pageSize: 1 });
    const none = (await client.get('Invoices?page=1&where=InvoiceNumber=="none"')).json;
    expect(none.pagination).toEqual({ page: 1, pageSize: 100, pageCount: 0, itemCount: 0 });
  });

  test('show lines; plain lists and summaries do not', async () => {
    const [detail] = (await client.get('Invoices?page=1')).json.Invoices;
    expect(detail.LineItems).toHaveLength(1);
    expect(detail.Contact).toMatchObject({ Name: 'ABC Furniture', Addresses: [] });
    const [alone] = (await client.get(`Invoices/${detail.InvoiceID}`)).json.Invoices;
    expect(alone.Contact.EmailAddress).toBe('abc.furniture@example.com');
    const [plain] = (await client.get('Invoices')).json.Invoices;
    expect(plain.LineItems).toEqual([]);
    expect(plain.Contact.EmailAddress).toBeUndefined();
    const [summary] = (await client.get('Invoices?summaryOnly=true')).json.Invoices;
    expect(Object.keys(summary)).not.toContain('LineItems');
    expect(summary).toMatchObject({ InvoiceNumber: 'S-1', Total: 60 });
  });

  test('are unknown to lists of settings', async () => {
    expect((await client.get('Accounts?page=1')).json.pagination).toBeUndefined();
  });
});

describe('filters', () => {
  test.each([
    ['InvoiceNumber=="s-2"', ['S-2']],
    ['Status=="DRAFT"', ['S-5']],
    ['Status="AUTHORISED" AND Date>=DateTime(2026, 03, 02) && Date<DateTime(2026,3,4)', ['S-2', 'S-3']],
    ['InvoiceNumber=="S-1" OR InvoiceNumber=="S-4"', ['S-1', 'S-4']],
    ['Total>=180 AND Total<300', ['S-3', 'S-4']],
    ['Contact.Name=="city limousines"', ['S-4', 'S-5']],
    ['Reference!=null && Reference.Contains("job 2")', ['S-2']],
    ['Reference.StartsWith("Job") AND (AmountDue==60 OR AmountDue==120)', ['S-1', 'S-2']],
    ['SentToContact==false AND Total==60', ['S-1']],
  ])('%s', async (expression, expected) => {
    expect(await where(expression)).toEqual(expected);
  });

  test('by guid, in either kind of path', async () => {
    const [first] = (await client.get('Invoices')).json.Invoices;
    expect(await where(`InvoiceId==guid("${first.InvoiceID}")`)).toEqual(['S-1']);
    expect(await where(`Contact.ContactID==Guid("${first.Contact.ContactID}")`)).toEqual(['S-1', 'S-2', 'S-3']);
  });

  test.each([
    'Status==',
    'Status',
    '(Status=="A"',
    'Status=="A")',
    'Status ~ 1',
    "Status=='A'",
    '== "A"',
    'Nothing=="x"',
    'Date>=DateTime(x)',
    'constructor=="x"',
  ])('%s is no filter', async (expression) => {
    const answer = await client.get(`Invoices?where=${encodeURIComponent(expression)}`);
    expect(answer.json).toMatchObject({ ErrorNumber: 16, Type: 'QueryParseException' });
  });

  test('by parameters', async () => {
    const [first, second] = (await client.get('Invoices')).json.Invoices;
    expect(await numbers(`IDs=${second.InvoiceID},${first.InvoiceID}`)).toEqual(['S-1', 'S-2']);
    expect(await numbers('InvoiceNumbers=S-3,s-5')).toEqual(['S-3', 'S-5']);
    expect(await numbers(`ContactIDs=${first.Contact.ContactID}&Statuses=AUTHORISED,DRAFT`)).toEqual([
      'S-1',
      'S-2',
      'S-3',
    ]);
    expect((await client.get('Invoices?Statuses=DRAFT')).json.pagination.itemCount).toBe(1);
    expect(await numbers('searchTerm=limous')).toEqual(['S-4', 'S-5']);
    const many = Array.from({ length: 55 }, () => crypto.randomUUID()).join(',');
    expect((await client.get(`Invoices?IDs=${many}`)).status).toBe(404);
  });

  test('by time of change, to the second', async () => {
    const since = new Date(Date.UTC(2026, 2, 1) + 4 * hour).toISOString().slice(0, 19);
    expect(await numbers('', { 'If-Modified-Since': since })).toEqual(['S-4', 'S-5']);
    expect(
      await numbers('', { 'If-Modified-Since': new Date(Date.UTC(2026, 2, 1) + 4 * hour + 1000).toUTCString() }),
    ).toEqual(['S-5']);
  });

  test('in an order', async () => {
    expect(await numbers('order=Total%20DESC')).toEqual(['S-5', 'S-4', 'S-3', 'S-2', 'S-1']);
    expect(await numbers('order=Contact.Name%20DESC,Date%20DESC&page=1&pageSize=3')).toEqual(['S-5', 'S-4', 'S-3']);
  });
});

describe('contacts', () => {
  test('leave the archived out unless asked', async () => {
    const names = async (query: string) =>
      (await client.get(`Contacts${query}`)).json.Contacts.map((contact: Loose) => contact.Name);
    expect(await names('')).not.toContain('Port & Philip Freight');
    expect(await names('?includeArchived=true')).toContain('Port & Philip Freight');
    expect(await names('?searchTerm=LIMO')).toEqual(['City Limousines']);
    expect(await names(`?where=${encodeURIComponent('EmailAddress=="boom.fm@example.com"')}`)).toEqual(['Boom FM']);
  });
});

test('codes and numbers stand for ids in a path', async () => {
  expect((await client.get('Invoices/S-2')).json.Invoices[0].Reference).toBe('Job 2');
  expect((await client.get('TaxRates/OUTPUT2')).json.TaxRates[0].EffectiveRate).toBe(20);
  expect((await client.get(`Accounts?where=${encodeURIComponent('Code=="200"')}`)).json.Accounts[0].Name).toBe('Sales');
});
