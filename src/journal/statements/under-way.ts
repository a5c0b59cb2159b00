/** What requests that are open may deliver yet, by which one run knows what another has on its way. */

import type { Database } from '../database.ts';
import type { Journal, PendingDelivery, StoredRequest } from '../journal.ts';

interface UnderWayRow extends PendingDelivery {
  readonly runId: string;
}

type Asked = Parameters<Journal['underWay']>[0];

/** Open requests are few: only they are looked at. To be run within a transaction of the caller, or a read. */
export function underWayFinder(database: Database): (asked: Asked) => readonly UnderWayRow[] {
  const select = database.prepare<UnderWayRow>(`
    SELECT r.run_id AS runId, p.value ->> 'document' AS document, p.value ->> 'entity' AS entity,
      p.value ->> 'key' AS key, p.value ->> 'occurrence' AS occurrence, p.value ->> 'hash' AS hash
    FROM request r INDEXED BY request_open CROSS JOIN run ON run.id = r.run_id CROSS JOIN json_each(r.pending) p
    WHERE r.settled_at IS NULL AND r.run_id <> ?1 AND run.organisation_id = ?2 AND p.value ->> 'entity' = ?3
      AND (?4 IS NULL OR p.value ->> 'hash' IN (SELECT value FROM json_each(?4)))
    ORDER BY r.id`);
  return ({ organisationId, exceptRun, entity, hashes }) =>
    select.all(exceptRun, organisationId, entity, hashes === undefined ? null : JSON.stringify(hashes));
}

/** Whether another run has an equal document on its way. */
export function rivalFinder(database: Database): (request: Omit<StoredRequest, 'id'>) => boolean {
  const find = underWayFinder(database);
  const organisation = database.prepare<{ id: string }>('SELECT organisation_id AS id FROM run WHERE id = ?');
  return ({ runId, pending = [] }) => {
    const [first] = pending;
    if (first === undefined) return false;
    const organisationId = organisation.get(runId)?.id ?? '';
    const hashes = pending.map(({ hash }) => hash);
    return find({ organisationId, exceptRun: runId, entity: first.entity, hashes }).length > 0;
  };
}
