/** Requests of the journal with their results: stored before they leave, settled once. */

import type { Finding } from '../../model/finding.ts';
import type { Database } from '../database.ts';
import { groupCommit } from '../group-commit.ts';
import type { Delivery, Journal, MemberResult, StoredRequest } from '../journal.ts';
import { present } from '../present.ts';
import { deliveryWriter } from './deliveries.ts';

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

type Requests = Pick<Journal, 'storeRequests' | 'settleRequest' | 'openRequests' | 'results'>;

/** `beforeStoring` makes durable what a request may rest on. */
export function requests(database: Database, beforeStoring: () => void): Requests {
  const together = groupCommit(database);
  const store = requestWriter(database);
  const settle = settling(database);
  const open = database.prepare<RequestRow>(`
    SELECT id, run_id AS runId, method, path, query, body, idempotency_key AS idempotencyKey, members,
      intent_at AS intentAt
    FROM request WHERE run_id = ? AND settled_at IS NULL AND id > ? ORDER BY id LIMIT ?`);
  const results = database.prepare<ResultRow>(`
    SELECT position, document, outcome, xero_id AS xeroId, xero_number AS xeroNumber, findings, delivery
    FROM result WHERE run_id = ? AND position > ? ORDER BY position LIMIT ?`);
  return {
    async storeRequests(added) {
      return together(() => {
        beforeStoring();
        return added.map(store);
      });
    },
    async settleRequest(id, settledAt, httpStatus, members) {
      await together(() => settle(id, settledAt, httpStatus ?? null, members));
    },
    async openRequests(runId, after, limit) {
      return database.read(() => open.all(runId, after, limit)).map(toRequest);
    },
    async results(runId, after, limit) {
      return database.read(() => results.all(runId, after, limit)).map(toResult);
    },
  };
}

function requestWriter(database: Database): (request: Omit<StoredRequest, 'id'>) => number {
  const insert = database.prepare(`
    INSERT INTO request (run_id, method, path, query, body, idempotency_key, members, intent_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  return ({ runId, method, path, query, body, idempotencyKey, members, intentAt }) =>
    insert.run(
      ...[runId, method, path, query, body ?? null, idempotencyKey ?? null],
      ...[JSON.stringify(members), intentAt],
    ).lastInsertRowid;
}

function settling(database: Database) {
  const settle = database.prepare<{ run_id: string }>(`
    UPDATE request SET settled_at = ?, http_status = ?, body = NULL WHERE id = ? AND settled_at IS NULL
    RETURNING run_id`);
  const insert = database.prepare(`
    INSERT INTO result (run_id, request_id, document, outcome, xero_id, xero_number, findings, delivery)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const saveDelivery = deliveryWriter(database);
  return (id: number, settledAt: number, httpStatus: number | null, members: readonly MemberResult[]) => {
    const request = settle.get(settledAt, httpStatus, id);
    if (request === undefined) throw new Error(`request ${id} is settled already, or not in the journal`);
    for (const { document, outcome, xeroId, xeroNumber, findings, delivery } of members) {
      insert.run(
        ...[request.run_id, id, document, outcome, xeroId ?? null, xeroNumber ?? null],
        ...[findings.length === 0 ? null : JSON.stringify(findings), delivery ? JSON.stringify(delivery) : null],
      );
      if (delivery !== undefined) saveDelivery(delivery);
    }
  };
}

function toRequest(row: RequestRow): StoredRequest {
  return present({ ...row, members: JSON.parse(row.members) as readonly number[] });
}

function toResult({ findings, delivery, ...row }: ResultRow) {
  return {
    ...present({ ...row, delivery: delivery === null ? null : (JSON.parse(delivery) as Delivery) }),
    findings: findings === null ? [] : (JSON.parse(findings) as readonly Finding[]),
  };
}
