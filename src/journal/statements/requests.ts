/** Requests of the journal with their results: stored before they leave, settled once. */

import type { Finding } from '../../model/finding.ts';
import { Refusal } from '../../model/refusal.ts';
import type { Database } from '../database.ts';
import { groupCommit } from '../group-commit.ts';
import type { Delivery, Journal, MemberResult, PendingDelivery, StoredRequest } from '../journal.ts';
import { present } from '../present.ts';
import { deliveryWriter } from './deliveries.ts';
import { rivalFinder, underWayFinder } from './under-way.ts';

interface RequestRow {
  readonly id: number;
  readonly runId: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string | null;
  readonly idempotencyKey: string | null;
  /** JSON array of seqs. */
  readonly members: string;
  readonly intentAt: number;
  readonly serverTime: number | null;
  /** JSON. */
  readonly pending: string | null;
}

interface ResultRow {
  readonly position: number;
  readonly document: number;
  readonly outcome: MemberResult['outcome'];
  readonly xeroId: string | null;
  readonly xeroNumber: string | null;
  /** JSON; null where there are none. */
  readonly findings: string | null;
  readonly delivery: string | null;
}

type Requests = Pick<
  Journal,
  | 'storeRequests'
  | 'settleRequest'
  | 'addResults'
  | 'openRequests'
  | 'underWay'
  | 'carriedOut'
  | 'results'
  | 'assignedIds'
>;

/** `beforeStoring` makes durable what a request may rest on. */
export function requests(database: Database, beforeStoring: () => void): Requests {
  const together = groupCommit(database);
  const store = requestWriter(database);
  const { settle, addResults } = settling(database);
  const open = database.prepare<RequestRow>(`
    SELECT id, run_id AS runId, method, path, query, body, idempotency_key AS idempotencyKey, members,
      intent_at AS intentAt, server_time AS serverTime, pending
    FROM request WHERE run_id = ? AND settled_at IS NULL AND id > ? ORDER BY id LIMIT ?`);
  const carried = database.prepare<{ count: number }>(`
    SELECT count(*) AS count FROM request WHERE run_id = ? AND path = ? AND http_status BETWEEN 200 AND 299`);
  const results = database.prepare<ResultRow>(`
    SELECT position, document, outcome, xero_id AS xeroId, xero_number AS xeroNumber, findings, delivery
    FROM result WHERE run_id = ? AND position > ? ORDER BY position LIMIT ?`);
  const isRivalled = rivalFinder(database);
  const findUnderWay = underWayFinder(database);
  const held = database.prepare('SELECT 1 FROM run WHERE id = ? AND lease_owner = ?');
  const assigned = database.prepare<{ id: string }>(`
    SELECT DISTINCT xero_id AS id FROM result WHERE xero_id IN (SELECT value FROM json_each(?))`);
  return {
    async storeRequests(added, owner) {
      return together(() => {
        if (owner !== undefined && added.some(({ runId }) => held.get(runId, owner) === undefined)) throw takenOver();
        if (added.some(isRivalled)) throw rivalled();
        beforeStoring();
        return added.map(store);
      });
    },
    async assignedIds(xeroIds) {
      return new Set(database.read(() => assigned.all(JSON.stringify(xeroIds))).map(({ id }) => id));
    },
    async settleRequest(id, settledAt, httpStatus, members) {
      await together(() => settle(id, settledAt, httpStatus ?? null, members));
    },
    async addResults(id, members) {
      await together(() => addResults(id, members));
    },
    async openRequests(runId, after, limit) {
      return database.read(() => open.all(runId, after, limit)).map(toRequest);
    },
    async underWay(asked) {
      return database
        .read(() => findUnderWay(asked))
        .map((row) => ({ ...row, organisationId: asked.organisationId, xeroId: '' }));
    },
    async carriedOut(runId, path) {
      return database.read(() => carried.get(runId, path)!).count;
    },
    async results(runId, after, limit) {
      return database.read(() => results.all(runId, after, limit)).map(toResult);
    },
  };
}

function requestWriter(database: Database): (request: Omit<StoredRequest, 'id'>) => number {
  const insert = database.prepare(`
    INSERT INTO request (run_id, method, path, query, body, idempotency_key, members, intent_at, server_time, pending)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return ({ runId, method, path, query, body, idempotencyKey, members, intentAt, serverTime, pending }) =>
    insert.run(
      ...[runId, method, path, query, body ?? null, idempotencyKey ?? null],
      ...[JSON.stringify(members), intentAt, serverTime ?? null],
      pending === undefined ? null : JSON.stringify(pending),
    ).lastInsertRowid;
}

function rivalled(): Refusal {
  return new Refusal(
    'run/rivalled',
    'Another run has the same document on its way, so this one stops.\nLet that run end, or go on with it by `rowpost resume`.',
    5,
  );
}

function takenOver(): Refusal {
  return new Refusal(
    'run/taken-over',
    'Another rowpost has taken this run over meanwhile, so this one stops.\nSee `rowpost runs` for what becomes of it.',
    5,
  );
}

function settling(database: Database) {
  const settle = database.prepare<{ run_id: string }>(`
    UPDATE request SET settled_at = ?, http_status = ?, body = NULL, pending = NULL WHERE id = ? AND settled_at IS NULL
    RETURNING run_id`);
  const open = database.prepare<{ run_id: string }>('SELECT run_id FROM request WHERE id = ? AND settled_at IS NULL');
  const insert = database.prepare(`
    INSERT INTO result (run_id, request_id, document, outcome, xero_id, xero_number, findings, delivery)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const saveDelivery = deliveryWriter(database);
  const add = (id: number, request: { run_id: string } | undefined, members: readonly MemberResult[]) => {
    if (request === undefined) throw new Error(`request ${id} is settled already, or not in the journal`);
    for (const { document, outcome, xeroId, xeroNumber, findings, delivery } of members) {
      insert.run(
        ...[request.run_id, id, document, outcome, xeroId ?? null, xeroNumber ?? null],
        ...[findings.length === 0 ? null : JSON.stringify(findings), delivery ? JSON.stringify(delivery) : null],
      );
      if (delivery !== undefined) saveDelivery(delivery);
    }
  };
  return {
    settle: (id: number, settledAt: number, httpStatus: number | null, members: readonly MemberResult[]) =>
      add(id, settle.get(settledAt, httpStatus, id), members),
    addResults: (id: number, members: readonly MemberResult[]) => add(id, open.get(id), members),
  };
}

function toRequest(row: RequestRow): StoredRequest {
  const pending = row.pending === null ? null : (JSON.parse(row.pending) as readonly PendingDelivery[]);
  return present({ ...row, members: JSON.parse(row.members) as readonly number[], pending });
}

function toResult({ findings, delivery, ...row }: ResultRow) {
  return {
    ...present({ ...row, delivery: delivery === null ? null : (JSON.parse(delivery) as Delivery) }),
    findings: findings === null ? [] : (JSON.parse(findings) as readonly Finding[]),
  };
}
