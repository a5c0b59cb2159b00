/** The texts of errors and warnings that Xero is recorded or reported to give, each drawn from the sandbox by what causes it. */
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
  client = await openSandbox({ settings: { endOfYearLockDate: '2013-07-31' } });
});
afterAll(() => client.sandbox.close());

let count = 0;
const fresh = () => {
  count += 1;
  return `X-${count}`;
};
const write = async (method: 'PUT' | 'POST', collection: string, element: object): Promise<Loose> =>
  (await client.write(method, collection, element))[0];
const put = (collection: string, element: object) => write('PUT', collection, element);
const invoice = (over: object = {}) => put('Invoices', salesInvoice(fresh(), over));
const lined = (over: object, head: object = {}) => invoice({ LineItems: [line(over)], ...head });
const bill = (over: object = {}) => invoice({ Type: 'ACCPAY', ...over });
const credit = (over: object = {}) => {
  const { InvoiceNumber: _number, DueDate: _due, ...head } = salesInvoice('');
  return put('CreditNotes', { ...head, Type: 'ACCRECCREDIT', ...over });
};
const change = async (over: object, head: object = {}) =>
  write('POST', 'Invoices', { InvoiceID: (await invoice(head)).InvoiceID, ...over });
const pay = (target: object, over: object = {}) =>
  put('Payments', { Invoice: target, Account: { Code: '090' }, Date: '2026-03-05', Amount: 10, ...over });
const paidInvoice = async (amount = 120) => {
  const { InvoiceID } = await invoice();
  await pay({ InvoiceID }, { Amount: amount });
  return InvoiceID as string;
};
const allocate = async (over: object, target: object = {}, from: object = {}) => {
  const { InvoiceID } = await invoice(target);
  const { CreditNoteID } = await credit(from);
  const body = { Allocations: [{ Invoice: { InvoiceID }, Amount: 10, Date: '2026-03-05', ...over }] };
  const { json } = await client.send('PUT', `CreditNotes/${CreditNoteID}/Allocations?summarizeErrors=false`, body);
  return json.Allocations[0];
};
const one = async (method: string, path: string, body: object): Promise<Loose> => {
  const { json } = await client.send(method, path, body);
  return (json.Elements ?? Object.values(json as object).find(Array.isArray))[0];
};
const twice = async (make: () => Promise<Loose>) => {
  await make();
  return make();
};
const archived = async () => {
  const { ContactID, Name } = await put('Contacts', { Name: fresh() });
  await write('POST', 'Contacts', { ContactID, ContactStatus: 'ARCHIVED' });
  return { ContactID, Name };
};
const journal = (second: number, code = '404') =>
  put('ManualJournals', {
    Narration: 'N',
    JournalLines: [
      { LineAmount: 100, AccountCode: '400' },
      { LineAmount: second, AccountCode: code },
    ],
  });

type Cause = () => Promise<Loose>;

