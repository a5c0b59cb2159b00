/** What running a job again does: nothing twice, corrections through, and a word on everything left out. */

import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../support/workspace.ts';
import { contactsJob, csv, invoiceRows, invoicesJob, paymentsJob } from './sample-jobs.ts';

const UPDATE = invoicesJob({ send: '{ mode: update }' });
const UPSERT = invoicesJob({ send: '{ mode: upsert }' });
const priced = (price: string) => csv(`I-1,Basket Case,2026-10-05,Work,1,${price}`);

describe('the same file', () => {
  test('is skipped the second time, naming the run, without a write', async () => {
    const workspace = await openWorkspace();
    const first = await workspace.run(invoicesJob(), invoiceRows(3));
    const second = await workspace.run(invoicesJob(), invoiceRows(3));
    expect(second.code).toBe(0);
    expect(second.fates).toEqual(Array(3).fill('SKIPPED duplicate/already-delivered'));
    expect(second.rows[0]?.Message).toContain(first.summary.runId);
    expect(second.rows.map((row) => row['Xero ID'])).toEqual(first.rows.map((row) => row['Xero ID']));
    expect(second.writes).toEqual([]);
  });

  test('rows in another order and columns renamed are the same documents', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob(), csv('I-1,Basket Case,2026-10-05,A,1,1', 'I-2,Boom FM,2026-10-05,B,1,2'));
    const job = invoicesJob().replace('Customer', 'Kunde');
    const input = csv('I-2,Boom FM,2026-10-05,B,1.0,2.00', 'I-1,Basket Case,2026-10-05,A,1,1').replace(
      'Customer',
      'Kunde',
    );
    const second = await workspace.run(job, input);
    expect(second.fates).toEqual(Array(2).fill('SKIPPED duplicate/already-delivered'));
  });

  test('--again sends it once more, which create refuses and update carries out', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob(), priced('1.00'));
    const created = await workspace.run(invoicesJob(), priced('1.00'), { again: true });
    expect(created.fates).toEqual(['ERROR duplicate/exists']);
    const updated = await workspace.run(UPDATE, priced('1.00'), { again: true });
    expect(updated.fates).toEqual(['OK']);
  });
});

describe('a correction', () => {
  test('is refused by create, delivered by update, and so is the way back', async () => {
    const workspace = await openWorkspace();
    const created = await workspace.run(invoicesJob(), priced('10.00'));
    expect((await workspace.run(invoicesJob(), priced('11.00'))).fates).toEqual(['ERROR duplicate/exists']);
    const total = async () => (await workspace.get('Invoices/I-1')).Invoices[0].SubTotal;
    for (const price of ['11.00', '10.00', '11.00']) {
      const outcome = await workspace.run(UPDATE, priced(price));
      expect(outcome.fates).toEqual(['OK']);
      expect(await total()).toBe(Number(price));
      expect(outcome.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /Invoices']);
      const [sent] = JSON.parse(outcome.writes[0]?.body ?? '').Invoices;
      expect(sent.InvoiceID).toBe(created.rows[0]?.['Xero ID']);
    }
    expect((await workspace.run(UPDATE, priced('11.00'))).fates).toEqual(['SKIPPED duplicate/already-delivered']);
  });

  test('upsert updates what is there and creates what is not', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob(), priced('10.00'));
    const input = csv('I-1,Basket Case,2026-10-05,Work,1,12.00', 'I-2,Basket Case,2026-10-05,Work,1,5.00');
    const outcome = await workspace.run(UPSERT, input);
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(outcome.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(['PUT /Invoices', 'POST /Invoices']);
    const { Invoices } = await workspace.get('Invoices?InvoiceNumbers=I-1,I-2');
    expect(Invoices.map((invoice: { readonly SubTotal: number }) => invoice.SubTotal).sort()).toEqual([12, 5]);
  });

  test('existing: skip passes over what is there', async () => {
    const workspace = await openWorkspace();
    await workspace.put('PUT', 'Invoices', {
      Type: 'ACCREC',
      InvoiceNumber: 'I-0001',
      Contact: { Name: 'Basket Case' },
      LineItems: [],
    });
    const outcome = await workspace.run(invoicesJob({ send: '{ existing: skip }' }), invoiceRows(2));
    expect(outcome.code).toBe(0);
    expect(outcome.fates).toEqual(['SKIPPED duplicate/existing-skipped', 'OK']);
    expect(outcome.rows[0]?.['Xero ID']).not.toBe('');
    expect(outcome.rows[0]?.['Xero Number']).toBe('I-0001');
  });

  test('an update of what is not there is an error', async () => {
    const workspace = await openWorkspace();
    expect((await workspace.run(UPDATE, priced('1.00'))).fates).toEqual(['ERROR resolve/not-found']);
  });
});

