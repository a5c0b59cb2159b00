/** Bank transactions and transfers have no number: what tells them apart is their content, and how often it comes. */

import { describe, expect, test } from 'vitest';
import type { Call } from '../support/gate.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const JOB = `
org: sandbox-gb
import: BankTransactions
source: { dates: iso }
columns:
  Type: Type
  BankAccount: Bank
  Contact.Name: Who
  Date: Date
  LineAmountTypes: { value: NoTax }
  Reference: Ref
lines: { Description: What, LineAmount: Amount, AccountCode: Account }
`;
const TRANSFERS = `
org: sandbox-gb
import: BankTransfers
source: { dates: iso }
columns: { FromBankAccount: From, ToBankAccount: To, Date: Date, Amount: Amount }
`;
const rows = (...lines: readonly string[]) =>
  `${['Type,Bank,Who,Date,Ref,What,Amount,Account', ...lines].join('\n')}\n`;
const FUEL = 'SPEND,090,Gateway Motors,2026-11-02,,Fuel,60.00,449';
const RENT = 'SPEND,090,Truxton,2026-11-02,R,Rent,960.00,469';
const TILL = 'RECEIVE,Business Savings Account,Basket Case,2026-11-03,T,Till,72.45,200';
const isWrite = (call: Call) => call.method !== 'GET' && call.path.startsWith('/Bank');

async function booked(workspace: Workspace) {
  return (await workspace.get('BankTransactions?page=1&order=Total')).BankTransactions;
}
const totals = async (workspace: Workspace) =>
  (await booked(workspace)).map(({ Total }: { readonly Total: number }) => Total);

test('rows that are equal are all sent, once: the nth of a later run is the nth of the earlier one', async () => {
  const workspace = await openWorkspace();
  expect((await workspace.run(JOB, rows(FUEL, TILL, FUEL))).fates).toEqual(['OK', 'OK', 'OK']);
  expect(await totals(workspace)).toEqual([60, 60, 72.45]);
  const more = await workspace.run(JOB, rows(FUEL, FUEL, TILL, FUEL));
  expect(more.fates.map((fate) => fate.split(' ')[0])).toEqual(['SKIPPED', 'SKIPPED', 'SKIPPED', 'OK']);
  expect(await totals(workspace)).toEqual([60, 60, 60, 72.45]);
});

describe('a reply that does not come', () => {
  test.each([
    { reset: 'before', writes: 2 },
    { reset: 'after', writes: 1 },
  ] as const)('$reset the work: twins are counted, each has its own record', async ({ reset, writes }) => {
    const workspace = await openWorkspace();
    await workspace.run(JOB, rows(RENT));
    let broken = 0;
    workspace.gate.disturb((call) => {
      if (!isWrite(call) || broken > 0) return undefined;
      broken += 1;
      return { reset };
    });
    const outcome = await workspace.run(JOB, rows(FUEL, TILL, FUEL));
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(outcome.writes).toHaveLength(writes);
    expect(new Set(outcome.rows.map((row) => row['Xero ID'])).size).toBe(3);
    expect(await totals(workspace)).toEqual([60, 60, 72.45, 960]);
  });

  test('to a transfer: it is found by its accounts, day and amount', async () => {
    const workspace = await openWorkspace();
    let broken = 0;
    workspace.gate.disturb((call) => {
      if (!isWrite(call) || broken > 0) return undefined;
      broken += 1;
      return { reset: 'after' };
    });
    const input = 'From,To,Date,Amount\n090,091,2026-11-02,20.00\n091,090,2026-11-02,20.00\n';
    const outcome = await workspace.run(TRANSFERS, input);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(outcome.writes).toHaveLength(2);
    const { BankTransfers } = await workspace.get('BankTransfers?order=Date');
    const ids = BankTransfers.map(({ BankTransferID }: { readonly BankTransferID: string }) => BankTransferID);
    expect(outcome.rows.map((row) => row['Xero ID']).toSorted()).toEqual(ids.toSorted());
  });
});

test('an update is told by the identifier, and its lines replace all that Xero holds', async () => {
  const workspace = await openWorkspace();
  await workspace.run(JOB, rows(FUEL));
  const [{ BankTransactionID }] = await booked(workspace);
  const job = `
