/** A process that ends between a call and the storing of its outcome: the run, taken up again, does nothing a second time. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Journal } from '../../src/journal/journal.ts';
import { openWorkspace, type Workspace } from '../support/workspace.ts';
import { invoiceId, invoiceOf, putInvoices } from './sample-records.ts';

/** Fails the first time that an outcome of a write is to be stored. */
function failingOnce(journal: Journal): Journal {
  let left = 1;
  return {
    ...journal,
    settleRequest: async (...given) => {
      if (left-- > 0) throw new Error('the power went');
      return journal.settleRequest(...given);
    },
  };
}

async function opened(): Promise<Workspace> {
  const workspace = await openWorkspace({ journal: failingOnce });
  await workspace.put('PUT', 'Contacts', { Contacts: [{ Name: 'Mail Ltd', EmailAddress: 'main@example.com' }] });
  await putInvoices(workspace, invoiceOf('Q-1', { Status: 'AUTHORISED', Contact: { Name: 'Mail Ltd' } }));
  await mkdir(join(workspace.folder, 'receipts'));
  await writeFile(join(workspace.folder, 'receipts', 'a.pdf'), 'bytes of the receipt');
  return workspace;
}

interface Case {
  readonly job: string;
  readonly input: string;
  /** What the books hold of it. */
  readonly count: (workspace: Workspace) => Promise<number>;
}

const historyCount = (what: string) => async (workspace: Workspace) => {
  const { HistoryRecords } = await workspace.get(`Invoices/${await invoiceId(workspace, 'Q-1')}/History`);
  return HistoryRecords.filter(({ Changes }: { readonly Changes: string }) => Changes === what).length;
};

const CASES: Readonly<Record<string, Case>> = {
  attach: {
    job: 'attach: Invoices\nsource: { folder: receipts }\ncolumns: { InvoiceNumber: No, FilePath: File }',
    input: 'No,File\nQ-1,a.pdf\n',
    count: async (workspace) =>
      (await workspace.get(`Invoices/${await invoiceId(workspace, 'Q-1')}/Attachments`)).Attachments.length,
  },
  note: {
    job: 'note: Invoices\ncolumns: { InvoiceNumber: No, Note: Text }',
    input: 'No,Text\nQ-1,Called\n',
    count: historyCount('Note'),
  },
  email: {
    job: 'email: Invoices\ncolumns: { InvoiceNumber: No }',
    input: 'No\nQ-1\n',
    count: historyCount('Invoice sent'),
  },
  raw: {
    job: 'raw: Requests\ncolumns: { Method: M, Path: P, Body: B }',
    input: 'M,P,B\nPUT,Contacts,"{""Contacts"":[{""Name"":""Broken Off""}]}"\n',
    count: async (workspace) => (await workspace.get('Contacts?where=Name=="Broken Off"')).Contacts.length,
  },
};

describe.each(Object.entries(CASES))('%s', (_verb, { job, input, count }) => {
  test('is done once', async () => {
    const workspace = await opened();
    const first = await workspace.run(`org: sandbox-gb\n${job}\n`, input);
    expect(first.stopped?.message).toContain('the power went');
    expect(first.fates).toEqual(['ERROR xero/unknown-outcome']);
    expect(await count(workspace)).toBe(1);
    expect((await workspace.resume()).fates.map((fate) => fate.split(' ')[0])).toEqual(['OK']);
    expect(await count(workspace)).toBe(1);
    const later = await workspace.run(`org: sandbox-gb\n${job}\n`, input);
    expect(later.fates.map((fate) => fate.split(' ')[0])).toEqual(['SKIPPED']);
    expect(later.writes).toEqual([]);
  });
});

test('the journal holds where a file lies and the sum of its bytes, not the bytes', async () => {
  const workspace = await opened();
  const { job, input } = CASES.attach!;
  await workspace.run(`org: sandbox-gb\n${job}\n`, input);
  const [run] = await workspace.journal.unfinishedRuns();
  const [open] = await workspace.journal.openRequests(run!.id, 0, 10);
  expect(JSON.parse(open?.body ?? '')).toEqual({
    path: join(workspace.folder, 'receipts', 'a.pdf'),
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    size: 20,
  });
});
