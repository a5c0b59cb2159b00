/** How documents leave: which requests carry them, and how replies are read back to their rows. */

import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../support/workspace.ts';
import { contactsJob, invoiceRows, invoicesJob } from './sample-jobs.ts';

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
