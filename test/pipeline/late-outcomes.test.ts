/** What happens late: repetitions held up, and requests carried out after their failure was reported. */

import { expect, test } from 'vitest';
import type { Call } from '../support/gate.ts';
import { openWorkspace } from '../support/workspace.ts';
import { csv, invoicesJob, paymentsJob } from './sample-jobs.ts';

const isWrite = (call: Call) => call.method !== 'GET';

test('a repetition that the limits hold up until its key may be forgotten does not leave any more', async () => {
  const workspace = await openWorkspace();
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
  const sent: { readonly key: string | undefined; readonly at: number }[] = [];
  workspace.gate.disturb((call) => {
    if (!isWrite(call)) return undefined;
    sent.push({ key: call.key, at: workspace.now() });
    if (sent.length === 1) return { reset: 'before' };
    const held = sent.length < 8;
    return held ? { status: 429, headers: { 'retry-after': '60', 'x-rate-limit-problem': 'minute' } } : undefined;
  });
  const outcome = await workspace.run(paymentsJob(), 'Invoice,Date,Amount,Account\nP-1,2026-10-09,20.00,090\n');
  expect(outcome.fates).toEqual(['OK']);
  const [first] = sent;
  const late = sent.filter(({ at }) => at > first!.at + 300_000);
  expect(late.length).toBeGreaterThan(0);
  expect(late.filter(({ key }) => key === first?.key)).toEqual([]);
  expect((await workspace.get('Payments')).Payments).toHaveLength(1);
});

test('a bill that is carried out long after its failure was reported is not sent again', async () => {
  const workspace = await openWorkspace();
  let late: { readonly at: number; readonly body: string; done: boolean } | undefined;
  const arrive = async (now: number) => {
    if (late === undefined || late.done || now < late.at) return;
    late.done = true;
    await workspace.put('PUT', 'Invoices', JSON.parse(late.body));
  };
  workspace.gate.disturb(async (call) => {
    await arrive(workspace.now());
    if (!isWrite(call) || late !== undefined) return undefined;
    late = { at: workspace.now() + 10_000, body: call.body, done: false };
    return { status: 504, body: '' };
  });
  const outcome = await workspace.run(invoicesJob({ type: 'ACCPAY' }), csv('B-1,Net Connect,2026-10-01,Line,1,5.00'));
  await arrive(Number.POSITIVE_INFINITY);
  expect(outcome.fates).toEqual(['OK']);
  expect((await workspace.get('Invoices?InvoiceNumbers=B-1')).Invoices).toHaveLength(1);
});
