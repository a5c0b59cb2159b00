/** Two runs on one organisation with equal documents, one of them interrupted: nothing is entered twice and nothing lost. */

import { expect, test } from 'vitest';
import type { Call, Disturbance } from '../support/gate.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../support/workspace.ts';
import { csv, invoicesJob, paymentsJob } from './sample-jobs.ts';

const isWrite = (call: Call) => call.method !== 'GET';
const SIGNED_OUT: Disturbance = { status: 401, body: '{"Detail":"TokenExpired"}' };
const PAYMENT = 'Invoice,Date,Amount,Account\nP-1,2026-10-09,20.00,090\n';
const TWINS = `${PAYMENT}P-1,2026-10-09,20.00,090\n`;

/** The books hold an invoice of 100.00 to be paid. */
async function indebted(options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await openWorkspace(options);
  await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
  return workspace;
}

/** The first write is lost, carried out or not, and then the sign-in has expired. */
function lostThenSignedOut(reset: 'before' | 'after'): (call: Call) => Disturbance | undefined {
  let lost = false;
  return (call) => {
    if (lost) return SIGNED_OUT;
    if (!isWrite(call)) return undefined;
    lost = true;
    return { reset };
  };
}

async function payments({ get }: Workspace): Promise<number> {
  return (await get('Payments')).Payments.length;
}

test.each(['before', 'after'] as const)(
  'what another run has on its way is not sent, and goes once that run is over (lost %s)',
  async (reset) => {
    const workspace = await indebted();
    workspace.gate.disturb(lostThenSignedOut(reset));
    const first = await workspace.run(paymentsJob(), PAYMENT);
    expect(first.fates).toEqual(['ERROR xero/unknown-outcome']);
    workspace.gate.disturb(() => undefined);
    for (const again of [false, true]) {
      const second = await workspace.run(paymentsJob(), PAYMENT, { again });
      expect(second.fates).toEqual(['ERROR duplicate/under-way']);
      expect(second.rows[0]?.Message).toContain(`rowpost resume ${first.summary.runId}`);
      expect(second.writes).toEqual([]);
    }
    expect((await workspace.resume()).fates).toEqual(['OK']);
    expect(await payments(workspace)).toBe(1);
    expect((await workspace.run(paymentsJob(), PAYMENT)).fates).toEqual(['SKIPPED duplicate/already-delivered']);
    expect((await workspace.run(paymentsJob(), PAYMENT, { again: true })).fates).toEqual(['OK']);
    expect(await payments(workspace)).toBe(2);
  },
);

test('a check tells of it as well', async () => {
  const workspace = await indebted();
  workspace.gate.disturb(lostThenSignedOut('after'));
  await workspace.run(paymentsJob(), PAYMENT);
  workspace.gate.disturb(() => undefined);
  const checked = await workspace.run(paymentsJob(), PAYMENT, { command: 'check' });
  expect(checked.fates).toEqual(['ERROR duplicate/under-way']);
});

test('what another run has delivered since a run was prepared is left out when that is taken up again', async () => {
  const workspace = await indebted();
  workspace.gate.disturb((call) => (isWrite(call) ? SIGNED_OUT : undefined));
  const first = await workspace.run(paymentsJob(), TWINS);
  expect(first.fates).toEqual(Array(2).fill('UNSENT xero/not-sent'));
  workspace.gate.disturb(() => undefined);
  const second = await workspace.run(paymentsJob(), PAYMENT);
  expect(second.fates).toEqual(['OK']);
  const resumed = await workspace.resume(first.summary.runId);
  expect(resumed.fates).toEqual(['SKIPPED duplicate/already-delivered', 'OK']);
  expect(resumed.rows[0]?.Message).toContain(second.summary.runId);
  expect(await payments(workspace)).toBe(2);
});

test('of two runs that were prepared side by side one sends what they share', async () => {
  let arrived = 0;
  const workspace = await indebted({
    journal: (journal) => ({
      ...journal,
      async storeRequests(requests, owner) {
        if (requests[0]?.path === '/Payments') {
          arrived += 1;
          while (arrived < 2) await new Promise((resolve) => setTimeout(resolve, 5));
        }
        return journal.storeRequests(requests, owner);
      },
    }),
  });
  const both = await Promise.all([1, 2].map(() => workspace.run(paymentsJob(), PAYMENT)));
  const fates = both.flatMap((outcome) => outcome.fates).sort();
  expect(fates[0]).toMatch(/^ERROR duplicate\/under-way|^OK/);
  expect(fates.filter((fate) => fate === 'OK')).toHaveLength(1);
  expect(await payments(workspace)).toBe(1);
});

