/** Records of both sides in groups of one key, and the merging of several into one. */

import type { Database } from '../database.ts';
import type { GroupMember, GroupQuery, KeyGroup, ReconcileSide, ReconcileStore } from '../reconcile-store.ts';
import { entryColumns, toEntry } from './reconcile-entry.ts';

/** Members of a page of groups, at least; a group is never divided. */
const PAGE = 2_000;

interface Turn {
  readonly at: number;
  readonly side: number;
  readonly n: number;
  readonly day: number;
  readonly k: string;
}

export function reconcileGroups(
  database: Database,
  keys: number,
): Pick<ReconcileStore, 'pairUnique' | 'groups' | 'crowded' | 'merge'> {
  return {
    async pairUnique(query) {
      database.write(() => pairUnique(database, query));
    },
    groups: (query) => groups(database, query),
    crowded: (side) => crowded(database, keys, side),
    async merge(side, ns, entry) {
      const [first, ...others] = ns;
      const rows = 'rows' in entry ? { rows: entry.rows } : {};
      const { cells, place, label, more, day } = entry;
      const columns: Readonly<Record<string, string | number | null>> = {
        ...{ cells: JSON.stringify(cells), place, label, more: JSON.stringify(more ?? null), day },
        ...Object.fromEntries(entry.keys.map((key, index) => [`k${index}`, key])),
        ...rows,
      };
      const changes = Object.keys(columns).map((name) => `${name} = ?`);
      database.append(ns.length, () => {
        const remove = database.prepare(`DELETE FROM ${side} WHERE n = ?`);
        for (const n of others) remove.run(n);
        database.prepare(`UPDATE ${side} SET ${changes.join(', ')} WHERE n = ?`).run(...Object.values(columns), first!);
      });
    },
  };
}

/** The order is laid down once, then walked in pages. Xero's records arrive in any order, so that of their IDs counts. */
async function* groups(database: Database, query: GroupQuery): AsyncGenerator<readonly KeyGroup[]> {
  layDown(database, query);
  const next = database.prepare<Turn>(
    'SELECT rowid AS at, side, n, day, k FROM turn WHERE rowid > ? ORDER BY rowid LIMIT ?',
  );
  let open: { k: string; sheet: GroupMember[]; xero: GroupMember[] } | undefined;
  for (let after = 0; ; ) {
    const found = database.read(() => next.all(after, PAGE));
    const done: KeyGroup[] = [];
    for (const { side, n, day, k } of found) {
      if (open?.k !== k) {
        if (open !== undefined) done.push(open);
        open = { k, sheet: [], xero: [] };
      }
      (side === 0 ? open.sheet : open.xero).push({ n, day });
    }
    if (found.length === 0) {
      if (open !== undefined) yield [open];
      return;
    }
    after = found.at(-1)!.at;
    if (done.length > 0) yield done;
  }
}

function layDown(database: Database, query: GroupQuery): void {
  const { key, byDay } = query;
  const day = byDay ? 'day' : '0';
  const [free, stands] = [freeOnes(query), standings(query)];
  database.write(() => {
    database.prepare('DROP TABLE IF EXISTS temp.turn').run();
    database.prepare('CREATE TEMP TABLE turn (side INTEGER, n INTEGER, day INTEGER, k TEXT)').run();
    database
      .prepare(
        `INSERT INTO turn SELECT side, n, day, k FROM (
           SELECT 0 AS side, n, ${day} AS day, k${key} AS k, '' AS place FROM sheet WHERE ${free}
           UNION ALL
           SELECT 1, n, ${day}, k${key}, place FROM xero WHERE ${free} AND standing IN (${stands})
         ) ORDER BY k, side, day, place, n`,
      )
      .run();
  });
}

/** Records that have no partner yet, and may get one. */
function freeOnes({ key, byDay }: GroupQuery): string {
  return `k${key} IS NOT NULL AND partner IS NULL AND reason IS NULL${byDay ? ' AND day IS NOT NULL' : ''}`;
}

function standings({ standing }: GroupQuery): string {
  return standing.map((one) => `'${one}'`).join(', ');
}

function pairUnique(database: Database, query: GroupQuery): void {
  const key = `k${query.key}`;
  const once = (side: ReconcileSide, more: string) =>
    `SELECT ${key} AS k, min(n) AS n FROM ${side} WHERE ${freeOnes(query)}${more} GROUP BY ${key} HAVING count(*) = 1`;
  database.prepare('DROP TABLE IF EXISTS temp.met').run();
  database.prepare('CREATE TEMP TABLE met (xero INTEGER PRIMARY KEY, sheet INTEGER NOT NULL)').run();
  database
    .prepare(
      `INSERT INTO met SELECT x.n, s.n FROM (${once('sheet', '')}) AS s
       JOIN (${once('xero', ` AND standing IN (${standings(query)})`)}) AS x ON x.k = s.k`,
    )
    .run();
  database.prepare("UPDATE sheet SET partner = met.xero, found_by = 'key' FROM met WHERE met.sheet = sheet.n").run();
  database.prepare('UPDATE xero SET partner = met.sheet FROM met WHERE met.xero = xero.n').run();
}

async function* crowded(database: Database, keys: number, side: ReconcileSide) {
  database.write(() => {
    database.prepare('DROP TABLE IF EXISTS temp.crowd').run();
    database
      .prepare(
        `CREATE TEMP TABLE crowd AS SELECT k0 AS k FROM ${side} WHERE k0 IS NOT NULL${
          side === 'xero' ? " AND standing = 'open'" : ''
        } GROUP BY k0 HAVING count(*) > 1`,
      )
      .run();
    database.prepare('CREATE INDEX IF NOT EXISTS sheet_key ON sheet (k0)').run();
    database.prepare('CREATE INDEX IF NOT EXISTS xero_key ON xero (k0)').run();
  });
  const next = database.prepare<{ at: number; k: string }>('SELECT rowid AS at, k FROM crowd WHERE rowid > ? LIMIT 1');
  const members = database.prepare<Readonly<Record<string, unknown>> & { readonly n: number }>(
    `SELECT ${entryColumns('m', side, 'whole', keys)} FROM ${side} AS m WHERE k0 = ?${
      side === 'xero' ? " AND standing = 'open'" : ''
    } ORDER BY n`,
  );
  for (let after = 0; ; ) {
    const group = database.read(() => next.get(after));
    if (group === undefined) return;
    after = group.at;
    yield database.read(() => members.all(group.k)).map((row) => ({ n: row.n, entry: toEntry(row, side) }));
  }
}
