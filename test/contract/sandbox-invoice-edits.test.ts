import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, messagesOf, openSandbox, salesInvoice, warningsOf } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const put = async (over: object = {}, by = client) =>
  (await by.write('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), over)))[0];
const post = async (element: object, by = client) => (await by.write('POST', 'Invoices', element))[0];
const bill = (over: object = {}) => put({ Type: 'ACCPAY', LineItems: [line({ AccountCode: '400' })], ...over });
const pay = async (InvoiceID: string, Amount: number) => {
  const body = { Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-03-05', Amount };
  return (await client.write('PUT', 'Payments', body))[0];
};
const stored = async (id: string) => (await client.get(`Invoices/${id}`)).json.Invoices[0];

describe('POST to an address', () => {
  test('updates by id or by number', async () => {
    const { InvoiceID, InvoiceNumber } = await put({ Status: 'DRAFT' });
    const byId = await client.send('POST', `Invoices/${InvoiceID.toUpperCase()}`, { Reference: 'one' });
    expect(byId.json.Invoices[0]).toMatchObject({ InvoiceID, Reference: 'one' });
    const byNumber = await client.send('POST', `Invoices/${InvoiceNumber}`, { Invoices: [{ Reference: 'two' }] });
    expect(byNumber.json.Invoices[0]).toMatchObject({ InvoiceID, Reference: 'two' });
  });

  test('is 404 for an unknown one, and PUT is not implemented there', async () => {
    const unknown = 'Invoices/22222222-2222-4222-8222-222222222222';
    expect((await client.send('POST', unknown, { Reference: 'x' })).status).toBe(404);
    const { InvoiceID } = await put();
    expect((await client.send('PUT', `Invoices/${InvoiceID}`, { Reference: 'x' })).status).toBe(501);
    expect((await client.send('DELETE', `Invoices/${InvoiceID}`)).json.ErrorNumber).toBe(20);
  });
});

describe('POST by number', () => {
  test('meets a voided or deleted invoice, which stays as it is', async () => {
    const { InvoiceID, InvoiceNumber } = await put({ Status: 'DRAFT' });
    await post({ InvoiceID, Status: 'DELETED' });
    const again = await post(salesInvoice(InvoiceNumber));
    expect(messagesOf(again)).toEqual(['Invoice not of valid status for modification']);
    const created = (await client.write('PUT', 'Invoices', salesInvoice(InvoiceNumber)))[0];
    expect(messagesOf(created)).toEqual(['Invoice # must be unique.']);
  });

  test('creates anew where the numbers of deleted invoices are free', async () => {
    const other = await openSandbox({ settings: { deletedNumbers: 'free' } });
    const { InvoiceID, InvoiceNumber } = await put({ Status: 'DRAFT' }, other);
    await post({ InvoiceID, Status: 'DELETED' }, other);
    const again = await post(salesInvoice(InvoiceNumber), other);
    expect([again.StatusAttributeString, again.InvoiceID === InvoiceID]).toEqual(['OK', false]);
    await other.sandbox.close();
  });

  test('needs no type where one document has the number', async () => {
    const { InvoiceNumber, InvoiceID } = await put({ Status: 'DRAFT' });
    expect(await post({ InvoiceNumber, Reference: 'r' })).toMatchObject({ InvoiceID, Reference: 'r' });
  });
});

describe('an id that is sent', () => {
  test('of zeros is none, an unknown one is echoed with the refusal', async () => {
    const InvoiceID = '00000000-0000-0000-0000-000000000000';
    const created = await post(salesInvoice(crypto.randomUUID(), { InvoiceID }));
    expect([created.StatusAttributeString, created.InvoiceID === InvoiceID]).toEqual(['OK', false]);
    const unknown = crypto.randomUUID();
    expect(await post({ InvoiceID: unknown, Reference: 'r' })).toMatchObject({
      InvoiceID: unknown,
      StatusAttributeString: 'ERROR',
      ValidationErrors: [{ Message: 'An existing invoice with the specified ID could not be found' }],
    });
  });
});

describe('numbers', () => {
  test.each([
    ['x'.repeat(256), 'InvoiceNumber must not be longer than 255 characters.'],
    ['Rechnung-ä', 'InvoiceNumber may only contain printable ASCII characters.'],
  ])('such as %s are refused', async (number, message) => {
    expect(messagesOf(await put({ InvoiceNumber: number }))).toEqual([message]);
  });

  test('of 255 characters are good', async () => {
    expect((await put({ InvoiceNumber: 'y'.repeat(255) })).StatusAttributeString).toBe('OK');
  });
});

describe('an invoice that is paid in part or in full', () => {
  test.each([20, 120])('after a payment of %d takes the fields of the list', async (amount) => {
    const { InvoiceID, LineItems } = await put();
    await pay(InvoiceID, amount);
    const [theme] = (await client.get('BrandingThemes')).json.BrandingThemes.slice(-1);
    const fields = {
      Reference: 'New',
      DueDate: '2026-06-01',
      InvoiceNumber: crypto.randomUUID(),
      BrandingThemeID: theme.BrandingThemeID,
      Contact: { Name: 'Boom FM' },
      Url: 'https://example.com/1',
      LineItems: [{ LineItemID: LineItems[0].LineItemID, Description: 'Said better', AccountCode: '260' }],
    };
    const edited = await post({ InvoiceID, ...fields });
    const { DueDate: _due, Contact: _contact, LineItems: _lines, ...plain } = fields;
    expect(edited).toMatchObject({ StatusAttributeString: 'OK', ...plain, Contact: { Name: 'Boom FM' } });
    expect(edited.LineItems[0]).toMatchObject({ Description: 'Said better', AccountCode: '260', TaxAmount: 20 });
    expect((await stored(InvoiceID)).AmountPaid).toBe(amount);
  });

  test('as a bill takes the same fields, and its planned payment date', async () => {
    const { InvoiceID } = await bill();
    await pay(InvoiceID, 20);
    const edited = await post({ InvoiceID, PlannedPaymentDate: '2026-07-01', InvoiceNumber: 'B-77' });
    expect(edited).toMatchObject({ InvoiceNumber: 'B-77', PlannedPaymentDateString: '2026-07-01T00:00:00' });
  });

  test.each([{ LineAmountTypes: 'Inclusive' }, { CurrencyCode: 'EUR' }, { LineItems: [] }, { LineItems: [line()] }])(
    'is not modified by %j',
    async (over) => {
      const { InvoiceID } = await put();
      await pay(InvoiceID, 20);
      expect(messagesOf(await post({ InvoiceID, ...over }))).toEqual(
        expect.arrayContaining([
          'Invoice not of valid status for modification',
          'This document cannot be edited as it has a payment or credit note allocated to it.',
        ]),
      );
      expect((await stored(InvoiceID)).Total).toBe(120);
    },
  );

  test('keeps its tax type and its lines', async () => {
    const { InvoiceID, LineItems } = await put();
    await pay(InvoiceID, 20);
    const moved = await post({ InvoiceID, LineItems: [{ LineItemID: LineItems[0].LineItemID, TaxType: 'NONE' }] });
    expect(moved.StatusAttributeString).toBe('ERROR');
  });

  test('is neither voided nor approved again', async () => {
    const { InvoiceID } = await put();
    await pay(InvoiceID, 120);
    expect(messagesOf(await post({ InvoiceID, Status: 'AUTHORISED' }))).toEqual([
      'The status AUTHORISED cannot be applied to the invoice because it has payment(s) or credit notes allocated to it.',
    ]);
    expect(messagesOf(await post({ InvoiceID, Status: 'VOIDED' }))).toEqual([
      'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
    ]);
  });

  test('does not count as changed by its due date or by being sent', async () => {
    let now = Date.UTC(2026, 2, 10);
    const other = await openSandbox({ now: () => now });
    const { InvoiceID } = await put({}, other);
    const body = { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount: 20 };
    await other.write('PUT', 'Payments', body);
    const at = (await other.get(`Invoices/${InvoiceID}`)).json.Invoices[0].UpdatedDateUTC;
    now += 60_000;
    expect(await post({ InvoiceID, DueDate: '2026-09-01', SentToContact: true }, other)).toMatchObject({
      UpdatedDateUTC: at,
      DueDateString: '2026-09-01T00:00:00',
      SentToContact: true,
    });
    expect((await post({ InvoiceID, Reference: 'r' }, other)).UpdatedDateUTC).not.toBe(at);
    await other.sandbox.close();
  });
});

describe('an invoice of nothing', () => {
  test('is paid from the start, on its own day, and can be voided', async () => {
    const saved = await put({ LineItems: [line({ UnitAmount: 0 })] });
    expect(saved).toMatchObject({ Status: 'PAID', AmountDue: 0, FullyPaidOnDate: saved.Date });
    expect(await post({ InvoiceID: saved.InvoiceID, Status: 'VOIDED' })).toMatchObject({ Status: 'VOIDED' });
  });
});

describe('lines', () => {
  test('named twice are one old and one new', async () => {
    const { InvoiceID, LineItems } = await put({ Status: 'DRAFT' });
    const [{ LineItemID }] = LineItems;
    const edited = await post({ InvoiceID, LineItems: [{ LineItemID }, { ...line(), LineItemID }] });
    expect(edited.LineItems[0].LineItemID).toBe(LineItemID);
    expect(edited.LineItems[1].LineItemID).not.toBe(LineItemID);
  });

  test('of an unknown id are new', async () => {
    const { InvoiceID } = await put({ Status: 'DRAFT' });
    const LineItemID = '33333333-3333-4333-8333-333333333333';
    const edited = await post({ InvoiceID, LineItems: [{ ...line(), LineItemID }] });
    expect(edited.LineItems).toHaveLength(1);
    expect(edited.LineItems[0].LineItemID).not.toBe(LineItemID);
  });

  test('take another account by its id', async () => {
    const { InvoiceID, LineItems } = await put({ Status: 'DRAFT' });
    const accounts = (await client.get('Accounts')).json.Accounts as Loose[];
    const { AccountID } = accounts.find(({ Code }) => Code === '260');
    const edited = await post({ InvoiceID, LineItems: [{ LineItemID: LineItems[0].LineItemID, AccountID }] });
    expect(edited.LineItems[0].AccountCode).toBe('260');
  });

  test.each([
    [
      { DiscountAmount: 100.01 },
      "The discount amount '100.01' is invalid. Discount must not be greater than the line total.",
    ],
    [
      { DiscountRate: 100.5 },
      "The discount rate '100.50' is invalid. Discount must not be greater than the line total.",
    ],
    [{ TaxAmount: 100.01 }, 'The tax amount cannot be greater than the line amount'],
    [{ Quantity: 1, UnitAmount: 10_000_000_000 }, 'The line amount must not be greater than 9999999999.99.'],
  ])('with %j are refused', async (over, message) => {
    expect(messagesOf(await put({ LineItems: [line(over)] }))).toContain(message);
  });

  test('of a description alone take no discount', async () => {
    const saved = await put({ LineItems: [line(), { Description: 'With thanks', DiscountAmount: 5 }] });
    expect(saved).toMatchObject({ StatusAttributeString: 'OK', SubTotal: 100, IsDiscounted: false });
  });

  test('have their tax as it is sent, up to their amount', async () => {
    expect(await put({ LineItems: [line({ TaxAmount: 19.98 })] })).toMatchObject({ TotalTax: 19.98, Total: 119.98 });
    const strict = await openSandbox({ settings: { taxOverride: 'within-a-cent' } });
    expect((await put({ LineItems: [line({ TaxAmount: 20.01 })] }, strict)).StatusAttributeString).toBe('OK');
    expect(messagesOf(await put({ LineItems: [line({ TaxAmount: 20.02 })] }, strict))).toEqual([
      'The tax amount 20.02 does not match the expected tax amount 20.00',
    ]);
    await strict.sandbox.close();
    const deaf = await openSandbox({ settings: { taxOverride: 'ignored' } });
    expect((await put({ LineItems: [line({ TaxAmount: 1 })] }, deaf)).TotalTax).toBe(20);
    await deaf.sandbox.close();
  });

  test('of finer prices are rounded, or refused in words about something else', async () => {
    expect((await put({ LineItems: [line({ UnitAmount: 1.00001 })] })).SubTotal).toBe(2);
    const strict = await openSandbox({ settings: { longUnitAmounts: 'refused' } });
    expect(messagesOf(await put({ LineItems: [line({ UnitAmount: 1.00001 })] }, strict))).toEqual([
      'Account must be valid.',
      'Tax rate must be valid.',
    ]);
    await strict.sandbox.close();
  });
});

describe('totals that are sent', () => {
  test('are checked, or left unread where the setting says so', async () => {
    const other = await openSandbox({ settings: { suppliedTotals: 'ignored' } });
    expect((await put({ Total: 1 }, other)).Total).toBe(120);
    await other.sandbox.close();
    expect((await put({ Total: 120 })).StatusAttributeString).toBe('OK');
  });

  test('may be entered on a draft, until it is approved', async () => {
    const { InvoiceID, EnteredTotal } = await put({ Status: 'DRAFT', EnteredTotal: 119.5 });
    expect(EnteredTotal).toBe(119.5);
    expect((await post({ InvoiceID, Reference: 'r' })).EnteredTotal).toBe(119.5);
    expect(await post({ InvoiceID, Status: 'AUTHORISED' })).not.toHaveProperty('EnteredTotal');
  });

  test('may be rounded by ten cents', async () => {
    const sums = { SubTotal: 100, TotalTax: 20, Total: 120.1 };
    expect(await put({ ...sums, RoundingAmount: 0.1 })).toMatchObject({ RoundingAmount: 0.1, AmountDue: 120.1 });
    expect(messagesOf(await put({ RoundingAmount: 0.11, ...sums, Total: 120.11 }))).toEqual([
      'RoundingAmount must be between -0.10 and 0.10.',
    ]);
  });

  test('are needed for a rounding to count; without them the setting says what becomes of it', async () => {
    expect(messagesOf(await put({ RoundingAmount: 0.1 }))).toEqual([
      'RoundingAmount requires SubTotal, TotalTax and Total on a submitted or authorised document.',
    ]);
    const other = await openSandbox({ settings: { roundingWithoutTotals: 'ignored' } });
    const ignored = await put({ RoundingAmount: 0.1 }, other);
    expect(ignored).toMatchObject({ StatusAttributeString: 'OK', Total: 120 });
    expect(ignored).not.toHaveProperty('RoundingAmount');
    await other.sandbox.close();
  });
});

describe('the head', () => {
  test('has the payment date of its own side only', async () => {
    const days = { ExpectedPaymentDate: '2026-04-01', PlannedPaymentDate: '2026-04-02' };
    const sale = await put(days);
    expect(sale.ExpectedPaymentDateString).toBe('2026-04-01T00:00:00');
    expect(sale).not.toHaveProperty('PlannedPaymentDate');
    const purchase = await bill(days);
    expect(purchase.PlannedPaymentDateString).toBe('2026-04-02T00:00:00');
    expect(purchase).not.toHaveProperty('ExpectedPaymentDate');
  });

  test.each([
    [{ BrandingThemeID: '44444444-4444-4444-8444-444444444444' }, 'Branding theme could not be found'],
    [{ CurrencyCode: 'EUR', CurrencyRate: 0.0000001 }, 'CurrencyRate must be greater than zero.'],
    [{ Reference: 'r'.repeat(256) }, 'Reference must not be longer than 255 characters.'],
  ])('with %j is refused', async (over, message) => {
    expect(messagesOf(await put(over))).toEqual([message]);
  });

  test('keeps its rate as long as it keeps its currency', async () => {
    const { InvoiceID } = await put({ Status: 'DRAFT', CurrencyCode: 'EUR', CurrencyRate: 1.2 });
    expect((await post({ InvoiceID, Reference: 'r' })).CurrencyRate).toBe(1.2);
    expect((await post({ InvoiceID, CurrencyCode: 'GBP' })).CurrencyRate).toBe(1);
  });

  test('is sent where a string says so, and stays sent until told otherwise', async () => {
    const { InvoiceID } = await put({ SentToContact: 'True' });
    expect((await post({ InvoiceID, Reference: 'r' })).SentToContact).toBe(true);
    expect((await post({ InvoiceID, SentToContact: false })).SentToContact).toBe(false);
    const draft = await put({ Status: 'SUBMITTED', SentToContact: true });
    expect(warningsOf(draft)).toEqual(['Only AUTHORISED invoices may have SentToContact updated.']);
  });
});

describe('the contact', () => {
  const found = async (name: string) =>
    (await client.get(`Contacts?page=1&where=Name=="${name}"`)).json.Contacts as Loose[];

  test('is created with the document, and found by the next', async () => {
    const Contact = { Name: 'Fresh Fields', EmailAddress: 'a@fresh.example' };
    const both = await client.write(
      'PUT',
      'Invoices',
      salesInvoice('F-1', { Contact }),
      salesInvoice('F-2', { Contact: { Name: 'fresh fields' } }),
    );
    expect(new Set(both.map((element) => element.Contact.ContactID)).size).toBe(1);
    expect(both[0].Contact).toMatchObject({ EmailAddress: 'a@fresh.example', IsCustomer: true });
  });

  test('of a refused document is not created', async () => {
    await put({ Contact: { Name: 'No Trace' }, LineItems: [line({ AccountCode: '999' })] });
    expect(await found('No Trace')).toEqual([]);
  });

  test('is refused inside the document', async () => {
    const refused = await put({ Contact: { Name: 'Bad Mail', EmailAddress: 'nowhere' } });
    expect(refused).toMatchObject({ StatusAttributeString: 'ERROR', HasErrors: true, ValidationErrors: [] });
    expect(messagesOf(refused.Contact)).toEqual(['Email address must be valid.']);
    expect(await found('Bad Mail')).toEqual([]);
  });

  test('whose number another has is refused, and the document with it', async () => {
    await client.write('PUT', 'Contacts', { Name: 'Holder', ContactNumber: 'H-1' });
    const [other] = await client.write('PUT', 'Contacts', { Name: 'Other' });
    const Contact = { ContactID: other.ContactID, ContactNumber: 'H-1', FirstName: 'Ann' };
    const refused = await put({ Contact, InvoiceNumber: 'Taken' });
    expect(messagesOf(refused.Contact)).toEqual([
      'Another contact has this contact number. Please enter a different contact number.',
    ]);
    expect((await client.get('Invoices/Taken')).status).toBe(404);
  });

  test('changed through a document loses the persons that are not sent', async () => {
    const ContactPersons = [{ FirstName: 'Ann', LastName: 'Lee', EmailAddress: 'ann@x.example' }];
    const [{ ContactID }] = await client.write('PUT', 'Contacts', {
      Name: 'Persons',
      EmailAddress: 'p@x.example',
      ContactPersons,
    });
    expect((await put({ Contact: { ContactID } })).Contact.ContactPersons).toHaveLength(1);
    const changed = await put({ Contact: { ContactID, FirstName: 'Bo' } });
    expect(changed.Contact).toMatchObject({ FirstName: 'Bo', ContactPersons: [] });
  });
});
