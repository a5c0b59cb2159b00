import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PreparedDocument } from '../../../src/journal/run-store.ts';
import { openSqliteJournal } from '../../../src/journal/sqlite-journal.ts';
import { openJournal, openRun, ready, temporaryFolder } from './open-journal.ts';

const FULL: PreparedDocument = {
  seq: 7,
  entity: 'Invoices',
  stage: 1,
  state: 'ready',
  status: 'WARNING',
  body: '{"Total":0.10}',
  verb: 'update',
  type: 'ACCREC',
  xeroId: 'x7',
  number: 'INV-7',
  key: 'INV-7',
  hash: 'h7',
  match: '{"entity":"Invoices"}',
  needs: 3,
  totals: { SubTotal: '0.10', TotalTax: '0.02', Total: '0.12' },
  faultRow: 12,
};

describe('documents', () => {
  it('come back as they were stored', async () => {
    const store = await openRun();
    await store.addDocuments([ready(1), FULL], []);
    expect(await store.document(1)).toEqual({ ...ready(1), occurrence: 1 });
    expect(await store.document(7)).toEqual({ ...FULL, occurrence: 1 });
    expect(await store.document(2)).toBeUndefined();
  });

  it('are found by state, stage and verb, in pages', async () => {
    const store = await openRun();
    const documents = [
      ready(5, { verb: 'create' }),
      ready(1, { verb: 'create' }),
      ready(2, { verb: 'update' }),
      ready(3, { state: 'held', status: 'ERROR' }),
      ready(4, { stage: 0, verb: 'create' }),
    ];
    await store.addDocuments(documents, []);
    const seqs = async (query: object) =>
      (await store.documents({ after: 0, limit: 10, ...query })).map((document) => document.seq);
    expect(await seqs({})).toEqual([1, 2, 3, 4, 5]);
    expect(await seqs({ limit: 2 })).toEqual([1, 2]);
    expect(await seqs({ after: 2, limit: 2 })).toEqual([3, 4]);
    expect(await seqs({ state: 'held' })).toEqual([3]);
    expect(await seqs({ stage: 0 })).toEqual([4]);
    expect(await seqs({ verb: 'create' })).toEqual([1, 4, 5]);
    expect(await seqs({ state: 'ready', stage: 1 })).toEqual([1, 2, 5]);
    expect(await seqs({ state: 'ready', stage: 1, verb: 'create', after: 1 })).toEqual([5]);
  });

  it('change in what a change names', async () => {
    const store = await openRun();
    await store.addDocuments([FULL, ready(8)], []);
    await store.changeDocuments([{ seq: 7, state: 'sent' }], []);
    await store.changeDocuments(
      [
        { seq: 7, state: 'done', status: 'OK', xeroId: 'new', xeroNumber: 'INV-0007' },
        { seq: 8, verb: 'create', body: '{}', faultRow: 3 },
      ],
      [],
    );
    expect(await store.document(7)).toEqual({
      ...FULL,
      state: 'done',
      status: 'OK',
      xeroId: 'new',
      xeroNumber: 'INV-0007',
      occurrence: 1,
    });
    expect(await store.document(8)).toEqual({ ...ready(8), verb: 'create', body: '{}', faultRow: 3, occurrence: 1 });
    expect(await store.documents({ after: 0, limit: 9, stage: 1, state: 'ready' })).toHaveLength(1);
  });

  it('change all or none', async () => {
    const store = await openRun();
    await store.addDocuments([ready(1)], []);
    const changes = [
      { seq: 1, state: 'done' as const },
      { seq: 2, state: 'done' as const },
    ];
    await expect(store.changeDocuments(changes, [])).rejects.toThrow('document 2');
    expect(await store.document(1)).toMatchObject({ state: 'ready' });
    await store.changeDocuments([{ seq: 1, state: 'done' }], []);
    expect(await store.document(1)).toMatchObject({ state: 'done' });
  });

  it('keep their echo and follow-ups', async () => {
    const store = await openRun();
    const document = ready(1, { echo: { Date: '2026-11-20' }, followUps: '["{}"]' });
    await store.addDocuments([document], []);
    expect(await store.document(1)).toEqual({ ...document, occurrence: 1 });
  });

  it('are held back where they are ready', async () => {
    const store = await openRun();
    await store.addDocuments([ready(1), ready(2, { state: 'held', status: 'ERROR' }), ready(3)], []);
    await store.changeDocuments([{ seq: 3, state: 'done' }], []);
    await store.holdBack();
    const documents = await store.documents({ after: 0, limit: 10 });
    expect(documents.map(({ state, status }) => [state, status])).toEqual([
      ['ready', 'UNSENT'],
      ['held', 'ERROR'],
      ['done', 'OK'],
    ]);
  });

  it('that share a key know the first other one', async () => {
    const store = await openRun();
    await store.addDocuments(
      [
        ready(1, { key: 'A', number: 'INV-A' }),
        ready(2, { key: 'B' }),
        ready(3, { key: 'A' }),
        ready(4, { key: 'A', entity: 'CreditNotes' }),
        ready(5),
        ready(6),
        ready(7, { key: 'A', state: 'held' }),
        ready(8, { key: 'C', state: 'held' }),
        ready(9, { key: 'C' }),
      ],
      [],
    );
    const twins = [
      { seq: 1, other: 3, number: 'INV-A' },
      { seq: 3, other: 1 },
      { seq: 9, other: 8 },
    ];
    expect(await store.twins('Invoices', 0, 10)).toEqual(twins);
    expect(await store.twins('Invoices', 0, 2)).toEqual(twins.slice(0, 2));
    expect(await store.twins('Invoices', 1, 1)).toEqual(twins.slice(1, 2));
  });

  it('without a key are numbered among their equals', async () => {
    const store = await openRun();
    await store.addDocuments(
      [
        ready(1, { hash: 'same' }),
        ready(2, { hash: 'other' }),
        ready(3, { hash: 'same', key: 'INV-1' }),
        ready(4, { hash: 'same' }),
        ready(5, { hash: 'same', entity: 'Payments' }),
        ready(6, { hash: 'same' }),
        ready(7, { hash: 'same', key: 'INV-1' }),
      ],
      [],
    );
    await store.numberOccurrences();
    const documents = await store.documents({ after: 0, limit: 10 });
    expect(documents.map(({ occurrence }) => occurrence)).toEqual([1, 1, 1, 2, 1, 3, 1]);
  });
});

