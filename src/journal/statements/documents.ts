/** Documents of a run as they wait to be sent, and what becomes of them. */

import type { Database } from '../database.ts';
import { present } from '../present.ts';
import type { DocumentChange, PreparedDocument, RunStore } from '../run-store.ts';
import { COLUMNS, type DocumentRow, toRecord } from './document-row.ts';
import { findingWriter } from './findings.ts';
import type { SeqCounter } from './seq-counter.ts';

type Documents = Pick<
  RunStore,
  | 'addDocuments'
  | 'addContact'
  | 'numberOccurrences'
  | 'changeDocuments'
  | 'documents'
  | 'identities'
  | 'document'
  | 'documentsNeeding'
  | 'failedContacts'
  | 'twins'
  | 'repeats'
  | 'holdBack'
  | 'takeUp'
>;

export function documents(database: Database, seqs: SeqCounter): Documents {
  return { ...writing(database, seqs), ...reading(database) };
}

function writing(database: Database, seqs: SeqCounter) {
  const insert = documentWriter(database);
  const change = documentChanger(database);
  const addFindings = findingWriter(database);
  const contactNamed = database.prepare<{ seq: number }>('SELECT seq FROM contact_document WHERE folded_name = ?');
  const insertContact = database.prepare('INSERT INTO contact_document VALUES (?, ?)');
  const numberEqual = database.prepare(`
    UPDATE document SET occurrence = numbered.occurrence FROM (
      SELECT seq, row_number() OVER (PARTITION BY entity, hash ORDER BY seq) AS occurrence
      FROM document WHERE key IS NULL
    ) AS numbered
    WHERE document.seq = numbered.seq AND document.occurrence <> numbered.occurrence`);
  const hold = database.prepare("UPDATE document SET status = 'UNSENT' WHERE state = 'ready'");
  return {
    takeUp: takingUp(database),
    async addDocuments(added, found) {
      database.append(added.length + found.length, () => {
        for (const document of added) {
          insert(document);
          seqs.use(document.seq);
        }
        addFindings(found);
      });
    },
    async addContact(foldedName, contact) {
      return database.append(1, () => {
        const known = contactNamed.get(foldedName);
        if (known !== undefined) return known.seq;
        const seq = seqs.peek();
        insert({ ...contact, seq });
        insertContact.run(foldedName, seq);
        seqs.use(seq);
        return seq;
      });
    },
    async numberOccurrences() {
      database.write(() => numberEqual.run());
    },
    async holdBack() {
      database.write(() => hold.run());
    },
    async changeDocuments(changes, found) {
      database.write(() => {
        for (const one of changes) change(one);
        addFindings(found);
      });
    },
  } satisfies Partial<Documents>;
}

function takingUp(database: Database): Documents['takeUp'] {
  const forget = database.prepare(
    `DELETE FROM finding WHERE code IN (SELECT value FROM json_each(?)) AND seq IN (
      SELECT seq FROM document WHERE state IN ('sent', 'incomplete') AND status = 'ERROR')`,
  );
  const restore = database.prepare(`
    UPDATE document SET status =
      CASE WHEN EXISTS (SELECT 1 FROM finding f WHERE f.seq = document.seq) THEN 'WARNING' ELSE 'OK' END
    WHERE (state = 'ready' AND status = 'UNSENT') OR (state IN ('sent', 'incomplete') AND status = 'ERROR')`);
  return async (codes) => {
    database.write(() => {
      forget.run(JSON.stringify(codes));
      restore.run();
    });
  };
}

