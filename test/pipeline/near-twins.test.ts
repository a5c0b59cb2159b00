/** Documents without a number that differ in one thing alone: none is taken for another, whichever of them was lost. */

import { expect, test } from 'vitest';
import type { Call, Disturbance } from '../support/gate.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { csv, invoicesJob, paymentsJob } from './sample-jobs.ts';

const isWrite = (call: Call) => call.method !== 'GET';

async function indebted(workspace: Workspace): Promise<void> {
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
}

/** Of two requests that are under way at once the one with this text never arrives, and of the other the reply is lost. */
function loseBoth(text: string): (call: Call) => Promise<Disturbance | undefined> {
  const both = Promise.withResolvers<void>();
  let arrived = 0;
  return async (call) => {
    if (!isWrite(call) || arrived >= 2) return undefined;
    arrived += 1;
    if (arrived === 2) both.resolve();
    await both.promise;
    return { reset: call.body.includes(text) ? 'before' : 'after' };
  };
}

test.each(['0.01', '0.03'])('payments of two amounts, that of %s lost on its way', async (lost) => {
  const workspace = await openWorkspace();
  await indebted(workspace);
  workspace.gate.disturb(loseBoth(`"Amount":${lost}`));
  const input = 'Invoice,Date,Amount,Account\nP-1,2026-10-09,0.01,090\nP-1,2026-10-09,0.03,090\n';
  const outcome = await workspace.run(paymentsJob({ send: '{ batch: 1 }' }), input);
  expect(outcome.fates).toEqual(['OK', 'OK']);
  const kept: { PaymentID: string; Amount: number }[] = (await workspace.get('Payments')).Payments;
  const amounts = new Map(kept.map(({ PaymentID, Amount }) => [PaymentID, Amount]));
  expect(kept).toHaveLength(2);
  expect(outcome.rows.map((row) => amounts.get(row['Xero ID'] ?? ''))).toEqual([0.01, 0.03]);
});

test.each([
  ['Paper', '7.25'],
  ['Pencils', '7.25'],
  ['Paper', '7.2512'],
])('bills of one total, that of %s at %s lost on its way', async (lost, price) => {
  const job = `${invoicesJob({ send: '{ batch: 1 }', type: 'ACCPAY', status: 'AUTHORISED' }).replace('  InvoiceNumber: No\n', '')}group: row\nunused: ignore\n`;
  const workspace = await openWorkspace();
  workspace.gate.disturb(loseBoth(lost));
  const input = csv(...['Paper', 'Pencils'].map((text) => `1,Net Connect,2026-10-05,${text},1,${price}`));
  const outcome = await workspace.run(job, input);
  expect(outcome.fates).toEqual(['OK', 'OK']);
  const texts: string[] = [];
  for (const row of outcome.rows) {
    const [bill] = (await workspace.get(`Invoices/${row['Xero ID']}`)).Invoices;
    texts.push(bill.LineItems[0].Description);
  }
  expect(texts).toEqual(['Paper', 'Pencils']);
  expect((await workspace.get('Invoices?where=Type=="ACCPAY"&page=1')).Invoices).toHaveLength(2);
});

test('payments of several amounts answered in another order get their own IDs', async () => {
  const workspace = await openWorkspace({ sandbox: { settings: { resultOrder: 'reversed' } } });
  await indebted(workspace);
  const amounts = ['1.00', '2.00', '3.00', '4.00'];
  const rows = amounts.map((amount) => `P-1,2026-10-09,${amount},090`);
  const outcome = await workspace.run(paymentsJob(), `Invoice,Date,Amount,Account\n${rows.join('\n')}\n`);
  expect(outcome.fates).toEqual(Array(4).fill('OK'));
  for (const [index, row] of outcome.rows.entries()) {
    const [payment] = (await workspace.get(`Payments/${row['Xero ID']}`)).Payments;
    expect(payment.Amount).toBe(Number(amounts[index]));
  }
});
