import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, line, messagesOf, openSandbox, salesInvoice, warningsOf } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const invoice = async (over: object = {}) =>
  (await client.write('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), over)))[0];
const creditNote = async (over: object = {}) => {
  const { InvoiceNumber: _number, DueDate: _due, ...head } = salesInvoice('');
  return (await client.write('PUT', 'CreditNotes', { ...head, Type: 'ACCRECCREDIT', ...over }))[0];
};
const pay = async (InvoiceID: string, Amount: number, over: object = {}) =>
  (
    await client.write('PUT', 'Payments', {
      Invoice: { InvoiceID },
      Account: { Code: '090' },
      Date: '2026-03-05',
      Amount,
      ...over,
    })
  )[0];
const stored = async (id: string) => (await client.get(`Invoices/${id}`)).json.Invoices[0];

describe('payments', () => {
  test('reduce what is due, settle the invoice, and give it back when deleted', async () => {
    const { InvoiceID } = await invoice();
    const part = await pay(InvoiceID, 20);
    expect(part).toMatchObject({
      Amount: 20,
      PaymentType: 'ACCRECPAYMENT',
      Status: 'AUTHORISED',
      HasValidationErrors: false,
    });
    expect(part.Invoice).toMatchObject({ InvoiceID, AmountDue: 100, AmountPaid: 20, Status: 'AUTHORISED' });
    expect(part.Invoice.LineItems).toHaveLength(1);
    const rest = await pay(InvoiceID, 100);
    expect(rest.Invoice).toMatchObject({ AmountDue: 0, AmountPaid: 120, Status: 'PAID' });
    const deleted = await client.send('POST', `Payments/${rest.PaymentID}`, { Status: 'DELETED' });
    expect(deleted.json.Payments[0].Status).toBe('DELETED');
    const open = await stored(InvoiceID);
    expect(open).toMatchObject({ AmountDue: 100, AmountPaid: 20, Status: 'AUTHORISED' });
    expect(open.FullyPaidOnDate).toBeUndefined();
    expect(open.Payments).toMatchObject([{ PaymentID: part.PaymentID, Amount: 20 }]);
    const again = await client.send('POST', `Payments/${rest.PaymentID}`, { Status: 'DELETED' });
    expect(again.text).toContain('Payment not of valid status for modification');
  });

  test('before the invoice date are saved with a warning', async () => {
    const { InvoiceID } = await invoice();
    expect((await pay(InvoiceID, 1, { Date: '2026-03-01' })).StatusAttributeString).toBe('OK');
    const early = await pay(InvoiceID, 1, { Date: '2026-02-28' });
    expect([early.StatusAttributeString, warningsOf(early)]).toEqual([
      'WARNING',
      ['The payment date is prior to the invoice date.'],
    ]);
  });

  test('are refused with a reason', async () => {
    const { InvoiceID } = await invoice();
    const draft = await invoice({ Status: 'DRAFT' });
    const tooMuch = await pay(InvoiceID, 120.01);
    expect(messagesOf(tooMuch)).toEqual(['Payment amount exceeds the amount outstanding on this document']);
    expect(tooMuch).toMatchObject({ HasValidationErrors: true, PaymentID: '00000000-0000-0000-0000-000000000000' });
    expect(messagesOf(await pay(InvoiceID, 1, { Account: { Code: '200' } }))).toEqual([
      'Account type is invalid for making a payment to/from',
    ]);
    expect(messagesOf(await pay(InvoiceID, 1, { Account: { Code: 'zz' } }))).toEqual(['Account could not be found']);
    expect(messagesOf(await pay(InvoiceID, 0))).toEqual(['Payment amount must be greater than zero.']);
    expect(messagesOf(await pay(draft.InvoiceID, 1))).toContain(
      'Payments can only be made against Authorised documents',
    );
    expect(messagesOf(await pay('33333333-3333-4333-8333-333333333333', 1))).toEqual(['Document could not be found']);
    expect((await stored(InvoiceID)).AmountDue).toBe(120);
  });

  test('may go to an account that takes payments, and by number', async () => {
    const { InvoiceNumber } = await invoice();
    const paid = await pay('', 5, { Invoice: { InvoiceNumber }, Account: { Code: '835' } });
    expect(paid).toMatchObject({ StatusAttributeString: 'OK', Account: { Code: '835' } });
  });

  test('are listed with the head of their invoice', async () => {
    const { InvoiceID } = await invoice();
    await pay(InvoiceID, 7, { Reference: 'Ref 7' });
    const [listed] = (await client.get(`Payments?page=1&where=Invoice.InvoiceId==guid("${InvoiceID}")`)).json.Payments;
    expect(listed).toMatchObject({
      Amount: 7,
      Invoice: { InvoiceID, Type: 'ACCREC' },
      Date: '/Date(1772668800000+0000)/',
    });
    expect((await client.get('Payments?where=Reference=="Ref 7"')).json.Payments).toHaveLength(1);
  });
});

describe('a paid invoice', () => {
  test('changes in words, not in amounts', async () => {
    const { InvoiceID, LineItems } = await invoice({ LineItems: [line(), { Description: 'With thanks' }] });
    await pay(InvoiceID, 20);
    const post = async (over: object) => (await client.write('POST', 'Invoices', { InvoiceID, ...over }))[0];
    expect(await post({ Reference: 'R', DueDate: '2026-05-01' })).toMatchObject({
      StatusAttributeString: 'OK',
      Reference: 'R',
      AmountDue: 100,
    });
    const moved = await post({ LineItems: [{ LineItemID: LineItems[0].LineItemID, Quantity: 9 }] });
    expect(messagesOf(moved)).toContain(
      'This document cannot be edited as it has a payment or credit note allocated to it.',
    );
    const fewer = await post({ LineItems: LineItems.slice(0, 1) });
    expect(messagesOf(fewer)).toContain('Invoice not of valid status for modification');
    expect(messagesOf(await post({ Date: '2026-03-02' }))).toEqual([
      'Date cannot be changed on an invoice that has payment or credit notes allocated to it.',
    ]);
    expect(messagesOf(await post({ Status: 'VOIDED' }))[0]).toMatch(/^The status VOIDED cannot be applied/);
  });
});

describe('credit notes', () => {
  test('are allocated to invoices and taken back', async () => {
    const [{ InvoiceID }, credit] = [await invoice(), await creditNote()];
    expect(credit).toMatchObject({ CreditNoteNumber: 'CN-0001', RemainingCredit: 120, Status: 'AUTHORISED' });
    const path = `CreditNotes/${credit.CreditNoteID}/Allocations`;
    const made = await client.send('PUT', path, { Allocations: [{ Invoice: { InvoiceID }, Amount: 50 }] });
    expect(made.json.Allocations[0]).toMatchObject({ Amount: 50, Invoice: { InvoiceID } });
    expect(await stored(InvoiceID)).toMatchObject({
      AmountDue: 70,
      AmountCredited: 50,
      CreditNotes: [{ AppliedAmount: 50 }],
    });
    const after = (await client.get(`CreditNotes/${credit.CreditNoteID}`)).json.CreditNotes[0];
    expect(after).toMatchObject({ RemainingCredit: 70, Allocations: [{ Amount: 50 }] });
    const more = await client.send('PUT', path, { Invoice: { InvoiceID }, Amount: 70.01 });
    expect(more.json.Elements[0].ValidationErrors[0].Message).toBe(
      'Credit Note cannot be allocated as amount is greater than amount outstanding',
    );
    const large = await invoice({ LineItems: [line({ UnitAmount: 5000 })] });
    const beyond = await client.send('PUT', path, { Invoice: { InvoiceID: large.InvoiceID }, Amount: 70.01 });
    expect(beyond.status).toBe(400);
    const undone = await client.send('DELETE', `${path}/${made.json.Allocations[0].AllocationID}`);
    expect(undone.json.IsDeleted).toBe(true);
    const open = await stored(InvoiceID);
    expect([open.AmountDue, open.CreditNotes]).toEqual([120, undefined]);
  });

  test('fit only their own side, and settled invoices take none', async () => {
    const bill = await invoice({ Type: 'ACCPAY', LineItems: [line({ AccountCode: '400' })] });
    const { InvoiceID } = await invoice();
    await pay(InvoiceID, 120);
    const credit = await creditNote();
    const allocate = async (id: string) => {
      const body = { Invoice: { InvoiceID: id }, Amount: 1 };
      const answer = await client.send('PUT', `CreditNotes/${credit.CreditNoteID}/Allocations`, body);
      return answer.json.Elements[0].ValidationErrors[0].Message;
    };
    expect(await allocate(bill.InvoiceID)).toMatch(/^Credit Note cannot be allocated to an incorrect invoice t/);
    expect(await allocate(InvoiceID)).toBe('The invoice you are trying to allocate to has already been paid off');
  });

  test('are refunded by payments', async () => {
    const { CreditNoteID } = await creditNote();
    const [refund] = await client.write('PUT', 'Payments', {
      CreditNote: { CreditNoteID },
      Account: { Code: '090' },
      Amount: 120,
    });
    expect(refund).toMatchObject({
      PaymentType: 'ARCREDITPAYMENT',
      Invoice: { Type: 'ACCRECCREDIT', InvoiceID: CreditNoteID, AmountDue: 0, Status: 'PAID' },
    });
  });

  test('an unknown id is refused in its own words', async () => {
    const [refused] = await client.write('POST', 'CreditNotes', {
      CreditNoteID: '44444444-4444-4444-8444-444444444444',
    });
    expect(messagesOf(refused)).toEqual(['An existing Credit Note with the specified CreditNoteID could not be found']);
  });
});

describe('manual journals', () => {
  const journal = async (...amounts: readonly number[]) => {
    const JournalLines = amounts.map((LineAmount) => ({ LineAmount, AccountCode: '429', Description: 'x' }));
    return (
      await client.write('PUT', 'ManualJournals', {
        Narration: 'Accrual',
        Date: '2026-03-31',
        Status: 'POSTED',
        JournalLines,
      })
    )[0];
  };

  test('balance', async () => {
    const posted = await journal(10.1, 0.2, -10.3);
    expect(posted).toMatchObject({ StatusAttributeString: 'OK', Status: 'POSTED', LineAmountTypes: 'NoTax' });
    expect(posted.JournalLines[0]).toMatchObject({ LineAmount: 10.1, TaxType: 'NONE', AccountCode: '429' });
    expect(messagesOf(await journal(100, -10))).toEqual([
      'The total debits (100.00) must equal total credits (-10.00)',
    ]);
  });

  test('lose an unknown account with a warning on a draft', async () => {
    const JournalLines = [
      { LineAmount: 5, AccountCode: '476' },
      { LineAmount: -5, AccountCode: '200' },
    ];
    const [draft] = await client.write('PUT', 'ManualJournals', { Narration: 'N', JournalLines });
    expect(warningsOf(draft)).toEqual([
      "Account code '476' has been removed as it does not match a recognised account.",
    ]);
    const { ManualJournalID } = draft;
    const [posted] = await client.write('POST', 'ManualJournals', { ManualJournalID, Status: 'POSTED' });
    expect(messagesOf(posted)).toEqual(['Account code must be specified']);
    const [deleted] = await client.write('POST', 'ManualJournals', { ManualJournalID, Status: 'DELETED' });
    expect(deleted.Status).toBe('DELETED');
  });

  test('do not post to control accounts', async () => {
    const JournalLines = [
      { LineAmount: 5, AccountCode: '610' },
      { LineAmount: -5, AccountCode: '630' },
    ];
    const [refused] = await client.write('PUT', 'ManualJournals', { Narration: 'N', JournalLines });
    expect(messagesOf(refused)).toEqual([
      "Account code '610' is not a valid code for this document.",
      "Account code '630' is not a valid code for this document.",
    ]);
  });
});
