/** Removes from the journal what tells of customers: texts of runs, findings and numbers of results, keys of deliveries. */

import type { Database } from '../database.ts';
import type { DeliverySecret } from '../delivery-secret.ts';
import type { Journal } from '../journal.ts';

interface PlainDelivery {
  readonly organisation: string;
  readonly entity: string;
  readonly key: string;
  readonly occurrence: number;
  readonly hash: string;
}

/** Deliveries of a page. */
const PAGE = 1000;

/** One transaction; the file keeps no trace afterwards. */
export function purgeRuns(database: Database, secret: DeliverySecret): Journal['purgeRuns'] {
  const keyDeliveries = keyingDeliveries(database, secret);
  const clearRun = database.prepare(
    "UPDATE run SET job_text = '', asked = NULL, summary = ?, purged_at = ? WHERE id = ?",
  );
  const clearRequests = database.prepare('UPDATE request SET body = NULL, pending = NULL WHERE run_id = ?');
  const clearResults = database.prepare(
    'UPDATE result SET findings = NULL, delivery = NULL, xero_number = NULL WHERE run_id = ?',
  );
  const compact = ['VACUUM', 'PRAGMA wal_checkpoint(TRUNCATE)'].map((sql) => database.prepare(sql));
  return async (purged, purgedAt) => {
    database.write(() => {
      for (const { id, summary } of purged) {
        clearRun.run(summary === undefined ? null : JSON.stringify(summary), purgedAt, id);
        clearRequests.run(id);
        clearResults.run(id);
      }
      keyDeliveries(purged.map(({ id }) => id));
    });
    for (const statement of compact) database.read(() => statement.all());
  };
}

function keyingDeliveries(database: Database, secret: DeliverySecret): (runs: readonly string[]) => void {
  const page = database.prepare<PlainDelivery>(`
    SELECT organisation_id AS organisation, entity, key, occurrence, hash FROM delivery
    WHERE keyed = 0 AND run_id IN (SELECT value FROM json_each(?))
      AND (organisation_id, entity, key, occurrence) > (?, ?, ?, ?)
    ORDER BY organisation_id, entity, key, occurrence LIMIT ${PAGE}`);
  const change = database.prepare(`
    UPDATE OR REPLACE delivery SET key = ?, hash = ?, keyed = 1
    WHERE organisation_id = ? AND entity = ? AND key = ? AND occurrence = ?`);
  return (runs) => {
    let last: readonly (string | number)[] = ['', '', '', 0];
    for (;;) {
      const rows = page.all(JSON.stringify(runs), ...last);
      for (const { organisation, entity, key, occurrence, hash } of rows) {
        change.run(secret.hash(key), secret.hash(hash), organisation, entity, key, occurrence);
        last = [organisation, entity, key, occurrence];
      }
      if (rows.length < PAGE) return;
    }
  };
}
