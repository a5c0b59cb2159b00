/** Invoices sent by e-mail: counted once, never twice, and what may have left is told. */

import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../support/workspace.ts';
import { invoiceId, invoiceOf, putInvoices } from './sample-records.ts';

const JOB = `
org: sandbox-gb
email: Invoices
columns: { InvoiceNumber: No }
`;
const rows = (...numbers: readonly string[]) => `${['No', ...numbers].join('\n')}\n`;
const approved = { Status: 'AUTHORISED', Contact: { Name: 'Mail Ltd' } };

async function opened(options: WorkspaceOptions = {}): Promise<Workspace> {
  const workspace = await openWorkspace(options);
  const Contacts = [{ Name: 'Mail Ltd', EmailAddress: 'main@example.com' }, { Name: 'No Mail' }];
  await workspace.put('PUT', 'Contacts', { Contacts });
  const numbered = ['E-1', 'E-2', 'E-3'].map((number) => invoiceOf(number, approved));
  const others = [
    invoiceOf('E-4'),
    invoiceOf('B-1', { ...approved, Type: 'ACCPAY' }),
    invoiceOf('E-5', { Status: 'AUTHORISED', Contact: { Name: 'No Mail' } }),
  ];
  await putInvoices(workspace, ...numbered, ...others);
  return workspace;
}

/** How often an invoice was sent, by its history. */
async function sent(workspace: Workspace, number: string): Promise<number> {
  const { HistoryRecords } = await workspace.get(`Invoices/${await invoiceId(workspace, number)}/History`);
  return HistoryRecords.filter(({ Changes }: { readonly Changes: string }) => Changes === 'Invoice sent').length;
}

describe('invoices are e-mailed', () => {
  test('once: a row that names one again, and a second run, pass it over', async () => {
    const workspace = await opened();
    const first = await workspace.run(JOB, rows('E-1', 'E-2', 'E-1'));
    expect(first.fates).toEqual(['OK', 'OK', 'SKIPPED duplicate/same-record']);
    expect(first.writes.map(({ method, body }) => `${method} ${body}`)).toEqual(['POST ', 'POST ']);
    const second = await workspace.run(JOB, rows('E-2', 'E-1'));
    expect(second.fates.map((fate) => fate.split(' ')[0])).toEqual(['SKIPPED', 'SKIPPED']);
    expect(second.writes).toEqual([]);
    expect((await workspace.run(JOB, rows('E-1'), { again: true })).fates).toEqual(['OK']);
    expect([await sent(workspace, 'E-1'), await sent(workspace, 'E-2')]).toEqual([2, 1]);
  });

  test('those that somebody else has sent are passed over', async () => {
    const workspace = await opened();
    await workspace.put('POST', `Invoices/${await invoiceId(workspace, 'E-1')}/Email`, {});
    expect((await workspace.run(JOB, rows('E-1', 'E-2'))).fates).toEqual(['SKIPPED duplicate/already-so', 'OK']);
  });

  test('drafts, bills and unknown ones are told before anything is sent, missing addresses by Xero', async () => {
    const workspace = await opened();
    const checked = await workspace.run(JOB, rows('E-4', 'B-1', 'E-9', 'E-1'));
    expect(checked.fates).toEqual([
      'ERROR resolve/not-allowed',
      'ERROR resolve/not-allowed',
      'ERROR resolve/no-record',
      'UNSENT xero/not-sent',
    ]);
    const outcome = await workspace.run(JOB, rows('E-5', 'E-1'));
    expect(outcome.fates).toEqual(['ERROR xero/rejected', 'OK']);
    expect(outcome.rows[0]?.Message).toContain('the contact has no e-mail address');
  });

  test("the day's limit ends the run, which goes on later", async () => {
    const workspace = await opened({ sandbox: { settings: { emailsPerDay: 0 } } });
    const outcome = await workspace.run(JOB, rows('E-1', 'E-2'));
    expect(outcome.stopped?.code).toBe('xero/email-limit');
    expect(outcome.fates).toEqual(Array(2).fill('UNSENT xero/not-sent'));
    expect(outcome.code).toBe(5);
    workspace.gate.disturb(({ method }) => (method === 'POST' ? { status: 204 } : undefined));
    expect((await workspace.resume()).fates).toEqual(['OK', 'OK']);
  });
});

describe('replies that do not tell', () => {
  test('a lost one is asked for again under the same key', async () => {
    const workspace = await opened();
    let left = 1;
    workspace.gate.disturb(({ method }) => (method === 'POST' && left-- > 0 ? { reset: 'after' } : undefined));
    const outcome = await workspace.run(JOB, rows('E-1'));
    expect(outcome.fates).toEqual(['OK']);
    expect(await sent(workspace, 'E-1')).toBe(1);
  });

  test('a failure of the server: it counts as sent where Xero says so, and is in doubt where not', async () => {
    const workspace = await opened();
    const id = await invoiceId(workspace, 'E-1');
    workspace.gate.disturb(async ({ method, path }) => {
      if (method !== 'POST') return undefined;
      if (path.includes(id)) await workspace.put('POST', `Invoices/${id}/Email`, {});
      return { status: 500, body: '{"Message":"Oh"}' };
    });
    const outcome = await workspace.run(JOB, rows('E-1', 'E-2'));
    expect(outcome.fates).toEqual(['OK', 'ERROR xero/unknown-outcome']);
    expect(outcome.writes).toHaveLength(2);
  });
});
