/** Notes in the history of records: those of a record in one call, none twice, and the history as a table. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { invoiceId, invoiceOf, putInvoices } from './sample-records.ts';

const JOB = `
org: sandbox-gb
note: Invoices
columns: { InvoiceNumber: No, Note: Text }
`;
const HISTORY = `
org: sandbox-gb
history: Invoices
columns: { InvoiceNumber: No }
output: { file: out/history.csv }
`;
const rows = (...lines: readonly string[]) => `${['No,Text', ...lines].join('\n')}\n`;

async function opened(): Promise<Workspace> {
  const workspace = await openWorkspace();
  await putInvoices(workspace, invoiceOf('N-1'), invoiceOf('N-2'), invoiceOf('N-3'));
  return workspace;
}

/** The newest last. */
async function notes(workspace: Workspace, number: string): Promise<readonly string[]> {
  const id = await invoiceId(workspace, number);
  const { HistoryRecords } = await workspace.get(`Invoices/${id}/History`);
  return HISTORY_NOTES(HistoryRecords).toReversed();
}
const HISTORY_NOTES = (records: readonly { readonly Changes: string; readonly Details: string }[]) =>
  records.filter(({ Changes }) => Changes === 'Note').map(({ Details }) => Details);

describe('notes', () => {
  test('of one record go in one call, in their order; a second run passes all over without a write', async () => {
    const workspace = await opened();
    const input = rows('N-1,First', 'N-2,Other', 'N-1,"Zweite\nZeile, é"', 'N-1,First');
    const first = await workspace.run(JOB, input);
    expect(first.fates).toEqual(['OK', 'OK', 'OK', 'OK']);
    expect(first.writes.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)).toEqual([
      'PUT History',
      'PUT History',
    ]);
    expect(await notes(workspace, 'N-1')).toEqual(['First', 'Zweite\nZeile, é', 'First']);
    const second = await workspace.run(JOB, input);
    expect(second.fates).toEqual(Array(4).fill('SKIPPED duplicate/already-delivered'));
    expect(second.writes).toEqual([]);
    const third = await workspace.run(JOB, rows('N-1,First', 'N-1,First', 'N-1,First'));
    expect(third.fates.map((fate) => fate.split(' ')[0])).toEqual(['SKIPPED', 'SKIPPED', 'OK']);
    expect((await workspace.run(JOB, rows('N-2,Other'), { again: true })).fates).toEqual(['OK']);
    expect(await notes(workspace, 'N-2')).toEqual(['Other', 'Other']);
  });

  test('that somebody else added are found in the history', async () => {
    const workspace = await opened();
    const id = await invoiceId(workspace, 'N-1');
    await workspace.put('PUT', `Invoices/${id}/History`, { HistoryRecords: [{ Details: 'Called  them' }] });
    const outcome = await workspace.run(JOB, rows('N-1,Called them', 'N-1,Called them again'));
    expect(outcome.fates).toEqual(['SKIPPED duplicate/already-noted', 'OK']);
  });

  test('are refused before anything is sent: too long, blank, of no record', async () => {
    const workspace = await opened();
    const input = rows(`N-1,${'x'.repeat(2501)}`, 'N-1,', 'N-9,Text', `N-2,${'x'.repeat(2500)}`);
    const outcome = await workspace.run(JOB, input);
    expect(outcome.fates).toEqual([
      'ERROR limit/too-long',
      'ERROR map/required',
      'ERROR resolve/no-record',
      'UNSENT xero/not-sent',
    ]);
    expect(outcome.writes).toEqual([]);
  });

  test('that Xero refuses among others are told apart from them', async () => {
    const workspace = await opened();
    workspace.gate.disturb(({ method, body }) =>
      method === 'PUT' && body.includes('bad') ? { status: 400, body: '{"Message":"No such words"}' } : undefined,
    );
    const outcome = await workspace.run(JOB, rows('N-1,good', 'N-1,bad', 'N-1,fine'));
    expect(outcome.fates).toEqual(['OK', 'ERROR xero/rejected', 'OK']);
    expect(outcome.rows[1]?.Message).toContain('No such words');
    expect(await notes(workspace, 'N-1')).toEqual(['good', 'fine']);
  });

  test.each([
    ['a reply that got lost', { reset: 'after' }],
    ['a failure of the server that saved all the same', { status: 500 }],
    ['a failure of the server', { status: 503 }],
  ] as const)('%s: each note is there once', async (what, disturbance) => {
    const workspace = await opened();
    const id = await invoiceId(workspace, 'N-1');
    let left = 1;
    workspace.gate.disturb(async ({ method, body }) => {
      if (method !== 'PUT' || left-- <= 0) return undefined;
      if (what.includes('all the same')) await workspace.put('PUT', `Invoices/${id}/History`, JSON.parse(body));
      return disturbance;
    });
    const outcome = await workspace.run(JOB, rows('N-1,one', 'N-1,two', 'N-1,one'));
    expect(outcome.fates).toEqual(['OK', 'OK', 'OK']);
    expect(await notes(workspace, 'N-1')).toEqual(['one', 'two', 'one']);
  });

  test('a run that breaks off in the middle goes on without a second note', async () => {
    const workspace = await opened();
    let isCut = false;
    workspace.gate.disturb(({ method, path }) => {
      if (method === 'PUT') isCut = true;
      if (method === 'PUT') return { reset: 'after' };
      return isCut && path.endsWith('/History') ? { status: 401, body: '{}' } : undefined;
    });
    const first = await workspace.run(JOB, rows('N-1,one', 'N-1,two'));
    expect(first.stopped).toBeDefined();
    expect(first.fates).toEqual(Array(2).fill('ERROR xero/unknown-outcome'));
    workspace.gate.disturb(() => undefined);
    expect((await workspace.resume()).fates).toEqual(['OK', 'OK']);
    expect(await notes(workspace, 'N-1')).toEqual(['one', 'two']);
  });
});

