/** Money spent and received: its lines, its bank account, what it posts, and what changes it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/sandbox/books/store.ts';
import { trialBalance } from '../../src/sandbox/ledger/trial-balance.ts';
import { type Client, type Loose, messagesOf, openSandbox } from './sandbox-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'bank-'));
let client: Client;
let books: Store;
beforeAll(async () => {
  client = await openSandbox({ folder });
  books = openStore(join(folder, 'gb.db'));
});
beforeEach(() => client.sandbox.reset());
afterAll(async () => {
  books.close();
  await client.sandbox.close();
  rmSync(folder, { recursive: true });
});

const spend = (over: object = {}): Loose => ({
  Type: 'SPEND',
  Contact: { Name: 'Basket Case' },
  BankAccount: { Code: '090' },
  Date: '2026-03-02',
  LineAmountTypes: 'Exclusive',
  LineItems: [{ Description: 'Paper', Quantity: 3, UnitAmount: 10, AccountCode: '429', TaxType: 'INPUT2' }],
  ...over,
});
const put = async (over: object = {}) => (await client.write('PUT', 'BankTransactions', spend(over)))[0];
const post = async (over: object) => (await client.write('POST', 'BankTransactions', over))[0];
const read = async (id: string) => (await client.get(`BankTransactions/${id}`)).json.BankTransactions[0];
/** Cents by account code, debits positive. */
const balances = () =>
  Object.fromEntries(
    trialBalance(books, '2026-03-31').map(({ code, debit, credit }) => [code, Number(debit - credit)]),
  );

test('money spent goes from the bank account to its lines and their tax', async () => {
  const saved = await put({ Reference: 'Card 7', Url: 'https://example.com/7' });
  expect(saved).toMatchObject({
    StatusAttributeString: 'OK',
    Status: 'AUTHORISED',
    IsReconciled: false,
    BankAccount: { Code: '090', Name: 'Business Bank Account' },
    CurrencyCode: 'GBP',
    SubTotal: 30,
    TotalTax: 6,
    Total: 36,
    DateString: '2026-03-02T00:00:00',
  });
  expect(saved.CurrencyRate).toBeUndefined();
  expect(balances()).toEqual({ '090': -3600, '429': 3000, '820': 600 });
  const [journal] = books.rows('select kind, reference from journal');
  expect(journal).toEqual({ kind: 'CASHPAID', reference: 'Card 7' });
});

test('money received goes the other way; amounts contain their tax where nothing is said', async () => {
  const LineItems = [{ Description: 'Till', LineAmount: 120, AccountCode: '200' }];
  const saved = await put({ Type: 'RECEIVE', LineAmountTypes: undefined, LineItems });
  expect(saved).toMatchObject({ LineAmountTypes: 'Inclusive', SubTotal: 100, TotalTax: 20, Total: 120 });
  expect(balances()).toEqual({ '090': 12000, '200': -10000, '820': -2000 });
});

test('an update takes new lines and reverses what stood; a deleted one is out of the ledger for good', async () => {
  const { BankTransactionID } = await put();
  const LineItems = [{ Description: 'Rent', LineAmount: 50, AccountCode: '469', TaxType: 'NONE' }];
  expect(await post({ BankTransactionID, LineItems })).toMatchObject({
    Total: 50,
    LineItems: [{ AccountCode: '469' }],
  });
  expect(balances()).toEqual({ '090': -5000, '469': 5000 });
  expect(await post({ BankTransactionID, Status: 'DELETED' })).toMatchObject({ Status: 'DELETED' });
  expect(balances()).toEqual({});
  expect(messagesOf(await post({ BankTransactionID, Reference: 'again' }))).toEqual([
    'Bank Transaction not of valid status for modification',
  ]);
});

