import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, messagesOf, openSandbox, salesInvoice, warningsOf } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const put = async (over: object) => (await client.write('PUT', 'Invoices', salesInvoice(crypto.randomUUID(), over)))[0];
const post = async (element: object) => (await client.write('POST', 'Invoices', element))[0];
const draft = (over: object) => put({ Status: 'DRAFT', ...over });
const stored = async (id: string, query = '') => (await client.get(`Invoices/${id}${query}`)).json.Invoices[0];

describe('lines', () => {
  const errorsOf = async (over: object, head: object = {}) =>
    messagesOf(await put({ LineItems: [line(over)], ...head }));

  test('take tax from the account and totals from the lines', async () => {
    const saved = await put({ LineItems: [line({ Quantity: 3, UnitAmount: 0.35 }), line({ AccountCode: '270' })] });
    expect(saved.LineItems[0]).toMatchObject({
      TaxType: 'OUTPUT2',
      LineAmount: 1.05,
      TaxAmount: 0.21,
      AccountCode: '200',
    });
    expect(saved.LineItems[1]).toMatchObject({ TaxType: 'NONE', TaxAmount: 0 });
    expect(saved).toMatchObject({ SubTotal: 101.05, TotalTax: 0.21, Total: 101.26, AmountDue: 101.26, AmountPaid: 0 });
  });

  test('keep every digit of an amount', async () => {
    const saved = await client.send(
      'PUT',
      'Invoices',
      JSON.stringify(salesInvoice('Digits')).replace('"UnitAmount":50', '"UnitAmount":4999999999.99'),
    );
    expect(saved.text).toContain('"LineAmount":9999999999.98');
    expect(saved.text).toContain('"Total":11999999999.98');
    const third = JSON.stringify(salesInvoice('Third')).replace(
      '"UnitAmount":50',
      '"UnitAmount":0.00499999999999999999',
    );
    expect((await client.send('PUT', 'Invoices', third)).json.Invoices[0].LineItems[0].UnitAmount).toBe(0);
  });

  test.each([
    [{ AccountCode: '999' }, "Account code '999' is not a valid code for this document."],
    [{ AccountCode: '090' }, "Account code '090' is not a valid code for this document."],
    [{ AccountCode: '610' }, "Account code '610' is not a valid code for this document."],
    [
      { AccountCode: '402' },
      "Account code '402' has been archived, or has been deleted. Each line item must reference a valid account.",
    ],
    [{ AccountCode: undefined }, 'Account code must be specified'],
    [{ TaxType: 'INPUT2' }, "The TaxType code 'INPUT2' cannot be used with account code '200'."],
    [
      { TaxType: 'SROUTPUT' },
      'The TaxType code SROUTPUT does not exist or cannot be used for this type of transaction.',
    ],
    [{ Description: '' }, 'The description field is mandatory for each line item.'],
    [{ Quantity: -1 }, "The quantity value '-1.0000' is invalid. Quantity must not be less than zero."],
    [{ LineAmount: 99 }, 'The line total 99.00 does not match the expected line total 100.00'],
    [{ UnitAmount: -1 }, 'The Total for this document must be greater than or equal to zero.'],
    [{ ItemCode: 'Nope' }, "Item code 'Nope' is not valid"],
    [{ DiscountRate: 0 }, 'The line total 0 does not match the expected line total 100.00'],
  ])('with %j are refused: %s', async (over, message) => {
    expect(await errorsOf(over)).toContain(message);
  });

  test('of bills and credit notes take no discount', async () => {
    const bill = { Type: 'ACCPAY' };
    expect(await errorsOf({ DiscountRate: 5, AccountCode: '400' }, bill)).toEqual([
      'Discounts may not be applied to ACCPAY invoices.',
    ]);
    const saved = await put({ LineItems: [line({ DiscountRate: 10 })] });
    expect(saved).toMatchObject({ SubTotal: 90, TotalDiscount: 10, IsDiscounted: true });
  });

  test('lose an unknown account on a draft, with a warning', async () => {
    const saved = await draft({ LineItems: [line({ AccountCode: '999' })] });
    expect(saved.StatusAttributeString).toBe('WARNING');
    expect(warningsOf(saved)).toEqual([
      "Account code '999' has been removed as it does not match a recognised account.",
    ]);
    expect((await stored(saved.InvoiceID)).LineItems[0].AccountCode).toBeUndefined();
  });

  test('are filled from an item', async () => {
    const saved = await put({ LineItems: [{ ItemCode: 'gb1-white', Quantity: 10 }] });
    expect(saved.LineItems[0]).toMatchObject({
      ItemCode: 'GB1-White',
      Description: 'Golf balls - white single',
      UnitAmount: 5.6,
      AccountCode: '200',
      LineAmount: 56,
    });
  });

  test('may be a description alone', async () => {
    const saved = await put({ LineItems: [line(), { Description: 'See above' }] });
    expect(saved.LineItems[1]).toMatchObject({ Description: 'See above', LineAmount: 0 });
    expect(saved.LineItems[1].UnitAmount).toBeUndefined();
  });

  test('show unit amounts with four decimals only when asked', async () => {
    const body = salesInvoice('Four', { LineItems: [line({ UnitAmount: 1.2345 })] });
    const saved = (await client.send('PUT', 'Invoices?unitdp=4', body)).json.Invoices[0];
    expect([saved.LineItems[0].UnitAmount, saved.SubTotal]).toEqual([1.2345, 2.47]);
    expect((await stored(saved.InvoiceID)).LineItems[0].UnitAmount).toBe(1.23);
    expect((await stored(saved.InvoiceID, '?unitdp=4')).LineItems[0].UnitAmount).toBe(1.2345);
  });

  test('drop unknown tracking silently, or refuse it where the setting says so', async () => {
    const Tracking = [
      { Name: 'Region', Option: 'north' },
      { Name: 'Department', Option: 'Moon' },
    ];
    const saved = await put({ LineItems: [line({ Tracking })] });
    expect(saved.LineItems[0].Tracking).toMatchObject([{ Name: 'Region', Option: 'North' }]);
    const strict = await openSandbox({ settings: { unknownTracking: 'refused' } });
    const [refused] = await strict.write('PUT', 'Invoices', salesInvoice('T', { LineItems: [line({ Tracking })] }));
    expect(messagesOf(refused)).toEqual(["The tracking option 'Moon' could not be found"]);
    await strict.sandbox.close();
  });

  test('are kept, changed by their id, or gone', async () => {
    const saved = await draft({ LineItems: [line({ Description: 'One' }), line({ Description: 'Two' })] });
    const { InvoiceID, LineItems } = saved;
    const kept = await post({ InvoiceID, Reference: 'r' });
    expect(kept.LineItems).toEqual(LineItems);
    const [, two] = LineItems;
    const changed = await post({
      InvoiceID,
      LineItems: [{ LineItemID: two.LineItemID, Quantity: 5 }, line({ Description: 'New' })],
    });
    expect(changed.LineItems.map((item: Loose) => [item.Description, item.LineAmount])).toEqual([
      ['Two', 250],
      ['New', 100],
    ]);
    expect(changed.LineItems[0].LineItemID).toBe(two.LineItemID);
    expect(changed.Total).toBe(420);
    const repriced = await post({ InvoiceID, LineItems: [{ LineItemID: two.LineItemID, LineAmount: 30 }] });
    expect(repriced.LineItems[0]).toMatchObject({ Quantity: 5, UnitAmount: 6, LineAmount: 30 });
  });

  test('whose price was derived keep their amount when the invoice is approved', async () => {
    const saved = await draft({ LineItems: [line({ Quantity: 3, UnitAmount: undefined, LineAmount: 10 })] });
    const approved = await post({ InvoiceID: saved.InvoiceID, Status: 'AUTHORISED' });
    expect(approved).toMatchObject({ StatusAttributeString: 'OK', Status: 'AUTHORISED', SubTotal: 10, Total: 12 });
    expect(approved.LineItems[0].UnitAmount).toBe(3.33);
  });
});
