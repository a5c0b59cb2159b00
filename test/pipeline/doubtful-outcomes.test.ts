/** Requests whose replies do not tell what became of the documents: nothing is lost, nothing is sent twice. */

import { describe, expect, test } from 'vitest';
import type { Call } from '../support/gate.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { csv, invoiceRows, invoicesJob, paymentsJob } from './sample-jobs.ts';

const isWrite = (call: Call) => call.method !== 'GET';
const numbersIn = (call: Call): readonly string[] =>
  (JSON.parse(call.body).Invoices as { InvoiceNumber: string }[]).map(({ InvoiceNumber }) => InvoiceNumber);
const XERO_IS_DOWN = { status: 503, body: '<html><title>Service unavailable</title></html>' };

/** How often each number stands in the books. */
async function booked(workspace: Workspace): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const { Invoices } = await workspace.get('Invoices?pageSize=1000&page=1');
  for (const { InvoiceNumber } of Invoices) counts[InvoiceNumber] = (counts[InvoiceNumber] ?? 0) + 1;
  return counts;
}

function each(numbers: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(numbers.map((number) => [number, 1]));
}

const NUMBERS = Array.from({ length: 20 }, (_, index) => `I-${String(index + 1).padStart(4, '0')}`);

describe('a document that spoils its request', () => {
  test.each([
    { name: '400 without elements', status: 400, body: '{"ErrorNumber":14,"Message":"The data is invalid"}' },
    { name: '413', status: 413, body: '' },
    { name: '500', status: 500, body: '{"Message":"An error occurred in Xero"}' },
  ])('$name: stands alone in the end, all others are saved once', async ({ status, body }) => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) => (isWrite(call) && call.body.includes('I-0013') ? { status, body } : undefined));
    const outcome = await workspace.run(invoicesJob(), invoiceRows(20));
    expect(outcome.code).toBe(4);
    expect(outcome.summary.documents).toMatchObject({ OK: 19, ERROR: 1 });
    expect(outcome.fates[12]).toBe('ERROR xero/rejected');
    expect(outcome.failed?.map((row) => row.No)).toEqual(['I-0013']);
    expect(await booked(workspace)).toEqual(each(NUMBERS.filter((number) => number !== 'I-0013')));
    expect(new Set(outcome.writes.map(({ key }) => key)).size).toBe(outcome.writes.length);
    const alone = outcome.writes.filter((call) => numbersIn(call).join() === 'I-0013');
    expect(alone.length).toBeGreaterThan(0);
  });

  test('every half is looked up before it is sent again', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) => {
      return isWrite(call) && call.body.includes('I-0002') ? { status: 400, body: '{"Message":"No"}' } : undefined;
    });
    await workspace.run(invoicesJob(), invoiceRows(4));
    const sent = workspace.gate.calls.filter((call) => isWrite(call) || call.query.has('InvoiceNumbers'));
    const story = sent.map((call) =>
      isWrite(call) ? `send ${numbersIn(call)}` : `find ${call.query.get('InvoiceNumbers')}`,
    );
    const first = story.indexOf('send I-0001,I-0002,I-0003,I-0004');
    expect(story[first + 1]).toBe('find I-0001,I-0002,I-0003,I-0004');
    expect(story.indexOf('send I-0001,I-0002')).toBeGreaterThan(first + 1);
    expect(story.indexOf('find I-0001,I-0002')).toBeLessThan(story.indexOf('send I-0002'));
  });

  test('several of them stand alone each', async () => {
    const workspace = await openWorkspace();
    const bad = ['I-0001', 'I-0007', 'I-0008', 'I-0020'];
    workspace.gate.disturb((call) => {
      if (!isWrite(call) || !bad.some((number) => call.body.includes(number))) return undefined;
      return { status: 400, body: '{"Message":"The data is invalid"}' };
    });
    const outcome = await workspace.run(invoicesJob(), invoiceRows(20));
    expect(outcome.failed?.map((row) => row.No)).toEqual(bad);
    expect(await booked(workspace)).toEqual(each(NUMBERS.filter((number) => !bad.includes(number))));
  });

  test('a request that was saved although the reply is a failure is not sent again', async () => {
    const workspace = await openWorkspace();
    let broken = 0;
    workspace.gate.disturb(async (call) => {
      if (!isWrite(call) || broken > 0) return undefined;
      broken += 1;
      await workspace.put('PUT', 'Invoices?summarizeErrors=false', JSON.parse(call.body));
      return { status: 500, body: '{"Message":"An error occurred in Xero"}' };
    });
    const outcome = await workspace.run(invoicesJob(), invoiceRows(5));
    expect(outcome.fates).toEqual(Array(5).fill('OK'));
    expect(outcome.rows.every((row) => row['Xero ID'] !== '')).toBe(true);
    expect(outcome.writes).toHaveLength(1);
  });
});