describe('contacts', () => {
  const { seq: _, ...acme } = ready(0, { entity: 'Contacts', stage: 0, body: '{"Name":"Acme"}' });

  it('are stored once per folded name, numbered after the documents', async () => {
    const store = await openRun();
    await store.addSpans([0, 1, 2].map((firstOrdinal) => ({ firstOrdinal, count: 1, file: 0, key: null })));
    expect(await store.addContact('acme', acme)).toBe(4);
    expect(await store.addContact('bolt', { ...acme, body: '{"Name":"Bolt"}' })).toBe(5);
    expect(await store.addContact('acme', { ...acme, body: '{"Name":"ACME"}' })).toBe(4);
    expect(await store.document(4)).toEqual({ ...acme, seq: 4, occurrence: 1 });
    expect(await store.documents({ after: 0, limit: 9, stage: 0 })).toHaveLength(2);
  });

  it('are numbered on after the run was opened again', async () => {
    const folder = join(temporaryFolder(), 'home');
    const journal = await openSqliteJournal(folder);
    const store = await journal.openRun('r1');
    await store.addDocuments([ready(3)], []);
    await store.addContact('acme', acme);
    await journal.close();
    const again = await (await openJournal(folder)).openRun('r1');
    expect(await again.addContact('bolt', acme)).toBe(5);
    expect(await again.addContact('acme', acme)).toBe(4);
  });

  it('lead to the ready documents that need them, in pages', async () => {
    const store = await openRun();
    const needs = [20, 30, 20, 40, 20, 30];
    await store.addDocuments(
      needs.map((need, index) => ready(index + 1, { needs: need })),
      [],
    );
    await store.addDocuments([ready(7, { needs: 20, state: 'held' }), ready(8)], []);
    await store.changeDocuments([{ seq: 3, state: 'sent' }], []);
    const seqs = async (asked: readonly number[], after: number, limit: number) =>
      (await store.documentsNeeding(asked, after, limit)).map((document) => document.seq);
    expect(await seqs([20, 30, 20], 0, 10)).toEqual([1, 2, 5, 6]);
    expect(await seqs([30, 20], 0, 2)).toEqual([1, 2]);
    expect(await seqs([30, 20], 2, 2)).toEqual([5, 6]);
    expect(await seqs([50], 0, 2)).toEqual([]);
  });
});

