import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Delivery, StoredRequest } from '../../../src/journal/journal.ts';
import type { RunSummary } from '../../../src/model/run-summary.ts';
import { openJournal, runRecord, temporaryFolder } from './open-journal.ts';

const request = (members: readonly number[], change: Partial<StoredRequest> = {}): Omit<StoredRequest, 'id'> => ({
  runId: 'r1',
  method: 'PUT',
  path: '/Invoices',
  query: 'summarizeErrors=false',
  body: '{"Invoices":[]}',
  idempotencyKey: 'key-1',
  members,
  intentAt: 1_790_000_000_123,
  ...change,
});

const delivery = (key: string, change: Partial<Delivery> = {}): Delivery => ({
  organisationId: 'org-1',
  entity: 'Invoices',
  key,
  occurrence: 1,
  hash: 'h1',
  runId: 'r1',
  xeroId: 'x1',
  ...change,
});

describe('runs', () => {
  it('gives back what was stored, without what was not', async () => {
    const journal = await openJournal();
    await journal.createRun(runRecord('r1'));
    expect(await journal.run('r1')).toEqual(runRecord('r1'));
    expect(await journal.run('r2')).toBeUndefined();
  });

  it('changes the properties given and keeps the others', async () => {
    const journal = await openJournal();
    const summary = { runId: 'r1', rows: { OK: 3 } } as unknown as RunSummary;
    await journal.createRun(runRecord('r1'));
    await journal.updateRun('r1', { status: 'finished', finishedAt: '2026-11-20T11:00:00.000Z', summary });
    await journal.updateRun('r1', { outDir: '/elsewhere' });
    expect(await journal.run('r1')).toEqual({
      ...runRecord('r1'),
      status: 'finished',
      finishedAt: '2026-11-20T11:00:00.000Z',
      outDir: '/elsewhere',
      summary,
    });
  });

  it('does not change a run that it does not know', async () => {
    const journal = await openJournal();
    await expect(journal.updateRun('r1', { status: 'finished' })).rejects.toThrow('run r1');
  });

  it('lists the newest first, the later stored of two that started together', async () => {
    const journal = await openJournal();
    await journal.createRun(runRecord('b', { startedAt: '2026-11-20T10:00:00.000Z' }));
    await journal.createRun(runRecord('a', { startedAt: '2026-11-20T10:00:00.000Z' }));
    await journal.createRun(runRecord('c', { startedAt: '2026-11-19T10:00:00.000Z' }));
    expect((await journal.runs(2)).map((run) => run.id)).toEqual(['a', 'b']);
    expect((await journal.runs(9)).map((run) => run.id)).toEqual(['a', 'b', 'c']);
  });
});

describe('leases', () => {
  it('go to one of two processes, until they are over or given back', async () => {
    const folder = temporaryFolder();
    const [one, two] = [await openJournal(folder), await openJournal(folder)];
    await one.createRun(runRecord('r1'));
    expect(await one.claimRun('r1', 'one', 1000, 2000)).toBe(true);
    expect(await two.claimRun('r1', 'two', 1999, 3000)).toBe(false);
    expect(await one.claimRun('r1', 'one', 1999, 2500)).toBe(true);
    expect(await two.claimRun('r1', 'two', 2000, 3000)).toBe(false);
    expect(await two.claimRun('r1', 'two', 2500, 3500)).toBe(true);
    await one.releaseRun('r1', 'one');
    expect(await one.claimRun('r1', 'one', 2600, 4000)).toBe(false);
    await two.releaseRun('r1', 'two');
    expect(await one.claimRun('r1', 'one', 2600, 4000)).toBe(true);
  });

  it('are not given on a run that is not there', async () => {
    expect(await (await openJournal()).claimRun('r1', 'one', 1000, 2000)).toBe(false);
  });
});