describe('connections that break off', () => {
  test.each([
    { reset: 'before', writes: 3 },
    { reset: 'after', writes: 1 },
  ] as const)('$reset the work is done: looked up, and sent with the same key where it is missing', async (lost) => {
    const workspace = await openWorkspace();
    let broken = 0;
    workspace.gate.disturb((call) => {
      if (!isWrite(call) || broken === 2) return undefined;
      broken += 1;
      return { reset: lost.reset };
    });
    const outcome = await workspace.run(invoicesJob(), invoiceRows(20));
    expect(outcome.fates).toEqual(Array(20).fill('OK'));
    expect(outcome.writes).toHaveLength(lost.writes);
    expect(new Set(outcome.writes.map(({ key }) => key)).size).toBe(1);
    expect(await booked(workspace)).toEqual(each(NUMBERS));
  });

  test('after the work until the key is too old: the documents are looked up', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) => (isWrite(call) ? { reset: 'after' } : undefined));
    const outcome = await workspace.run(invoicesJob(), invoiceRows(20));
    expect(outcome.fates).toEqual(Array(20).fill('OK'));
    expect(new Set(outcome.writes.map(({ key }) => key)).size).toBe(1);
    expect(await booked(workspace)).toEqual(each(NUMBERS));
  });

  test('before the work until the key is too old: sent with another key', async () => {
    const workspace = await openWorkspace();
    let first: string | undefined;
    workspace.gate.disturb((call) => {
      if (!isWrite(call)) return undefined;
      first ??= call.key;
      return call.key === first ? { reset: 'before' } : undefined;
    });
    const outcome = await workspace.run(invoicesJob(), invoiceRows(20));
    expect(outcome.fates).toEqual(Array(20).fill('OK'));
    expect(new Set(outcome.writes.map(({ key }) => key)).size).toBe(2);
    expect(await booked(workspace)).toEqual(each(NUMBERS));
  });

  test('a sales invoice is not taken for the bill of its number', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ send: '{ batch: 1 }' })
      .replace('Type: { value: ACCREC }', 'Type: Kind')
      .replace('TaxType: { value: OUTPUT2 }', 'TaxType: { column: Kind, lookup: { ACCREC: OUTPUT2, ACCPAY: INPUT2 } }')
      .replace('{ value: "200" }', '{ column: Kind, lookup: { ACCREC: "200", ACCPAY: "429" } }');
    const rows = ['77,Net Connect,2026-10-01,Line,1,5.00', '77,Net Connect,2026-10-01,Line,1,5.00'];
    const input = `No,Customer,Date,Item,Qty,Price,Kind\n${rows[0]},ACCREC\n${rows[1]},ACCPAY\n`;
    let first: string | undefined;
    workspace.gate.disturb((call) => {
      if (!isWrite(call) || call.body.includes('ACCREC')) return undefined;
      first ??= call.key;
      return call.key === first ? { reset: 'before' } : undefined;
    });
    const outcome = await workspace.run(job, input);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(await booked(workspace)).toEqual({ 77: 2 });
  });

  test('a record that was void before the run is not taken for the document sent', async () => {
    const workspace = await openWorkspace();
    const bills = invoicesJob({ type: 'ACCPAY' });
    await workspace.run(
      invoicesJob({ type: 'ACCPAY', status: 'AUTHORISED' }),
      csv('B-1,Net Connect,2026-10-01,Line,1,5.00'),
    );
    const [old] = (await workspace.get('Invoices?InvoiceNumbers=B-1')).Invoices;
    await workspace.put('POST', `Invoices/${old.InvoiceID}`, { Status: 'VOIDED' });
    workspace.gate.disturb((call) => (isWrite(call) ? { reset: 'after' } : undefined));
    const outcome = await workspace.run(bills, csv('B-1,Net Connect,2026-10-02,Line,1,6.00'));
    expect(outcome.fates).toEqual(['OK']);
    expect(outcome.rows[0]?.['Xero ID']).not.toBe(old.InvoiceID);
  });
});