describe('contacts that were not saved', () => {
  it('are told apart from saved ones, left out ones, waiting ones and other documents, in pages', async () => {
    const store = await openRun();
    const { seq: _, ...contact } = ready(0, { entity: 'Contacts', stage: 0 });
    await store.addDocuments([ready(1)], []);
    for (const name of ['f', 'e', 'd', 'c', 'b']) await store.addContact(name, contact);
    const done = [1, 2, 3, 5, 6].map((seq) => ({ seq, state: 'done' as const }));
    const failed = [1, 2, 5].map((seq) => ({ seq, status: 'ERROR' as const }));
    await store.changeDocuments([...done, ...failed, { seq: 5, xeroId: 'x5' }, { seq: 6, status: 'SKIPPED' }], []);
    const seqs = async (after: number, limit: number) =>
      (await store.failedContacts(after, limit)).map((document) => document.seq);
    expect(await seqs(0, 10)).toEqual([2, 5]);
    expect(await seqs(0, 1)).toEqual([2]);
    expect(await seqs(2, 1)).toEqual([5]);
  });
});

describe('existing records', () => {
  const record = (id: string, number?: string, keys?: Record<string, string>) => ({
    entity: 'Invoices',
    id,
    ...(number === undefined ? {} : { number }),
    ...(keys === undefined ? {} : { keys }),
    status: 'AUTHORISED',
  });

  it('are found by number, case and outer spaces ignored, and by ID', async () => {
    const store = await openRun();
    const [a, b, c] = [record('1', 'INV-1'), record('2', ' inv-1'), record('3')];
    await store.addExisting([a!, b!, c!, { ...record('1', 'INV-1'), entity: 'CreditNotes' }]);
    expect(await store.existingByNumber('Invoices', ['Inv-1 ', 'INV-1', 'INV-2'])).toEqual([a, b]);
    expect(await store.existingById('Invoices', ['3', '9', '1'])).toEqual([c, a]);
    expect(await store.existingCount('Invoices')).toBe(3);
    expect(await store.existingCount('Contacts')).toBe(0);
  });

  it('are found by further keys, apart from numbers', async () => {
    const store = await openRun();
    const contact = record('1', 'C-1', { AccountNumber: 'Acc 9' });
    await store.addExisting([contact, record('2', 'acc 9')]);
    expect(await store.existingByKey('Invoices', 'AccountNumber', ['ACC 9'])).toEqual([contact]);
    expect(await store.existingByKey('Invoices', 'ContactNumber', ['ACC 9'])).toEqual([]);
    const accented = record('3', undefined, { AccountNumber: 'Caf\u00e9' });
    await store.addExisting([accented]);
    expect(await store.existingByKey('Invoices', 'AccountNumber', ['cafe\u0301'])).toEqual([accented]);
  });

  it('take the place of what was known of them', async () => {
    const store = await openRun();
    await store.addExisting([record('1', 'INV-1', { AccountNumber: 'A' })]);
    await store.addExisting([record('1', 'INV-2')]);
    expect(await store.existingByNumber('Invoices', ['INV-1'])).toEqual([]);
    expect(await store.existingByKey('Invoices', 'AccountNumber', ['A'])).toEqual([]);
    expect(await store.existingByNumber('Invoices', ['INV-2'])).toEqual([record('1', 'INV-2')]);
    expect(await store.existingCount('Invoices')).toBe(1);
  });
});
