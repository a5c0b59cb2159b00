import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

const hour = 3_600_000;
let now = Date.UTC(2026, 2, 1);
let client: Client;
beforeAll(async () => {
  client = await openSandbox({ now: () => now });
  const of = async (number: string, day: number, over: object = {}) => {
    now += hour;
    return client.write('PUT', 'Invoices', salesInvoice(number, { Date: `2026-03-0${day}`, ...over }));
  };
  await of('L-1', 5, { Reference: 'b', LineItems: [line({ Quantity: 3 })] });
  await of('L-2', 3, { Contact: { Name: 'City Limousines' } });
  await of('L-3', 4, { Reference: 'A', Status: 'DRAFT' });
  await of('L-4', 4, { Reference: 'Port', Contact: { Name: 'ABC Furniture' } });
  await client.write('PUT', 'CreditNotes', {
    Type: 'ACCRECCREDIT',
    CreditNoteNumber: 'K-1',
    Contact: { Name: 'ABC Furniture' },
    Status: 'AUTHORISED',
    Date: '2026-03-06',
    LineItems: [line()],
  });
  await client.write('PUT', 'Payments', {
    Invoice: { InvoiceNumber: 'L-4' },
    Account: { AccountID: (await client.get('Accounts?where=Type%3D%3D%22BANK%22')).json.Accounts[0].AccountID },
    Date: '2026-03-07',
    Amount: 20,
  });
});
afterAll(() => client.sandbox.close());

const numbers = async (query: string) =>
  (await client.get(`Invoices?${query}`)).json.Invoices.map((invoice: Loose) => invoice.InvoiceNumber);

describe('an order', () => {
  test.each([
    ['Date', ['L-2', 'L-3', 'L-4', 'L-1']],
    ['date desc', ['L-1', 'L-3', 'L-4', 'L-2']],
    ['Date DESCENDING, InvoiceNumber DESC', ['L-1', 'L-4', 'L-3', 'L-2']],
    ['Reference', ['L-2', 'L-3', 'L-1', 'L-4']],
    ['Reference DESC', ['L-4', 'L-1', 'L-3', 'L-2']],
    ['Contact.Name ASC, Total DESC', ['L-4', 'L-1', 'L-3', 'L-2']],
    ['AmountDue,UpdatedDateUTC DESC', ['L-4', 'L-3', 'L-2', 'L-1']],
    ['Status desc', ['L-3', 'L-1', 'L-2', 'L-4']],
  ])('%s', async (order, expected) => {
    expect(await numbers(`order=${encodeURIComponent(order)}`)).toEqual(expected);
    const pages = [1, 2].map((page) => numbers(`order=${encodeURIComponent(order)}&page=${page}&pageSize=3`));
    expect((await Promise.all(pages)).flat()).toEqual(expected);
  });

  test.each([
    ['Nothing', "No property or field 'Nothing' exists in type 'Invoice'"],
    ['Date DESC Total', 'Syntax error'],
    ['Date,', 'Expression expected'],
  ])('%s is none', async (order, message) => {
    const answer = await client.get(`Invoices?order=${encodeURIComponent(order)}`);
    expect(answer.json).toEqual({ ErrorNumber: 16, Type: 'QueryParseException', Message: message });
  });

  test('sorts settings, too', async () => {
    const codes = (await client.get('Accounts?order=Code%20DESC')).json.Accounts.map((one: Loose) => one.Code ?? '');
    expect(codes).toEqual(codes.toSorted().reverse());
  });
});

