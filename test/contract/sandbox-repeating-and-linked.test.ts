import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, messagesOf, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const UNKNOWN = '11111111-2222-4333-8444-555555555555';

describe('a repeating invoice', () => {
  const Schedule = {
    Period: 1,
    Unit: 'MONTHLY',
    DueDate: 20,
    DueDateType: 'OFFOLLOWINGMONTH',
    StartDate: '2026-04-01',
  };
  const repeating = async (over: object = {}): Promise<Loose> => {
    const head = { Type: 'ACCREC', Contact: { Name: 'Basket Case' }, Schedule, LineItems: [line()] };
    return (await client.write('PUT', 'RepeatingInvoices', { ...head, ...over }))[0];
  };
  const post = async (element: object): Promise<Loose> => (await client.write('POST', 'RepeatingInvoices', element))[0];

  test('is a draft whose next day is its first', async () => {
    const saved = await repeating({ ApprovedForSending: true });
    expect(saved).toMatchObject({
      StatusAttributeString: 'OK',
      ID: saved.RepeatingInvoiceID,
      Status: 'DRAFT',
      Total: 120,
      ApprovedForSending: true,
      SendCopy: false,
      Schedule: { Period: 1, Unit: 'MONTHLY', StartDate: '/Date(1775001600000+0000)/' },
    });
    expect(saved.Schedule.NextScheduledDate).toBe(saved.Schedule.StartDate);
    expect(saved).not.toHaveProperty('Date');
  });

  test.each([
    [{ Schedule: undefined }, 'Schedule must be specified'],
    [{ Schedule: { ...Schedule, Period: 0 } }, 'Period must be a whole number above zero'],
    [{ Schedule: { ...Schedule, EndDate: '2026-03-31' } }, 'EndDate must not be before'],
    [{ Type: undefined }, 'Type must be'],
    [{ LineItems: [] }, 'One or more line items'],
    [{ Status: 'AUTHORISED', LineItems: [line({ AccountCode: undefined })] }, 'Account code must be specified'],
    [{ Status: 'DELETED' }, 'cannot have the status DELETED'],
  ])('is refused with %j', async (over, words) => {
    expect(messagesOf(await repeating(over)).join()).toContain(words);
  });

  test('is deleted, and changed in nothing else', async () => {
    const { RepeatingInvoiceID } = await repeating();
    const refused = ['A repeating invoice can only be deleted.'];
    expect(messagesOf(await post({ RepeatingInvoiceID, Reference: 'R' }))).toEqual(refused);
    expect(messagesOf(await post({ RepeatingInvoiceID, Status: 'AUTHORISED' }))).toEqual(refused);
    expect((await post({ RepeatingInvoiceID, Status: 'DELETED' })).Status).toBe('DELETED');
    expect(messagesOf(await post({ RepeatingInvoiceID, Status: 'DELETED' }))).toEqual([
      'Deleted repeating invoices cannot be updated',
    ]);
  });

  test('is listed with its lines, by any field, never in pages', async () => {
    const { RepeatingInvoiceID } = await repeating({ Reference: 'Listed' });
    const list = async (query: string) => (await client.get(`RepeatingInvoices${query}`)).json;
    const { RepeatingInvoices, pagination } = await list('?where=Reference=="Listed"&page=2');
    expect(RepeatingInvoices).toMatchObject([{ RepeatingInvoiceID, LineItems: [{ LineAmount: 100 }] }]);
    expect(pagination).toBeUndefined();
    expect((await list('?where=Status=="DELETED" AND Reference=="Listed"')).RepeatingInvoices).toEqual([]);
  });
});

