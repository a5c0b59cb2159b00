import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, messagesOf, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
beforeEach(async () => {
  client.sandbox.reset();
  await client.write('PUT', 'Items', {
    Code: 'CHAIR',
    InventoryAssetAccountCode: '630',
    PurchaseDetails: { COGSAccountCode: '310', UnitPrice: 10 },
    SalesDetails: { UnitPrice: 25, AccountCode: '200' },
  });
});
afterAll(() => client.sandbox.close());

const chairs = (Quantity: number, UnitAmount: number, over: object = {}) => ({
  LineItems: [{ Description: 'Chair', ItemCode: 'CHAIR', Quantity, UnitAmount, ...over }],
});

async function documentOf(Type: string, number: string, lines: object, query = ''): Promise<Loose> {
  const collection = Type.endsWith('CREDIT') ? 'CreditNotes' : 'Invoices';
  const numbered = collection === 'Invoices' ? {} : { InvoiceNumber: undefined, CreditNoteNumber: number };
  const document = { ...salesInvoice(number, { Type, ...lines }), ...numbered };
  const path = `${collection}?summarizeErrors=false${query}`;
  return (await client.send('PUT', path, { [collection]: [document] })).json[collection][0];
}

const buy = (number: string, quantity: number, price: number) => documentOf('ACCPAY', number, chairs(quantity, price));
const sell = (number: string, quantity: number, query = '') =>
  documentOf('ACCREC', number, chairs(quantity, 25), query);

/** On hand, cost pool, available and on back order. */
async function stock(): Promise<readonly number[]> {
  const [item] = (await client.get('Items/CHAIR')).json.Items;
  return [item.QuantityOnHand, item.TotalCostPool, item.QuantityAvailable, item.QuantityOnBackOrder];
}

/** Debit less credit of an account. */
async function balance(name: string): Promise<number> {
  const { Rows } = (await client.get('Reports/TrialBalance?date=2026-03-31')).json.Reports[0];
  const row = Rows.flatMap((section: Loose) => section.Rows ?? []).find((one: Loose) => one.Cells[0].Value === name);
  return Number(row?.Cells[3].Value ?? 0) - Number(row?.Cells[4].Value ?? 0);
}