describe('a refusal says', () => {
  const contacts: readonly (readonly [string, Cause])[] = [
    [
      'The contact name Twice is already assigned to another contact. The contact name must be unique across all active contacts.',
      () => twice(() => put('Contacts', { Name: 'Twice' })),
    ],
    [
      'The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.',
      async () => write('POST', 'Contacts', { ...(await archived()), FirstName: 'A' }),
    ],
    ['Contact Name cannot be empty.', () => put('Contacts', { FirstName: 'A' })],
    ['Email address must be valid.', () => put('Contacts', { Name: fresh(), EmailAddress: 'nobody' })],
    [
      'Another contact has this contact number. Please enter a different contact number.',
      () => twice(() => put('Contacts', { Name: fresh(), ContactNumber: 'NUMBER' })),
    ],
    [
      "The status 'ARCHIVED' is not valid for contacts",
      () => put('Contacts', { Name: fresh(), ContactStatus: 'ARCHIVED' }),
    ],
    ['Website must be valid', () => put('Contacts', { Name: fresh(), Website: 'no address' })],
    ['You can only have a maximum of 5 contact persons.', () => put('Contacts', persons(6))],
    [
      'Additional people cannot be added when the primary person has no email address set.',
      () => put('Contacts', { ...persons(1), EmailAddress: '' }),
    ],
  ];
  const documents: readonly (readonly [string, Cause])[] = [
    ['Invoice not of valid status for modification', () => change({ Status: 'DELETED' })],
    ['Invoice # must be unique.', () => twice(() => put('Invoices', salesInvoice('SAME')))],
    ['One or more line items must be specified', () => invoice({ LineItems: [] })],
    ['Invoice not of valid status for creation', () => invoice({ Status: 'PAID' })],
    ['Invoice not of valid type for creation', () => invoice({ Type: 'ARPREPAYMENT' })],
    ['A Contact must be specified for this type of transaction', () => invoice({ Contact: undefined })],
    ['Due date cannot be empty.', () => invoice({ DueDate: undefined })],
    ['Organisation is not subscribed to currency CHF', () => invoice({ CurrencyCode: 'CHF' })],
    [
      'The document date cannot be before the end of year lock date, currently set at 31-Jul-2013',
      () => invoice({ Date: '2013-07-01' }),
    ],
    ['Url must be a valid absolute url', () => invoice({ Url: 'nowhere' })],
    ['The Total for this document must be greater than or equal to zero.', () => lined({ UnitAmount: -5 })],
    ['The document total does not equal the sum of the lines.', () => invoice({ Total: 1 })],
    [
      'This document cannot be edited as it has a payment or credit note allocated to it.',
      async () => write('POST', 'Invoices', { InvoiceID: await paidInvoice(), LineItems: [line()] }),
    ],
    [
      'Date cannot be changed on an invoice that has payment or credit notes allocated to it.',
      async () => write('POST', 'Invoices', { InvoiceID: await paidInvoice(), Date: '2026-03-02' }),
    ],
    [
      'Credit Note not of valid status for modification',
      async () => write('POST', 'CreditNotes', { CreditNoteID: (await credit()).CreditNoteID, Status: 'DELETED' }),
    ],
    [
      'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes',
      async () => invoice({ Contact: await archived() }),
    ],
    [
      'An existing Credit Note with the specified CreditNoteID could not be found',
      () => write('POST', 'CreditNotes', { CreditNoteID: crypto.randomUUID(), Type: 'ACCRECCREDIT' }),
    ],
    [
      'An existing invoice with the specified ID could not be found',
      () => write('POST', 'Invoices', { InvoiceID: crypto.randomUUID(), Type: 'ACCREC' }),
    ],
  ];
  const lines: readonly (readonly [string, Cause])[] = [
    [
      'The TaxType code GST on Income does not exist or cannot be used for this type of transaction.',
      () => lined({ TaxType: 'GST on Income' }),
    ],
    ["The TaxType code 'INPUT2' cannot be used with account code '200'.", () => lined({ TaxType: 'INPUT2' })],
    [
      "Account code '42945' is not a valid code for this document.",
      () => bill({ LineItems: [line({ AccountCode: '42945' })] }),
    ],
    ["Account code '451.1' is not a valid code for this document.", () => lined({ AccountCode: '451.1' })],
    [
      "Account code '402' has been archived, or has been deleted. Each line item must reference a valid account.",
      () => bill({ LineItems: [line({ AccountCode: '402' })] }),
    ],
    ['The description field is mandatory for each line item.', () => lined({ Description: undefined })],
    [
      'The line total 666.88 does not match the expected line total 666.93',
      () => lined({ Quantity: 1, UnitAmount: 666.93, LineAmount: 666.88 }),
    ],
    [
      'The line total 0 does not match the expected line total 100.00',
      () => lined({ DiscountRate: 0, DiscountAmount: 0 }),
    ],
    [
      'Discounts may not be applied to ACCPAY invoices.',
      () => bill({ LineItems: [line({ AccountCode: '400', DiscountRate: 5 })] }),
    ],
    [
      "The discount rate '127.83' is invalid. Discount must not be greater than the line total.",
      () => lined({ DiscountRate: 127.83 }),
    ],
    ["The quantity value '-2.0000' is invalid. Quantity must not be less than zero.", () => lined({ Quantity: -2 })],
    [
      'The line total -0.01 does not match the expected line total 0.00',
      () => lined({ Quantity: 1, UnitAmount: 0, LineAmount: -0.01 }),
    ],
    ['The tax amount cannot be greater than the line amount', () => lined({ TaxAmount: 200 })],
    ["Item code 'NONE' is not valid", () => lined({ ItemCode: 'NONE' })],
    ['Account code must be specified', () => lined({ AccountCode: undefined })],
  ];
  const settlements: readonly (readonly [string, Cause])[] = [
    [
      'Payment amount exceeds the amount outstanding on this document',
      async () => pay({ InvoiceID: (await invoice()).InvoiceID }, { Amount: 500 }),
    ],
    [
      'Payments can only be made against Authorised documents',
      async () => pay({ InvoiceID: (await invoice({ Status: 'DRAFT' })).InvoiceID }),
    ],
    ['Account could not be found', async () => pay(await invoice(), { Account: { Code: 'NONE' } })],
    [
      'Account type is invalid for making a payment to/from',
      async () => pay(await invoice(), { Account: { Code: '400' } }),
    ],
    ['The account code or ID must be specified', async () => pay(await invoice(), { Account: undefined })],
    [
      'Payment not of valid status for modification',
      async () => {
        const { PaymentID } = await pay(await invoice());
        return twice(() => write('POST', 'Payments', { PaymentID, Status: 'DELETED' }));
      },
    ],
    ['Document could not be found', () => pay({ InvoiceID: crypto.randomUUID() })],
    [
      'The invoice you are trying to allocate to has already been paid off',
      async () => allocate({ Invoice: { InvoiceID: await paidInvoice() } }),
    ],
    ['Credit Note cannot be allocated as amount is greater than amount outstanding', () => allocate({ Amount: 999 })],
    [
      'Credit Note cannot be allocated to an incorrect invoice type',
      () => allocate({}, {}, { Type: 'ACCPAYCREDIT', LineItems: [line({ AccountCode: '400' })] }),
    ],
  ];
  const others: readonly (readonly [string, Cause])[] = [
    ['Please enter a unique Name.', () => one('PUT', 'Accounts', { Code: fresh(), Name: 'Sales', Type: 'SALES' })],
    [
      'Account Code is too long. Maximum of 10 characters allowed',
      () => one('PUT', 'Accounts', { Code: 'ELEVENCHARS', Name: fresh(), Type: 'SALES' }),
    ],
    [
      "The current organisation is not subscribed to currency 'CHF'.",
      () => one('PUT', 'Accounts', { Name: fresh(), Type: 'BANK', BankAccountNumber: '123456', CurrencyCode: 'CHF' }),
    ],
    ["Price List Item with Code ''abc'' already exists", () => twice(() => put('Items', { Code: 'abc' }))],
    ['The total debits (100.00) must equal total credits (-10.00)', () => journal(-10)],
    [
      'The document with the supplied id was not found for this endpoint.',
      () => one('PUT', `Invoices/${crypto.randomUUID()}/History`, { HistoryRecords: [{ Details: 'A' }] }),
    ],
  ];
  it.each([...contacts, ...documents, ...lines, ...settlements, ...others])('%s', async (message, cause) => {
    const texts = allMessages(await cause());
    expect(texts.map((text) => text.replace(/\.$/, ''))).toContain(message.replace(/\.$/, ''));
  });
});

