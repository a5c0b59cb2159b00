/** What is recorded of envelopes, pages, dates and bulk writes, fact by fact. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  type Loose,
  line,
  messagesOf,
  openSandbox,
  salesInvoice,
  warningsOf,
} from '../contract/sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const zero = '00000000-0000-0000-0000-000000000000';
let count = 0;
const fresh = () => {
  count += 1;
  return `FACT-${count}`;
};
const created = async (over: object = {}): Promise<Loose> =>
  (await client.write('PUT', 'Invoices', salesInvoice(fresh(), over)))[0];
const names = (lists: string) => lists.split(' ');

describe('a reply', () => {
  it('says what is left of three limits, and its correlation id is the Id of its body', async () => {
    const { headers, json } = await client.get('Organisation');
    for (const name of ['x-daylimit-remaining', 'x-minlimit-remaining', 'x-appminlimit-remaining']) {
      expect(headers.get(name)).toMatch(/^\d+$/);
    }
    expect(headers.get('xero-correlation-id')).toBe(json.Id);
    expect(headers.get('cache-control')).toBe('max-age=0, no-cache, no-store');
    expect(headers.get('etag')).toBeNull();
  });

  it('begins with Id, Status, the name of the app and its time without an offset', async () => {
    const { json } = await client.get('Items');
    expect(json).toMatchObject({ Status: 'OK', ProviderName: expect.stringMatching(/./) });
    expect(json.DateTimeUTC).toMatch(/^\/Date\(\d+\)\/$/);
  });

  it('to one call too many a minute is empty, without a type', async () => {
    const limits = { minute: 1, day: 5000, concurrent: 5, appMinute: 10_000 };
    const small = await openSandbox({ limits });
    await small.get('Organisation');
    const { status, text, headers } = await small.get('Organisation');
    expect([status, text, headers.get('content-type')]).toEqual([429, '', null]);
    expect(headers.get('x-rate-limit-problem')).toBe('minute');
    expect(headers.get('x-minlimit-remaining')).toBe('0');
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect(headers.get('x-daylimit-remaining')).toBe('4999');
    await small.sandbox.close();
  });

  it('to a call without a token names what failed, one of another organisation forbids it', async () => {
    const stranger = await client.get('Items', { Authorization: 'Bearer nobody' });
    expect(stranger.json).toMatchObject({ Title: 'Unauthorized', Status: 401, Detail: 'AuthenticationUnsuccessful' });
    const elsewhere = await client.get('Items', { 'xero-tenant-id': crypto.randomUUID() });
    expect(elsewhere).toMatchObject({
      status: 403,
      json: { Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' },
    });
  });

  it.each([`Invoices/${crypto.randomUUID()}`, 'Invoices/123', 'Contacts/nobody', 'Nothing', 'Items/none'])(
    'to a read of %s is 404 in plain words',
    async (path) => {
      const { status, text, headers } = await client.get(path);
      expect([status, text]).toEqual([404, "The resource you're looking for cannot be found"]);
      expect(headers.get('content-type')).toMatch(/^text\/html/);
    },
  );

  it.each([
    ['a field that is of another type', 'PUT', 'Invoices', '{"Type":"ACCREC","LineAmountTypes":"NO_TAX"}', 400, 14],
    ['text that is no JSON', 'PUT', 'Invoices', 'hello', 400, 14],
    ['a filter that cannot be read', 'GET', 'Invoices?where=Type==', undefined, 400, 16],
    ['a filter of an unknown field', 'GET', 'Invoices?where=Colour=="red"', undefined, 400, 16],
    ['another collection', 'PUT', 'Invoices', '{"Contacts":[]}', 400, 17],
    ['a method that is not there', 'DELETE', 'Payments/1', undefined, 501, 20],
    ['a body of refused elements', 'PUT', 'Contacts', '{"FirstName":"A"}', 400, 10],
  ])('to %s has its number', async (_what, method, path, body, status, number) => {
    const answer = await client.send(method, path, body);
    expect([answer.status, answer.json.ErrorNumber]).toEqual([status, number]);
    expect(answer.json.Type).toMatch(/Exception$/);
  });
});

describe('pages', () => {
  it.each(names('Contacts Invoices CreditNotes Payments ManualJournals'))(
    'are numbered in %s where they are asked for, and not otherwise',
    async (collection) => {
      const { pagination } = (await client.get(`${collection}?page=1`)).json;
      expect(pagination).toMatchObject({ page: 1, pageSize: 100, pageCount: expect.any(Number) });
      expect((await client.get(`${collection}?pageSize=3`)).json.pagination).toMatchObject({ pageSize: 3 });
      expect((await client.get(collection)).json.pagination).toBeUndefined();
    },
  );

  it.each(names('Accounts Items TaxRates Organisation Currencies TrackingCategories'))(
    'are unknown to %s',
    async (of) => {
      expect((await client.get(`${of}?page=1`)).json.pagination).toBeUndefined();
    },
  );

  it('past the end are empty and still count', async () => {
    const { json } = await client.get('Contacts?page=2&pageSize=1000');
    expect(json.Contacts).toEqual([]);
    expect(json.pagination).toMatchObject({ page: 2, pageCount: 1 });
  });

  it('of nothing count nothing; without a page nothing is said', async () => {
    const filter = 'where=Name=="nobody"';
    const { json } = await client.get(`Contacts?page=1&${filter}`);
    expect(json.pagination).toMatchObject({ pageCount: 0, itemCount: 0 });
    expect((await client.get(`Contacts?${filter}`)).json).toMatchObject({ Contacts: [] });
  });

  it('are of 1 to 1000, whatever is asked', async () => {
    const size = async (asked: string) =>
      (await client.get(`Contacts?page=1&pageSize=${asked}`)).json.pagination.pageSize;
    expect([await size('0'), await size('5000')]).toEqual([1, 1000]);
  });
});

describe('a date', () => {
  it('is midnight as if in UTC, with the same day in words', async () => {
    const { Date: date, DateString, DueDateString, UpdatedDateUTC } = await created({ Date: '2026-04-24' });
    expect([date, DateString]).toEqual(['/Date(1776988800000+0000)/', '2026-04-24T00:00:00']);
    expect(DueDateString).toBe('2026-03-31T00:00:00');
    expect(UpdatedDateUTC).toMatch(/^\/Date\(\d+\+0000\)\/$/);
  });

  it('of an item just written has no offset, of one in a list it has', async () => {
    const [item] = await client.write('PUT', 'Items', { Code: fresh() });
    expect(item.UpdatedDateUTC).toMatch(/^\/Date\(\d+\)\/$/);
    const { Items: list } = (await client.get('Items')).json;
    expect(list.at(-1).UpdatedDateUTC).toMatch(/^\/Date\(\d+\+0000\)\/$/);
  });

  it('left out is the day of the organisation, not that of the server', async () => {
    const far = await openSandbox({ org: 'nz', now: () => Date.parse('2026-09-14T13:00:00Z') });
    const [saved] = await far.write('PUT', 'Invoices', salesInvoice('FAR', { Date: undefined }));
    expect(saved.DateString).toBe('2026-09-15T00:00:00');
    await far.sandbox.close();
  });
});

describe('a bulk write', () => {
  const pair = () => [salesInvoice(fresh()), salesInvoice(fresh(), { LineItems: [] })];

  it('answers 400 with the failures alone, and saves the others', async () => {
    const [good, bad] = pair();
    const { status, json } = await client.send('PUT', 'Invoices', { Invoices: [good, bad] });
    expect([status, json.Elements.length, json.Elements[0].InvoiceNumber]).toEqual([400, 1, bad.InvoiceNumber]);
    expect(json.Elements[0].InvoiceID).toBe(zero);
    expect((await client.get(`Invoices/${good.InvoiceNumber}`)).status).toBe(200);
  });

  it.each(['false', 'False'])('answers 200 for each by itself where summarizeErrors=%s', async (word) => {
    const [good, bad] = pair();
    const path = `Invoices?summarizeErrors=${word}`;
    const { status, json } = await client.send('PUT', path, { Invoices: [good, bad] });
    expect(status).toBe(200);
    expect(json.Invoices.map((each: Loose) => each.StatusAttributeString)).toEqual(['OK', 'ERROR']);
    expect(json.Invoices[1]).toMatchObject({ InvoiceID: zero, HasErrors: true, ValidationErrors: [{}] });
  });

  it('is a success without any status where all is well', async () => {
    const { json } = await client.send('PUT', 'Invoices', salesInvoice(fresh()));
    expect(json.Invoices[0]).not.toHaveProperty('StatusAttributeString');
  });

  it('echoes the id that was sent with a refused element', async () => {
    const ContactID = crypto.randomUUID();
    const [refused] = await client.write('POST', 'Contacts', { ContactID, EmailAddress: 'nobody' });
    expect(refused).toMatchObject({ ContactID, HasValidationErrors: true, StatusAttributeString: 'ERROR' });
  });

  it('warns of what it changed, and may do so next to errors', async () => {
    const lines = (amount: number) => [
      { LineAmount: 100, AccountCode: '400' },
      { LineAmount: amount, AccountCode: '6OO' },
    ];
    const journal = { Narration: 'N', JournalLines: lines(-100) };
    const [saved, refused] = await client.write('PUT', 'ManualJournals', journal, {
      ...journal,
      JournalLines: lines(-10),
    });
    expect([saved.StatusAttributeString, refused.StatusAttributeString]).toEqual(['WARNING', 'ERROR']);
    expect(saved.JournalLines[1].AccountCode).toBeUndefined();
    expect([warningsOf(refused).length, messagesOf(refused).length]).toEqual([1, 1]);
  });

  it('of accounts takes the first alone, and hides its failure where summarizeErrors=false', async () => {
    const accounts = [fresh(), fresh()].map((Code) => ({ Code, Name: Code, Type: 'EXPENSE' }));
    const { json } = await client.send('PUT', 'Accounts', { Accounts: accounts });
    expect(json.Accounts).toHaveLength(1);
    const long = { Code: 'ELEVENCHARS', Name: fresh(), Type: 'EXPENSE' };
    const hidden = await client.send('PUT', 'Accounts?summarizeErrors=false', long);
    expect(hidden.status).toBe(200);
    const { Accounts } = (await client.get('Accounts?where=Code=="ELEVENCHARS"')).json;
    expect(Accounts).toEqual([]);
  });
});

describe('a contact', () => {
  it('is the same in another letter case, for filters and for uniqueness', async () => {
    const [saved] = await client.write('PUT', 'Contacts', { Name: 'Mixed Case Ltd' });
    const [again] = await client.write('PUT', 'Contacts', { Name: 'MIXED CASE LTD' });
    expect(again.StatusAttributeString).toBe('ERROR');
    const { Contacts } = (await client.get('Contacts?where=Name=="mixed case ltd"')).json;
    expect(Contacts).toMatchObject([{ ContactID: saved.ContactID }]);
  });

  it('with documents may be archived', async () => {
    const { Contact } = await created({ Contact: { Name: 'Has Documents' } });
    const archive = { ContactID: Contact.ContactID, ContactStatus: 'ARCHIVED' };
    const [archived] = await client.write('POST', 'Contacts', archive);
    expect(archived).toMatchObject({ StatusAttributeString: 'OK', ContactStatus: 'ARCHIVED' });
  });

  it('may have a longer name where the settings say so', async () => {
    const long = await openSandbox({ settings: { contactNameLength: 500 } });
    const Name = 'x'.repeat(300);
    const [refused] = await client.write('PUT', 'Contacts', { Name });
    const [saved] = await long.write('PUT', 'Contacts', { Name });
    expect([refused.StatusAttributeString, saved.StatusAttributeString]).toEqual(['ERROR', 'OK']);
    await long.sandbox.close();
  });
});

describe('money', () => {
  it('is answered to a payment with the whole document, what is due already less', async () => {
    const { InvoiceID } = await created();
    const payment = { Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-02-01', Amount: 20 };
    const [paid] = await client.write('PUT', 'Payments', payment);
    expect(paid).toMatchObject({ StatusAttributeString: 'WARNING', Invoice: { InvoiceID, AmountDue: 100 } });
    expect(paid.Invoice.LineItems).toHaveLength(1);
    expect(warningsOf(paid)).toEqual(['The payment date is prior to the invoice date.']);
  });

  it('of an allocation is its Amount', async () => {
    const { InvoiceID } = await created();
    const { InvoiceNumber: _number, DueDate: _due, ...head } = salesInvoice('');
    const [credit] = await client.write('PUT', 'CreditNotes', { ...head, Type: 'ACCRECCREDIT' });
    const path = `CreditNotes/${credit.CreditNoteID}/Allocations`;
    const { json } = await client.send('PUT', path, { Invoice: { InvoiceID }, Amount: 7 });
    expect(json.Allocations[0]).toMatchObject({ Amount: 7, Invoice: { InvoiceID } });
  });

  it.each([
    [[25.06, 25.61, 25.63], [3.76, 3.84, 3.84], 11.44],
    [[14.43], [2.16], 2.16],
    [[14.5], [2.18], 2.18],
  ])('of tax is rounded line by line, half up: %j', async (amounts, taxes, total) => {
    const nz = await openSandbox({ org: 'nz' });
    const LineItems = amounts.map((UnitAmount) => line({ Quantity: 1, UnitAmount }));
    const [saved] = await nz.write('PUT', 'Invoices', salesInvoice('TAX', { LineItems }));
    expect(saved.LineItems.map(({ TaxAmount }: Loose) => TaxAmount)).toEqual(taxes);
    expect(saved.TotalTax).toBe(total);
    await nz.sandbox.close();
  });

  it.each([
    [50, 6.52, 43.48],
    [420, 54.78, 365.22],
  ])('of tax within %d is %d', async (total, tax, net) => {
    const nz = await openSandbox({ org: 'nz' });
    const over = { LineAmountTypes: 'Inclusive', LineItems: [line({ Quantity: 1, UnitAmount: total })] };
    const [saved] = await nz.write('PUT', 'Invoices', salesInvoice('TAX', over));
    expect(saved).toMatchObject({ Total: total, TotalTax: tax, SubTotal: net });
    await nz.sandbox.close();
  });
});
