/** Writes of one turn are one transaction; one that fails, fails alone. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { groupCommit } from '../../../src/journal/group-commit.ts';
import { openDatabase } from '../../../src/journal/open-database.ts';

const schema = ['CREATE TABLE entry (name TEXT PRIMARY KEY) STRICT'];

async function openEntries() {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-group-'));
  const database = openDatabase({ path: join(folder, 'entries.db'), schema, durability: 'full', cacheMegabytes: 1 });
  onTestFinished(async () => {
    database.close();
    await rm(folder, { recursive: true });
  });
  const insert = database.prepare('INSERT INTO entry VALUES (?)');
  const select = database.prepare<{ name: string }>('SELECT name FROM entry ORDER BY name');
  let transactions = 0;
  const write = <T>(work: () => T): T => {
    transactions += 1;
    return database.write(work);
  };
  return {
    together: groupCommit({ ...database, write }),
    add: (name: string) => () => insert.run(name).changes,
    names: () => database.read(() => select.all()).map(({ name }) => name),
    transactions: () => transactions,
  };
}

test('what is written in one turn is committed at once', async () => {
  const entries = await openEntries();
  const results = await Promise.all(['a', 'b', 'c'].map((name) => entries.together(entries.add(name))));
  expect(results).toEqual([1, 1, 1]);
  expect(entries.names()).toEqual(['a', 'b', 'c']);
  expect(entries.transactions()).toBe(1);
});

test('one that fails leaves the others stored', async () => {
  const entries = await openEntries();
  await entries.together(entries.add('a'));
  const outcomes = await Promise.allSettled(['b', 'a', 'c'].map((name) => entries.together(entries.add(name))));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(entries.names()).toEqual(['a', 'b', 'c']);
});