describe('a warning says', () => {
  it.each<readonly [string, Cause]>([
    ['The payment date is prior to the invoice date.', async () => pay(await invoice(), { Date: '2026-02-01' })],
    ["Account code '6OO' has been removed as it does not match a recognised account.", () => journal(-100, '6OO')],
    [
      'Only AUTHORISED invoices may have SentToContact updated.',
      () => invoice({ Status: 'DRAFT', SentToContact: true }),
    ],
  ])('%s', async (message, cause) => expect(warningsOf(await cause())).toContain(message));
});

describe('refused, in words that no recording shows,', () => {
  it.each<readonly [string, Cause]>([
    [
      'a void of a paid invoice',
      async () => write('POST', 'Invoices', { InvoiceID: await paidInvoice(5), Status: 'VOIDED' }),
    ],
    ['a payment of nothing', async () => pay(await invoice(), { Amount: 0 })],
    ['a contact whose id nobody knows', () => put('Contacts', { ContactID: crypto.randomUUID() })],
    ['a contact of an invoice whose id nobody knows', () => invoice({ Contact: { ContactID: crypto.randomUUID() } })],
  ])('is %s', async (_what, cause) => expect((await cause()).StatusAttributeString).toBe('ERROR'));
});

function persons(number: number): object {
  const ContactPersons = Array.from({ length: number }, (_, at) => ({
    FirstName: `P${at}`,
    EmailAddress: `p${at}@example.com`,
  }));
  return { Name: fresh(), EmailAddress: 'one@example.com', ContactPersons };
}

/** Of an element and of the contact in it. */
function allMessages(element: Loose): readonly string[] {
  return [...messagesOf(element), ...messagesOf(element.Contact ?? {})];
}
