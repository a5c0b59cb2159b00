/** The last delivery of each document, with which running a job again is compared; those of purged runs as keyed hashes. */

import type { Database } from '../database.ts';
import type { DeliverySecret } from '../delivery-secret.ts';
import type { Delivery, Journal } from '../journal.ts';
import { underWayFinder } from './under-way.ts';

/** Stores a delivery within the transaction of the caller; it takes the place of the earlier one. */
export function deliveryWriter(database: Database): (delivery: Delivery) => void {
  const save = database.prepare('REPLACE INTO delivery VALUES (?, ?, ?, ?, ?, ?, ?, 0)');
  return ({ organisationId, entity, key, occurrence, hash, runId, xeroId }) => {
    save.run(organisationId, entity, key, occurrence, hash, runId, xeroId);
  };
}

type Deliveries = Pick<Journal, 'deliveries' | 'hasDeliveries' | 'forgetDeliveries'>;

export function deliveries(database: Database, secret: DeliverySecret): Deliveries {
  const select = database.prepare<Delivery>(`
    SELECT organisation_id AS organisationId, entity, key, occurrence, hash, run_id AS runId, xero_id AS xeroId
    FROM delivery WHERE organisation_id = ? AND entity = ? AND key = ? AND occurrence = ? AND keyed = ?`);
  const any = database.prepare('SELECT 1 FROM delivery WHERE organisation_id = ? AND entity = ? LIMIT 1');
  const findUnderWay = underWayFinder(database);
  const forget = database.prepare('DELETE FROM delivery WHERE organisation_id = ?');
  const forgetPending = database.prepare(`
    UPDATE request SET pending = NULL
    WHERE pending IS NOT NULL AND run_id IN (SELECT id FROM run WHERE organisation_id = ?)`);
  const find: Find = (organisationId, entity, { key, occurrence, hash }) => {
    const plain = select.get(organisationId, entity, key, occurrence, 0);
    if (plain !== undefined || !secret.exists()) return plain;
    const purged = select.get(organisationId, entity, secret.hash(key), occurrence, 1);
    const same = purged !== undefined && hash !== undefined && purged.hash === secret.hash(hash);
    return purged && { ...purged, key, ...(same ? { hash } : {}) };
  };
  return {
    async deliveries(organisationId, entity, keys) {
      const found = database.read(() => keys.map((asked) => find(organisationId, entity, asked)));
      return found.flatMap((row) => (row === undefined ? [] : [{ ...row }]));
    },
    async hasDeliveries(organisationId, entity) {
      const isDelivered = () => any.get(organisationId, entity) !== undefined;
      return database.read(() => isDelivered() || findUnderWay({ organisationId, exceptRun: '', entity }).length > 0);
    },
    async forgetDeliveries(organisationId) {
      database.write(() => {
        forget.run(organisationId);
        forgetPending.run(organisationId);
      });
    },
  };
}

type Find = (
  organisationId: string,
  entity: string,
  asked: Parameters<Journal['deliveries']>[2][number],
) => Delivery | undefined;
