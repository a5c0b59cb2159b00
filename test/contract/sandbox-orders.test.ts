import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, messagesOf, openSandbox, warningsOf } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const UNKNOWN = '11111111-2222-4333-8444-555555555555';
const bought = (over: object = {}) => line({ AccountCode: '400', ...over });
const order = async (over: object = {}, method: 'PUT' | 'POST' = 'PUT'): Promise<Loose> => {
  const head = { Contact: { Name: 'PowerDirect' }, Date: '2026-03-01', LineItems: [bought()] };
  return (await client.write(method, 'PurchaseOrders', { ...head, ...over }))[0];
};
const change = async (collection: string, element: object): Promise<Loose> =>
  (await client.write('POST', collection, element))[0];
const read = async (path: string): Promise<Loose> =>
  Object.values((await client.get(path)).json as object).find(Array.isArray)?.[0];

describe('a purchase order', () => {
  test('is a draft with the next number of its series, and posts nothing', async () => {
    const before = (await client.get('Reports/TrialBalance')).text;
    const first = await order({ Status: 'AUTHORISED' });
    const second = await order();
    expect(first.PurchaseOrderNumber).toMatch(/^PO-\d{4}$/);
    expect(Number(second.PurchaseOrderNumber.slice(3))).toBe(Number(first.PurchaseOrderNumber.slice(3)) + 1);
    expect(second).toMatchObject({
      Status: 'DRAFT',
      Type: 'PURCHASEORDER',
      SubTotal: 100,
      TotalTax: 20,
      Total: 120,
      LineAmountTypes: 'Exclusive',
      CurrencyCode: 'GBP',
      DateString: '2026-03-01T00:00:00',
      HasAttachments: false,
    });
    const after = (await client.get('Reports/TrialBalance')).text;
    const rows = (text: string) => JSON.parse(text).Reports[0].Rows;
    expect(rows(after)).toEqual(rows(before));
  });

  test('keeps four decimals of its prices without being asked to', async () => {
    const saved = await order({ LineItems: [bought({ Quantity: 100, UnitAmount: '1.2345', AccountCode: undefined })] });
    expect(saved).toMatchObject({ StatusAttributeString: 'OK', SubTotal: 123.45 });
    expect((await read(`PurchaseOrders/${saved.PurchaseOrderID}`)).LineItems[0].UnitAmount).toBe(1.2345);
  });

  test.each([
    ['an unknown contact, of which it makes none', { Contact: { Name: 'Nobody we know' } }, 'contact'],
    ['no contact', { Contact: undefined }, 'contact'],
    ['no lines', { LineItems: [] }, 'One or more line items must be specified'],
    ['a quantity without a price', { LineItems: [{ Description: 'Paper', Quantity: 2 }] }, 'UnitAmount'],
    ['a discount in money', { LineItems: [bought({ DiscountAmount: 5 })] }, 'Discounts may not be applied'],
    ['a currency that nobody uses', { CurrencyCode: 'JPY' }, 'Organisation is not subscribed to currency JPY'],
    ['a delivery note that is too long', { DeliveryInstructions: 'x'.repeat(501) }, 'DeliveryInstructions'],
    ['a total below zero', { LineItems: [bought({ UnitAmount: -5 })] }, 'greater than or equal to zero'],
    ['a status of the end', { Status: 'DELETED' }, 'DELETED'],
  ])('is refused with %s', async (_what, over, words) => {
    const { ValidationErrors, StatusAttributeString } = await order(over);
    expect(StatusAttributeString).toBe('ERROR');
    expect(messagesOf({ ValidationErrors }).join()).toContain(
      words === 'contact' ? 'A Contact must be specified' : words,
    );
    expect((await client.get('Contacts?where=Name=="Nobody we know"')).json.Contacts).toEqual([]);
  });

  test('takes a discount in per cent, and says what it comes to', async () => {
    const saved = await order({ LineItems: [bought({ DiscountRate: 10 })] });
    expect(saved).toMatchObject({ SubTotal: 90, TotalDiscount: 10, IsDiscounted: true });
    expect(await order()).toMatchObject({ IsDiscounted: false });
  });

  test('number is unique, even after its order is deleted', async () => {
    const PurchaseOrderNumber = 'PO-HELD';
    const { PurchaseOrderID } = await order({ PurchaseOrderNumber });
    expect(messagesOf(await order({ PurchaseOrderNumber: 'po-held' }))).toEqual(['Order number must be unique']);
    await change('PurchaseOrders', { PurchaseOrderID, Status: 'DELETED' });
    expect(messagesOf(await order({ PurchaseOrderNumber }))).toEqual(['Order number must be unique']);
    const posted = await order({ PurchaseOrderNumber, Status: 'AUTHORISED' }, 'POST');
    expect(messagesOf(posted)).toEqual([
      'PurchaseOrder status change is invalid',
      'Deleted PurchaseOrders cannot be updated',
    ]);
    expect(posted.PurchaseOrderID).toBe(PurchaseOrderID);
  });

  test('is found by its number in a POST and in an address', async () => {
    const { PurchaseOrderID } = await order({ PurchaseOrderNumber: 'PO-FOUND' });
    const changed = await change('PurchaseOrders', { PurchaseOrderNumber: 'po-found', Reference: 'R1' });
    expect(changed).toMatchObject({ PurchaseOrderID, Reference: 'R1', Total: 120 });
    expect((await read('PurchaseOrders/PO-FOUND')).PurchaseOrderID).toBe(PurchaseOrderID);
    expect((await client.get('PurchaseOrders/PO-NONE')).status).toBe(404);
    expect(messagesOf(await change('PurchaseOrders', { PurchaseOrderID: UNKNOWN }))).toEqual([
      'An existing purchase order with the specified ID could not be found',
    ]);
  });

  test.each([
    ['DRAFT', 'SUBMITTED', true],
    ['DRAFT', 'BILLED', false],
    ['SUBMITTED', 'AUTHORISED', true],
    ['AUTHORISED', 'BILLED', true],
    ['AUTHORISED', 'DRAFT', false],
    ['AUTHORISED', 'DELETED', true],
  ])('goes from %s to %s: %s', async (from, to, may) => {
    const { PurchaseOrderID } = await order({ Status: from });
    const changed = await change('PurchaseOrders', { PurchaseOrderID, Status: to });
    expect(messagesOf(changed)).toEqual(may ? [] : ['PurchaseOrder status change is invalid']);
    expect((await read(`PurchaseOrders/${PurchaseOrderID}`)).Status).toBe(may ? to : from);
  });

  test('is marked as sent once it is approved', async () => {
    const draft = await order({ SentToContact: true });
    expect(warningsOf(draft)).toEqual(['Only AUTHORISED and BILLED purchase orders may have SentToContact updated.']);
    expect(draft).toMatchObject({ StatusAttributeString: 'WARNING', SentToContact: false });
    expect(await order({ SentToContact: true, Status: 'AUTHORISED' })).toMatchObject({ SentToContact: true });
  });

  test('keeps lines that an update names, and loses those that it does not', async () => {
    const { PurchaseOrderID, LineItems } = await order({ LineItems: [bought(), bought({ Description: 'Second' })] });
    const [kept] = LineItems;
    const changed = await change('PurchaseOrders', {
      PurchaseOrderID,
      LineItems: [{ LineItemID: kept.LineItemID, Quantity: 3 }],
    });
    expect(changed.LineItems).toMatchObject([{ LineItemID: kept.LineItemID, Description: 'Advice', LineAmount: 150 }]);
  });

  test('is listed by status and day, in pages with their lines, whether asked for pages or not', async () => {
    const own = await openSandbox();
    const numbers = async (query: string, headers = {}) =>
      (await own.get(`PurchaseOrders${query}`, headers)).json.PurchaseOrders.map(
        (one: Loose) => one.PurchaseOrderNumber,
      );
    const head = { Contact: { Name: 'PowerDirect' }, LineItems: [bought()] };
    const put = (PurchaseOrderNumber: string, day: string, over: object = {}) =>
      own.write('PUT', 'PurchaseOrders', { ...head, PurchaseOrderNumber, Date: day, ...over });
    await put('A', '2026-03-01');
    await put('B', '2026-03-02', { Status: 'AUTHORISED', DeliveryDate: '2026-03-09' });
    await put('C', '2026-03-03');
    const { json } = await own.get('PurchaseOrders');
    expect(json.pagination).toEqual({ page: 1, pageSize: 100, pageCount: 1, itemCount: 3 });
    expect(json.PurchaseOrders[1]).toMatchObject({ LineItems: [{}], DeliveryDateString: '2026-03-09T00:00:00' });
    expect(await numbers('?Status=authorised')).toEqual(['B']);
    expect(await numbers('?DateFrom=2026-03-02&DateTo=2026-03-03')).toEqual(['B', 'C']);
    expect(await numbers('?order=PurchaseOrderNumber DESC')).toEqual(['C', 'B', 'A']);
    expect(await numbers('?page=2&pageSize=2')).toEqual(['C']);
    expect(await numbers('?where=Status=="DRAFT"')).toHaveLength(3);
    expect(await numbers('', { 'If-Modified-Since': '2999-01-01T00:00:00' })).toEqual([]);
    await own.sandbox.close();
  });

  test('has a history, files and a PDF', async () => {
    const { PurchaseOrderID: id } = await order();
    await change('PurchaseOrders', { PurchaseOrderID: id, Status: 'AUTHORISED' });
    await client.send('PUT', `PurchaseOrders/${id}/History`, { HistoryRecords: [{ Details: 'Called them' }] });
    const history = (await client.get(`PurchaseOrders/${id}/History`)).json.HistoryRecords;
    expect(history.map((entry: Loose) => entry.Changes)).toEqual(
      expect.arrayContaining(['Created', 'Approved', 'Note']),
    );
    const type = { 'Content-Type': 'text/plain' };
    expect((await client.send('PUT', `PurchaseOrders/${id}/Attachments/a.txt`, 'text', type)).status).toBe(200);
    const alone = await read(`PurchaseOrders/${id}`);
    expect(alone).toMatchObject({ HasAttachments: true, Attachments: [{ FileName: 'a.txt' }] });
    const pdf = await client.get(`PurchaseOrders/${id}`, { Accept: 'application/pdf' });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect((await client.get(`PurchaseOrders/${id}/pdf`)).text).toContain('%PDF');
  });
});