describe('a linked transaction', () => {
  const bill = async (over: object = {}): Promise<Loose> =>
    (
      await client.write('PUT', 'Invoices', {
        ...salesInvoice(crypto.randomUUID(), { Type: 'ACCPAY', LineItems: [line({ AccountCode: '400' })], ...over }),
      })
    )[0];
  const sale = async (over: object = {}): Promise<Loose> =>
    (await client.write('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), over)))[0];
  const source = async (over: object = {}) => {
    const { InvoiceID, LineItems } = await bill(over);
    return { SourceTransactionID: InvoiceID, SourceLineItemID: LineItems[0].LineItemID };
  };
  const put = (body: object) => client.send('PUT', 'LinkedTransactions', body);
  const link = async (body: object): Promise<Loose> => (await put(body)).json.LinkedTransactions[0];
  const refusal = async (body: object): Promise<readonly string[]> => messagesOf((await put(body)).json.Elements[0]);
  const target = ({ InvoiceID, LineItems, Contact }: Loose) => ({
    ContactID: Contact.ContactID,
    TargetTransactionID: InvoiceID,
    TargetLineItemID: LineItems[0].LineItemID,
  });

  test('takes its status from the bill and the invoice', async () => {
    const { LinkedTransactionID, ...made } = await link(await source());
    expect(made).toMatchObject({ Status: 'APPROVED', Type: 'BILLABLEEXPENSE', SourceTransactionTypeCode: 'ACCPAY' });
    expect((await link(await source({ Status: 'DRAFT' }))).Status).toBe('DRAFT');
    const draft = await sale({ Status: 'DRAFT' });
    const post = async (body: object) =>
      (await client.send('POST', `LinkedTransactions/${LinkedTransactionID}`, body)).json;
    expect((await post(target(draft))).LinkedTransactions[0].Status).toBe('ONDRAFT');
    await client.write('POST', 'Invoices', { InvoiceID: draft.InvoiceID, Status: 'AUTHORISED' });
    const read = (await client.get(`LinkedTransactions/${LinkedTransactionID}`)).json.LinkedTransactions[0];
    expect(read).toMatchObject({ Status: 'BILLED', TargetTransactionID: draft.InvoiceID });
    expect(messagesOf((await post({ ContactID: UNKNOWN })).Elements[0])).toEqual([
      'A linked transaction that is billed cannot be changed.',
    ]);
    expect((await client.send('DELETE', `LinkedTransactions/${LinkedTransactionID}`)).status).toBe(400);
  });

  test('is refused where line, transaction and contact do not belong together', async () => {
    const given = await source();
    const sold = target(await sale({ Contact: { Name: 'City Agency' } }));
    const other = (await sale()).Contact.ContactID;
    const mismatch = ['The SourceLineItemID and SourceTransactionID do not match'];
    expect(await refusal({ ...given, SourceLineItemID: UNKNOWN })).toEqual(mismatch);
    expect(await refusal({ ...given, SourceTransactionID: sold.TargetTransactionID })).toEqual(mismatch);
    expect(await refusal({ ...given, SourceLineItemID: undefined })).toHaveLength(1);
    expect(await refusal({ ...given, ...sold, ContactID: other })).toEqual([
      'The ContactID and the TargetTransaction ContactID do not match',
    ]);
    expect(await refusal({ ...given, ...sold, TargetLineItemID: UNKNOWN })).toHaveLength(1);
    expect((await put({ ...given, ...sold })).status).toBe(200);
    const shouted = { ...given, SourceLineItemID: given.SourceLineItemID.toUpperCase() };
    expect(await refusal(shouted)).toEqual(['The source line item is linked already.']);
  });

  test('is found by what it links, and removed for good', async () => {
    const given = await source();
    const { LinkedTransactionID } = await link({ LinkedTransactions: [given] });
    const found = async () =>
      (await client.get(`LinkedTransactions?SourceTransactionID=${given.SourceTransactionID}`)).json.LinkedTransactions;
    expect(await found()).toMatchObject([{ LinkedTransactionID }]);
    expect((await client.send('DELETE', `LinkedTransactions/${LinkedTransactionID}`)).status).toBe(204);
    expect(await found()).toEqual([]);
    expect((await client.get(`LinkedTransactions/${LinkedTransactionID}`)).status).toBe(404);
  });
});
