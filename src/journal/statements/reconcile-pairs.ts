/** Pairs of a reconciliation, how they differ, and the records that have no partner. */

import type { Database } from '../database.ts';
import type { LoneReason, ReconcileSide, ReconcileStore, StoredPair, StoredSingle } from '../reconcile-store.ts';
import { entryColumns, toEntry } from './reconcile-entry.ts';

const PAGE = 500;

type Pairs = Pick<ReconcileStore, 'pair' | 'leaveAlone' | 'pairs' | 'judge' | 'singles'>;

export function reconcilePairs(database: Database): Pairs {
  const ofSheet = database.prepare('UPDATE sheet SET partner = ?, found_by = ? WHERE n = ?');
  const ofXero = database.prepare('UPDATE xero SET partner = ? WHERE n = ?');
  const verdict = database.prepare('UPDATE sheet SET verdict = ? WHERE n = ?');
  return {
    async pair(found, by) {
      database.append(found.length * 2, () => {
        for (const [sheet, xero] of found) {
          ofSheet.run(xero, by, sheet);
          ofXero.run(sheet, xero);
        }
      });
    },
    async leaveAlone(side, records) {
      const change = database.prepare(`UPDATE ${side} SET reason = ?, candidates = ? WHERE n = ?`);
      database.append(records.length, () => {
        for (const { n, reason, candidates } of records) change.run(reason, JSON.stringify(candidates), n);
      });
    },
    async judge(verdicts) {
      database.append(verdicts.length, () => {
        for (const one of verdicts) verdict.run(JSON.stringify(one.verdict), one.n);
      });
    },
    pairs: (differing) => pairs(database, differing),
    singles: (side) => singles(database, side),
  };
}

type PairRow = Readonly<Record<string, unknown>> & {
  readonly n: number;
  readonly foundBy: 'key' | 'match';
  readonly verdict: string | null;
};

/** All of them to be judged, or those that differ (or do not) to be shown. */
async function* pairs(database: Database, differing?: boolean): AsyncGenerator<readonly StoredPair[]> {
  const kept = differing === undefined ? '' : ` AND sheet.verdict IS ${differing ? 'NOT ' : ''}NULL`;
  const depth = differing === undefined ? 'judged' : 'shown';
  const next = database.prepare<PairRow>(
    `SELECT ${entryColumns('sheet', 'sheet', depth)}, sheet.found_by AS foundBy, sheet.verdict AS verdict,
       ${entryColumns('xero', 'xero', depth, 0, 'x_')}
     FROM sheet JOIN xero ON xero.n = sheet.partner WHERE sheet.n > ?${kept} ORDER BY sheet.n LIMIT ?`,
  );
  for (let after = 0; ; ) {
    const found = database.read(() => next.all(after, PAGE));
    if (found.length === 0) return;
    after = found.at(-1)!.n;
    yield found.map((row) => ({
      n: row.n,
      by: row.foundBy,
      sheet: toEntry(row, 'sheet'),
      xero: toEntry(row, 'xero', 'x_'),
      verdict: row.verdict === null ? undefined : (JSON.parse(row.verdict) as unknown),
    }));
  }
}

type SingleRow = Readonly<Record<string, unknown>> & {
  readonly at: number;
  readonly rows?: number;
  readonly kind?: string;
  readonly reason: LoneReason | null;
  readonly candidates: string | null;
};

/** The sheet's in its own order, Xero's in that of their numbers. */
async function* singles(database: Database, side: ReconcileSide): AsyncGenerator<readonly StoredSingle[]> {
  const [counts, order] = side === 'xero' ? [" AND standing = 'open'", 'label, place'] : ['', 'n'];
  database.write(() => {
    database.prepare(`DROP TABLE IF EXISTS temp.lone_${side}`).run();
    database.prepare(`CREATE TEMP TABLE lone_${side} (entry INTEGER NOT NULL)`).run();
    database
      .prepare(`INSERT INTO lone_${side} SELECT n FROM ${side} WHERE partner IS NULL${counts} ORDER BY ${order}`)
      .run();
  });
  const next = database.prepare<SingleRow>(
    `SELECT ${entryColumns('one', side, 'judged')}, one.reason AS reason, one.candidates AS candidates, lone.rowid AS at
     FROM lone_${side} AS lone JOIN ${side} AS one ON one.n = lone.entry WHERE lone.rowid > ? ORDER BY lone.rowid LIMIT ?`,
  );
  const label = {
    sheet: database.prepare<{ label: string }>('SELECT label FROM sheet WHERE n = ?'),
    xero: database.prepare<{ label: string }>('SELECT label FROM xero WHERE n = ?'),
  };
  const named = (text: string | null) => {
    const candidates = JSON.parse(text ?? '[]') as readonly { readonly side: ReconcileSide; readonly n: number }[];
    return candidates.flatMap((one) => label[one.side].get(one.n)?.label ?? []);
  };
  for (let after = 0; ; ) {
    const found = database.read(() => next.all(after, PAGE).map((row) => ({ row, candidates: named(row.candidates) })));
    if (found.length === 0) return;
    after = found.at(-1)!.row.at;
    yield found.map(({ row, candidates }) => ({
      entry: toEntry(row, side),
      rows: row.rows ?? 0,
      kind: row.kind ?? '',
      reason: row.reason ?? undefined,
      candidates,
    }));
  }
}
