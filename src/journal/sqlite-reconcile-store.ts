/** Both sides of a reconciliation in SQLite, gone when it is over. */

import type { Database } from './database.ts';
import type { OpenReconcileStore, ReconcileStore, SheetEntry, XeroEntry } from './reconcile-store.ts';
import { reconcileGroups } from './statements/reconcile-groups.ts';
import { reconcilePairs } from './statements/reconcile-pairs.ts';
import { type TemporaryDatabase, type TemporaryPlace, temporaryDatabases } from './temporary-database.ts';

/** Throws a Refusal as all files of the journal do: disk-full, not-writable. */
export function sqliteReconcileStores(place: TemporaryPlace): OpenReconcileStore {
  const open = temporaryDatabases('reconcile', 24, place);
  return async (runId, keys) => storeOn(open(runId, schema(keys)), keys);
}

function schema(keys: number): string {
  const columns = Array.from({ length: keys }, (_, index) => `k${index} TEXT, `).join('');
  const shared = `n INTEGER PRIMARY KEY, cells TEXT NOT NULL, place TEXT NOT NULL, label TEXT NOT NULL, more TEXT NOT NULL,
    ${columns}day INTEGER, partner INTEGER, reason TEXT, candidates TEXT`;
  return `
    CREATE TABLE sheet (${shared}, rows INTEGER NOT NULL, found_by TEXT, verdict TEXT) STRICT;
    CREATE TABLE xero (${shared}, kind TEXT NOT NULL, standing TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX xero_place ON xero (place);`;
}

function storeOn({ database, close }: TemporaryDatabase, keys: number): ReconcileStore {
  return { ...adding(database, keys), ...reconcileGroups(database, keys), ...reconcilePairs(database), close };
}

type Adding = Pick<ReconcileStore, 'addSheet' | 'addXero' | 'dropXero' | 'clearXero'>;

function adding(database: Database, keys: number): Adding {
  const names = ['cells', 'place', 'label', 'more', ...Array.from({ length: keys }, (_, index) => `k${index}`), 'day'];
  const sheetNames = [...names, 'rows', 'n'];
  const xeroNames = [...names, 'kind', 'standing'];
  const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ');
  const insertSheet = database.prepare(
    `INSERT INTO sheet (${sheetNames.join(', ')}) VALUES (${marks(sheetNames.length)})`,
  );
  const changes = xeroNames.filter((name) => name !== 'place').map((name) => `${name} = excluded.${name}`);
  const insertXero = database.prepare(
    `INSERT INTO xero (${xeroNames.join(', ')}) VALUES (${marks(xeroNames.length)})
     ON CONFLICT (place) DO UPDATE SET ${changes.join(', ')}`,
  );
  const drop = database.prepare('DELETE FROM xero WHERE place = ?');
  const clear = database.prepare('DELETE FROM xero');
  return {
    async addSheet(entries) {
      database.append(entries.length, () => {
        for (const entry of entries) insertSheet.run(...shared(entry), entry.rows, entry.first + 1);
      });
    },
    async addXero(entries) {
      database.append(entries.length, () => {
        for (const entry of entries) insertXero.run(...shared(entry), entry.kind, entry.standing);
      });
    },
    async clearXero() {
      database.write(() => clear.run());
    },
    async dropXero(ids) {
      database.append(ids.length, () => {
        for (const id of ids) drop.run(id);
      });
    },
  };
}

function shared({ cells, place, label, more, keys, day }: SheetEntry | XeroEntry) {
  return [JSON.stringify(cells), place, label, JSON.stringify(more ?? null), ...keys, day];
}
