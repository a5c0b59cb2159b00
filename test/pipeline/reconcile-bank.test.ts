/** Imports of money at the bank, proved against what Xero holds: accounts by any of their names, blanks left to Xero. */

import { expect, test } from 'vitest';
import { reconcile } from '../support/reconciling.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';

const MONEY = `
org: sandbox-gb
import: BankTransactions
source: { dates: iso }
columns:
  Type: Type
  BankAccount: Bank
  Contact.Name: Who
  Date: Date
  LineAmountTypes: { value: NoTax }
lines: { Description: What, LineAmount: Amount, AccountCode: Account }
`;
const PAID = `Type,Bank,Who,Date,What,Amount,Account
SPEND,090,Gateway Motors,2026-11-02,Fuel,60.00,449
RECEIVE-OVERPAYMENT,Business Savings Account,City Limousines,2026-11-03,Paid twice,50.00,
`;
const MOVED = `
org: sandbox-gb
import: BankTransfers
source: { dates: iso }
columns:
  FromBankAccount: From
  ToBankAccount: To
  Date: Date
  Amount: Amount
  FromTracking.1.Name: { value: Region }
  FromTracking.1.Option: Region
`;
const MOVES = `From,To,Date,Amount,Region
Business Bank Account,091,2026-11-02,20.00,North
091,090,2026-11-03,30.00,
`;

test.each([
  ['BankTransactions', MONEY, PAID],
  ['BankTransfers', MOVED, MOVES],
])('an import of %s agrees with Xero', async (entity, job, rows) => {
  const space = await openWorkspace();
  const { summary, fates } = await space.run(job, rows);
  expect(fates).toEqual(['OK', 'OK']);
  const found = await proved(space, summary.runId, entity);
  expect([found.told, found.matched.length, found.onlyInXero]).toEqual([[], 2, []]);
});

test('what was changed since is told by account and day', async () => {
  const space = await openWorkspace();
  const { summary } = await space.run(MONEY, PAID);
  const [fuel] = (await space.get('BankTransactions?page=1&order=Total%20DESC')).BankTransactions;
  const BankTransactions = [{ ...fuel, BankAccount: { Code: '091' }, Date: '2026-11-04' }];
  await space.put('POST', 'BankTransactions', { BankTransactions });
  const found = await proved(space, summary.runId, 'BankTransactions');
  expect(found.told).toEqual(['SPEND BankAccount 090/091 text', 'SPEND Date 2026-11-02/2026-11-04 -2 date']);
});

async function proved(space: Workspace, runId: string, entity: string) {
  const job = `reconcile: ${entity}\norg: sandbox-gb\nsource: { run: last }\noutput: { file: out/proof.xlsx }\n`;
  const run = (await space.journal.run(runId))!;
  if (run.command !== 'run') throw new Error('not an import');
  return reconcile(space, job, {}, { ...run, command: 'run' });
}
