/** What a power cut must not undo: settings that reach the disk, and the one moment at which a run's file is flushed. */

import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openJournal, ready, runRecord, temporaryFolder } from './open-journal.ts';

/** SQLite's levels (https://sqlite.org/pragma.html#pragma_synchronous). */
const OFF = 0;
const NORMAL = 1;
const FULL = 2;

/** Connections as they are opened, by the file's name. */
function watchConnections(): (name: string) => DatabaseSync {
  const opened = new Set<DatabaseSync>();
  const exec = DatabaseSync.prototype.exec;
  const spy = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
    opened.add(this);
    return exec.call(this, sql);
  });
  onTestFinished(() => spy.mockRestore());
  return (name) => [...opened].find((connection) => connection.location()?.endsWith(name))!;
}

function pragma(connection: DatabaseSync, name: string): unknown {
  return Object.values(connection.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

it('flushes each commit of the journal, as far as the disk can be told to', async () => {
  const connection = watchConnections();
  await openJournal();
  const opened = connection('journal.db');
  expect(pragma(opened, 'journal_mode')).toBe('wal');
  expect(pragma(opened, 'synchronous')).toBe(FULL);
  expect(pragma(opened, 'fullfsync')).toBe(1);
});

it('leaves the file of a run unflushed until the run is called prepared, and not longer', async () => {
  const connection = watchConnections();
  const journal = await openJournal();
  await journal.createRun(runRecord('r1'));
  const store = await journal.openRun('r1');
  await store.addDocuments([ready(1)], []);
  expect(pragma(connection('r1.db'), 'synchronous')).toBe(OFF);
  await journal.updateRun('r1', { status: 'prepared' });
  expect(pragma(connection('r1.db'), 'synchronous')).toBe(NORMAL);
  expect(pragma(connection('r1.db'), 'checkpoint_fullfsync')).toBe(1);
});

it('flushes the file of a prepared run although a checkpoint has moved all of it before', async () => {
  const folder = temporaryFolder();
  const journal = await openJournal(folder);
  await journal.createRun(runRecord('r1'));
  const store = await journal.openRun('r1');
  await store.note('prepared', {});
  const path = join(folder, 'runs/r1.db');
  const other = new DatabaseSync(path);
  other.exec('PRAGMA synchronous = OFF');
  expect(other.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()).toMatchObject({ busy: 0 });
  other.close();
  utimesSync(path, 1, 1);
  await journal.updateRun('r1', { status: 'prepared' });
  expect(statSync(path).mtimeMs).toBeGreaterThan(1_000);
  expect(existsSync(`${path}-wal`) ? statSync(`${path}-wal`).size : 0).toBe(0);
});