describe('parameters', () => {
  test('that a list is not published with are not looked at', async () => {
    const all = (await client.get('CreditNotes')).json.CreditNotes;
    expect((await client.get(`CreditNotes?IDs=${crypto.randomUUID()}&searchTerm=x`)).json.CreditNotes).toEqual(all);
    expect((await client.get('CreditNotes?summaryOnly=true')).json.pagination).toBeUndefined();
    const rates = (await client.get('TaxRates')).json.TaxRates;
    expect((await client.get('TaxRates?page=2&pageSize=1')).json.TaxRates).toEqual(rates);
    const future = { 'If-Modified-Since': '2040-01-01T00:00:00' };
    expect((await client.get('TaxRates', future)).json.TaxRates).toEqual(rates);
    expect((await client.get('Accounts', future)).json.Accounts).toEqual([]);
    expect((await client.get('Items', future)).json.Items).toEqual([]);
  });

  test('that are blank or unreadable do not count', async () => {
    expect(await numbers('where=&order=&IDs=&Statuses=&searchTerm=')).toHaveLength(4);
    expect((await client.get('Invoices?page=x&pageSize=y')).json.pagination).toMatchObject({ page: 1, pageSize: 100 });
    const odd = { 'If-Modified-Since': 'yesterday' };
    expect((await client.get('Invoices', odd)).json.Invoices).toHaveLength(4);
  });

  test('createdByMyApp finds what this app wrote', async () => {
    expect(await numbers('createdByMyApp=true')).toHaveLength(4);
  });

  test('pagination comes with a paging parameter alone', async () => {
    for (const collection of ['Invoices', 'CreditNotes', 'Payments', 'Contacts', 'ManualJournals']) {
      expect((await client.get(collection)).json.pagination, collection).toBeUndefined();
      expect((await client.get(`${collection}?pageSize=50`)).json.pagination, collection).toMatchObject({
        page: 1,
        pageSize: 50,
      });
    }
  });
});

describe('searchTerm', () => {
  test.each([
    ['l-2', ['L-2']],
    ['PORT', ['L-4']],
    ['limous', ['L-2']],
    ['nobody', []],
  ])('%s in number, reference or contact', async (term, expected) => {
    expect(await numbers(`searchTerm=${term}`)).toEqual(expected);
    expect((await client.get(`Invoices?page=1&searchTerm=${term}`)).json.pagination.itemCount).toBe(expected.length);
  });

  test('goes with a filter', async () => {
    const where = encodeURIComponent('Total > 150');
    expect(await numbers(`searchTerm=L-&where=${where}`)).toEqual(['L-1']);
  });
});

describe('payments and credit notes', () => {
  test('are found by what they belong to', async () => {
    const [invoice] = (await client.get('Invoices/L-4')).json.Invoices;
    const found = async (expression: string) =>
      (await client.get(`Payments?where=${encodeURIComponent(expression)}`)).json.Payments.length;
    expect(await found(`Invoice.InvoiceID==Guid("${invoice.InvoiceID}")`)).toBe(1);
    expect(await found('Invoice.InvoiceNumber=="l-4" AND Invoice.Contact.Name=="ABC Furniture"')).toBe(1);
    expect(await found('PaymentType=="ACCPAYPAYMENT"')).toBe(0);
    const notes = await client.get(
      `CreditNotes?where=${encodeURIComponent('CreditNoteNumber=="K-1" OR CreditNoteNumber=="K-2"')}`,
    );
    expect(notes.json.CreditNotes).toHaveLength(1);
  });
});

describe('very many records', () => {
  let small: Client;
  beforeAll(async () => {
    small = await openSandbox({ settings: { highVolume: 3 } });
    for (const number of ['V-1', 'V-2', 'V-3', 'V-4']) {
      await small.write('PUT', 'Invoices', salesInvoice(number, { Date: `2026-03-0${number.slice(2)}` }));
    }
  });
  afterAll(() => small.sandbox.close());

  test.each([
    ['', 'the whole list'],
    ['page=1&where=Total==1', 'a filter by a field that is not optimised'],
    ['page=1&where=Reference!=null%26%26Reference.Contains("x")', 'a method'],
    ['page=1&order=Total', 'an order by such a field'],
    ['where=Status=="AUTHORISED"', 'a filter that leaves too many'],
  ])('refuse "%s": %s', async (query) => {
    const answer = await small.get(`Invoices?${query}`);
    expect([answer.status, answer.json]).toEqual([
      400,
      {
        ErrorNumber: 51,
        Type: 'HighVolumeException',
        Message:
          'Your request is not filtering Invoices efficiently, given the extremely high volume for this organisation. Please check https://developer.xero.com/documentation/api/efficient-data-retrieval for tips on making Invoice retrieval more efficient.',
      },
    ]);
  });

  test.each([
    'page=1',
    'page=1&where=Status=="AUTHORISED"',
    'page=1&where=AmountPaid==0',
    'page=1&order=Date%20DESC',
    'where=InvoiceNumber=="V-1"',
    'where=Date>=DateTime(2026,3,2)%26%26Total>1',
    'searchTerm=V-1&page=1',
  ])('answer "%s"', async (query) => {
    expect((await small.get(`Invoices?${query}`)).status).toBe(200);
  });

  test('are no matter to lists of settings', async () => {
    expect((await small.get('Accounts?where=Name=="Sales"')).status).toBe(200);
  });
});