describe('histories', () => {
  test('are a table in the order of the rows, the newest entry of each record first', async () => {
    const workspace = await opened();
    await workspace.run(JOB, rows('N-2,"Hello, ""you"""', 'N-2,=1+1'));
    const outcome = await workspace.run(HISTORY, 'No\nN-2\nN-1\n');
    expect(outcome.fates).toEqual(['OK xero/table-rows', 'OK xero/table-rows']);
    expect(outcome.rows[0]?.Message).toContain('3 rows in history.csv');
    expect(outcome.writes).toEqual([]);
    const ids = [await invoiceId(workspace, 'N-2'), await invoiceId(workspace, 'N-1')];
    const table = (await readFile(join(workspace.folder, 'out', 'history.csv'), 'utf8')).replace(
      /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g,
      'TIME',
    );
    expect(table.trimEnd().split(/\r?\n/)).toEqual([
      'InvoiceNumber,InvoiceID,DateUTC,User,Changes,Details',
      `N-2,${ids[0]},TIME,System Generated,Note,'=1+1`,
      `N-2,${ids[0]},TIME,System Generated,Note,"Hello, ""you"""`,
      expect.stringMatching(new RegExp(`^N-2,${ids[0]},TIME,System Generated,Created,`)),
      expect.stringMatching(new RegExp(`^N-1,${ids[1]},TIME,System Generated,Created,`)),
    ]);
  });

  test('whatever the format, and nothing where one of them cannot be asked', async () => {
    const workspace = await opened();
    const job = HISTORY.replace('out/history.csv', 'out/history.xlsx');
    expect((await workspace.run(job, 'No\nN-1\n')).code).toBe(0);
    expect((await readFile(join(workspace.folder, 'out', 'history.xlsx'))).length).toBeGreaterThan(1000);
    workspace.gate.disturb(({ path }) => (path.endsWith('/History') ? { status: 401, body: '{}' } : undefined));
    const stopped = await workspace.run(HISTORY, 'No\nN-1\nN-2\n');
    expect(stopped.stopped).toBeDefined();
    await expect(readFile(join(workspace.folder, 'out', 'history.csv'))).rejects.toThrow('ENOENT');
    workspace.gate.disturb(() => undefined);
    expect((await workspace.resume()).fates).toEqual(['OK xero/table-rows', 'OK xero/table-rows']);
    expect(await readFile(join(workspace.folder, 'out', 'history.csv'), 'utf8')).toContain('N-2');
  });
});