test('a record that may be that of another open request is taken only when nothing can arrive any more', async () => {
  const other = paymentsJob({ columns: ['Particulars: Note'] });
  const noted = 'Invoice,Date,Amount,Account,Note\nP-1,2026-10-09,20.00,090,x\n';
  const workspace = await indebted();
  workspace.gate.disturb(lostThenSignedOut('before'));
  const first = await workspace.run(other, noted);
  workspace.gate.disturb(lostThenSignedOut('after'));
  const second = await workspace.run(paymentsJob(), PAYMENT);
  workspace.gate.disturb(() => undefined);
  const before = workspace.now();
  expect((await workspace.resume(first.summary.runId)).fates).toEqual(['OK']);
  expect(workspace.now() - before).toBeGreaterThan(29_000);
  expect((await workspace.resume(second.summary.runId)).fates).toEqual(['OK']);
  expect(await payments(workspace)).toBe(2);
});

test('a record that is rather that of another run is not taken, nor is anything sent over it', async () => {
  const bill = (text: string) => csv(`1,Net Connect,2026-10-05,${text},1,7.25`);
  const job = `${invoicesJob({ type: 'ACCPAY', status: 'AUTHORISED' }).replace('  InvoiceNumber: No\n', '')}group: row\nunused: ignore\n`;
  const workspace = await openWorkspace();
  workspace.gate.disturb(lostThenSignedOut('before'));
  const first = await workspace.run(job, bill('Paper'));
  workspace.gate.disturb(lostThenSignedOut('after'));
  const second = await workspace.run(job, bill('Pencils'));
  workspace.gate.disturb(() => undefined);
  expect((await workspace.resume(first.summary.runId)).fates).toEqual(['ERROR xero/unknown-outcome']);
  expect((await workspace.resume(second.summary.runId)).fates).toEqual(['OK']);
  expect((await workspace.get('Invoices?where=Type=="ACCPAY"&page=1')).Invoices).toHaveLength(1);
});

test('a run that is given up leaves what it had on its way in doubt, although its file is gone', async () => {
  const workspace = await indebted();
  workspace.gate.disturb(lostThenSignedOut('after'));
  const first = await workspace.run(paymentsJob(), PAYMENT);
  workspace.gate.disturb(() => undefined);
  await workspace.journal.discardRun(first.summary.runId);
  expect(await workspace.giveUp()).toBe(1);
  const second = await workspace.run(paymentsJob(), PAYMENT);
  expect(second.fates).toEqual(['ERROR duplicate/in-doubt']);
});

test('books that begin anew hold nothing that an earlier run had on its way', async () => {
  const workspace = await indebted();
  workspace.gate.disturb(lostThenSignedOut('before'));
  const first = await workspace.run(paymentsJob(), PAYMENT);
  workspace.gate.disturb(() => undefined);
  await workspace.journal.forgetDeliveries((await workspace.journal.run(first.summary.runId))?.organisationId ?? '');
  expect((await workspace.run(paymentsJob(), PAYMENT)).fates).toEqual(['OK']);
});

test.each(['2026-10-01', '2026-10-02'])(
  'a bill that another run entered under the same number is not taken for the own one, dated %s',
  async (date) => {
    const bill = (price: string, dated: string) => csv(`B-1,Net Connect,${dated},Line,1,${price}`);
    const job = invoicesJob({ type: 'ACCPAY' });
    const workspace = await openWorkspace();
    let others = 0;
    workspace.gate.disturb(async (call) => {
      if (!isWrite(call) || others > 0) return undefined;
      others += 1;
      if (date === '2026-10-01') await workspace.run(job, bill('5.00', date));
      else await workspace.put('PUT', 'Invoices', { Invoices: [{ ...JSON.parse(call.body).Invoices[0], Date: date }] });
      return { reset: 'before' };
    });
    const outcome = await workspace.run(job, bill('6.00', '2026-10-01'));
    expect(outcome.fates).toEqual(['OK']);
    const bills = (await workspace.get('Invoices?InvoiceNumbers=B-1')).Invoices;
    expect(bills).toHaveLength(2);
    const [own] = (await workspace.get(`Invoices/${outcome.rows[0]?.['Xero ID']}`)).Invoices;
    expect([own.SubTotal, own.DateString.slice(0, 10)]).toEqual([6, '2026-10-01']);
  },
);