describe('the bank account', () => {
  test.each([
    [{ Code: '200' }, 'The specified bank account details do not match a known bank account'],
    [{ Code: 'none' }, 'The specified bank account details do not match a known bank account'],
    [undefined, 'A bank account must be specified for this type of transaction'],
  ])('given as %j is refused', async (BankAccount, message) => {
    expect(messagesOf(await put({ BankAccount }))).toEqual([message]);
  });

  test('may be named by its id where it has no code', async () => {
    const { Accounts } = (await client.get('Accounts')).json;
    const { AccountID } = Accounts.find((account: Loose) => account.Name === 'Direct Debit - GBP');
    expect(await put({ BankAccount: { AccountID } })).toMatchObject({ BankAccount: { Name: 'Direct Debit - GBP' } });
  });

  test("decides the currency; the rate is that given or the day's", async () => {
    const account = { Name: 'Euro', Code: '095', Type: 'BANK', BankAccountNumber: '1', CurrencyCode: 'EUR' };
    await client.send('PUT', 'Accounts', account);
    const foreign = { BankAccount: { Code: '095' }, CurrencyCode: 'USD' };
    expect(await put({ ...foreign, CurrencyRate: 1.2 })).toMatchObject({ CurrencyCode: 'EUR', CurrencyRate: 1.2 });
    expect(balances()).toEqual({ '095': -3000, '429': 2500, '820': 500 });
    expect(await put(foreign)).toMatchObject({ CurrencyCode: 'EUR', CurrencyRate: 1.145 });
  });
});

describe('a bank transaction', () => {
  test.each([
    ['no contact', { Contact: undefined }, 'A Contact must be specified for this type of transaction'],
    ['no lines', { LineItems: [] }, 'One or more line items must be specified'],
    ['no type', { Type: undefined }, 'Bank Transaction not of valid type for creation'],
    ['the type of a transfer', { Type: 'SPEND-TRANSFER' }, 'Bank Transaction not of valid type for creation'],
    ['a status that ends it', { Status: 'DELETED' }, 'Bank Transaction not of valid status for creation'],
    [
      'a bank account on a line',
      { LineItems: [{ Description: 'x', LineAmount: 1, AccountCode: '091' }] },
      "Account code '091' is not a valid code for this document.",
    ],
    [
      'nothing to pay',
      { LineItems: [{ Description: 'x', LineAmount: 0, AccountCode: '429' }] },
      'The Total of a bank transaction must be greater than zero.',
    ],
  ])('with %s is refused', async (_what, over, message) => {
    const refused = await put(over);
    expect(refused.StatusAttributeString).toBe('ERROR');
    expect(messagesOf(refused)).toContain(message);
    expect(balances()).toEqual({});
  });

  test('that is reconciled stays as it is, unless the settings say otherwise', async () => {
    const { BankTransactionID } = await put({ IsReconciled: true });
    expect(messagesOf(await post({ BankTransactionID, Status: 'DELETED' }))).toHaveLength(1);
    expect((await read(BankTransactionID)).Status).toBe('AUTHORISED');
  });

  test('is listed in pages with its lines, and found by reference and account', async () => {
    await put({ Reference: 'A' });
    await put({ Reference: 'B', BankAccount: { Code: '091' } });
    const list = async (query: string) => (await client.get(`BankTransactions?${query}`)).json.BankTransactions;
    expect((await list('page=1')).map((each: Loose) => each.LineItems.length)).toEqual([1, 1]);
    expect((await list(''))[0].LineItems).toEqual([]);
    expect((await list('References=b')).map((each: Loose) => each.Reference)).toEqual(['B']);
    const where = encodeURIComponent('BankAccount.Code=="090" AND Total==36');
    expect((await list(`where=${where}`)).map((each: Loose) => each.Reference)).toEqual(['A']);
  });

  test('buys and sells tracked items as bills and invoices do', async () => {
    const item = {
      Code: 'BOLT',
      InventoryAssetAccountCode: '630',
      PurchaseDetails: { COGSAccountCode: '310' },
      SalesDetails: { AccountCode: '200' },
    };
    expect((await client.send('PUT', 'Items', { Items: [item] })).status).toBe(200);
    const line = (UnitAmount: number, TaxType: string) => [
      { Description: 'Bolts', ItemCode: 'BOLT', Quantity: 2, UnitAmount, TaxType },
    ];
    expect(messagesOf(await put({ LineItems: line(5, 'NONE') }))).toEqual([]);
    expect(messagesOf(await put({ Type: 'RECEIVE', LineItems: line(9, 'NONE') }))).toEqual([]);
    expect(balances()).toEqual({ '090': 800, '200': -1800, '310': 1000 });
  });
});
