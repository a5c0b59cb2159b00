import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

/** Field names of replies recorded from Xero's demo companies, in alphabetical order. */
const words = (text: string) => text.trim().split(/\s+/).toSorted();
const contactAlone = words(`
  Addresses BankAccountDetails ContactGroups ContactID ContactPersons ContactStatus EmailAddress HasValidationErrors
  Name Phones UpdatedDateUTC`);
const roles = words('IsCustomer IsSupplier PurchasesTrackingCategories SalesTrackingCategories');
const contactShort = words('Addresses ContactGroups ContactID ContactPersons HasValidationErrors Name Phones');
const lineFields = words(`
  AccountCode AccountID Description LineAmount LineItemID Quantity TaxAmount TaxType Tracking UnitAmount`);
const invoiceWritten = words(`
  AmountDue AmountPaid BrandingThemeID Contact CurrencyCode CurrencyRate Date DateString DueDate DueDateString
  HasErrors InvoiceID InvoiceNumber InvoicePaymentServices IsDiscounted LineAmountTypes LineItems Overpayments
  Prepayments Reference SentToContact Status SubTotal Total TotalTax Type UpdatedDateUTC UpdatedDateUTCString`);
const creditWritten = words(`
  Allocations BrandingThemeID Contact CreditNoteID CreditNoteNumber CurrencyCode CurrencyRate Date DateString
  HasErrors ID LineAmountTypes LineItems Payments Reference RemainingCredit Status SubTotal Total TotalTax Type
  UpdatedDateUTC UpdatedDateUTCString`);
const paymentFields = words(`
  Account Amount BankAmount CurrencyRate Date HasAccount HasValidationErrors Invoice IsReconciled PaymentID
  PaymentType Status UpdatedDateUTC UpdatedDateUTCString`);
