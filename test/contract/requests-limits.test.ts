import { expect, test } from 'vitest';
import { invoiceRows, invoicesJob } from '../pipeline/sample-jobs.ts';
import { type Outcome, openWorkspace } from '../support/workspace.ts';

/** As Xero publishes them. */
const limits = { minute: 60, day: 5000, concurrent: 5, appMinute: 10_000 };
const oneEach = invoicesJob({ send: '{ batch: 1 }' });

/** Whole minutes from start to finish by the clock that client and server share; the waits pass in no time. */
function minutes({ summary }: Outcome): number {
  return Math.floor((Date.parse(summary.finishedAt ?? '') - Date.parse(summary.startedAt)) / 60_000);
}

test('100 invoices, one a call, take no more minutes than 60 calls a minute demand, and are refused once at most', async () => {
  const workspace = await openWorkspace({ sandbox: { limits } });
  const outcome = await workspace.run(oneEach, invoiceRows(100));
  expect(new Set(outcome.fates)).toEqual(new Set(['OK']));
  const { sent, limited } = outcome.summary.calls;
  expect(limited).toBeLessThanOrEqual(1);
  expect(new Set(outcome.writes.map(({ key }) => key)).size).toBe(100);
  expect(minutes(outcome)).toBeLessThanOrEqual(Math.floor((sent - 1) / 60));
}, 30_000);

test('a minute that another program has used in part is heard of from the replies', async () => {
  const workspace = await openWorkspace({ sandbox: { limits } });
  for (let call = 0; call < 45; call += 1) await workspace.get('Currencies');
  const outcome = await workspace.run(oneEach, invoiceRows(50));
  expect(new Set(outcome.fates)).toEqual(new Set(['OK']));
  expect(outcome.summary.calls.limited).toBeLessThanOrEqual(1);
  expect(minutes(outcome)).toBeLessThanOrEqual(1);
}, 30_000);
