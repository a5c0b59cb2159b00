/** Documents as the official SDK sends and parses them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreditNote, Invoice, LineAmountTypes, ManualJournal, type Payment } from 'xero-node';
import { openSdk, refusals, type Sdk, thrown } from './sdk-client.ts';

let sdk: Sdk;
beforeAll(async () => {
  sdk = await openSdk({ org: 'nz', now: () => Date.parse('2026-09-14T09:30:00Z') });
});
afterAll(() => sdk.client.sandbox.close());

let count = 0;
const invoice = (over: Invoice = {}): Invoice => {
  count += 1;
  return {
    type: Invoice.TypeEnum.ACCREC,
    invoiceNumber: `SDK-${count}`,
    contact: { name: 'Basket Case' },
    date: '2026-09-01',
    dueDate: '2026-09-30',
    status: Invoice.StatusEnum.AUTHORISED,
    lineItems: [{ description: 'Advice', quantity: 3, unitAmount: 10.5, accountCode: '200' }],
    ...over,
  };
};
const created = async (over: Invoice = {}): Promise<Invoice> =>
  (await sdk.api.createInvoices(sdk.tenant, { invoices: [invoice(over)] })).body.invoices?.[0] ?? {};
const paid = async (invoiceID: string, amount: number): Promise<Payment> => {
  const payment = { invoice: { invoiceID }, account: { code: '090' }, date: '2026-09-10', amount };
  return (await sdk.api.createPayment(sdk.tenant, payment)).body.payments?.[0] ?? {};
};

describe('an invoice', () => {
  it('comes back with numbers as numbers, dates as dates and enums of the SDK', async () => {
    const saved = await created({ lineAmountTypes: LineAmountTypes.Exclusive, reference: 'R' });
    expect(saved).toMatchObject({ subTotal: 31.5, totalTax: 4.73, total: 36.23, amountDue: 36.23, amountPaid: 0 });
    expect(saved).toMatchObject({ type: Invoice.TypeEnum.ACCREC, status: Invoice.StatusEnum.AUTHORISED });
    expect(saved.lineItems?.[0]).toMatchObject({ quantity: 3, unitAmount: 10.5, taxAmount: 4.73, taxType: 'OUTPUT2' });
    expect([saved.date, saved.dueDate]).toEqual([new Date('2026-09-01'), new Date('2026-09-30')]);
    expect(saved.updatedDateUTC).toEqual(new Date('2026-09-14T09:30:00Z'));
    expect(saved.contact).toMatchObject({ name: 'Basket Case', isCustomer: true });
  });

  it('is read by id and by number, and found in a list', async () => {
    const { invoiceID = '', invoiceNumber = '' } = await created();
    for (const reference of [invoiceID, invoiceNumber]) {
      const { body } = await sdk.api.getInvoice(sdk.tenant, reference);
      expect(body.invoices?.[0]).toMatchObject({ invoiceID, total: 36.23, hasAttachments: false });
    }
    const listed = await sdk.api.getInvoices(sdk.tenant, undefined, `InvoiceNumber=="${invoiceNumber}"`);
    expect(listed.body.invoices).toMatchObject([{ invoiceID, lineItems: [] }]);
  });

  it('is changed by its id; lines are kept by theirs and dropped when left out', async () => {
    const saved = await created({ status: Invoice.StatusEnum.DRAFT });
    const { lineItemID = '' } = saved.lineItems?.[0] ?? {};
    const lineItems = [
      { lineItemID, description: 'Kept' },
      { description: 'New', quantity: 1, unitAmount: 5, accountCode: '200' },
    ];
    const change = { invoices: [{ reference: 'Changed', lineItems }] };
    const { body } = await sdk.api.updateInvoice(sdk.tenant, saved.invoiceID ?? '', change);
    expect(body.invoices?.[0]).toMatchObject({ reference: 'Changed', invoiceNumber: saved.invoiceNumber });
    expect(body.invoices?.[0]?.lineItems?.map((each) => [each.lineItemID === lineItemID, each.description])).toEqual([
      [true, 'Kept'],
      [false, 'New'],
    ]);
  });

  it('keeps four decimals of a unit amount where unitdp asks for them, in reads too', async () => {
    const lineItems = [{ description: 'Fine', quantity: 100, unitAmount: 0.1234, accountCode: '200' }];
    const given = { invoices: [invoice({ lineItems })] };
    const { body } = await sdk.api.createInvoices(sdk.tenant, given, undefined, 4);
    const { invoiceID = '', lineItems: lines, subTotal } = body.invoices?.[0] ?? {};
    expect([lines?.[0]?.unitAmount, subTotal]).toEqual([0.1234, 12.34]);
    const rough = await sdk.api.getInvoice(sdk.tenant, invoiceID);
    const fine = await sdk.api.getInvoice(sdk.tenant, invoiceID, 4);
    expect(rough.body.invoices?.[0]?.lineItems?.[0]?.unitAmount).toBe(0.12);
    expect(fine.body.invoices?.[0]?.lineItems?.[0]?.unitAmount).toBe(0.1234);
  });

  it('is refused with a 400 that lists the failure alone; the good one is saved', async () => {
    const good = invoice();
    const bad = invoice({ lineItems: [] });
    const error = await thrown(sdk.api.createInvoices(sdk.tenant, { invoices: [good, bad] }));
    expect(error).toMatchObject({ statusCode: 400, body: { ErrorNumber: 10, Type: 'ValidationException' } });
    expect(refusals(error)).toEqual([['One or more line items must be specified']]);
    const { body } = await sdk.api.getInvoice(sdk.tenant, good.invoiceNumber ?? '');
    expect(body.invoices?.[0]?.status).toBe('AUTHORISED');
  });

  it('is reported by itself where summarizeErrors is false', async () => {
    const invoices = [invoice(), invoice({ lineItems: [] })];
    const { body, response } = await sdk.api.createInvoices(sdk.tenant, { invoices }, false);
    expect(response.status).toBe(200);
    expect(body.invoices?.map((each) => [each.statusAttributeString, each.hasErrors])).toEqual([
      ['OK', false],
      ['ERROR', true],
    ]);
    expect(body.invoices?.[1]).toMatchObject({
      invoiceID: '00000000-0000-0000-0000-000000000000',
      validationErrors: [{ message: 'One or more line items must be specified' }],
    });
  });

  it('is created once under an idempotency key', async () => {
    const given = { invoices: [invoice({ type: Invoice.TypeEnum.ACCPAY })] };
    const send = () => sdk.api.createInvoices(sdk.tenant, given, undefined, undefined, 'the same key');
    const ids = [await send(), await send()].map(({ body }) => body.invoices?.[0]?.invoiceID);
    expect(ids[0]).toBe(ids[1]);
    const other = { invoices: [invoice()] };
    const error = await thrown(sdk.api.createInvoices(sdk.tenant, other, undefined, undefined, 'the same key'));
    expect(error.statusCode).toBe(400);
  });

  it('is e-mailed, has an address for its customer and a PDF', async () => {
    await sdk.api.updateOrCreateContacts(sdk.tenant, {
      contacts: [{ name: 'Basket Case', emailAddress: 'basket@example.com' }],
    });
    const { invoiceID = '' } = await created();
    expect((await sdk.api.emailInvoice(sdk.tenant, invoiceID, {})).response.status).toBe(204);
    expect((await sdk.api.getInvoice(sdk.tenant, invoiceID)).body.invoices?.[0]?.sentToContact).toBe(true);
    const online = (await sdk.api.getOnlineInvoice(sdk.tenant, invoiceID)).body.onlineInvoices;
    expect(online?.[0]?.onlineInvoiceUrl).toMatch(/^http/);
    const pdf = (await sdk.api.getInvoiceAsPdf(sdk.tenant, invoiceID)).body;
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});

describe('a credit note', () => {
  it('is allocated until it is used up, and is open again when an allocation goes', async () => {
    const { invoiceID = '' } = await created();
    const { lineItems = [] } = invoice();
    const given: CreditNote = {
      type: CreditNote.TypeEnum.ACCRECCREDIT,
      contact: { name: 'Basket Case' },
      date: '2026-09-02',
      status: CreditNote.StatusEnum.AUTHORISED,
      lineItems,
    };
    const saved = (await sdk.api.createCreditNotes(sdk.tenant, { creditNotes: [given] })).body.creditNotes?.[0];
    const creditNoteID = saved?.creditNoteID ?? '';
    expect(saved).toMatchObject({ remainingCredit: 36.23, date: new Date('2026-09-02') });
    const allocations = [{ invoice: { invoiceID }, amount: 36.23, date: '2026-09-03' }];
    const { body } = await sdk.api.createCreditNoteAllocation(sdk.tenant, creditNoteID, { allocations });
    const { allocationID = '', amount } = body.allocations?.[0] ?? {};
    expect(amount).toBe(36.23);
    const now = async () => (await sdk.api.getCreditNote(sdk.tenant, creditNoteID)).body.creditNotes?.[0];
    expect(await now()).toMatchObject({ status: 'PAID', remainingCredit: 0, fullyPaidOnDate: new Date('2026-09-03') });
    const gone = await sdk.api.deleteCreditNoteAllocations(sdk.tenant, creditNoteID, allocationID);
    expect(gone.body).toMatchObject({ allocationID, isDeleted: true });
    expect(await now()).toMatchObject({ status: 'AUTHORISED', remainingCredit: 36.23 });
  });
});

describe('a payment', () => {
  it('pays an invoice, and opens it again when it is deleted', async () => {
    const { invoiceID = '' } = await created();
    const payment = await paid(invoiceID, 36.23);
    expect(payment).toMatchObject({ amount: 36.23, date: new Date('2026-09-10'), status: 'AUTHORISED' });
    expect(payment).toMatchObject({ paymentType: 'ACCRECPAYMENT', invoice: { invoiceID, amountDue: 0 } });
    const read = async () => (await sdk.api.getInvoice(sdk.tenant, invoiceID)).body.invoices?.[0];
    expect(await read()).toMatchObject({ status: 'PAID', amountPaid: 36.23, fullyPaidOnDate: new Date('2026-09-10') });
    const deleted = await sdk.api.deletePayment(sdk.tenant, payment.paymentID ?? '', { status: 'DELETED' });
    expect(deleted.body.payments?.[0]?.status).toBe('DELETED');
    expect(await read()).toMatchObject({ status: 'AUTHORISED', amountDue: 36.23 });
  });

  it('of more than is due is refused', async () => {
    const { invoiceID = '' } = await created();
    const payment = { invoice: { invoiceID }, account: { code: '090' }, date: '2026-09-10', amount: 40 };
    const error = await thrown(sdk.api.createPayment(sdk.tenant, payment));
    expect(refusals(error)).toEqual([['Payment amount exceeds the amount outstanding on this document']]);
  });
});

describe('a manual journal', () => {
  it('is posted, then voided', async () => {
    const journalLines = [
      { lineAmount: 12.5, accountCode: '400' },
      { lineAmount: -12.5, accountCode: '404' },
    ];
    const status = ManualJournal.StatusEnum.POSTED;
    const given = { manualJournals: [{ narration: 'Fees', date: '2026-09-01', status, journalLines }] };
    const saved = (await sdk.api.createManualJournals(sdk.tenant, given)).body.manualJournals?.[0];
    expect(saved).toMatchObject({ narration: 'Fees', status: 'POSTED', date: new Date('2026-09-01') });
    expect(saved?.journalLines?.map(({ lineAmount }) => lineAmount)).toEqual([12.5, -12.5]);
    const change = { manualJournals: [{ narration: 'Fees', status: ManualJournal.StatusEnum.VOIDED }] };
    const voided = await sdk.api.updateManualJournal(sdk.tenant, saved?.manualJournalID ?? '', change);
    expect(voided.body.manualJournals?.[0]?.status).toBe('VOIDED');
  });

  it('out of balance is refused', async () => {
    const journalLines = [
      { lineAmount: 100, accountCode: '400' },
      { lineAmount: -10, accountCode: '404' },
    ];
    const given = { manualJournals: [{ narration: 'Off', journalLines }] };
    const error = await thrown(sdk.api.createManualJournals(sdk.tenant, given));
    expect(refusals(error)).toEqual([['The total debits (100.00) must equal total credits (-10.00)']]);
  });
});
