/** Money that moves between bank accounts: two transactions of one transfer, deleted together. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, messagesOf, openSandbox } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
beforeEach(() => client.sandbox.reset());
afterAll(() => client.sandbox.close());

const put = async (over: object = {}): Promise<Loose> => {
  const transfer = {
    FromBankAccount: { Code: '090' },
    ToBankAccount: { Code: '091' },
    Amount: 20,
    Date: '2026-03-02',
    Reference: 'Savings',
    ...over,
  };
  return (await client.send('PUT', 'BankTransfers?summarizeErrors=false', { BankTransfers: [transfer] })).json
    .BankTransfers[0];
};
const remove = async (BankTransferID: string) =>
  (await client.write('POST', 'BankTransfers', { BankTransferID, Status: 'DELETED' }))[0];
const balances = async () => {
  const report = (await client.get('Reports/TrialBalance?date=2026-03-31')).json.Reports[0];
  const rows = report.Rows.flatMap(({ Rows = [] }: Loose) => Rows).filter(({ RowType }: Loose) => RowType === 'Row');
  return rows.map(({ Cells }: Loose) => Cells.map(({ Value }: Loose) => Value).join(' '));
};
const euroAccount = async () => {
  const account = { Name: 'Euro', Code: '095', Type: 'BANK', BankAccountNumber: '1', CurrencyCode: 'EUR' };
  await client.send('PUT', 'Accounts', account);
};

test('a transfer makes two bank transactions that cannot be touched themselves', async () => {
  const saved = await put({ ToIsReconciled: true });
  expect(saved).toMatchObject({ Amount: 20, CurrencyRate: 1, Status: 'AUTHORISED', FromBankAccount: { Code: '090' } });
  const { BankTransactions } = (await client.get('BankTransactions?page=1&order=Type%20DESC')).json;
  expect(BankTransactions).toMatchObject([
    { Type: 'SPEND-TRANSFER', BankTransactionID: saved.FromBankTransactionID, Total: 20, IsReconciled: false },
    { Type: 'RECEIVE-TRANSFER', BankTransactionID: saved.ToBankTransactionID, Total: 20, IsReconciled: true },
  ]);
  expect(await balances()).toEqual([
    'Business Bank Account (090)  20.00  20.00',
    'Business Savings Account (091) 20.00  20.00 ',
  ]);
  const { BankTransactionID } = BankTransactions[0];
  const [refused] = await client.write('POST', 'BankTransactions', { BankTransactionID, Status: 'DELETED' });
  expect(messagesOf(refused)).toEqual([
    'Bank transactions that belong to a bank transfer cannot be edited or deleted.',
  ]);
});

test('between currencies it goes by the rates of the day, and the ledger stays even', async () => {
  await euroAccount();
  const saved = await put({ ToBankAccount: { Code: '095' } });
  expect(saved.CurrencyRate).toBe(1.145);
  const received = (await client.get(`BankTransactions/${saved.ToBankTransactionID}`)).json.BankTransactions[0];
  expect(received).toMatchObject({ Total: 22.9, CurrencyCode: 'EUR', CurrencyRate: 1.145 });
  const back = await put({ FromBankAccount: { Code: '095' }, ToBankAccount: { Code: '090' }, Amount: 11.45 });
  expect((await client.get(`BankTransactions/${back.ToBankTransactionID}`)).json.BankTransactions[0].Total).toBe(10);
  expect(await balances()).toEqual(['Business Bank Account (090)  10.00  10.00', 'Euro (095) 10.00  10.00 ']);
});

test('deleted, it is gone from the list unless it is asked for, and its transactions with it', async () => {
  const { BankTransferID, FromBankTransactionID } = await put();
  await put({ Reference: 'stays' });
  expect(await remove(BankTransferID)).toMatchObject({ Status: 'DELETED' });
  const list = async (query: string) =>
    (await client.get(`BankTransfers${query}`)).json.BankTransfers.map(({ Reference }: Loose) => Reference);
  expect([await list('?order=Reference'), await list('?includeDeleted=true&order=Reference')]).toEqual([
    ['stays'],
    ['Savings', 'stays'],
  ]);
  const [leg] = (await client.get(`BankTransactions/${FromBankTransactionID}`)).json.BankTransactions;
  expect(leg.Status).toBe('DELETED');
  expect(messagesOf(await remove(BankTransferID))).toEqual(['Bank Transfer not of valid status for modification']);
});

describe('a transfer', () => {
  test.each([
    ['to the account it comes from', { ToBankAccount: { Code: '090' } }, 'must be different'],
    ['of nothing', { Amount: 0 }, 'must be greater than zero'],
    ['to no bank account', { ToBankAccount: { Code: '200' } }, 'do not match a known bank account'],
  ])('%s is refused', async (_what, over, message) => {
    const refused = await put(over);
    expect(messagesOf(refused)[0]).toContain(message);
    expect((await client.get('BankTransactions')).json.BankTransactions).toEqual([]);
  });

  test('is not changed by a POST, nor deleted once it is reconciled', async () => {
    const { BankTransferID } = await put({ FromIsReconciled: true });
    const [refused] = await client.write('POST', 'BankTransfers', { BankTransferID, Amount: 30 });
    expect(messagesOf(refused)).toEqual(['A bank transfer can only be deleted.']);
    expect(messagesOf(await remove(BankTransferID))).toHaveLength(1);
  });

  test('keeps the tracking of either side', async () => {
    const saved = await put({ FromTracking: [{ Name: 'Region', Option: 'North' }] });
    expect(saved).toMatchObject({ FromTracking: [{ Name: 'Region', Option: 'North' }], ToTracking: [] });
  });
});
