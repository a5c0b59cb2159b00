import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, line, messagesOf, openSandbox, salesInvoice, warningsOf } from './sandbox-client.ts';

const zeroId = '00000000-0000-0000-0000-000000000000';
let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const put = async (over: object) => (await client.write('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), over)))[0];
const post = async (element: object) => (await client.write('POST', 'Invoices', element))[0];
const draft = (over: object) => put({ Status: 'DRAFT', ...over });
const stored = async (id: string, query = '') => (await client.get(`Invoices/${id}${query}`)).json.Invoices[0];

describe('a bulk write', () => {
  test('saves the good elements of a refused call and names only the bad ones', async () => {
    const bad = salesInvoice('Mixed-2', { LineItems: [line({ AccountCode: '999' })] });
    const answer = await client.send('PUT', 'Invoices', { Invoices: [salesInvoice('Mixed-1'), bad] });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
    });
    expect(answer.json.Elements).toHaveLength(1);
    expect(answer.json.Elements[0]).toMatchObject({ InvoiceNumber: 'Mixed-2', InvoiceID: zeroId, HasErrors: true });
    expect(answer.json.Elements[0].LineItems[0]).toMatchObject({ AccountCode: '999', ValidationErrors: [] });
    expect((await client.get('Invoices/Mixed-1')).status).toBe(200);
  });

  test('without errors has no StatusAttributeString unless it is asked for', async () => {
    const answer = await client.send('PUT', 'Invoices', salesInvoice('Plain-1'));
    expect(answer.json.Invoices[0].StatusAttributeString).toBeUndefined();
    expect(answer.json).toMatchObject({ Status: 'OK', DateTimeUTC: expect.stringMatching(/^\/Date\(\d+\)\/$/) });
    const asked = await client.send('PUT', 'Invoices?summarizeErrors=False', salesInvoice('Plain-2'));
    expect(asked.json.Invoices[0].StatusAttributeString).toBe('OK');
  });

  test('can answer in another order and refuse both of a pair', async () => {
    const other = await openSandbox({ settings: { resultOrder: 'reversed', duplicateInBatch: 'both-fail' } });
    const pair = [salesInvoice('P-1'), salesInvoice('P-2'), salesInvoice('P-1')];
    const elements = await other.write('PUT', 'Invoices', ...pair);
    expect(elements.map((element) => [element.InvoiceNumber, element.StatusAttributeString])).toEqual([
      ['P-1', 'ERROR'],
      ['P-2', 'OK'],
      ['P-1', 'ERROR'],
    ]);
    await other.sandbox.close();
    const first = await client.write('PUT', 'Invoices', ...pair);
    expect(first.map((element) => element.StatusAttributeString)).toEqual(['OK', 'OK', 'ERROR']);
  });
});

describe('numbers', () => {
  test('of sales invoices are unique: PUT refuses, POST updates', async () => {
    const saved = await put({ InvoiceNumber: 'U-1', Status: 'DRAFT' });
    const again = await put({ InvoiceNumber: 'u-1' });
    expect([again.StatusAttributeString, messagesOf(again)]).toEqual(['ERROR', ['Invoice # must be unique.']]);
    const updated = await post(salesInvoice('U-1', { Reference: 'new' }));
    expect(updated).toMatchObject({ InvoiceID: saved.InvoiceID, Status: 'AUTHORISED', Reference: 'new' });
  });

  test('of bills are not unique', async () => {
    const bill = { Type: 'ACCPAY', InvoiceNumber: 'Bill-1', LineItems: [line({ AccountCode: '400' })] };
    const [one, two] = [await put(bill), await put(bill)];
    expect([one.StatusAttributeString, two.StatusAttributeString]).toEqual(['OK', 'OK']);
    expect(one.InvoiceID).not.toBe(two.InvoiceID);
    expect((await put({ InvoiceNumber: 'Bill-1' })).StatusAttributeString).toBe('OK');
  });

  test('are given where they are missing, and skip what is taken', async () => {
    await put({ InvoiceNumber: 'INV-0001' });
    expect((await put({ InvoiceNumber: undefined })).InvoiceNumber).toBe('INV-0002');
    expect((await put({ InvoiceNumber: undefined })).InvoiceNumber).toBe('INV-0003');
    expect(
      (await put({ Type: 'ACCPAY', InvoiceNumber: undefined, LineItems: [line({ AccountCode: '400' })] }))
        .InvoiceNumber,
    ).toBe('');
  });

  test('an unknown id is an error that echoes it', async () => {
    const id = '22222222-2222-4222-8222-222222222222';
    const refused = await post(salesInvoice('X', { InvoiceID: id }));
    expect(refused.InvoiceID).toBe(id);
    expect(messagesOf(refused)).toEqual(['An existing invoice with the specified ID could not be found']);
  });
});

