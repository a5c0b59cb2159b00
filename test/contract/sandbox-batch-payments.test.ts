/** Batch payments: several invoices or bills paid at once, all or none. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, messagesOf, openForTest, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
beforeEach(() => client.sandbox.reset());
afterAll(() => client.sandbox.close());

const invoice = async (number: string, over: object = {}): Promise<Loose> => {
  const LineItems = [line({ TaxType: 'NONE' })];
  return (await client.write('PUT', 'Invoices', salesInvoice(number, { LineItems, ...over })))[0];
};
const bill = (number: string) =>
  invoice(number, { Type: 'ACCPAY', LineItems: [line({ AccountCode: '429', TaxType: 'NONE' })] });
const pay = ({ InvoiceID }: Loose, Amount: number, over: object = {}) => ({ Invoice: { InvoiceID }, Amount, ...over });
const put = async (payments: readonly object[], over: object = {}, by = client): Promise<Loose> => {
  const batch = { Account: { Code: '090' }, Date: '2026-03-05', Payments: payments, ...over };
  return (await by.send('PUT', 'BatchPayments?summarizeErrors=false', { BatchPayments: [batch] })).json
    .BatchPayments[0];
};
const due = async ({ InvoiceID }: Loose) => (await client.get(`Invoices/${InvoiceID}`)).json.Invoices[0].AmountDue;

test('a batch pays its documents, and each payment names it', async () => {
  const [one, two] = [await bill('B-1'), await bill('B-2')];
  const saved = await put([pay(one, 100), pay(two, 40, { Details: 'Rest follows' })], { Reference: 'Run 7' });
  expect(saved).toMatchObject({ Type: 'PAYBATCH', Status: 'AUTHORISED', TotalAmount: 140, Reference: 'Run 7' });
  expect([await due(one), await due(two)]).toEqual([0, 60]);
  const { BatchPaymentID } = saved;
  const { Payments } = (await client.get('Payments?page=1&order=Amount%20DESC')).json;
  expect(Payments).toMatchObject([
    { BatchPaymentID, Amount: 100, BatchPayment: { BatchPaymentID, TotalAmount: 140 } },
    { BatchPaymentID, Amount: 40, Details: 'Rest follows' },
  ]);
  expect(saved.Payments.map(({ PaymentID }: Loose) => PaymentID)).toEqual(
    Payments.map(({ PaymentID }: Loose) => PaymentID),
  );
  expect((await put([pay(await invoice('S-1'), 10)])).Type).toBe('RECBATCH');
});

test('one payment too large undoes all of them', async () => {
  const [one, two] = [await bill('B-1'), await bill('B-2')];
  const refused = await put([pay(one, 60), pay(two, 100.01), pay(one, 60)]);
  const message = 'Payment amount exceeds the amount outstanding on this document';
  expect(refused.StatusAttributeString).toBe('ERROR');
  expect(refused.Payments.map(messagesOf)).toEqual([[], [message], [message]]);
  expect([await due(one), await due(two)]).toEqual([100, 100]);
  expect((await client.get('Payments')).json.Payments).toEqual([]);
});

test('its payments go with it and not without it', async () => {
  const one = await bill('B-1');
  const { BatchPaymentID, Payments } = await put([pay(one, 100)]);
  const [{ PaymentID }] = Payments;
  const alone = await client.send('POST', `Payments/${PaymentID}?summarizeErrors=false`, { Status: 'DELETED' });
  expect(messagesOf(alone.json.Payments[0])).toHaveLength(1);
  expect(await due(one)).toBe(0);
  const gone = await client.send('POST', `BatchPayments/${BatchPaymentID}`, { Status: 'DELETED' });
  expect(gone.json.BatchPayments[0].Status).toBe('DELETED');
  expect(await due(one)).toBe(100);
  expect((await client.get(`Payments/${PaymentID}`)).json.Payments[0].Status).toBe('DELETED');
});

describe('a batch', () => {
  test('of sales invoices and bills, or of foreign currency, is refused', async () => {
    const mixed = await put([pay(await invoice('S-1'), 1), pay(await bill('B-1'), 1)]);
    expect(messagesOf(mixed)).toEqual(['Sales invoices and bills cannot be paid in one batch payment.']);
    const foreign = await put([pay(await invoice('S-2', { CurrencyCode: 'EUR' }), 1)]);
    expect(messagesOf(foreign)).toEqual(['A batch payment can only pay documents in the base currency.']);
  });

  test('without payments, or changed by a POST, is refused', async () => {
    expect(messagesOf(await put([]))).toEqual(['At least one payment must be specified.']);
    const { BatchPaymentID } = await put([pay(await invoice('S-1'), 1)]);
    const changed = await client.send('POST', 'BatchPayments?summarizeErrors=false', {
      BatchPaymentID,
      Reference: 'x',
    });
    expect(messagesOf(changed.json.BatchPayments[0])).toEqual(['A batch payment can only be deleted.']);
  });

  test('has short texts, shorter ones in New Zealand', async () => {
    const one = await bill('B-1');
    const long = await put([pay(one, 1, { Details: 'x'.repeat(19) })], { Narrative: 'y'.repeat(19) });
    expect(messagesOf(long)).toEqual([
      'Narrative must not be longer than 18 characters.',
      'Details must not be longer than 18 characters.',
    ]);
    const reference = { Reference: 'z'.repeat(13) };
    expect(messagesOf(await put([pay(one, 1)], reference))).toEqual([]);
    const nz = await openForTest({ org: 'nz' });
    expect(messagesOf(await put([], reference, nz))).toContain('Reference must not be longer than 12 characters.');
  });
});
