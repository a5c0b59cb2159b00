/** The classic expenses, whose end is said at every run. */

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { exported } from '../support/exporting.ts';
import { openWorkspace } from '../support/workspace.ts';

const RECEIPTS = `
import: Receipts
org: sandbox-gb
source: { dates: iso }
columns:
  User.UserID: User
  Contact.Name: Shop
  Date: Date
  LineAmountTypes: { value: Inclusive }
lines: { Description: What, Quantity: { value: "1" }, UnitAmount: Paid, AccountCode: { value: "429" } }
`;
const CLAIMS = `
import: ExpenseClaims
org: sandbox-gb
columns: { User.UserID: User }
lines: { ReceiptID: Receipt }
`;

test('receipts go one a call, claims take them up, and both say that they end', async () => {
  const workspace = await openWorkspace();
  const [{ UserID }] = (await workspace.get('Users')).Users;
  const rows = [`${UserID},City Agency,2026-10-01,Taxi,12.50`, `${UserID},24 Locks,2026-10-02,Key,7.255`];
  const outcome = await workspace.run(RECEIPTS, `User,Shop,Date,What,Paid\n${rows.join('\n')}\n`);
  expect(outcome.fates).toEqual(['OK', 'OK']);
  expect(outcome.writes.map(({ method, path, query }) => `${method} ${path} ${query}`)).toEqual([
    'PUT /Receipts unitdp=4',
    'PUT /Receipts unitdp=4',
  ]);
  expect(outcome.summary.findings).toEqual({ 'xero/end-of-life': 1 });
  const ids = outcome.rows.map((row) => row['Xero ID']);
  const input = `User,Receipt\n${ids.map((id) => `${UserID},${id}`).join('\n')}\n`;
  const claimed = await workspace.run(CLAIMS, input);
  expect(claimed.fates).toEqual(['OK', 'OK']);
  expect(claimed.summary).toMatchObject({ documents: { OK: 1 }, findings: { 'xero/end-of-life': 1 } });
  const [claim] = (await workspace.get('ExpenseClaims')).ExpenseClaims;
  expect(claim).toMatchObject({ Status: 'SUBMITTED', Total: 19.76 });
  const text = `org: sandbox-gb
export: Receipts
columns: { ReceiptID: ID }
lines: { Description: What, UnitAmount: Paid }
output: { file: r.csv }
`;
  expect(await exported(workspace, text)).toMatchObject([{ rows: 2, records: 2 }]);
  expect(await readFile(`${workspace.folder}/r.csv`, 'utf8')).toContain('Key,7.255');
  for (const [verb, status] of [
    ['approve', 'AUTHORISED'],
    ['void', 'VOIDED'],
  ] as const) {
    const job = `org: sandbox-gb\n${verb}: ExpenseClaims\ncolumns: { ExpenseClaimID: Claim }\n`;
    const done = await workspace.run(job, `Claim\n${claim.ExpenseClaimID}\n`);
    expect([done.fates, done.summary.findings]).toEqual([['OK'], { 'xero/end-of-life': 1 }]);
    expect((await workspace.get('ExpenseClaims')).ExpenseClaims[0].Status).toBe(status);
  }
  const checked = await workspace.run(CLAIMS, input, { command: 'check' });
  expect(checked.summary.findings['xero/end-of-life']).toBe(1);
});

test('a claim without receipts is refused here', async () => {
  const workspace = await openWorkspace();
  const outcome = await workspace.run(CLAIMS, 'User,Receipt\n11111111-2222-4333-8444-555555555555,\n');
  expect(outcome.fates).toEqual(['ERROR map/no-lines']);
  expect(outcome.writes).toEqual([]);
});
