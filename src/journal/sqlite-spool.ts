/** Spools in SQLite: private files beside those of the runs; what a killed process left behind goes with the next one. */

import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SQLInputValue } from 'node:sqlite';
import type { Cell } from '../model/source-row.ts';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';
import type { OpenSpool, Spool, SpoolEntry } from './spool.ts';

const NAME = /^(\d+)-\d+-.*\.spool(?:-wal|-shm|-journal)?$/;
const PAGE = 500;

export interface SpoolPlace {
  /** The workspace's folder `runs`. */
  readonly folder: string;
  readonly pid: number;
  readonly isAlive?: (pid: number) => boolean;
}

/** Throws a Refusal as all files of the journal do: disk-full, not-writable. */
export function sqliteSpools({ folder, pid, isAlive }: SpoolPlace): OpenSpool {
  let opened = 0;
  return async (runId, descending) => {
    if (opened === 0 && isAlive !== undefined) sweep(folder, isAlive);
    opened += 1;
    const path = join(folder, `${pid}-${opened}-${runId}.spool`);
    const database = openDatabase({
      path,
      schema: [schema(descending)],
      durability: 'rebuildable',
      cacheMegabytes: 16,
    });
    return spoolOn(database, descending, () => removeFile(path));
  };
}

function sweep(folder: string, isAlive: (pid: number) => boolean): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}

function removeFile(path: string): void {
  for (const side of ['', '-wal', '-shm']) rmSync(`${path}${side}`, { force: true });
}

function schema(descending: readonly boolean[]): string {
  const keys = descending.map((_, index) => `, k${index}`).join('');
  return `CREATE TABLE entry (id TEXT PRIMARY KEY, version TEXT NOT NULL, count INTEGER NOT NULL, rows TEXT NOT NULL${keys}) STRICT`.replace(
    /, k(\d+)/g,
    ', k$1 ANY',
  );
}

function spoolOn(database: Database, descending: readonly boolean[], removeFiles: () => void): Spool {
  const marks = descending.map(() => ', ?').join('');
  const keys = descending.map((_, index) => `k${index}`);
  const changes = ['version', 'count', 'rows', ...keys].map((name) => `${name} = excluded.${name}`).join(', ');
  const insert = database.prepare(
    `INSERT INTO entry VALUES (?, ?, ?, ?${marks}) ON CONFLICT (id) DO UPDATE SET ${changes} WHERE excluded.version >= version`,
  );
  const remove = database.prepare('DELETE FROM entry WHERE id = ?');
  const sums = database.prepare<{ records: number; rows: number }>(
    'SELECT COUNT(*) AS records, COALESCE(SUM(count), 0) AS rows FROM entry',
  );
  const order = [...keys.map((key, index) => (descending[index] ? `${key} DESC` : key)), 'id'].join(', ');
  return {
    async put(entries) {
      database.append(entries.length, () => {
        for (const entry of entries) insert.run(...values(entry));
      });
    },
    async remove(ids) {
      database.append(ids.length, () => {
        for (const id of ids) remove.run(id);
      });
    },
    count: async () => database.read(() => sums.get() ?? { records: 0, rows: 0 }),
    entries: () => inOrder(database, order),
    async close() {
      database.close();
      removeFiles();
    },
  };
}

function values({ id, version, rows, sort }: SpoolEntry): readonly SQLInputValue[] {
  return [id, version, rows.length, JSON.stringify(rows), ...sort];
}

interface EntryRow {
  readonly id: string;
  readonly version: string;
  readonly rows: string;
}

/** The order is laid down once, then walked in pages. */
async function* inOrder(
  database: Database,
  order: string,
): AsyncGenerator<readonly Pick<SpoolEntry, 'id' | 'version' | 'rows'>[]> {
  database.write(() => {
    database.prepare('DROP TABLE IF EXISTS turn').run();
    database.prepare('CREATE TEMP TABLE turn (at INTEGER PRIMARY KEY, entry INTEGER NOT NULL)').run();
    database.prepare(`INSERT INTO turn (entry) SELECT rowid FROM entry ORDER BY ${order}`).run();
  });
  const page = database.prepare<EntryRow & { at: number }>(
    'SELECT at, id, version, rows FROM turn JOIN entry ON entry.rowid = turn.entry WHERE at > ? ORDER BY at LIMIT ?',
  );
  for (let after = 0; ; ) {
    const found = database.read(() => page.all(after, PAGE));
    if (found.length === 0) return;
    after = found.at(-1)!.at;
    yield found.map(({ id, version, rows }) => ({
      id,
      version,
      rows: JSON.parse(rows) as readonly (readonly Cell[])[],
    }));
  }
}
