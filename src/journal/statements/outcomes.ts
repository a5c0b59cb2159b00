/** What the report asks of a run: counts, totals, and the fate of each span. */

import type { RowStatus } from '../../model/run-summary.ts';
import type { Database } from '../database.ts';
import { present } from '../present.ts';
import type { RunStore, SpanOutcome } from '../run-store.ts';

/** Spans or documents of a page. */
const PAGE = 1000;

/** Of a span `s` and its document `d`. */
const STATUS = `CASE WHEN s.seq > 0 THEN ifnull(d.status, 'UNSENT')
  WHEN EXISTS (SELECT 1 FROM finding f WHERE f.seq = 0 AND f.severity = 'ERROR'
    AND f.ordinal >= s.first_ordinal AND f.ordinal < s.first_ordinal + s.count) THEN 'ERROR' ELSE 'SKIPPED' END`;
const HAS_FINDINGS = `CASE WHEN s.seq > 0 THEN EXISTS (SELECT 1 FROM finding f WHERE f.seq = s.seq)
  ELSE EXISTS (SELECT 1 FROM finding f WHERE f.seq = 0
    AND f.ordinal >= s.first_ordinal AND f.ordinal < s.first_ordinal + s.count) END`;

interface OutcomeRow {
  readonly firstOrdinal: number;
  readonly count: number;
  readonly seq: number;
  readonly status: RowStatus;
  readonly left: string | null;
  readonly xeroId: string | null;
  readonly xeroNumber: string | null;
  readonly type: string | null;
  readonly faultRow: number | null;
  readonly found: number;
}

export function outcomes(database: Database): Pick<RunStore, 'count' | 'left' | 'totals' | 'outcomes'> {
  const counts = counting(database);
  const left = database.prepare<{ count: number }>(`
    SELECT count(*) AS count FROM grouped g JOIN document d ON d.seq = g.seq WHERE d.state IN ('ready', 'sent', 'incomplete')`);
  const next = database.prepare<OutcomeRow>(`
    SELECT s.first_ordinal AS firstOrdinal, s.count, s.seq, ${STATUS} AS status, s.left_out AS left,
      d.xero_id AS xeroId, d.xero_number AS xeroNumber, d.type, d.fault_row AS faultRow, ${HAS_FINDINGS} AS found
    FROM span s LEFT JOIN document d ON d.seq = s.seq
    WHERE s.first_ordinal > ? ORDER BY s.first_ordinal LIMIT ${PAGE}`);
  const nextTotals = database.prepare<{ last: number | null; totals: string }>(`
    SELECT max(seq) AS last, '[' || group_concat(totals) || ']' AS totals FROM (
      SELECT seq, totals FROM document
      WHERE seq > ? AND totals IS NOT NULL AND status IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ${PAGE})`);
  return {
    async count() {
      return database.read(counts);
    },
    async left() {
      return database.read(() => left.get()!).count;
    },
    async *totals(statuses) {
      for (let after = 0; ; ) {
        const { last, totals } = database.read(() => nextTotals.get(after, JSON.stringify(statuses))!);
        if (last === null) return;
        yield JSON.parse(totals) as readonly Readonly<Record<string, string>>[];
        after = last;
      }
    },
    async *outcomes() {
      for (let after = -1; ; ) {
        const rows = database.read(() => next.all(after));
        if (rows.length === 0) return;
        yield rows.map(toOutcome);
        after = rows.at(-1)!.firstOrdinal;
      }
    },
  };
}

function toOutcome(row: OutcomeRow): SpanOutcome {
  const { found, ...outcome } = present(row);
  return { ...outcome, hasFindings: found === 1 };
}

interface Count {
  readonly name: string;
  readonly count: number;
}

function counting(database: Database) {
  const rows = database.prepare<Count>(`
    SELECT ${STATUS} AS name, sum(s.count) AS count
    FROM span s LEFT JOIN document d ON d.seq = s.seq GROUP BY 1`);
  const documents = database.prepare<Count>(`
    SELECT ifnull(d.status, 'UNSENT') AS name, count(*) AS count
    FROM grouped g LEFT JOIN document d ON d.seq = g.seq GROUP BY 1`);
  const codes = database.prepare<Count>('SELECT code AS name, count(*) AS count FROM finding GROUP BY code');
  return () => ({
    rows: { ...NONE, ...byName(rows.all()) },
    documents: { ...NONE, ...byName(documents.all()) },
    findings: byName(codes.all()),
  });
}

const NONE: Readonly<Record<RowStatus, number>> = { OK: 0, WARNING: 0, ERROR: 0, SKIPPED: 0, UNSENT: 0 };

function byName(counts: readonly Count[]): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.map(({ name, count }) => [name, count]));
}
