/** The last delivery of each document, with which running a job again is compared. */

import type { Database } from '../database.ts';
import type { Delivery, Journal } from '../journal.ts';

/** Stores a delivery within the transaction of the caller; it takes the place of the earlier one. */
export function deliveryWriter(database: Database): (delivery: Delivery) => void {
  const save = database.prepare('REPLACE INTO delivery VALUES (?, ?, ?, ?, ?, ?, ?)');
  return ({ organisationId, entity, key, occurrence, hash, runId, xeroId }) => {
    save.run(organisationId, entity, key, occurrence, hash, runId, xeroId);
  };
}

export function deliveries(database: Database): Pick<Journal, 'deliveries' | 'hasDeliveries' | 'forgetDeliveries'> {
  const select = database.prepare<Delivery>(`
    SELECT organisation_id AS organisationId, entity, key, occurrence, hash, run_id AS runId, xero_id AS xeroId
    FROM delivery WHERE organisation_id = ? AND entity = ? AND key = ? AND occurrence = ?`);
  const any = database.prepare('SELECT 1 FROM delivery WHERE organisation_id = ? AND entity = ? LIMIT 1');
  const forget = database.prepare('DELETE FROM delivery WHERE organisation_id = ?');
  return {
    async deliveries(organisationId, entity, keys) {
      const found = database.read(() =>
        keys.map(({ key, occurrence }) => select.get(organisationId, entity, key, occurrence)),
      );
      return found.flatMap((row) => (row === undefined ? [] : [{ ...row }]));
    },
    async hasDeliveries(organisationId, entity) {
      return database.read(() => any.get(organisationId, entity)) !== undefined;
    },
    async forgetDeliveries(organisationId) {
      database.write(() => forget.run(organisationId));
    },
  };
}
