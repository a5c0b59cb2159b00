/** Spools in SQLite. */

import type { SQLInputValue } from 'node:sqlite';
import type { Cell } from '../model/source-row.ts';
import type { Database } from './database.ts';
import type { OpenSpool, Spool, SpoolEntry } from './spool.ts';
import { type TemporaryDatabase, type TemporaryPlace, temporaryDatabases } from './temporary-database.ts';

const PAGE = 500;

/** Throws a Refusal as all files of the journal do: disk-full, not-writable. */
export function sqliteSpools(place: TemporaryPlace): OpenSpool {
  const open = temporaryDatabases('spool', 16, place);
  return async (runId, descending) => spoolOn(open(runId, schema(descending)), descending);
}

function schema(descending: readonly boolean[]): string {
  const keys = descending.map((_, index) => `, k${index}`).join('');
  return `CREATE TABLE entry (id TEXT PRIMARY KEY, version TEXT NOT NULL, count INTEGER NOT NULL, rows TEXT NOT NULL${keys}) STRICT`.replace(
    /, k(\d+)/g,
    ', k$1 ANY',
  );
}

function spoolOn({ database, close }: TemporaryDatabase, descending: readonly boolean[]): Spool {
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
    close,
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
