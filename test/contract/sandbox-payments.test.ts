import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, messagesOf, openSandbox, salesInvoice, warningsOf } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const invoice = async (over: object = {}, by = client) =>
  (await by.write('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), over)))[0];
const creditNote = async (over: object = {}, by = client) => {
  const { InvoiceNumber: _number, DueDate: _due, ...head } = salesInvoice('');
  return (await by.write('PUT', 'CreditNotes', { ...head, Type: 'ACCRECCREDIT', ...over }))[0];
};
const bank = { Account: { Code: '090' }, Date: '2026-03-05' };
const pay = async (over: object, by = client) => (await by.write('PUT', 'Payments', { ...bank, ...over }))[0];
const remove = (id: string, by = client) => by.send('POST', `Payments/${id}`, { Status: 'DELETED' });
const stored = async (id: string) => (await client.get(`Invoices/${id}`)).json.Invoices[0];

describe('the document of a payment', () => {
  test.each([
    ['none', {}],
    ['an unknown number', { Invoice: { InvoiceNumber: 'Nowhere' } }],
    ['a prepayment, of which there are none', { Prepayment: { PrepaymentID: '11111111-1111-4111-8111-111111111111' } }],
  ])('that is %s is not found', async (_name, over) => {
    expect(messagesOf(await pay({ Amount: 1, ...over }))).toEqual(['Document could not be found']);
  });

  test('is one alone', async () => {
    const [{ InvoiceID }, { CreditNoteID }] = [await invoice(), await creditNote()];
    const both = await pay({ Invoice: { InvoiceID }, CreditNote: { CreditNoteID }, Amount: 1 });
    expect(messagesOf(both)).toEqual([
      'A payment must be made against exactly one Invoice, Credit Note, Prepayment or Overpayment',
    ]);
    expect((await stored(InvoiceID)).AmountPaid).toBe(0);
  });

  test('is found by number inside or beside it, the own invoice before a bill of that number', async () => {
    const InvoiceNumber = crypto.randomUUID();
    await invoice({ InvoiceNumber, Type: 'ACCPAY', LineItems: [line({ AccountCode: '400' })] });
    const { InvoiceID } = await invoice({ InvoiceNumber });
    expect((await pay({ Invoice: { InvoiceNumber }, Amount: 1 })).Invoice.InvoiceID).toBe(InvoiceID);
    expect((await pay({ InvoiceNumber, Amount: 1 })).Invoice.InvoiceID).toBe(InvoiceID);
    const { CreditNoteNumber, CreditNoteID } = await creditNote();
    const refund = await pay({ CreditNoteNumber, Amount: 1 });
    expect(refund).toMatchObject({ PaymentType: 'ARCREDITPAYMENT', Invoice: { InvoiceID: CreditNoteID } });
  });

  test('must be approved, and says both when it is paid', async () => {
    const both = [
      'Payments can only be made against Authorised documents',
      'Payment amount exceeds the amount outstanding on this document',
    ];
    for (const Status of ['DRAFT', 'SUBMITTED']) {
      const { InvoiceID } = await invoice({ Status });
      expect(messagesOf(await pay({ Invoice: { InvoiceID }, Amount: 1 }))).toEqual(both);
    }
    const { InvoiceID } = await invoice();
    await pay({ Invoice: { InvoiceID }, Amount: 120 });
    expect(messagesOf(await pay({ Invoice: { InvoiceID }, Amount: 0.01 }))).toEqual(both);
  });
});

describe('the account of a payment', () => {
  test.each([
    [undefined, 'The account code or ID must be specified'],
    [{ Code: '429' }, 'Account type is invalid for making a payment to/from'],
    [{ AccountID: '11111111-1111-4111-8111-111111111111' }, 'Account could not be found'],
  ])('given as %j is refused', async (Account, message) => {
    const { InvoiceID } = await invoice();
    expect(messagesOf(await pay({ Invoice: { InvoiceID }, Amount: 1, Account }))).toEqual([message]);
  });

  test('may be named by its id where it has no code, or by Code beside it', async () => {
    const { InvoiceID } = await invoice();
    const accounts = (await client.get('Accounts')).json.Accounts as Loose[];
    const bare = accounts.find(({ Type, Code }) => Type === 'BANK' && Code === undefined);
    const paid = await pay({ Invoice: { InvoiceID }, Amount: 1, Account: { AccountID: bare.AccountID } });
    expect(paid.Account.AccountID).toBe(bare.AccountID);
    const flat = await pay({ Invoice: { InvoiceID }, Amount: 1, Account: undefined, Code: '835' });
    expect(flat.Account).toEqual({ AccountID: expect.any(String), Code: '835', Name: "Directors' Loan Account" });
  });
});

describe('POST of payments', () => {
  test('takes the first, or all where the setting says so', async () => {
    const { InvoiceID } = await invoice();
    const Payments = [1, 2].map((Amount) => ({ ...bank, Invoice: { InvoiceID }, Amount }));
    expect((await client.send('POST', 'Payments', { Payments })).json.Payments).toHaveLength(1);
    const other = await openSandbox({ settings: { paymentPost: 'all' } });
    const { InvoiceID: id } = await invoice({}, other);
    const theirs = Payments.map((payment) => ({ ...payment, Invoice: { InvoiceID: id } }));
    expect((await other.send('POST', 'Payments', { Payments: theirs })).json.Payments).toHaveLength(2);
    await other.sandbox.close();
  });

  test('deletes the one its body names', async () => {
    const { InvoiceID } = await invoice();
    const { PaymentID } = await pay({ Invoice: { InvoiceID }, Amount: 20 });
    const answer = await client.send('POST', 'Payments', { PaymentID, Status: 'DELETED' });
    expect(answer.json.Payments[0]).toMatchObject({ PaymentID, Status: 'DELETED' });
    expect((await stored(InvoiceID)).AmountDue).toBe(120);
  });
});

describe('a payment that is made', () => {
  test('can be deleted and nothing else', async () => {
    const { InvoiceID } = await invoice();
    const { PaymentID } = await pay({ Invoice: { InvoiceID }, Amount: 20 });
    const changed = await client.send('POST', `Payments/${PaymentID}`, { Amount: 30 });
    expect([changed.status, messagesOf(changed.json.Elements[0])]).toEqual([
      400,
      ['Payment not of valid status for modification'],
    ]);
    const wrapped = await client.send('POST', `Payments/${PaymentID}`, { Payments: [{ Status: 'DELETED' }] });
    expect(wrapped.json.Payments[0]).toMatchObject({
      Status: 'DELETED',
      HasValidationErrors: false,
      Invoice: { InvoiceID, AmountDue: 120, AmountPaid: 0, Status: 'AUTHORISED' },
    });
    expect((await client.send('POST', `Payments/${crypto.randomUUID()}`, { Status: 'DELETED' })).status).toBe(404);
    expect((await client.send('DELETE', `Payments/${PaymentID}`)).status).toBe(501);
  });

  test('in full settles on its day, and deleted opens again; the void is free then', async () => {
    const { InvoiceID } = await invoice();
    await pay({ Invoice: { InvoiceID }, Amount: 100, Date: '2026-04-02' });
    const last = await pay({ Invoice: { InvoiceID }, Amount: 20, Date: '2026-03-20' });
    expect(last.Invoice).toMatchObject({ Status: 'PAID', FullyPaidOnDate: '/Date(1775088000000+0000)/' });
    const [first] = (await stored(InvoiceID)).Payments;
    await remove(last.PaymentID);
    expect((await stored(InvoiceID)).FullyPaidOnDate).toBeUndefined();
    await remove(first.PaymentID);
    const [voided] = await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    expect(voided).toMatchObject({ StatusAttributeString: 'OK', Status: 'VOIDED' });
  });

  test('is reconciled where a conversion says so', async () => {
    const { InvoiceID } = await invoice();
    expect((await pay({ Invoice: { InvoiceID }, Amount: 1, IsReconciled: true })).IsReconciled).toBe(true);
    expect((await pay({ Invoice: { InvoiceID }, Amount: 1 })).IsReconciled).toBe(false);
  });

  test('of a bill and of a credit note of either side has its own type', async () => {
    const LineItems = [line({ AccountCode: '400' })];
    const { InvoiceID } = await invoice({ Type: 'ACCPAY', LineItems });
    expect((await pay({ Invoice: { InvoiceID }, Amount: 1 })).PaymentType).toBe('ACCPAYPAYMENT');
    const { CreditNoteID } = await creditNote({ Type: 'ACCPAYCREDIT', LineItems });
    expect((await pay({ CreditNote: { CreditNoteID }, Amount: 1 })).PaymentType).toBe('APCREDITPAYMENT');
  });
});

describe('a refund', () => {
  test('settles its credit note, and is undone', async () => {
    const { CreditNoteID } = await creditNote();
    const refund = await pay({ CreditNote: { CreditNoteID }, Amount: 120 });
    const read = async () => (await client.get(`CreditNotes/${CreditNoteID}`)).json.CreditNotes[0];
    expect(await read()).toMatchObject({ Status: 'PAID', RemainingCredit: 0, Payments: [{ Amount: 120 }] });
    await remove(refund.PaymentID);
    expect(await read()).toMatchObject({ Status: 'AUTHORISED', RemainingCredit: 120, Payments: [] });
  });

  test('shows its credit note as an invoice, or as itself where the setting says so', async () => {
    const { CreditNoteID, CreditNoteNumber } = await creditNote();
    const { PaymentID } = await pay({ CreditNote: { CreditNoteID }, Amount: 1 });
    const [read] = (await client.get(`Payments/${PaymentID}`)).json.Payments;
    const shown = { Type: 'ACCRECCREDIT', InvoiceID: CreditNoteID, InvoiceNumber: CreditNoteNumber };
    expect(read.Invoice).toMatchObject({ ...shown, AmountDue: 119 });
    expect(read).not.toHaveProperty('CreditNote');
    const listed = (await client.get('Payments')).json.Payments as Loose[];
    expect(listed.find((payment) => payment.PaymentID === PaymentID).Invoice).toMatchObject(shown);
    const other = await openSandbox({ settings: { refundShownAs: 'CreditNote' } });
    const { InvoiceNumber: _number, DueDate: _due, ...head } = salesInvoice('');
    const [note] = await other.write('PUT', 'CreditNotes', { ...head, Type: 'ACCRECCREDIT' });
    const refund = await pay({ CreditNote: { CreditNoteID: note.CreditNoteID }, Amount: 1 }, other);
    expect(refund.CreditNote).toMatchObject({ CreditNoteID: note.CreditNoteID, RemainingCredit: 119 });
    await other.sandbox.close();
  });
});

describe('in a foreign currency', () => {
  const foreign = () => invoice({ CurrencyCode: 'EUR', CurrencyRate: 1.25 });

  test.each([
    [{}, { Amount: 50, BankAmount: 40, CurrencyRate: 1.25 }],
    [{ CurrencyRate: 2 }, { Amount: 50, BankAmount: 25, CurrencyRate: 2 }],
    [{ BankAmount: 45 }, { Amount: 50, BankAmount: 45, CurrencyRate: 1.111111 }],
  ])('a payment with %j is %j', async (over, figures) => {
    const { InvoiceID } = await foreign();
    const paid = await pay({ Invoice: { InvoiceID }, Amount: 50, ...over });
    expect(paid).toMatchObject({ StatusAttributeString: 'OK', ...figures, Invoice: { AmountDue: 70 } });
  });

  test.each([
    [{ CurrencyRate: 0.0000001 }, 'CurrencyRate must be greater than zero.'],
    [{ CurrencyRate: -1 }, 'CurrencyRate must be greater than zero.'],
    [{ BankAmount: 0 }, 'BankAmount must be greater than zero.'],
  ])('a payment with %j is refused', async (over, message) => {
    const { InvoiceID } = await foreign();
    expect(messagesOf(await pay({ Invoice: { InvoiceID }, Amount: 50, ...over }))).toEqual([message]);
  });

  test('a rate for a payment in the base currency is ignored with a warning', async () => {
    const { InvoiceID } = await invoice();
    const paid = await pay({ Invoice: { InvoiceID }, Amount: 1, CurrencyRate: 2 });
    expect(paid).toMatchObject({ CurrencyRate: 1, BankAmount: 1, StatusAttributeString: 'WARNING' });
    expect(warningsOf(paid)).toHaveLength(1);
  });
});

describe('a locked period', () => {
  const text = 'The document date cannot be before the period lock date, currently set at 31-Mar-2026';
  let folder = '';
  let locked: Client;
  let made: { readonly InvoiceID: string; readonly PaymentID: string; readonly allocations: string };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rowpost-locked-'));
    const open = await openSandbox({ folder });
    const { InvoiceID } = await invoice({}, open);
    const { PaymentID } = await pay({ Invoice: { InvoiceID }, Amount: 20 }, open);
    const allocations = `CreditNotes/${(await creditNote({}, open)).CreditNoteID}/Allocations`;
    await open.send('PUT', allocations, { Invoice: { InvoiceID }, Amount: 10 });
    made = { InvoiceID, PaymentID, allocations };
    await open.sandbox.close();
    locked = await openSandbox({ folder, settings: { periodLockDate: '2026-03-31' } });
  });
  afterAll(async () => {
    await locked.sandbox.close();
    await rm(folder, { recursive: true });
  });

  test('takes no payment and gives none back', async () => {
    const { InvoiceID, PaymentID } = made;
    expect(messagesOf(await pay({ Invoice: { InvoiceID }, Amount: 1 }, locked))).toEqual([text]);
    const refused = await remove(PaymentID, locked);
    expect([refused.status, messagesOf(refused.json.Elements[0])]).toEqual([400, [text]]);
    expect((await pay({ Invoice: { InvoiceID }, Amount: 1, Date: '2026-04-01' }, locked)).Status).toBe('AUTHORISED');
  });

  test('takes no allocation and gives none back', async () => {
    const { InvoiceID, allocations } = made;
    const more = await locked.send('PUT', allocations, { Invoice: { InvoiceID }, Amount: 1 });
    expect(messagesOf(more.json.Elements[0])).toEqual([text]);
    const [{ AllocationID }] = (await locked.get(allocations)).json.Allocations;
    const refused = await locked.send('DELETE', `${allocations}/${AllocationID}`);
    expect([refused.status, messagesOf(refused.json.Elements[0])]).toEqual([400, [text]]);
  });

  test('lets no invoice of its own be edited, even where it is paid in part', async () => {
    const { InvoiceID } = made;
    const [refused] = await locked.write('POST', 'Invoices', { InvoiceID, Reference: 'r' });
    expect(messagesOf(refused)).toEqual([text]);
  });
});

test('a refused payment echoes what was sent with the invoice as it stands', async () => {
  const { InvoiceID } = await invoice();
  const Payments = [{ ...bank, Invoice: { InvoiceID }, Amount: 500, Reference: 'R' }];
  const answer = await client.send('PUT', 'Payments', { Payments });
  expect(answer.status).toBe(400);
  expect(answer.json.Elements[0]).toMatchObject({
    PaymentID: '00000000-0000-0000-0000-000000000000',
    Amount: 500,
    Reference: 'R',
    Invoice: { InvoiceID, AmountDue: 120 },
    HasValidationErrors: true,
  });
});