describe('documents without a key', () => {
  const pay = (times: number) => `Invoice,Date,Amount,Account\n${'P-1,2026-10-09,20.00,090\n'.repeat(times)}`;

  test('count their occurrences: equal ones are all sent, and of three the third is new', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
    const first = await workspace.run(paymentsJob(), pay(2));
    expect(first.fates).toEqual(['OK', 'OK']);
    expect((await workspace.run(paymentsJob(), pay(2))).writes).toEqual([]);
    const third = await workspace.run(paymentsJob(), pay(3));
    expect(third.fates).toEqual([...Array(2).fill('SKIPPED duplicate/already-delivered'), 'OK']);
    expect((await workspace.get('Payments')).Payments).toHaveLength(3);
  });

  test('a retry of one that was refused is not taken for an equal one that was saved', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
    let passed = 0;
    workspace.gate.disturb((call) => {
      if (call.method === 'GET') return undefined;
      passed += 1;
      return passed === 2 ? undefined : { status: 400, body: '{"Message":"Not now"}' };
    });
    const job = paymentsJob({ send: '{ batch: 1 }' });
    const first = await workspace.run(job, pay(3));
    expect(first.summary.documents).toMatchObject({ OK: 1, ERROR: 2 });
    passed = 0;
    const runs = [first.summary.runId];
    const second = await workspace.run(job, pay(2), { retried: runs });
    expect(second.summary.documents).toMatchObject({ OK: 1, ERROR: 1 });
    passed = 1;
    runs.unshift(second.summary.runId);
    expect((await workspace.run(job, pay(1), { retried: runs })).fates).toEqual(['OK']);
    expect((await workspace.get('Payments')).Payments).toHaveLength(3);
    workspace.gate.disturb(() => undefined);
    expect((await workspace.run(job, pay(1), { retried: runs })).writes).toEqual([]);
    expect((await workspace.run(job, pay(3))).fates).toEqual(Array(3).fill('SKIPPED duplicate/already-delivered'));
  });

  test('one deleted since is told, and sent anew by --again', async () => {
    const workspace = await openWorkspace();
    await workspace.run(invoicesJob({ status: 'AUTHORISED' }), csv('P-1,Basket Case,2026-10-01,Line,1,100.00'));
    const first = await workspace.run(paymentsJob(), pay(2));
    await workspace.put('POST', `Payments/${first.rows[0]?.['Xero ID']}`, { Status: 'DELETED' });
    const second = await workspace.run(paymentsJob(), pay(2));
    expect(second.fates).toEqual(['SKIPPED duplicate/deleted-since', 'SKIPPED duplicate/already-delivered']);
    const again = await workspace.run(paymentsJob(), pay(1), { again: true });
    expect(again.fates).toEqual(['OK']);
  });
});

describe('a document voided since', () => {
  test('is skipped with that word, and sent anew by --again', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ type: 'ACCPAY', status: 'AUTHORISED' });
    const input = csv('B-1,Net Connect,2026-10-05,Work,1,10.00', 'B-2,Net Connect,2026-10-05,Work,1,10.00');
    const first = await workspace.run(job, input);
    await workspace.put('POST', `Invoices/${first.rows[0]?.['Xero ID']}`, { Status: 'VOIDED' });
    const second = await workspace.run(job, input);
    expect(second.code).toBe(0);
    expect(second.fates).toEqual(['SKIPPED duplicate/deleted-since', 'SKIPPED duplicate/already-delivered']);
    expect(second.writes).toEqual([]);
    const again = await workspace.run(job, csv('B-1,Net Connect,2026-10-05,Work,1,10.00'), { again: true });
    expect(again.fates).toEqual(['OK']);
  });

  test('under another number it is found by its ID', async () => {
    const workspace = await openWorkspace();
    const first = await workspace.run(invoicesJob(), priced('10.00'));
    const id = first.rows[0]?.['Xero ID'];
    await workspace.put('POST', `Invoices/${id}`, { InvoiceNumber: 'I-1 renamed' });
    expect((await workspace.run(invoicesJob(), priced('10.00'))).fates).toEqual([
      'SKIPPED duplicate/already-delivered',
    ]);
    await workspace.put('POST', `Invoices/${id}`, { Status: 'DELETED' });
    expect((await workspace.run(invoicesJob(), priced('10.00'))).fates).toEqual(['SKIPPED duplicate/deleted-since']);
  });
});

test('contacts imported twice are skipped', async () => {
  const workspace = await openWorkspace();
  const input = 'Name,Phone\nNova,01\n';
  expect((await workspace.run(contactsJob(), input)).fates).toEqual(['OK']);
  expect((await workspace.run(contactsJob(), input)).fates).toEqual(['SKIPPED duplicate/already-delivered']);
});

test('a check says what a run would skip, and delivers nothing', async () => {
  const workspace = await openWorkspace();
  const checked = await workspace.run(invoicesJob(), invoiceRows(2), { command: 'check' });
  expect([checked.code, checked.fates, checked.writes]).toEqual([0, ['OK', 'OK'], []]);
  await workspace.run(invoicesJob(), invoiceRows(1));
  const again = await workspace.run(invoicesJob(), invoiceRows(2), { command: 'check' });
  expect(again.fates).toEqual(['SKIPPED duplicate/already-delivered', 'OK']);
});
