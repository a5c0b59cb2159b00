/** What the sandbox answers has every field that Xero's recorded replies have, in the same JSON type. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Loose, openSandbox } from '../contract/sandbox-client.ts';
import { lacking, recordedShapes } from './recorded-shapes.ts';

let client: Client;
let contact: Loose;
let invoice: Loose;
const line = {
  ItemCode: 'Recorded-M',
  Description: 'Support',
  Quantity: 1,
  UnitAmount: 541.25,
  AccountCode: '200',
  Tracking: [] as readonly object[],
};
const head = () => ({
  Contact: { ContactID: contact.ContactID },
  Date: '2026-06-28',
  DueDate: '2026-07-08',
  Status: 'AUTHORISED',
  LineAmountTypes: 'Inclusive',
  LineItems: [line],
});
const first = async (method: string, path: string, body?: object): Promise<Loose> => {
  const { json, text } = await client.send(method, path, body);
  const list: Loose = Object.values(json ?? {}).find(Array.isArray);
  if (list === undefined) throw new Error(text);
  return list[0];
};

beforeAll(async () => {
  client = await openSandbox({ org: 'nz', settings: { periodLockDate: '2009-09-30' } });
  contact = await first('PUT', 'Contacts', {
    Name: 'Recording',
    EmailAddress: 'one@example.com',
    Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: '555' }],
  });
  const details = { UnitPrice: 541.25, AccountCode: '200', TaxType: 'OUTPUT2' };
  await first('PUT', 'Items', { Code: 'Recorded-M', Name: 'Support', SalesDetails: details, PurchaseDetails: details });
  const category = await first('GET', 'TrackingCategories');
  line.Tracking = [{ Name: category.Name, Option: category.Options[0].Name }];
  invoice = await first('PUT', 'Invoices', { Type: 'ACCREC', ...head() });
});
afterAll(() => client.sandbox.close());

describe('a contact', () => {
  it('just written', () => expect(lacking(contact, recordedShapes.contact)).toEqual([]));

  it('read by itself', async () => {
    expect(lacking(await first('GET', `Contacts/${contact.ContactID}`), recordedShapes.contactRead)).toEqual([]);
  });

  it('of a taken name', async () => {
    const { Name, EmailAddress } = contact;
    const phones = [{ PhoneType: 'DEFAULT', PhoneNumber: '555' }];
    const given = { Name, EmailAddress, IsCustomer: true, Phones: phones };
    const refused = await client.send('PUT', 'Contacts', given);
    expect(refused.json).toMatchObject({ ErrorNumber: 10, Type: 'ValidationException' });
    expect(refused.json.Message).toBe('A validation exception occurred');
    expect(lacking(refused.json.Elements[0], recordedShapes.contactRefused)).toEqual([]);
  });

  it('archived once more', async () => {
    const { ContactID, Name } = await first('PUT', 'Contacts', { Name: 'Recording B' });
    const archive = { ContactID, Name, ContactStatus: 'ARCHIVED' };
    await client.write('POST', 'Contacts', archive);
    const [again] = await client.write('POST', 'Contacts', archive);
    expect(lacking(again, recordedShapes.archivedRefused)).toEqual([]);
    expect(again).toMatchObject({ ContactID, ContactStatus: 'ARCHIVED', HasValidationErrors: true });
  });
});

describe('a document', () => {
  it('just written', () => expect(lacking(invoice, recordedShapes.invoiceWritten)).toEqual([]));

  it('voided, which still says what was due', async () => {
    const { InvoiceID } = await first('PUT', 'Invoices', { Type: 'ACCREC', ...head() });
    const [voided] = await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    expect(lacking(voided, recordedShapes.invoiceWritten)).toEqual([]);
    expect(voided).toMatchObject({ Status: 'VOIDED', AmountDue: 541.25, StatusAttributeString: 'OK' });
  });

  it('refused echoes what was asked for', async () => {
    const [refused] = await client.write('POST', 'Invoices', {
      Type: 'ACCREC',
      InvoiceID: invoice.InvoiceID,
      Status: 'DELETED',
      Contact: { ContactID: contact.ContactID },
      Date: '2026-06-28',
      DueDate: '2026-07-08',
      LineItems: [{ ...line, TaxType: 'OUTPUT2', TaxAmount: 70.6, LineAmount: 541.25 }],
    });
    expect(lacking(refused, recordedShapes.invoiceRefused)).toEqual([]);
    expect(refused).toMatchObject({ InvoiceID: invoice.InvoiceID, Status: 'DELETED', HasErrors: true });
    expect(refused.ValidationErrors).toEqual([{ Message: 'Invoice not of valid status for modification' }]);
  });

  it('credited in full, and the credit note in a list', async () => {
    const { InvoiceID } = await first('PUT', 'Invoices', { Type: 'ACCREC', Reference: 'R', ...head() });
    const { DueDate: _due, ...rest } = head();
    const credit = await first('PUT', 'CreditNotes', { Type: 'ACCRECCREDIT', Reference: 'R', ...rest });
    const allocation = { Invoice: { InvoiceID }, Amount: 541.25, Date: '2026-06-29' };
    await first('PUT', `CreditNotes/${credit.CreditNoteID}/Allocations`, allocation);
    const read = await first('GET', `Invoices/${InvoiceID}`);
    expect(lacking(read, recordedShapes.invoiceCredited)).toEqual([]);
    expect(Object.keys(read.CreditNotes[0])).not.toContain('AllocationID');
    const { json } = await client.get('CreditNotes?page=1&pageSize=2');
    expect(lacking(json.CreditNotes[0], recordedShapes.creditListed)).toEqual([]);
    expect(lacking(json.pagination, recordedShapes.pagination)).toEqual([]);
    expect(lacking(json, recordedShapes.envelope)).toEqual([]);
  });

  it('just paid', async () => {
    const { InvoiceID } = await first('PUT', 'Invoices', { Type: 'ACCREC', ...head() });
    const payment = { Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-07-01', Amount: 1, Reference: 'R' };
    expect(lacking(await first('PUT', 'Payments', payment), recordedShapes.paymentWritten)).toEqual([]);
  });

  it('paid and listed as a bill', async () => {
    const { InvoiceID } = await first('PUT', 'Invoices', { Type: 'ACCPAY', InvoiceNumber: 'Elec.', ...head() });
    const payment = {
      Invoice: { InvoiceID },
      Account: { Code: '090' },
      Date: '2026-07-01',
      Amount: 541.25,
      Reference: 'R',
    };
    await first('PUT', 'Payments', payment);
    const [bill] = (await client.get('Invoices?page=1&where=Type=="ACCPAY"')).json.Invoices;
    expect(lacking(bill, recordedShapes.billListed)).toEqual([]);
  });
});

describe('a journal', () => {
  it('just posted, and read by itself', async () => {
    const lines = [100, -100].map((LineAmount) => ({ LineAmount, AccountCode: '400', Description: 'Test' }));
    const written = await first('PUT', 'ManualJournals', { Narration: 'N', Status: 'POSTED', JournalLines: lines });
    expect(lacking(written, recordedShapes.journalWritten)).toEqual([]);
    expect([written.DebitTotal, written.CreditTotal]).toEqual([100, -100]);
    const path = `ManualJournals/${written.ManualJournalID}`;
    expect(lacking(await first('GET', path), recordedShapes.journalRead)).toEqual([]);
    const voided = await first('POST', path, { Status: 'VOIDED' });
    expect(lacking(voided, recordedShapes.journalRead)).toEqual([]);
    expect([voided.Status, voided.DebitTotal, voided.CreditTotal]).toEqual(['VOIDED', 100, -100]);
  });
});

describe('an account', () => {
  it('just written, and deleted', async () => {
    const written = await first('PUT', 'Accounts', { Code: 'REC', Name: 'Recording', Type: 'EXPENSE' });
    expect(lacking(written, recordedShapes.accountWritten)).toEqual([]);
    const described = { AccountID: written.AccountID, Description: 'Named in the body' };
    expect(await first('POST', 'Accounts', { Accounts: [described] })).toMatchObject({ ...described, Code: 'REC' });
    expect(await first('GET', 'Accounts/rec')).toMatchObject({ ...described, Attachments: [] });
    const deleted = await first('DELETE', `Accounts/${written.AccountID}`);
    expect(lacking(deleted, recordedShapes.accountWritten)).toEqual([]);
    expect(deleted.Status).toBe('DELETED');
  });
});

it('an item read by its code has room for errors', async () => {
  const read = await first('GET', 'Items/Recorded-M');
  expect(lacking(read, `${recordedShapes.item} ValidationErrors:[]`)).toEqual([]);
});

describe('a report', () => {
  it('of the trial balance names its accounts by id', async () => {
    const report = await first('GET', 'Reports/TrialBalance');
    expect(lacking(report, recordedShapes.report)).toEqual([]);
    expect(lacking(report.Rows[1].Rows[0], recordedShapes.reportRow)).toEqual([]);
    const header = report.Rows[0].Cells.map(({ Value }: Loose) => Value);
    expect(header).toEqual(['Account', 'Debit', 'Credit', 'YTD Debit', 'YTD Credit']);
  });

  it('of what is due has an invoiceID for a credit note, too', async () => {
    const { DueDate: _due, ...rest } = head();
    const { CreditNoteID } = await first('PUT', 'CreditNotes', { Type: 'ACCRECCREDIT', ...rest });
    const report = await first('GET', `Reports/AgedReceivablesByContact?contactId=${contact.ContactID}`);
    expect(lacking(report, recordedShapes.report)).toEqual([]);
    const subjects = report.Rows[1].Rows.flatMap(({ Cells }: Loose) => Cells[0].Attributes ?? []);
    expect(subjects).toContainEqual({ Id: 'invoiceID', Value: CreditNoteID });
  });
});

describe('a list entry', () => {
  it.each([
    ['Items', '', recordedShapes.item],
    ['Accounts', '?where=Type=="BANK"', recordedShapes.bankAccount],
    ['TaxRates', '', recordedShapes.taxRate],
    ['BrandingThemes', '', recordedShapes.brandingTheme],
    ['Organisation', '', recordedShapes.organisation],
  ])('of %s', async (path, query, shape) => {
    expect(lacking(await first('GET', `${path}${query}`), shape)).toEqual([]);
  });
});

describe('below a document', () => {
  it('a note, and what is read of notes', async () => {
    const path = `Invoices/${invoice.InvoiceID}/History`;
    const note = await first('PUT', path, { HistoryRecords: [{ Details: 'Recorded' }] });
    expect(lacking(note, recordedShapes.noteWritten)).toEqual([]);
    expect(lacking(await first('GET', path), recordedShapes.historyRead)).toEqual([]);
  });

  it('a file', async () => {
    const path = `Invoices/${invoice.InvoiceID}/Attachments/recording.pdf?IncludeOnline=False`;
    const { json } = await client.send('PUT', path, 'a portable file', { 'Content-Type': 'application/pdf' });
    expect(lacking(json.Attachments[0], recordedShapes.attachment)).toEqual([]);
  });

  it('a file, with the journal that is read by itself', async () => {
    const lines = [5, -5].map((LineAmount) => ({ LineAmount, AccountCode: '400' }));
    const { ManualJournalID } = await first('PUT', 'ManualJournals', { Narration: 'N', JournalLines: lines });
    const path = `ManualJournals/${ManualJournalID}`;
    await client.send('PUT', `${path}/Attachments/recording.pdf`, 'a portable file');
    const read = await first('GET', path);
    expect(lacking(read.Attachments[0], recordedShapes.attachment)).toEqual([]);
    expect((await first('GET', 'ManualJournals?page=1')).Attachments).toBeUndefined();
  });
});

it('the comparison finds what is missing or of another type', () => {
  expect(lacking({ A: 1, C: [{ D: 's' }], E: {} }, 'A:s B:s C:[D:n] E:{F:b} G:[]')).toEqual([
    'A is a number',
    'B',
    'C[].D is a string',
    'E.F',
    'G',
  ]);
});