describe('the head', () => {
  const errorsOf = async (over: object) => messagesOf(await put(over));

  test.each([
    [{ DueDate: undefined }, 'Due date cannot be empty.'],
    [{ LineItems: [] }, 'One or more line items must be specified'],
    [{ Contact: {} }, 'A Contact must be specified for this type of transaction'],
    [
      { Contact: { Name: 'Port & Philip Freight' } },
      'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes',
    ],
    [{ Status: 'PAID' }, 'Invoice not of valid status for creation'],
    [{ Type: 'ACCRECCREDIT' }, 'Invoice not of valid type for creation'],
    [{ CurrencyCode: 'JPY' }, 'Organisation is not subscribed to currency JPY'],
    [{ CurrencyCode: 'EUR', CurrencyRate: 0 }, 'CurrencyRate must be greater than zero.'],
    [{ Url: 'example' }, 'Url must be a valid absolute url'],
    [{ Total: 119.99 }, 'The document total does not equal the sum of the lines.'],
  ])('with %j is refused: %s', async (over, message) => {
    expect(await errorsOf(over)).toEqual([message]);
  });

  test('tolerates on a draft what approval does not', async () => {
    const saved = await draft({ DueDate: undefined, LineItems: [line({ AccountCode: undefined })] });
    expect(saved.StatusAttributeString).toBe('OK');
    const approved = await post({ InvoiceID: saved.InvoiceID, Status: 'AUTHORISED' });
    expect(messagesOf(approved).toSorted()).toEqual(['Account code must be specified', 'Due date cannot be empty.']);
    expect(approved).toMatchObject({ InvoiceID: saved.InvoiceID, Status: 'AUTHORISED' });
    expect((await stored(saved.InvoiceID)).Status).toBe('DRAFT');
  });

  test('dates are calendar days in two forms', async () => {
    const saved = await put({ Date: '2026-04-24', DueDate: '/Date(1776988800000+0000)/' });
    expect(saved).toMatchObject({ DateString: '2026-04-24T00:00:00', Date: '/Date(1776988800000+0000)/' });
    expect(saved.DueDateString).toBe('2026-04-24T00:00:00');
    const bad = await client.send('PUT', 'Invoices', salesInvoice('D', { Date: '20100510' }));
    expect(bad.json).toMatchObject({ ErrorNumber: 14, Message: "The string '20100510' is not a valid AllXsd value." });
  });

  test("without a date gets the organisation's today", async () => {
    const other = await openSandbox({ org: 'nz', now: () => Date.UTC(2026, 5, 30, 13) });
    const [saved] = await other.write('PUT', 'Invoices', salesInvoice('N', { Date: undefined }));
    expect(saved.DateString).toBe('2026-07-01T00:00:00');
    await other.sandbox.close();
  });

  test('locked periods hold', async () => {
    const other = await openSandbox({ settings: { endOfYearLockDate: '2025-12-31', periodLockDate: '2026-02-28' } });
    const tried = async (day: string) =>
      messagesOf((await other.write('PUT', 'Invoices', salesInvoice(day, { Date: day })))[0]);
    expect(await tried('2025-12-31')).toEqual([
      'The document date cannot be before the end of year lock date, currently set at 31-Dec-2025',
    ]);
    expect(await tried('2026-02-28')).toEqual([
      'The document date cannot be before the period lock date, currently set at 28-Feb-2026',
    ]);
    expect(await tried('2026-03-01')).toEqual([]);
    expect((await other.get('Organisation')).json.Organisations[0].PeriodLockDate).toBe('/Date(1772236800000+0000)/');
    await other.sandbox.close();
  });

  test("currencies have the rate that is sent, or the day's", async () => {
    const [sent, daily] = [
      await put({ CurrencyCode: 'EUR', CurrencyRate: 1.2345678 }),
      await put({ CurrencyCode: 'EUR' }),
    ];
    expect([sent.CurrencyRate, daily.CurrencyRate, sent.CurrencyCode]).toEqual([1.234568, 1.145, 'EUR']);
  });

  test('counts as sent only once approved', async () => {
    const saved = await draft({ SentToContact: true });
    expect(warningsOf(saved)).toEqual(['Only AUTHORISED invoices may have SentToContact updated.']);
    expect(saved.SentToContact).toBe(false);
    const email = (id: string) => client.send('POST', `Invoices/${id}/Email`);
    expect((await email(saved.InvoiceID)).status).toBe(400);
    const approved = await put({});
    expect((await email(approved.InvoiceID)).status).toBe(204);
    expect((await stored(approved.InvoiceID)).SentToContact).toBe(true);
  });
});

describe('status', () => {
  test('moves as documented', async () => {
    const saved = await draft({});
    const move = async (id: string, Status: string) => {
      const moved = await post({ InvoiceID: id, Status });
      return moved.StatusAttributeString === 'OK' ? moved.Status : messagesOf(moved)[0];
    };
    expect(await move(saved.InvoiceID, 'SUBMITTED')).toBe('SUBMITTED');
    expect(await move(saved.InvoiceID, 'DRAFT')).toBe('DRAFT');
    expect(await move(saved.InvoiceID, 'VOIDED')).toBe('Invoice not of valid status for modification');
    expect(await move(saved.InvoiceID, 'AUTHORISED')).toBe('AUTHORISED');
    expect(await move(saved.InvoiceID, 'DELETED')).toBe('Invoice not of valid status for modification');
    expect(await move(saved.InvoiceID, 'VOIDED')).toBe('VOIDED');
    expect(await move(saved.InvoiceID, 'AUTHORISED')).toBe('Invoice not of valid status for modification');
    const other = await draft({});
    expect(await move(other.InvoiceID, 'DELETED')).toBe('DELETED');
    expect(await move(other.InvoiceID, 'DELETED')).toBe('Invoice not of valid status for modification');
  });

  test('refused, echoes what was asked for', async () => {
    const saved = await put({});
    const refused = await post({ InvoiceID: saved.InvoiceID, Status: 'DELETED' });
    expect(refused).toMatchObject({ Status: 'DELETED', HasErrors: true, StatusAttributeString: 'ERROR' });
    expect((await stored(saved.InvoiceID)).Status).toBe('AUTHORISED');
  });

  test('voided keeps what was due', async () => {
    const saved = await put({});
    expect(await post({ InvoiceID: saved.InvoiceID, Status: 'VOIDED' })).toMatchObject({
      Status: 'VOIDED',
      AmountDue: 120,
    });
  });
});
