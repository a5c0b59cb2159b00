/** How documents leave: which requests carry them, and how replies are read back to their rows. */

import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../support/workspace.ts';
import { contactsJob, csv, invoiceRows, invoicesJob } from './sample-jobs.ts';

describe('requests', () => {
  test('create puts, each write with its own key, errors by element and four places', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob(), invoiceRows(120));
    expect(outcome.code).toBe(0);
    expect(outcome.summary.documents).toMatchObject({ OK: 120 });
    expect(outcome.writes.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill('PUT /Invoices'));
    expect(outcome.writes.map(({ body }) => JSON.parse(body).Invoices.length).sort()).toEqual([20, 50, 50]);
    for (const { query } of outcome.writes) {
      expect(Object.fromEntries(query)).toEqual({ summarizeErrors: 'false', unitdp: '4' });
    }
    const keys = outcome.writes.map(({ key }) => key);
    expect(keys.every((key) => key !== undefined && key !== '')).toBe(true);
    expect(new Set(keys).size).toBe(3);
  });

  test('batch sets how many documents a request carries', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(invoicesJob({ send: '{ batch: 4 }' }), invoiceRows(10));
    expect(outcome.writes.map(({ body }) => JSON.parse(body).Invoices.length).sort()).toEqual([2, 4, 4]);
    expect(outcome.summary.documents).toMatchObject({ OK: 10 });
  });

  test('contacts of their own kind are sent without unitdp', async () => {
    const workspace = await openWorkspace();
    const outcome = await workspace.run(contactsJob(), 'Name,Phone\nNew One,01\nNew Two,02\n');
    expect(outcome.fates).toEqual(['OK', 'OK']);
    expect(outcome.writes.map(({ method, path, query }) => [method, path, query.toString()])).toEqual([
      ['PUT', '/Contacts', 'summarizeErrors=false'],
    ]);
  });
});

describe('replies', () => {
  const input = csv(
    'I-1,Basket Case,2026-10-05,Work,1,1',
    'I-2,Basket Case,2026-10-05,Work,1,1',
    'I-2,Basket Case,2026-10-05,More,1,1',
    'I-3,Basket Case,2026-10-05,Work,1,1',
    'I-3,Basket Case,2026-10-05,More,1,1',
  );

  /** I-2 saved with a remark, I-3 refused because of its second line. */
  function mixed(body: string): string {
    const reply = JSON.parse(body);
    const [first, second, third] = reply.Invoices;
    return JSON.stringify({
      ...reply,
      Invoices: [
        {
          ...third,
          InvoiceID: '00000000-0000-0000-0000-000000000000',
          StatusAttributeString: 'ERROR',
          HasErrors: true,
          LineItems: [third.LineItems[0], { ...third.LineItems[1], ValidationErrors: [{ Message: 'Line refused' }] }],
          ValidationErrors: [{ Message: 'Document refused' }],
        },
        { ...second, StatusAttributeString: 'WARNING', Warnings: [{ Message: 'Account code was removed' }] },
        first,
      ],
    });
  }

  test('OK, WARNING and ERROR come back to the rows they are about', async () => {
    const workspace = await openWorkspace();
    workspace.gate.disturb((call) => (call.method === 'GET' ? undefined : { change: mixed }));
    const outcome = await workspace.run(invoicesJob(), input);
    expect(outcome.code).toBe(4);
    expect(outcome.fates).toEqual([
      'OK',
      'WARNING xero/warning',
      'WARNING group/other-row',
      'ERROR xero/rejected | xero/rejected',
      'ERROR group/other-row',
    ]);
    expect(outcome.rows[1]?.Message).toContain('Account code was removed');
    expect(outcome.rows[3]?.Message).toMatch(/Document refused.*Line refused/);
    expect(outcome.rows.map((row) => row['Xero Number'])).toEqual(['I-1', 'I-2', 'I-2', '', '']);
    expect(outcome.summary.totals).toMatchObject({ SubTotal: '3.00', Total: '3.60' });
    expect(outcome.summary.findings).toEqual({ 'xero/rejected': 2, 'xero/warning': 1 });
    expect(outcome.failed?.map((row) => row.Item)).toEqual(['Work', 'More']);
  });

  test('what Xero remarks by itself is told', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ columns: ['SentToContact: { value: "true" }'] });
    const outcome = await workspace.run(job, csv('I-1,Basket Case,2026-10-05,Work,1,1'));
    expect(outcome.fates).toEqual(['WARNING xero/warning']);
    expect(outcome.rows[0]?.Message).toContain('Only AUTHORISED invoices');
  });

  test('an ID that the job maps is not sent to create a record', async () => {
    const workspace = await openWorkspace();
    const job = invoicesJob({ columns: ['InvoiceID: ID'] });
    const id = 'aaaaaaaa-0000-4000-8000-000000000001';
    const outcome = await workspace.run(
      job,
      `No,Customer,Date,Item,Qty,Price,ID\nI-1,Basket Case,2026-10-05,Work,1,1,${id}\n`,
    );
    expect(outcome.fates).toEqual(['OK']);
    expect(outcome.writes[0]?.body).not.toContain(id);
    expect(outcome.rows[0]?.['Xero ID']).not.toBe(id);
  });
});