describe('a tracked item', () => {
  test('starts with nothing', async () => {
    expect(await stock()).toEqual([0, 0, 0, 0]);
  });

  test('is bought into its inventory account, without tax', async () => {
    const { LineItems } = await buy('B-1', 4, 10);
    expect(LineItems[0].AccountCode).toBe('630');
    expect(await stock()).toEqual([4, 40, 4, 0]);
    expect(await balance('Inventory (630)')).toBe(40);
  });

  test('is not bought into any other account', async () => {
    const bill = await documentOf('ACCPAY', 'B-1', chairs(4, 10, { AccountCode: '429' }));
    expect(messagesOf(bill)).toEqual(["Account code '429' is not a valid code for this document."]);
  });

  test('leaves at average cost when it is sold', async () => {
    await buy('B-1', 1, 10);
    await buy('B-2', 2, 10.01);
    await sell('S-1', 1);
    expect(await stock()).toEqual([2, 20.01, 2, 0]);
    expect(await balance('Cost of Goods Sold (310)')).toBe(10.01);
    await sell('S-2', 2);
    expect(await stock()).toEqual([0, 0, 0, 0]);
    expect(await balance('Cost of Goods Sold (310)')).toBe(30.02);
  });

  test('is not moved by a draft, and comes back when a sale is voided', async () => {
    await buy('B-1', 4, 10);
    const draft = await documentOf('ACCREC', 'S-1', { ...chairs(3, 25), Status: 'DRAFT' });
    expect(await stock()).toEqual([4, 40, 4, 0]);
    const { InvoiceID } = draft;
    await client.write('POST', 'Invoices', { InvoiceID, Status: 'AUTHORISED' });
    expect(await stock()).toEqual([1, 10, 1, 0]);
    await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    expect(await stock()).toEqual([4, 40, 4, 0]);
    expect(await balance('Cost of Goods Sold (310)')).toBe(0);
  });

  test('keeps the cost of a sale that is saved again, and takes the average of one that changes', async () => {
    await buy('B-1', 4, 10);
    const { InvoiceID } = await sell('S-1', 2);
    await buy('B-2', 2, 20);
    await client.write('POST', 'Invoices', { InvoiceID, Reference: 'Again' });
    expect(await stock()).toEqual([4, 60, 4, 0]);
    await client.write('POST', 'Invoices', { InvoiceID, ...chairs(3, 25) });
    expect(await stock()).toEqual([3, 40, 3, 0]);
  });

  test('comes back with a credit note, and goes back to the supplier with theirs', async () => {
    await buy('B-1', 4, 10);
    await documentOf('ACCRECCREDIT', 'C-1', chairs(1, 25));
    expect(await stock()).toEqual([5, 50, 5, 0]);
    await documentOf('ACCPAYCREDIT', 'C-2', chairs(2, 12));
    expect(await stock()).toEqual([3, 26, 3, 0]);
    expect(await balance('Inventory (630)')).toBe(26);
  });

  test('costs what it does in the base currency', async () => {
    await documentOf('ACCPAY', 'B-1', { ...chairs(4, 10), CurrencyCode: 'EUR', CurrencyRate: 1.25 });
    expect(await stock()).toEqual([4, 32, 4, 0]);
  });

  test('cannot be sold, sent back or unbought beyond what is on hand', async () => {
    const { InvoiceID } = await buy('B-1', 4, 10);
    expect(messagesOf(await sell('S-1', 5))).toHaveLength(1);
    expect(messagesOf(await documentOf('ACCPAYCREDIT', 'C-1', chairs(5, 10)))).toHaveLength(1);
    await sell('S-2', 3);
    const [voided] = await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    expect(messagesOf(voided)).toHaveLength(1);
    expect(await stock()).toEqual([1, 10, 1, 0]);
  });

  test('cannot lose more value than it has', async () => {
    await buy('B-1', 4, 10);
    expect(messagesOf(await documentOf('ACCPAYCREDIT', 'C-1', chairs(2, 21)))).toHaveLength(1);
  });

  test('goes on back order where the call allows it; what arrives then is cost of sales at once', async () => {
    await buy('B-1', 2, 10);
    await sell('S-1', 5, '&allowBackorders=true');
    expect(await stock()).toEqual([0, 0, -3, 3]);
    expect(await balance('Cost of Goods Sold (310)')).toBe(20);
    await buy('B-2', 4, 12);
    expect(await stock()).toEqual([1, 12, 1, 0]);
    expect(await balance('Cost of Goods Sold (310)')).toBe(56);
  });

  test('leaves no value behind when nothing is on hand', async () => {
    const { InvoiceID } = await buy('B-1', 1, 10);
    await buy('B-2', 1, 30);
    await sell('S-1', 1);
    await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    expect(await stock()).toEqual([0, 0, 0, 0]);
    expect(await balance('Inventory (630)')).toBe(0);
    expect(await balance('Cost of Goods Sold (310)')).toBe(30);
  });

  test('comes and goes for nothing, too', async () => {
    const { InvoiceID } = await buy('B-1', 7, 0);
    expect(await stock()).toEqual([7, 0, 7, 0]);
    await client.write('POST', 'Invoices', { InvoiceID, Status: 'VOIDED' });
    expect(await stock()).toEqual([0, 0, 0, 0]);
  });

  test('is found by what is on hand', async () => {
    await buy('B-1', 4, 10);
    const { json } = await client.get(`Items?where=${encodeURIComponent('QuantityOnHand>3')}`);
    expect(json.Items.map(({ Code }: Loose) => Code)).toEqual(['CHAIR']);
  });
});

test('an untracked item has no stock', async () => {
  await documentOf('ACCREC', 'S-1', { LineItems: [line({ ItemCode: 'BOOK' })] });
  const [item] = (await client.get('Items/BOOK')).json.Items;
  expect(item.QuantityOnHand).toBeUndefined();
});
