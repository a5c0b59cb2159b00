import { describe, expect, it } from 'vitest';
import type { RunStore } from '../../../src/journal/run-store.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { collect, openRun, ready } from './open-journal.ts';

const finding = (seq: number, ordinal: number, change: Partial<Finding> = {}) => ({
  seq,
  code: 'totals/total',
  severity: 'ERROR' as const,
  ordinal,
  row: ordinal + 2,
  ...change,
});

/** Documents 1 (rows 0-1 and 5), 2 (row 2), 3 (row 6, not stored); rows 3-4 and 7 left out; a contact 4. */
async function filled(): Promise<RunStore> {
  const store = await openRun();
  const left = { file: 0, key: null, left: 'keep/left-out' };
  await store.addSpans([
    { firstOrdinal: 0, count: 2, file: 0, key: 'A' },
    { firstOrdinal: 2, count: 1, file: 0, key: 'B' },
    { ...left, firstOrdinal: 3, count: 2 },
    { firstOrdinal: 5, count: 1, file: 0, key: 'A' },
    { firstOrdinal: 6, count: 1, file: 0, key: 'C' },
    { ...left, firstOrdinal: 7, count: 1, left: 'group/no-key' },
  ]);
  const totals = (Total: string) => ({ totals: { Total } });
  await store.addDocuments(
    [
      ready(1, { type: 'ACCREC', ...totals('0.10') }),
      ready(2, { state: 'held', status: 'ERROR', faultRow: 4, ...totals('0.20') }),
    ],
    [finding(2, 2), finding(0, 7, { code: 'group/no-key' })],
  );
  const { seq: _, ...contact } = ready(0, { entity: 'Contacts', stage: 0 });
  await store.addContact('acme', contact);
  return store;
}

describe('outcomes', () => {
  it('tell the fate of every span in source order', async () => {
    const store = await filled();
    await store.changeDocuments([{ seq: 1, state: 'done', xeroId: 'x1', xeroNumber: 'INV-1' }], []);
    const saved = { seq: 1, status: 'OK', xeroId: 'x1', xeroNumber: 'INV-1', type: 'ACCREC', hasFindings: false };
    expect(await collect(store.outcomes())).toEqual([
      { firstOrdinal: 0, count: 2, ...saved },
      { firstOrdinal: 2, count: 1, seq: 2, status: 'ERROR', faultRow: 4, hasFindings: true },
      { firstOrdinal: 3, count: 2, seq: 0, status: 'SKIPPED', left: 'keep/left-out', hasFindings: false },
      { firstOrdinal: 5, count: 1, ...saved },
      { firstOrdinal: 6, count: 1, seq: 3, status: 'UNSENT', hasFindings: false },
      { firstOrdinal: 7, count: 1, seq: 0, status: 'ERROR', left: 'group/no-key', hasFindings: true },
    ]);
  });

  it('are counted by row, document and code', async () => {
    expect(await (await filled()).count()).toEqual({
      rows: { OK: 3, WARNING: 0, ERROR: 2, SKIPPED: 2, UNSENT: 1 },
      documents: { OK: 1, WARNING: 0, ERROR: 1, SKIPPED: 0, UNSENT: 1 },
      findings: { 'totals/total': 1, 'group/no-key': 1 },
    });
  });

  it('count nothing in a run without rows', async () => {
    const none = { OK: 0, WARNING: 0, ERROR: 0, SKIPPED: 0, UNSENT: 0 };
    expect(await (await openRun()).count()).toEqual({ rows: none, documents: none, findings: {} });
  });

  it('have totals by status', async () => {
    const store = await filled();
    expect(await collect(store.totals(['OK', 'WARNING']))).toEqual([{ Total: '0.10' }]);
    expect(await collect(store.totals(['OK', 'ERROR']))).toEqual([{ Total: '0.10' }, { Total: '0.20' }]);
    expect(await collect(store.totals([]))).toEqual([]);
  });
});

describe('findings', () => {
  it('come by row, those of the run first, in the order in which they were raised', async () => {
    const store = await openRun();
    const full = { column: 'Gross', value: '1,00', params: { expected: '1.00' } };
    const run = finding(0, -1, { row: 0, code: 'read/encoding', severity: 'WARNING' });
    await store.addDocuments([ready(1), ready(2)], [finding(2, 5, { code: 'z' }), finding(1, 3, full)]);
    await store.changeDocuments([], [finding(2, 5, { code: 'a' }), run]);
    expect(await collect(store.findings())).toEqual([
      run,
      finding(1, 3, full),
      finding(2, 5, { code: 'z' }),
      finding(2, 5, { code: 'a' }),
    ]);
  });

  it('come whole over many pages and many findings of one row, also while more are added', async () => {
    const store = await openRun();
    const many = Array.from({ length: 1300 }, (_, index) => finding(0, index < 700 ? 4 : 3, { code: `c/${index}` }));
    await store.addDocuments([], many);
    const codes: string[] = [];
    for await (const page of store.findings()) {
      if (codes.length === 0) await store.changeDocuments([], [finding(0, 9, { code: 'late' })]);
      codes.push(...page.map(({ code }) => code));
    }
    const expected = [...many.slice(700), ...many.slice(0, 700)].map(({ code }) => code);
    expect(codes).toEqual([...expected, 'late']);
  });
});

describe('notes', () => {
  it('hold any JSON, the last one given', async () => {
    const store = await openRun();
    expect(await store.noted('formats')).toBeUndefined();
    await store.note('formats', { Date: 'dd/MM/yyyy' });
    await store.note('formats', [1, null]);
    await store.note('nothing', null);
    expect(await store.noted('formats')).toEqual([1, null]);
    expect(await store.noted('nothing')).toBeNull();
  });
});
