import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, messagesOf, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const put = async (item: object, to = client) => (await to.write('PUT', 'Items', item))[0];
const post = async (item: object) => (await client.write('POST', 'Items', item))[0];
const tracked = (Code: string, over: object = {}) => ({
  Code,
  InventoryAssetAccountCode: '630',
  PurchaseDetails: { UnitPrice: 2, COGSAccountCode: '310' },
  SalesDetails: { UnitPrice: 5, AccountCode: '200' },
  ...over,
});

test('an item needs no more than a code, and is sold and bought', async () => {
  expect(await put({ Code: 'Bare' })).toMatchObject({
    Code: 'Bare',
    IsSold: true,
    IsPurchased: true,
    IsTrackedAsInventory: false,
    SalesDetails: {},
    PurchaseDetails: {},
    ValidationErrors: [],
    StatusAttributeString: 'OK',
  });
});

test.each([
  [{}, 'Item code must be specified.'],
  [{ Code: 'x'.repeat(31) }, 'Code must not be longer than 30 characters.'],
  [{ Code: 'L', Name: 'x'.repeat(51) }, 'Name must not be longer than 50 characters.'],
  [{ Code: 'L', Description: 'x'.repeat(4001) }, 'Description must not be longer than 4000 characters.'],
  [{ Code: 'L', SalesDetails: { TaxType: 'NOSUCH' } }, 'Tax rate must be valid.'],
  [{ Code: 'L', PurchaseDetails: { AccountCode: '402' } }, 'Account must be valid.'],
  [tracked('L', { InventoryAssetAccountCode: '610' }), 'The inventory asset account must be of type INVENTORY.'],
  [tracked('L', { PurchaseDetails: {} }), 'InventoryAssetAccountCode and the COGSAccountCode of PurchaseDetails must'],
  [tracked('L', { PurchaseDetails: { COGSAccountCode: '200' } }), 'The cost of goods sold account must be an expense'],
  [tracked('L', { PurchaseDetails: { COGSAccountCode: '310', AccountCode: '310' } }), 'AccountCode does not apply'],
])('%j is refused', async (item, message) => {
  expect(messagesOf(await put({ Name: 'Item', ...item }))).toEqual([expect.stringContaining(message)]);
  expect((await client.get('Items/L')).status).toBe(404);
});

test('quotes around a taken code are doubled, or single where the settings say so', async () => {
  expect(messagesOf(await put({ Code: 'book' }))).toEqual(["Price List Item with Code ''book'' already exists"]);
  const other = await openSandbox({ settings: { itemCodeQuotes: 'single' } });
  expect(messagesOf(await put({ Code: 'book' }, other))).toEqual(["Price List Item with Code 'book' already exists"]);
  await other.sandbox.close();
});

test('a code may pass from one item to another, but not be taken', async () => {
  const { ItemID } = await put({ Code: 'Old' });
  expect((await post({ ItemID, Code: 'New' })).Code).toBe('New');
  expect((await put({ Code: 'Old' })).StatusAttributeString).toBe('OK');
  expect((await post({ ItemID, Code: 'Old' })).StatusAttributeString).toBe('ERROR');
});

test('a code twice in one call: the first is saved, or neither where the settings say so', async () => {
  const statuses = async (to: Client) =>
    (await to.write('PUT', 'Items', { Code: 'Pair' }, { Code: 'pair' })).map((item) => item.StatusAttributeString);
  expect(await statuses(client)).toEqual(['OK', 'ERROR']);
  const other = await openSandbox({ settings: { duplicateInBatch: 'both-fail' } });
  expect(await statuses(other)).toEqual(['ERROR', 'ERROR']);
  await other.sandbox.close();
});

test('an unknown ItemID is refused', async () => {
  const ItemID = crypto.randomUUID();
  expect(await post({ ItemID, Code: 'Lost' })).toMatchObject({ ItemID, StatusAttributeString: 'ERROR' });
  expect((await client.get('Items/Lost')).status).toBe(404);
});

test('what is no longer sold loses its description and details', async () => {
  const item = { Code: 'Unsold', Description: 'D', PurchaseDescription: 'P', SalesDetails: { UnitPrice: 5 } };
  await put(item);
  const updated = await post({ Code: 'Unsold', IsSold: false });
  expect(updated).toMatchObject({ IsSold: false, SalesDetails: {}, PurchaseDescription: 'P' });
  expect(updated).not.toHaveProperty('Description');
});

test('details are merged field by field', async () => {
  await put({ Code: 'Merge', SalesDetails: { UnitPrice: 5, AccountCode: '200' } });
  expect((await post({ Code: 'Merge', SalesDetails: { UnitPrice: 6.005 } })).SalesDetails).toEqual({
    UnitPrice: 6.01,
    AccountCode: '200',
  });
});

test('a tracked item begins with nothing on hand and stays tracked', async () => {
  const made = await put(tracked('Ball'));
  expect(made).toMatchObject({ IsTrackedAsInventory: true, QuantityOnHand: 0, TotalCostPool: 0 });
  const changed = await post({ Code: 'Ball', InventoryAssetAccountCode: '' });
  expect(messagesOf(changed)).toEqual(['A tracked item cannot be changed to an untracked item.']);
});

test('DELETE removes an item, but not a tracked one in use', async () => {
  await put({ Code: 'Gone' });
  const deleted = await client.send('DELETE', 'Items/Gone');
  expect([deleted.status, deleted.text]).toEqual([204, '']);
  expect((await client.send('DELETE', 'Items/Gone')).status).toBe(404);
  const { ItemID } = await put(tracked('Used'));
  const LineItems = [{ Description: 'Used', Quantity: 1, UnitAmount: 2, ItemCode: 'Used', AccountCode: '630' }];
  await client.write('PUT', 'Invoices', salesInvoice('B-1', { Type: 'ACCPAY', LineItems }));
  const refused = await client.send('DELETE', `Items/${ItemID}`);
  expect([refused.status, refused.json.ErrorNumber]).toEqual([400, 10]);
  expect((await client.get('Items/Used')).status).toBe(200);
});

test('a call takes 500 items and no more', async () => {
  const Items = Array.from({ length: 501 }, (_, at) => ({ Code: `M${at}` }));
  expect((await client.send('PUT', 'Items', { Items })).status).toBe(400);
  expect((await client.get('Items/M0')).status).toBe(404);
  expect((await client.send('PUT', 'Items', { Items: Items.slice(1) })).json.Items).toHaveLength(500);
});

test('PUT to a path is not implemented, POST to it updates', async () => {
  await put({ Code: 'Path' });
  expect((await client.send('PUT', 'Items/Path', { Name: 'P' })).status).toBe(501);
  expect((await client.send('POST', 'Items/Path', { Name: 'P' })).json.Items[0]).toMatchObject({
    Code: 'Path',
    Name: 'P',
  });
});

test('a price that is no number refuses the whole call', async () => {
  const Items = [{ Code: 'Fine' }, { Code: 'Bad', SalesDetails: { UnitPrice: 'dear' } }];
  const answer = await client.send('POST', 'Items?summarizeErrors=false', { Items });
  expect([answer.status, answer.json.ErrorNumber]).toEqual([400, 14]);
  expect((await client.get('Items/Fine')).status).toBe(404);
});