describe('a quote', () => {
  const quote = async (over: object = {}): Promise<Loose> => {
    const head = { Contact: { Name: 'Basket Case' }, Date: '2026-03-01', LineItems: [line()] };
    return (await client.write('PUT', 'Quotes', { ...head, ...over }))[0];
  };
  const again = { Contact: { Name: 'Basket Case' }, Date: '2026-03-01' };

  test('speaks of its amounts in capitals, and of its days without an offset', async () => {
    const saved = await quote({
      LineAmountTypes: 'INCLUSIVE',
      ExpiryDate: '2026-04-01',
      Title: 'Offer',
      Terms: '30 days',
    });
    expect(saved.QuoteNumber).toMatch(/^QU-\d{4}$/);
    expect(saved).toMatchObject({
      Status: 'DRAFT',
      LineAmountTypes: 'INCLUSIVE',
      Total: 100,
      TotalTax: 16.67,
      Title: 'Offer',
      Summary: '',
      Terms: '30 days',
      Date: '/Date(1772323200000)/',
      DateString: '2026-03-01T00:00:00',
      ExpiryDateString: '2026-04-01T00:00:00',
    });
    expect(saved.UpdatedDateUTC).toMatch(/^\/Date\(\d+\)\/$/);
  });

  test('makes a contact that is unknown', async () => {
    const { Contact } = await quote({ Contact: { Name: 'Prospect of March' } });
    expect((await read(`Contacts/${Contact.ContactID}`)).Name).toBe('Prospect of March');
  });

  test.each([
    [{ Date: undefined }, 'Date must be specified.'],
    [{ Title: 'x'.repeat(101) }, 'Title must not be longer than 100 characters.'],
    [{ Reference: 'x'.repeat(4001) }, 'Reference must not be longer than 4000 characters.'],
    [{ LineItems: [line({ TaxType: '20% VAT' })] }, "The TaxType code '20% VAT' is not valid"],
    [{ Status: 'INVOICED' }, 'A new quote cannot have the status INVOICED'],
  ])('is refused with %j', async (over, message) => {
    expect(messagesOf(await quote(over))).toContain(message);
  });

  test('takes long references and discounts of either kind', async () => {
    const LineItems = [line({ DiscountRate: 10 }), line({ DiscountAmount: 5 })];
    expect(await quote({ Reference: 'x'.repeat(4000), LineItems })).toMatchObject({ SubTotal: 185, TotalDiscount: 15 });
  });

  test('names contact and day again in every change, and goes its way to an invoice', async () => {
    const { QuoteID } = await quote();
    expect(messagesOf(await change('Quotes', { QuoteID, Status: 'SENT' }))).toEqual([
      'Date must be specified.',
      'A Contact must be specified for this type of transaction',
    ]);
    for (const Status of ['SENT', 'ACCEPTED', 'INVOICED']) {
      expect(await change('Quotes', { ...again, QuoteID, Status })).toMatchObject({ Status, Total: 120 });
    }
    const other = await quote();
    expect(messagesOf(await change('Quotes', { ...again, QuoteID: other.QuoteID, Status: 'INVOICED' }))).toEqual([
      'Quote status change is invalid',
    ]);
    await change('Quotes', { ...again, QuoteID: other.QuoteID, Status: 'DELETED' });
    expect(messagesOf(await change('Quotes', { ...again, QuoteID: other.QuoteID, Title: 'x' }))).toEqual([
      'Deleted Quotes cannot be updated',
    ]);
  });

  test('is listed by number, status, contact, day and expiry, a hundred on a page without saying how many', async () => {
    const own = await openSandbox();
    const head = { Contact: { Name: 'Basket Case' }, LineItems: [line()] };
    const elements = Array.from({ length: 101 }, (_, at) => ({
      ...head,
      QuoteNumber: `Q${at}`,
      Date: at === 7 ? '2026-02-01' : '2026-03-01',
      ExpiryDate: at === 8 ? '2026-05-01' : '2026-04-01',
      ...(at === 9 ? { Status: 'SENT', Contact: { Name: 'City Agency' } } : {}),
    }));
    const saved = await own.write('PUT', 'Quotes', ...elements);
    const list = async (query: string) => (await own.get(`Quotes${query}`)).json;
    expect((await list('')).Quotes).toHaveLength(100);
    expect((await list('?page=2&pageSize=500')).Quotes).toHaveLength(1);
    expect(await list('?page=1')).not.toHaveProperty('pagination');
    const numbers = async (query: string) => (await list(query)).Quotes.map((one: Loose) => one.QuoteNumber);
    expect(await numbers('?QuoteNumber=q5')).toEqual(['Q5']);
    expect(await numbers('?DateTo=2026-02-28')).toEqual(['Q7']);
    expect(await numbers('?ExpiryDateFrom=2026-04-02')).toEqual(['Q8']);
    expect(await numbers('?Status=SENT')).toEqual(['Q9']);
    expect(await numbers(`?ContactID=${saved[9].Contact.ContactID}`)).toEqual(['Q9']);
    await own.sandbox.close();
  });

  test('has a PDF', async () => {
    const { QuoteID } = await quote();
    expect((await client.get(`Quotes/${QuoteID}`, { Accept: 'application/pdf' })).text).toContain('%PDF');
  });
});
