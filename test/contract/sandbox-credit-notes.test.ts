import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, line, messagesOf, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const { InvoiceNumber: _number, DueDate: _due, ...head } = salesInvoice('');
const creditNote = async (over: object = {}, by = client) =>
  (await by.write('PUT', 'CreditNotes', { ...head, Type: 'ACCRECCREDIT', ...over }))[0];
const invoice = async (over: object = {}, by = client) =>
  (await by.write('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), over)))[0];
const post = async (element: object) => (await client.write('POST', 'CreditNotes', element))[0];
const allocate = async (CreditNoteID: string, body: object, by = client) => {
  const answer = await by.send('PUT', `CreditNotes/${CreditNoteID}/Allocations?summarizeErrors=false`, body);
  return answer.json.Allocations[0];
};
const remove = (CreditNoteID: string, AllocationID: string, by = client) =>
  by.send('DELETE', `CreditNotes/${CreditNoteID}/Allocations/${AllocationID}`);
const read = async (id: string) => (await client.get(`CreditNotes/${id}`)).json.CreditNotes[0];

describe('a credit note', () => {
  test('is a draft without lines, a due date or a number of its own', async () => {
    const draft = await creditNote({ Status: undefined, LineItems: undefined });
    expect(draft).toMatchObject({ StatusAttributeString: 'OK', Status: 'DRAFT', Total: 0, LineItems: [] });
    expect(messagesOf(await post({ CreditNoteID: draft.CreditNoteID, Status: 'AUTHORISED' }))).toEqual([
      'One or more line items must be specified',
    ]);
  });

  test('moves through its statuses in its own words', async () => {
    const { CreditNoteID } = await creditNote({ Status: 'SUBMITTED' });
    expect((await post({ CreditNoteID, Status: 'AUTHORISED' })).Status).toBe('AUTHORISED');
    expect(messagesOf(await post({ CreditNoteID, Status: 'DELETED' }))).toEqual([
      'Credit Note not of valid status for modification',
    ]);
    expect((await post({ CreditNoteID, Status: 'VOIDED' })).Status).toBe('VOIDED');
    expect(messagesOf(await creditNote({ Status: 'PAID' }))).toEqual(['Credit Note not of valid status for creation']);
  });

  test('of a sale has a number of its own, of a purchase any', async () => {
    const CreditNoteNumber = crypto.randomUUID();
    await creditNote({ CreditNoteNumber });
    expect(messagesOf(await creditNote({ CreditNoteNumber }))).toEqual(['Credit Note # must be unique.']);
    const bill = { Type: 'ACCPAYCREDIT', CreditNoteNumber, LineItems: [line({ AccountCode: '400' })] };
    expect((await creditNote(bill)).StatusAttributeString).toBe('OK');
    expect((await creditNote(bill)).StatusAttributeString).toBe('OK');
  });

  test('takes no discount', async () => {
    expect(messagesOf(await creditNote({ LineItems: [line({ DiscountRate: 5 })] }))).toEqual([
      'Discounts may not be applied to credit notes.',
    ]);
  });

  test('does not know of being sent', async () => {
    const saved = await creditNote({ SentToContact: true });
    expect(saved.StatusAttributeString).toBe('OK');
    expect(saved).not.toHaveProperty('SentToContact');
  });

  test('is read and updated by its number', async () => {
    const { CreditNoteID, CreditNoteNumber } = await creditNote({ Status: 'DRAFT' });
    expect((await client.get(`CreditNotes/${CreditNoteNumber}`)).json.CreditNotes[0].CreditNoteID).toBe(CreditNoteID);
    const answer = await client.send('POST', `CreditNotes/${CreditNoteNumber}`, { Reference: 'r' });
    expect(answer.json.CreditNotes[0]).toMatchObject({ CreditNoteID, Reference: 'r' });
  });
});

describe('allocations', () => {
  test('settle invoice and credit note on the later of their days, and are taken back', async () => {
    const [{ InvoiceID }, { CreditNoteID }] = [await invoice(), await creditNote({ Date: '2026-02-01' })];
    const made = await allocate(CreditNoteID, { Allocations: [{ Invoice: { InvoiceID }, Amount: 120 }] });
    expect(made).toMatchObject({
      StatusAttributeString: 'OK',
      Amount: 120,
      Date: '/Date(1772323200000+0000)/',
      Invoice: { InvoiceID, Payments: [], ValidationErrors: [] },
      CreditNote: { CreditNoteID, ID: CreditNoteID, LineItems: [] },
      ValidationErrors: [],
    });
    const day = '/Date(1772323200000+0000)/';
    expect(await read(CreditNoteID)).toMatchObject({ Status: 'PAID', RemainingCredit: 0, FullyPaidOnDate: day });
    const [settled] = (await client.get(`Invoices/${InvoiceID}`)).json.Invoices;
    expect(settled).toMatchObject({ Status: 'PAID', AmountDue: 0, AmountCredited: 120, FullyPaidOnDate: day });
    const undone = await remove(CreditNoteID, made.AllocationID);
    const { AllocationID } = made;
    expect(undone.json).toEqual({ AllocationID, Amount: 120, Date: day, Invoice: { InvoiceID }, IsDeleted: true });
    expect(await read(CreditNoteID)).toMatchObject({ Status: 'AUTHORISED', RemainingCredit: 120, Allocations: [] });
    expect((await remove(CreditNoteID, AllocationID)).status).toBe(404);
  });

  test('are listed, and found by the number of the invoice', async () => {
    const [{ InvoiceNumber }, { CreditNoteID }] = [await invoice(), await creditNote()];
    await allocate(CreditNoteID, { Invoice: { InvoiceNumber }, Amount: 5 });
    await allocate(CreditNoteID, { Invoice: { InvoiceNumber }, AppliedAmount: 6 });
    const { Allocations } = (await client.get(`CreditNotes/${CreditNoteID}/Allocations`)).json;
    expect(Allocations).toMatchObject([{ Amount: 5 }, { Amount: 6 }]);
  });

  test('of one call see what those before them took', async () => {
    const [{ InvoiceID }, { CreditNoteID }] = [await invoice(), await creditNote()];
    const Allocations = [100, 30].map((Amount) => ({ Invoice: { InvoiceID }, Amount }));
    const answer = await client.send('PUT', `CreditNotes/${CreditNoteID}/Allocations`, { Allocations });
    expect(answer.status).toBe(400);
    expect(answer.json.Elements).toMatchObject([{ Amount: 30, Invoice: { InvoiceID } }]);
    expect((await read(CreditNoteID)).RemainingCredit).toBe(20);
  });

  test.each([
    [{ Amount: 0 }, 'Allocation amount must be greater than zero.'],
    [{ Amount: 0.004 }, 'Allocation amount must be greater than zero.'],
    [{ Amount: 120.01 }, 'Credit Note cannot be allocated as amount is greater than amount outstanding'],
    [{ Amount: 1, Invoice: { InvoiceNumber: 'Nowhere' } }, 'Document could not be found'],
  ])('of %j are refused', async (over, message) => {
    const [{ InvoiceID }, { CreditNoteID }] = [await invoice(), await creditNote()];
    expect(messagesOf(await allocate(CreditNoteID, { Invoice: { InvoiceID }, ...over }))).toEqual([message]);
  });

  test.each([
    [{ Status: 'DRAFT' }, {}, 'Invoice not of valid status for modification'],
    [{}, { Status: 'DRAFT' }, 'Credit Note not of valid status for modification'],
    [{ CurrencyCode: 'EUR' }, {}, 'Credit Note and invoice must have the same currency'],
    [{ Contact: { Name: 'Boom FM' } }, {}, 'Credit Note and invoice must have the same contact'],
  ])('of invoice %j and credit note %j are refused', async (ofInvoice, ofCredit, message) => {
    const [{ InvoiceID }, { CreditNoteID }] = [await invoice(ofInvoice), await creditNote(ofCredit)];
    expect(messagesOf(await allocate(CreditNoteID, { Invoice: { InvoiceID }, Amount: 1 }))).toEqual([message]);
  });

  test('go to another contact where the setting says so', async () => {
    const other = await openSandbox({ settings: { allocationContact: 'any' } });
    const { InvoiceID } = await invoice({ Contact: { Name: 'Boom FM' } }, other);
    const { CreditNoteID } = await creditNote({}, other);
    const made = await allocate(CreditNoteID, { Invoice: { InvoiceID }, Amount: 1 }, other);
    expect(made.StatusAttributeString).toBe('OK');
    await other.sandbox.close();
  });

  test('keep both documents from being voided and their amounts from moving', async () => {
    const [{ InvoiceID }, { CreditNoteID }] = [await invoice(), await creditNote()];
    await allocate(CreditNoteID, { Invoice: { InvoiceID }, Amount: 1 });
    expect((await post({ CreditNoteID, Status: 'VOIDED' })).StatusAttributeString).toBe('ERROR');
    const [voided] = await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    expect(voided.StatusAttributeString).toBe('ERROR');
    expect(messagesOf(await post({ CreditNoteID, LineItems: [line()] }))).toContain(
      'This document cannot be edited as it has a payment or credit note allocated to it.',
    );
    expect((await post({ CreditNoteID, Reference: 'r' })).Reference).toBe('r');
  });

  test('are by PUT alone', async () => {
    const { CreditNoteID } = await creditNote();
    const answer = await client.send('POST', `CreditNotes/${CreditNoteID}/Allocations`, { Amount: 1 });
    expect(answer.status).toBe(501);
  });
});
