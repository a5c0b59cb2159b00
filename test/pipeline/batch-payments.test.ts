/** Batch payments: rows are payments of one batch, each looked up, all made or none. */

import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { csv, invoicesJob } from './sample-jobs.ts';

const job = (more = '') => `
org: sandbox-gb
import: BatchPayments
source: { dates: iso }
columns: { Account: Bank, Date: Paid }
lines: { Invoice: Bill, Invoice.Contact.Name: Who, Amount: Amount, Details: Text }
${more}`;
const rows = (...lines: readonly string[]) => `${['Bank,Paid,Bill,Who,Amount,Text', ...lines].join('\n')}\n`;

/** Bills of 60.00, tax included, of two suppliers that number alike, and a sales invoice. */
async function withBills(): Promise<Workspace> {
  const workspace = await openWorkspace();
  const bills = invoicesJob({ type: 'ACCPAY', status: 'AUTHORISED' });
  const due = ['77,Net Connect', '77,PowerDirect', '78,PowerDirect'];
  await workspace.run(bills, csv(...due.map((head) => `${head},2026-10-01,Line,1,50.00`)));
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('S-1,Basket Case,2026-10-01,Line,1,50.00'));
  return workspace;
}

const batches = async (workspace: Workspace) =>
  (await workspace.get('BatchPayments?order=TotalAmount')).BatchPayments.map(
    ({ Type, TotalAmount, Payments }: { Type: string; TotalAmount: number; Payments: readonly object[] }) =>
      `${Type} ${TotalAmount} ${Payments.length}`,
  );

test('rows of one account and day are one batch; a bill is told by its supplier', async () => {
  const workspace = await withBills();
  const input = rows(
    '090,2026-10-05,77,PowerDirect,60.00,Power',
    'Business Savings Account,2026-10-05,78,PowerDirect,20.00,',
    '090,2026-10-05,77,Net Connect,60.00,',
    '090,2026-10-06,78,PowerDirect,40.00,Rest',
  );
  const outcome = await workspace.run(job(), input);
  expect(outcome.fates).toEqual(['OK', 'OK', 'OK', 'OK']);
  expect(outcome.summary.totals).toEqual({ Amount: '180.00' });
  expect(await batches(workspace)).toEqual(['PAYBATCH 20 1', 'PAYBATCH 40 1', 'PAYBATCH 120 2']);
  expect(new Set([outcome.rows[0], outcome.rows[2]].map((row) => row?.['Xero ID'])).size).toBe(1);
  const { BatchPayments } = JSON.parse(outcome.writes.find(({ body }) => body.includes('Power"'))?.body ?? '');
  expect(BatchPayments[0].Payments[0]).toEqual({
    Invoice: { InvoiceID: expect.any(String) },
    Amount: 60,
    Details: 'Power',
  });
  const again = await workspace.run(job(), input);
  expect(again.fates.every((fate) => fate.startsWith('SKIPPED'))).toBe(true);
});

describe('nothing of a batch is paid', () => {
  test.each([
    ['one bill takes less', '78,PowerDirect,60.01', 'totals/overpaid'],
    ['one bill is not known', '79,PowerDirect,1.00', 'resolve/unknown-invoice'],
    ['one row is a sales invoice', 'S-1,Basket Case,1.00', 'resolve/batch-sides'],
  ])('where %s: that row says why', async (_what, last, code) => {
    const workspace = await withBills();
    const input = rows('090,2026-10-05,77,Net Connect,60.00,', `090,2026-10-05,${last},`);
    const outcome = await workspace.run(job('send: { invalid: skip }'), input);
    expect(outcome.fates).toEqual(['ERROR group/other-row', `ERROR ${code}`]);
    expect(await batches(workspace)).toEqual([]);
  });
});

test('earlier batches of the run count: together they pay no more than is due', async () => {
  const workspace = await withBills();
  const input = rows('090,2026-10-05,78,PowerDirect,40.00,', '090,2026-10-06,78,PowerDirect,20.01,');
  const outcome = await workspace.run(job('send: { invalid: skip }'), input);
  expect(outcome.fates).toEqual(['OK', 'ERROR totals/overpaid']);
});

test('a batch whose reply is lost is found by its payments, and not paid twice', async () => {
  const workspace = await withBills();
  let broken = 0;
  workspace.gate.disturb((call) => {
    if (call.method === 'GET' || broken > 0) return undefined;
    broken += 1;
    return { reset: 'after' };
  });
  const outcome = await workspace.run(job(), rows('090,2026-10-05,77,PowerDirect,30.00,'));
  expect(outcome.fates).toEqual(['OK']);
  expect(outcome.writes).toHaveLength(1);
  expect(await batches(workspace)).toEqual(['PAYBATCH 30 1']);
});