org: sandbox-gb
import: BankTransactions
columns: { BankTransactionID: ID }
lines: { Description: What, LineAmount: Amount, AccountCode: Account }
group: [BankTransactionID]
send: { mode: update }
`;
  const input = `ID,What,Amount,Account\n${BankTransactionID},Fuel,50.00,449\n${BankTransactionID},Coffee,10.00,420\n`;
  expect((await workspace.run(job, input)).fates).toEqual(['OK', 'OK']);
  const [{ LineItems, Total }] = await booked(workspace);
  expect(LineItems.map(({ AccountCode }: { readonly AccountCode: string }) => AccountCode)).toEqual(['449', '420']);
  expect(Total).toBe(60);
});

test('a prepayment is made, exported by its own name, and refunded', async () => {
  const workspace = await openWorkspace();
  const early = 'RECEIVE-PREPAYMENT,090,Bayside Club,2026-11-09,D,Deposit,50.00,810';
  expect((await workspace.run(JOB, rows(early))).fates).toEqual(['OK']);
  const [{ PrepaymentID }] = (await workspace.get('Prepayments')).Prepayments;
  const job = `
org: sandbox-gb
import: Payments
source: { dates: iso }
columns: { Prepayment: ID, Account: { value: "090" }, Date: Date, Amount: Amount }
send: { invalid: skip }
`;
  const input = `ID,Date,Amount\n${PrepaymentID},2026-11-10,15.00\nINV-0001,2026-11-11,5.00\nINV-0001,2026-11-12,30.01\n`;
  expect((await workspace.run(job, input)).fates).toEqual(['OK', 'OK', 'ERROR totals/overpaid']);
  expect((await workspace.get(`Prepayments/${PrepaymentID}`)).Prepayments[0].RemainingCredit).toBe(30);
});

test('a transfer that Xero refuses says why, and the others are made', async () => {
  const workspace = await openWorkspace();
  const { Accounts } = await workspace.get('Accounts?where=Code=="091"');
  let archived: Promise<unknown> | undefined;
  workspace.gate.disturb(async (call) => {
    if (!isWrite(call)) return undefined;
    archived ??= workspace.put('POST', `Accounts/${Accounts[0].AccountID}`, { Status: 'ARCHIVED' });
    await archived;
    return undefined;
  });
  const input = 'From,To,Date,Amount\n090,091,2026-11-02,20.00\n090,Direct Debit - GBP,2026-11-02,20.00\n';
  const outcome = await workspace.run(TRANSFERS, input);
  expect(outcome.fates).toEqual(['ERROR xero/rejected', 'OK']);
  expect(outcome.rows[0]?.Message).toContain('The specified bank account has been archived');
});

test('neither side of a transfer is deleted by itself, and the row says what does it', async () => {
  const workspace = await openWorkspace();
  await workspace.run(JOB, rows(FUEL));
  await workspace.run(TRANSFERS, 'From,To,Date,Amount\n090,091,2026-11-02,20.00\n');
  const ids = (await booked(workspace)).map((each: { readonly BankTransactionID: string }) => each.BankTransactionID);
  const job = `
org: sandbox-gb
delete: BankTransactions
columns: { BankTransactionID: ID }
send: { invalid: skip }
`;
  const outcome = await workspace.run(job, `ID\n${ids.join('\n')}\n`);
  expect(outcome.fates).toEqual(['ERROR resolve/not-allowed', 'ERROR resolve/not-allowed', 'OK']);
  expect(outcome.rows[0]?.Message).toContain('`delete: BankTransfers` removes both');
});