describe('replies that do not tell all', () => {
  test('one that leaves elements out', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) =>
      isWrite(call)
        ? {
            change: (body) => {
              const reply = JSON.parse(body);
              return JSON.stringify({ ...reply, Invoices: reply.Invoices.slice(3) });
            },
          }
        : undefined,
    );
    const outcome = await workspace.run(invoicesJob(), invoiceRows(20));
    expect(outcome.fates).toEqual(Array(20).fill('OK'));
    expect(outcome.writes).toHaveLength(1);
    expect(await booked(workspace)).toEqual(each(NUMBERS));
  });

  test('one that is cut off', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) =>
      isWrite(call) ? { change: (body) => body.slice(0, body.length / 2) } : undefined,
    );
    const outcome = await workspace.run(invoicesJob(), invoiceRows(20));
    expect(outcome.fates).toEqual(Array(20).fill('OK'));
    expect(outcome.rows.every((row) => row['Xero ID'] !== '')).toBe(true);
    expect(await booked(workspace)).toEqual(each(NUMBERS));
  });

  test('one whose elements come in another order, some refused', async () => {
    const workspace = await openWorkspace({
      sandbox: { settings: { resultOrder: 'reversed', lockDatesBindDrafts: true } },
    });
    workspace.gate.disturb((call) =>
      isWrite(call) ? { change: (body) => refuseIn(body, ['I-0003', 'I-0005']) } : undefined,
    );
    const outcome = await workspace.run(invoicesJob(), invoiceRows(6));
    expect(outcome.fates).toEqual(['OK', 'OK', 'ERROR xero/rejected', 'OK', 'ERROR xero/rejected', 'OK']);
    expect(outcome.rows.map((row) => row['Xero Number'])).toEqual(['I-0001', 'I-0002', '', 'I-0004', '', 'I-0006']);
  });

  test('of documents without a number: found by their content, twins counted', async () => {
    const workspace = await openWorkspace();
    const job = `${invoicesJob().replace('  InvoiceNumber: No\n', '  Reference: No\n')}group: row\n`;
    const twin = 'same,Basket Case,2026-10-05,Work,1,5.00';
    let passed = 0;
    workspace.gate.disturb(async (call) => {
      if (!isWrite(call) || passed > 0) return undefined;
      passed += 1;
      const { Invoices } = JSON.parse(call.body);
      await workspace.put('PUT', 'Invoices?summarizeErrors=false', { Invoices: Invoices.slice(0, 2) });
      return { status: 500, body: '{"Message":"Oh"}' };
    });
    const outcome = await workspace.run(job, csv(twin, twin, twin, 'other,Basket Case,2026-10-05,Work,1,6.00'));
    expect(outcome.fates).toEqual(Array(4).fill('OK'));
    expect(new Set(outcome.rows.map((row) => row['Xero ID'])).size).toBe(4);
    expect((await workspace.get('Invoices?where=Reference=="same"')).Invoices).toHaveLength(3);
  });

  test('of payments: found by their content', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
    workspace.gate.disturb((call) => (isWrite(call) ? { reset: 'after' } : undefined));
    const outcome = await workspace.run(paymentsJob(), 'Invoice,Date,Amount,Account\nP-1,2026-10-09,20.00,090\n');
    expect(outcome.fates).toEqual(['OK']);
    const [payment] = (await workspace.get('Payments')).Payments;
    expect(outcome.rows[0]?.['Xero ID']).toBe(payment.PaymentID);
  });

  test('what cannot be told apart stays unknown, is never in the failed file and never sent by itself', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
    const job = paymentsJob({ columns: ['Particulars: Note'] });
    const input = 'Invoice,Date,Amount,Account,Note\nP-1,2026-10-09,20.00,090,one\nP-1,2026-10-09,20.00,090,two\n';
    const payments = async () => (await workspace.get('Payments')).Payments;
    workspace.gate.disturb(async (call) => {
      if (!isWrite(call)) return undefined;
      const { Payments } = JSON.parse(call.body);
      await workspace.put('PUT', 'Payments', { Payments: [{ ...Payments[0], Particulars: 'lost' }] });
      return { status: 500, body: '{"Message":"Oh"}' };
    });
    const first = await workspace.run(job, input);
    workspace.gate.disturb(() => undefined);
    expect(first.code).toBe(4);
    expect(first.fates).toEqual(Array(2).fill('ERROR xero/unknown-outcome'));
    expect(first.failed).toBeUndefined();
    const second = await workspace.run(job, input);
    expect(second.fates).toEqual(Array(2).fill('ERROR duplicate/in-doubt'));
    expect(second.rows[0]?.Message).toContain(first.summary.runId);
    expect(await payments()).toHaveLength(1);
    expect((await workspace.run(job, input, { again: true })).fates).toEqual(['OK', 'OK']);
    expect(await payments()).toHaveLength(3);
  });
});

describe('Xero out of reach', () => {
  test('503 again and again stops the run with exit 3, and a later run delivers what is missing', async () => {
    const workspace = await openWorkspace();
    let passed = 0;
    workspace.gate.disturb((call) => {
      if (!isWrite(call)) return undefined;
      passed += 1;
      return passed > 1 ? XERO_IS_DOWN : undefined;
    });
    const job = invoicesJob({ send: '{ batch: 5 }' });
    const stopped = await workspace.run(job, invoiceRows(20));
    expect(stopped.code).toBe(3);
    expect(stopped.stopped?.code).toBe('xero/unavailable');
    expect(stopped.summary.documents).toMatchObject({ OK: 5, UNSENT: 15, ERROR: 0 });
    workspace.gate.disturb(() => undefined);
    const later = await workspace.run(job, invoiceRows(20));
    expect(later.code).toBe(0);
    expect(later.summary.documents).toMatchObject({ OK: 15, SKIPPED: 5 });
    expect(await booked(workspace)).toEqual(each(NUMBERS));
  });
});

/** The reply with some elements refused, as Xero would word it. */
function refuseIn(body: string, numbers: readonly string[]): string {
  const reply = JSON.parse(body);
  const elements = reply.Invoices.map((element: { readonly InvoiceNumber: string }) =>
    numbers.includes(element.InvoiceNumber)
      ? {
          ...element,
          InvoiceID: '00000000-0000-0000-0000-000000000000',
          StatusAttributeString: 'ERROR',
          HasErrors: true,
          ValidationErrors: [{ Message: 'Refused' }],
        }
      : element,
  );
  return JSON.stringify({ ...reply, Invoices: elements });
}
