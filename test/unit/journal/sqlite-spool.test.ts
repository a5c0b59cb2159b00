import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Spool, SpoolEntry } from '../../../src/journal/spool.ts';
import { sqliteSpools } from '../../../src/journal/sqlite-spool.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (descending: readonly boolean[] = []) => sqliteSpools({ folder, pid: process.pid })('run', descending);
const entry = (
  id: string,
  sort: SpoolEntry['sort'] = [],
  version = '',
  rows: SpoolEntry['rows'] = [[id]],
): SpoolEntry => ({
  ...{ id, version, sort, rows },
});

async function ids(spool: Spool): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of spool.entries()) found.push(...page.map(({ id }) => id));
  return found;
}

describe('a spool', () => {
  test('gives entries in order of the keys, nothing first, then of the IDs', async () => {
    const spool = await open([false, true]);
    await spool.put([entry('c', ['b', 2n]), entry('a', ['b', 10n]), entry('e', ['a', 1n]), entry('d', [null, 1n])]);
    await spool.put([entry('b', ['b', 2n])]);
    expect(await ids(spool)).toEqual(['d', 'e', 'a', 'b', 'c']);
    await spool.close();
  });

  test('keeps the latest version of an entry, whichever comes first', async () => {
    const spool = await open();
    await spool.put([entry('a', [], '2026-01-02', [['new'], ['new']]), entry('a', [], '2026-01-01', [['old']])]);
    await spool.put([entry('b', [], '2026-01-01', [['old']])]);
    await spool.put([entry('b', [], '2026-01-02', [['new', { n: '1.10' }]])]);
    expect(await spool.count()).toEqual({ records: 2, rows: 3 });
    const pages: unknown[] = [];
    for await (const page of spool.entries()) pages.push(...page.map(({ rows }) => rows));
    expect(pages).toEqual([[['new'], ['new']], [['new', { n: '1.10' }]]]);
    await spool.close();
  });

  test('forgets what is taken out', async () => {
    const spool = await open();
    await spool.put([entry('a'), entry('b')]);
    await spool.remove(['a', 'never there']);
    expect(await ids(spool)).toEqual(['b']);
    await spool.close();
  });

  test('holds more entries than a page', async () => {
    const spool = await open([false]);
    const many = Array.from({ length: 1234 }, (_, index) => entry(String(index).padStart(5, '0'), [BigInt(-index)]));
    await spool.put(many);
    expect(await ids(spool)).toEqual(many.map(({ id }) => id).reverse());
    await spool.close();
  });

  test('leaves no file behind, and removes those of processes that are gone', async () => {
    const left = ['4242-1-old.spool', '4242-1-old.spool-wal'];
    const others = ['4343-1-living.spool', '20261121-101010-aaaa.db'];
    for (const name of [...left, ...others]) await writeFile(join(folder, name), '');
    const spools = sqliteSpools({ folder, pid: process.pid, isAlive: (pid) => pid === 4343 });
    const spool = await spools('run', []);
    await spool.put([entry('a')]);
    expect((await readdir(folder)).filter((name) => left.includes(name))).toEqual([]);
    await spool.close();
    expect((await readdir(folder)).sort()).toEqual(others.sort());
  });
});
