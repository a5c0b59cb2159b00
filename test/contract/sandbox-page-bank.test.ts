/** Money at the bank on the sandbox's page: lists, what a credit came of and went to, and the journals behind it. */
import { beforeAll, expect, test } from 'vitest';
import { linkTo, readPage, rowsOf, textOf } from './page-reader.ts';
import { type Client, line, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
const list = async (path: string) => (await readPage(client, `/_page/organisations/gb/${path}`)).html;
const open = async (path: string, text: string) => (await readPage(client, linkTo(await list(path), text))).html;

beforeAll(async () => {
  client = await openSandbox({ now: () => Date.parse('2026-04-12T09:30:00Z') });
  const head = { Contact: { Name: 'Basket Case' }, BankAccount: { Code: '090' }, Date: '2026-03-02' };
  const LineItems = [line({ TaxType: 'NONE' })];
  await client.write('PUT', 'Invoices', salesInvoice('P-1'));
  await client.write('PUT', 'BankTransactions', { ...head, Type: 'RECEIVE', Reference: 'Till 7', LineItems });
  const [{ PrepaymentID }] = await client.write('PUT', 'BankTransactions', {
    ...head,
    ...{ Type: 'RECEIVE-PREPAYMENT', Reference: 'Deposit', LineItems },
  });
  const Allocations = [{ Invoice: { InvoiceNumber: 'P-1' }, Amount: 40 }];
  await client.send('PUT', `Prepayments/${PrepaymentID}/Allocations`, { Allocations });
  const BankTransfers = [{ FromBankAccount: { Code: '090' }, ToBankAccount: { Code: '091' }, Amount: 5, ...head }];
  await client.send('PUT', 'BankTransfers', { BankTransfers });
  return () => client.sandbox.close();
});

test('bank transactions are listed with their account, and found by reference or contact', async () => {
  const till = ['Till 7', 'Basket Case', '2 Mar 2026', 'Business Bank Account Received', 'Booked', '100.00'];
  expect(rowsOf(await list('bank-transactions?text=till'))).toEqual([till]);
  expect(
    rowsOf(await list('bank-transactions?text=basket'))
      .map(([name]) => name)
      .sort(),
  ).toEqual(['Deposit', 'Till 7']);
  const page = await open('bank-transactions', 'Till 7');
  expect(textOf(page)).toContain('Bank transaction Till 7');
  expect(rowsOf(page)).toContainEqual(['090 Business Bank Account', '100.00', '']);
});

test('either side of a transfer shows the journal of both', async () => {
  const page = await open('bank-transactions', 'Bank transaction');
  expect(textOf(page)).toMatch(/Type (?:Spent|Received), between own accounts/);
  expect(rowsOf(page)).toContainEqual(['091 Business Savings Account', '5.00', '']);
});

test('a prepayment leads to the bank transaction that made it, and to the invoice that took it', async () => {
  const [row] = rowsOf(await list('prepayments'));
  expect(row?.slice(1)).toEqual(['Basket Case', '2 Mar 2026', 'Received', 'Open', '100.00', '60.00']);
  const page = await open('prepayments', row?.[0] ?? '');
  expect(linkTo(page, 'Deposit')).toContain('/bank-transactions/');
  expect(rowsOf(page)).toContainEqual(['Set against', 'P-1', '2 Mar 2026', '40.00']);
  expect(rowsOf(page)).toContainEqual(['610 Accounts Receivable', '', '100.00']);
  expect(rowsOf(await open('invoices', 'P-1'))).toContainEqual(['Prepayment', row?.[0], '2 Mar 2026', '40.00']);
});