function reading(database: Database) {
  const query = documentQuery(database);
  const identified = database.prepare<{ seq: number; number: string | null; xeroId: string | null }>(
    `SELECT seq, number, xero_id AS xeroId FROM document
    WHERE entity = ? AND state = 'ready' AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const selectOne = database.prepare<DocumentRow>(`SELECT ${COLUMNS} FROM document WHERE seq = ?`);
  const needing = database.prepare<{ seq: number }>(
    `SELECT seq FROM document WHERE needs = ? AND state = 'ready' AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const failed = database.prepare<DocumentRow>(`
    SELECT ${COLUMNS} FROM document WHERE seq IN (
      SELECT c.seq FROM contact_document c CROSS JOIN document d ON d.seq = c.seq
      WHERE d.state = 'done' AND d.status = 'ERROR' AND c.seq > ? ORDER BY c.seq LIMIT ?
    ) ORDER BY seq`);
  return {
    async failedContacts(after, limit) {
      return database.read(() => failed.all(after, limit)).map(toRecord);
    },
    twins: twinFinder(database),
    repeats: repeatFinder(database),
    async documents(wanted) {
      return database.read(() => query(wanted)).map(toRecord);
    },
    async identities(entity, after, limit) {
      return database.read(() => identified.all(entity, after, limit));
    },
    async document(seq) {
      const row = database.read(() => selectOne.get(seq));
      return row && toRecord(row);
    },
    async documentsNeeding(needed, after, limit) {
      const rows = database.read(() => {
        const found = [...new Set(needed)].flatMap((seq) => needing.all(seq, after, limit));
        const first = found.map((row) => row.seq).sort((a, b) => a - b);
        return first.slice(0, limit).map((seq) => selectOne.get(seq)!);
      });
      return rows.map(toRecord);
    },
  } satisfies Partial<Documents>;
}

function twinFinder(database: Database): Documents['twins'] {
  /** By seq and not by key: a page must not sort all that is left. */
  const shared = database.prepare(`
    SELECT 1 FROM document WHERE entity = ? AND key IS NOT NULL GROUP BY key HAVING count(*) > 1 LIMIT 1`);
  const indexKeys = database.prepare(
    'CREATE INDEX IF NOT EXISTS document_twins ON document (entity, key) WHERE key IS NOT NULL',
  );
  const twin = database.prepare<{ seq: number; other: number; number: string | null }>(`
    SELECT seq, other, number FROM (
      SELECT d.seq, d.number, (
        SELECT min(o.seq) FROM document o WHERE o.entity = d.entity AND o.key = d.key AND o.seq <> d.seq
      ) AS other
      FROM document d NOT INDEXED
      WHERE d.entity = ? AND d.key IS NOT NULL AND d.state = 'ready' AND d.seq > ?
    ) WHERE other IS NOT NULL ORDER BY seq LIMIT ?`);
  /** Sorting the keys once is cheaper than an index of them, which only an input that has twins gets. */
  return async (entity, after, limit) => {
    if (after === 0) {
      if (database.read(() => shared.get(entity)) === undefined) return [];
      database.write(() => indexKeys.run());
    }
    return database.read(() => twin.all(entity, after, limit)).map(present);
  };
}

function repeatFinder(database: Database): Documents['repeats'] {
  const shared = database.prepare(`
    SELECT 1 FROM document WHERE state = 'ready' AND xero_id IS NOT NULL
    GROUP BY entity, xero_id HAVING count(*) > 1 LIMIT 1`);
  const indexIds = database.prepare(
    'CREATE INDEX IF NOT EXISTS document_records ON document (entity, xero_id, seq) WHERE xero_id IS NOT NULL',
  );
  const repeat = database.prepare<{ seq: number; other: number }>(`
    SELECT seq, other FROM (
      SELECT d.seq, (
        SELECT min(o.seq) FROM document o
        WHERE o.entity = d.entity AND o.xero_id = d.xero_id AND o.seq < d.seq AND o.state = 'ready'
      ) AS other
      FROM document d NOT INDEXED
      WHERE d.xero_id IS NOT NULL AND d.state = 'ready' AND d.seq > ?
    ) WHERE other IS NOT NULL ORDER BY seq LIMIT ?`);
  return async (after, limit) => {
    if (after === 0) {
      if (database.read(() => shared.get()) === undefined) return [];
      database.write(() => indexIds.run());
    }
    return database.read(() => repeat.all(after, limit));
  };
}

function documentWriter(database: Database): (document: PreparedDocument) => void {
  const insert = database.prepare(`
    INSERT INTO document (seq, entity, stage, state, status, verb, type, xero_id, number, key, hash,
      needs, fault_row, totals, match, echo, follow_ups, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return (document) => {
    const { seq, entity, stage, state, status, verb, type, xeroId, number, key, hash } = document;
    const { needs, faultRow, totals, match, echo, followUps, body } = document;
    insert.run(
      seq,
      entity,
      stage,
      state,
      status,
      verb ?? null,
      type ?? null,
      xeroId ?? null,
      number ?? null,
      key ?? null,
      hash,
      needs ?? null,
      faultRow ?? null,
      jsonOf(totals),
      match ?? null,
      jsonOf(echo),
      followUps ?? null,
      body ?? null,
    );
  };
}

function jsonOf(value: Readonly<Record<string, string>> | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function documentChanger(database: Database): (change: DocumentChange) => void {
  const update = database.prepare(`
    UPDATE document SET state = ifnull(?, state), status = ifnull(?, status), verb = ifnull(?, verb),
      body = ifnull(?, body), xero_id = ifnull(?, xero_id), xero_number = ifnull(?, xero_number),
      fault_row = ifnull(?, fault_row), occurrence = ifnull(?, occurrence),
      follow_ups = nullif(ifnull(?, follow_ups), '') WHERE seq = ?`);
  return (change) => {
    const { seq, state, status, verb, body, xeroId, xeroNumber, faultRow, occurrence, followUps } = change;
    const { changes } = update.run(
      ...[state ?? null, status ?? null, verb ?? null, body ?? null],
      ...[xeroId ?? null, xeroNumber ?? null, faultRow ?? null, occurrence ?? null, followUps ?? null, seq],
    );
    if (changes === 0) throw new Error(`document ${seq} is to be changed, but not stored`);
  };
}

type DocumentQuery = Parameters<RunStore['documents']>[0];

/** One statement for each combination of filters, made when it is first asked for. */
function documentQuery(database: Database): (query: DocumentQuery) => readonly DocumentRow[] {
  const made = new Map<string, ReturnType<typeof database.prepare<DocumentRow>>>();
  return ({ after, limit, stage, state, verb }) => {
    const filters = Object.entries({ stage, state, verb }).filter(([, value]) => value !== undefined);
    const where = filters.map(([column]) => `${column} = ? AND `).join('');
    const statement =
      made.get(where) ??
      database.prepare<DocumentRow>(`SELECT ${COLUMNS} FROM document WHERE ${where}seq > ? ORDER BY seq LIMIT ?`);
    made.set(where, statement);
    return statement.all(...filters.map(([, value]) => value!), after, limit);
  };
}