describe('requests', () => {
  it('are open until they are settled, in pages', async () => {
    const journal = await openJournal();
    await journal.createRun(runRecord('r1'));
    await journal.createRun(runRecord('r2'));
    const { body: _, idempotencyKey: __, ...bare } = request([3]);
    const [first, second, third] = await journal.storeRequests([request([1, 2]), request([9], { runId: 'r2' }), bare]);
    expect(await journal.openRequests('r1', 0, 10)).toEqual([
      { ...request([1, 2]), id: first },
      { ...bare, id: third },
    ]);
    expect(await journal.openRequests('r1', 0, 1)).toHaveLength(1);
    expect((await journal.openRequests('r1', first!, 10)).map((open) => open.id)).toEqual([third]);
    await journal.settleRequest(first!, 5, 200, []);
    expect((await journal.openRequests('r1', 0, 10)).map((open) => open.id)).toEqual([third]);
    expect((await journal.openRequests('r2', 0, 10)).map((open) => open.id)).toEqual([second]);
  });

  it('leave nothing of their bodies once settled', async () => {
    const folder = temporaryFolder();
    const journal = await openJournal(folder);
    await journal.createRun(runRecord('r1'));
    const [first] = await journal.storeRequests([request([1]), request([2])]);
    await journal.settleRequest(first!, 5, 200, []);
    const file = new DatabaseSync(join(folder, 'journal.db'), { readOnly: true });
    expect(file.prepare('SELECT body, http_status FROM request ORDER BY id').all()).toEqual([
      { body: null, http_status: 200 },
      { body: '{"Invoices":[]}', http_status: null },
    ]);
    file.close();
  });

  it('leave results and deliveries, read in the order of settling', async () => {
    const journal = await openJournal();
    await journal.createRun(runRecord('r1'));
    const [first, second] = await journal.storeRequests([request([1, 2]), request([3])]);
    const finding = { code: 'xero/validation', severity: 'ERROR' as const, ordinal: 4, row: 6, params: { text: 'No' } };
    await journal.settleRequest(second!, 5, undefined, [{ document: 3, outcome: 'unknown', findings: [] }]);
    await journal.settleRequest(first!, 6, 200, [
      { document: 1, outcome: 'saved', xeroId: 'x1', xeroNumber: 'INV-1', findings: [], delivery: delivery('INV-1') },
      { document: 2, outcome: 'rejected', findings: [finding] },
    ]);
    const results = await journal.results('r1', 0, 10);
    expect(results.map(({ position: _, ...result }) => result)).toEqual([
      { document: 3, outcome: 'unknown', findings: [] },
      { document: 1, outcome: 'saved', xeroId: 'x1', xeroNumber: 'INV-1', findings: [], delivery: delivery('INV-1') },
      { document: 2, outcome: 'rejected', findings: [finding] },
    ]);
    const rest = await journal.results('r1', results[0]!.position, 1);
    expect(rest.map((result) => result.document)).toEqual([1]);
    expect(await journal.results('other', 0, 10)).toEqual([]);
  });

  it('are settled once, and wholly or not at all', async () => {
    const journal = await openJournal();
    await journal.createRun(runRecord('r1'));
    const [id] = await journal.storeRequests([request([1])]);
    const broken = { document: null as unknown as number, outcome: 'saved' as const, findings: [] };
    const saved = { document: 1, outcome: 'saved' as const, findings: [], delivery: delivery('INV-1') };
    await expect(journal.settleRequest(id!, 5, 200, [saved, broken])).rejects.toThrow();
    expect(await journal.openRequests('r1', 0, 10)).toHaveLength(1);
    expect(await journal.results('r1', 0, 10)).toEqual([]);
    expect(await journal.deliveries('org-1', 'Invoices', [{ key: 'INV-1', occurrence: 1 }])).toEqual([]);
    await journal.settleRequest(id!, 5, 200, [saved]);
    await expect(journal.settleRequest(id!, 6, 200, [saved])).rejects.toThrow(`request ${id}`);
    expect(await journal.results('r1', 0, 10)).toHaveLength(1);
  });

  it('are stored all or none', async () => {
    const journal = await openJournal();
    await journal.createRun(runRecord('r1'));
    await expect(journal.storeRequests([request([1]), request([2], { runId: 'unknown' })])).rejects.toThrow();
    expect(await journal.openRequests('r1', 0, 10)).toEqual([]);
  });
});

describe('deliveries', () => {
  it('are the last ones of each key and occurrence, apart by organisation and entity', async () => {
    const journal = await openJournal();
    await journal.createRun(runRecord('r1'));
    const stored = [
      delivery('A'),
      delivery('A', { occurrence: 2, hash: 'h2' }),
      delivery('A', { organisationId: 'org-2', hash: 'h3' }),
      delivery('A', { entity: 'CreditNotes', hash: 'h4' }),
      delivery('B', { hash: 'old', xeroId: 'x0' }),
      delivery('B', { hash: 'new', xeroId: 'x1', runId: 'r2' }),
    ];
    const [id] = await journal.storeRequests([request([1])]);
    const results = stored.map((one) => ({ document: 1, outcome: 'saved' as const, findings: [], delivery: one }));
    await journal.settleRequest(id!, 5, 200, results);
    const asked = ['B', 'A', 'C'].map((key) => ({ key, occurrence: 1 }));
    expect(await journal.deliveries('org-1', 'Invoices', [...asked, { key: 'A', occurrence: 2 }])).toEqual([
      stored[5],
      stored[0],
      stored[1],
    ]);
    await journal.forgetDeliveries('org-1');
    expect(await journal.deliveries('org-1', 'Invoices', asked)).toEqual([]);
    expect(await journal.deliveries('org-2', 'Invoices', asked)).toEqual([stored[2]]);
  });
});

describe('what is known of limits', () => {
  it('is shared by the processes of an organisation, and changed by one at a time', async () => {
    const folder = join(temporaryFolder(), 'home');
    const [one, two] = [await openJournal(folder), await openJournal(folder)];
    const add = (state = '') => ({ state: `${state}+`, result: state.length });
    expect(await one.changeLimits('org-1', add)).toBe(0);
    expect(await two.changeLimits('org-1', add)).toBe(1);
    expect(await one.changeLimits('org-1', add)).toBe(2);
    expect(await one.changeLimits('org-2', add)).toBe(0);
  });

  it('stays as it was where the change fails', async () => {
    const journal = await openJournal(join(temporaryFolder(), 'home'));
    await journal.changeLimits('org-1', () => ({ state: 'known', result: undefined }));
    const failing = journal.changeLimits('org-1', () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await journal.changeLimits('org-1', (state = '') => ({ state, result: state }))).toBe('known');
  });
});