const invoiceInList = words(`
  AmountCredited CreditNotes HasAttachments InvoiceAddresses Payments ${invoiceWritten.join(' ')}`);

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const fields = (element: Loose) => Object.keys(JSON.parse(JSON.stringify(element))).toSorted();
const writtenInvoice = async (over: object = {}) =>
  (await client.send('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), over))).json.Invoices[0];
const writtenCredit = async (over: object = {}) => {
  const { InvoiceNumber: _number, DueDate: _due, ...head } = salesInvoice('');
  const body = { ...head, Type: 'ACCRECCREDIT', ...over };
  return (await client.send('PUT', 'CreditNotes', body)).json.CreditNotes[0];
};
const pay = async (InvoiceID: string, Amount: number) => {
  const body = { Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-03-05', Amount };
  return (await client.send('PUT', 'Payments', body)).json.Payments[0];
};

describe('an invoice', () => {
  test('just written has the fields recorded, its contact in full', async () => {
    const saved = await writtenInvoice();
    expect(fields(saved)).toEqual(invoiceWritten);
    expect(fields(saved.Contact)).toEqual([...contactAlone, ...roles].toSorted());
    expect(fields(saved.LineItems[0])).toEqual([...lineFields, 'ValidationErrors'].toSorted());
    expect(saved.UpdatedDateUTCString).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('read by itself says what is attached too', async () => {
    const { InvoiceID } = await writtenInvoice();
    const [read] = (await client.get(`Invoices/${InvoiceID}`)).json.Invoices;
    expect(fields(read)).toEqual([...invoiceWritten, 'Attachments', 'HasAttachments'].toSorted());
  });

  test('in a page has empty lists, a short contact and lines without ids of options', async () => {
    const Tracking = [{ Name: 'Region', Option: 'North' }];
    const { InvoiceID } = await writtenInvoice({ LineItems: [line({ Tracking })] });
    const [listed] = (await client.get(`Invoices?page=1&IDs=${InvoiceID}`)).json.Invoices;
    expect(fields(listed)).toEqual(invoiceInList.filter((field) => field !== 'SentToContact'));
    expect(fields(listed.Contact)).toEqual(contactShort);
    expect(fields(listed.LineItems[0])).toEqual(lineFields);
    expect(fields(listed.LineItems[0].Tracking[0])).toEqual(words('Name Option Options TrackingCategoryID'));
  });

  test('has a theme where it is a sale, and none where it is a bill', async () => {
    const [standard] = (await client.get('BrandingThemes')).json.BrandingThemes;
    expect((await writtenInvoice()).BrandingThemeID).toBe(standard.BrandingThemeID);
    const bill = await writtenInvoice({ Type: 'ACCPAY', LineItems: [line({ AccountCode: '400' })] });
    expect(bill).not.toHaveProperty('BrandingThemeID');
  });

  test('voided owes nothing when it is read, and in the reply still what was due', async () => {
    const { InvoiceID } = await writtenInvoice();
    const voided = (await client.send('POST', `Invoices/${InvoiceID}`, { Status: 'VOIDED' })).json.Invoices[0];
    expect([voided.Status, voided.AmountDue]).toEqual(['VOIDED', 120]);
    expect((await client.get(`Invoices/${InvoiceID}`)).json.Invoices[0].AmountDue).toBe(0);
  });
});

describe('a refused invoice', () => {
  test('that stands is echoed with its lines and totals, but not its number', async () => {
    const { InvoiceID, Contact } = await writtenInvoice();
    const body = { InvoiceID, Status: 'DELETED', Contact: { ContactID: Contact.ContactID }, Date: '2026-03-01' };
    const [refused] = await client.write('POST', 'Invoices', body);
    expect(fields(refused)).toEqual(
      words(`
        Contact CreditNotes CurrencyCode Date DateString DueDate DueDateString HasErrors InvoiceAddresses InvoiceID
        InvoicePaymentServices IsDiscounted LineAmountTypes LineItems Overpayments Payments Prepayments Status
        StatusAttributeString SubTotal Total TotalTax Type ValidationErrors`),
    );
    expect(fields(refused.Contact)).toEqual(
      words('Addresses ContactGroups ContactID ContactPersons HasValidationErrors Phones ValidationErrors'),
    );
    expect(fields(refused.LineItems[0])).toEqual(lineFields);
    expect(refused).toMatchObject({ Status: 'DELETED', HasErrors: true, InvoiceID, Total: 120 });
  });

  test('that is new is echoed with what was sent and what follows from it', async () => {
    const [refused] = await client.write('PUT', 'Invoices', salesInvoice('Echo', { Url: 'x' }));
    expect(refused).toMatchObject({
      InvoiceNumber: 'Echo',
      DateString: '2026-03-01T00:00:00',
      Date: '/Date(1772323200000+0000)/',
      LineAmountTypes: 'Exclusive',
      CurrencyCode: 'GBP',
      SubTotal: 100,
      TotalTax: 20,
      Total: 120,
    });
    expect(refused.LineItems[0].ValidationErrors).toEqual([]);
  });
});

describe('a credit note', () => {
  test('just written has the fields recorded, its contact without roles', async () => {
    const saved = await writtenCredit();
    expect(fields(saved)).toEqual(creditWritten);
    expect(fields(saved.Contact)).toEqual(contactAlone);
    expect(saved.ID).toBe(saved.CreditNoteID);
  });

  test('of a supplier has no number unless one is given', async () => {
    const saved = await writtenCredit({ Type: 'ACCPAYCREDIT', LineItems: [line({ AccountCode: '400' })] });
    expect(saved).not.toHaveProperty('CreditNoteNumber');
  });

  test('in a page lists its allocations with an invoice in short', async () => {
    const [{ InvoiceID, InvoiceNumber }, { CreditNoteID }] = [await writtenInvoice(), await writtenCredit()];
    await client.send('PUT', `CreditNotes/${CreditNoteID}/Allocations`, { Invoice: { InvoiceID }, Amount: 10 });
    const notes = (await client.get('CreditNotes?page=1')).json.CreditNotes as Loose[];
    const listed = notes.find((note) => note.CreditNoteID === CreditNoteID);
    expect(fields(listed.Allocations[0])).toEqual(words('AllocationID Amount Date Invoice'));
    expect(listed.Allocations[0].Invoice).toEqual({
      InvoiceID,
      InvoiceNumber,
      Payments: [],
      CreditNotes: [],
      Prepayments: [],
      Overpayments: [],
      IsDiscounted: false,
      InvoiceAddresses: [],
      HasErrors: false,
      InvoicePaymentServices: [],
      LineItems: [],
    });
    const [invoice] = (await client.get(`Invoices/${InvoiceID}`)).json.Invoices;
    expect(invoice.CreditNotes[0]).toMatchObject({ CreditNoteID, ID: CreditNoteID, AppliedAmount: 10, LineItems: [] });
    expect(invoice.AmountCredited).toBe(10);
  });
});

describe('a payment', () => {
  test('just made shows its invoice with what is left and no list of payments', async () => {
    const { InvoiceID } = await writtenInvoice();
    await pay(InvoiceID, 20);
    const paid = await pay(InvoiceID, 30);
    expect(fields(paid)).toEqual(paymentFields);
    expect(paid.Account).toEqual({
      AccountID: expect.any(String),
      Code: '090',
      Name: 'Business Bank Account',
      CurrencyCode: 'GBP',
    });
    expect(fields(paid.Invoice)).toEqual(invoiceWritten);
    expect(fields(paid.Invoice.Contact)).toEqual(words('ContactID ContactPersons HasValidationErrors Name'));
    expect(paid.Invoice).toMatchObject({ AmountPaid: 50, AmountDue: 70 });
  });

  test('read by itself shows the payments of its invoice', async () => {
    const { InvoiceID } = await writtenInvoice();
    const { PaymentID } = await pay(InvoiceID, 20);
    const [read] = (await client.get(`Payments/${PaymentID}`)).json.Payments;
    expect(fields(read.Invoice)).toEqual([...invoiceWritten, 'Payments'].toSorted());
    expect(fields(read.Invoice.Payments[0])).toEqual(
      words('Amount CurrencyRate Date HasAccount HasValidationErrors PaymentID'),
    );
  });

  test('in a list shows the head of its invoice', async () => {
    const { InvoiceID } = await writtenInvoice();
    await pay(InvoiceID, 20);
    const [listed] = (await client.get(`Payments?where=Invoice.InvoiceID==guid("${InvoiceID}")`)).json.Payments;
    expect(fields(listed.Account)).toEqual(words('AccountID Code'));
    expect(fields(listed.Invoice)).toEqual(
      words(`
        Contact CreditNotes CurrencyCode HasErrors InvoiceAddresses InvoiceID InvoiceNumber InvoicePaymentServices
        IsDiscounted LineItems Overpayments Payments Prepayments Type`),
    );
  });
});
