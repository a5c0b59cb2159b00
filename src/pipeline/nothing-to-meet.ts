/** Tells whether a run's documents can meet nothing: no record that Xero holds, and no earlier delivery. */

import { hasTargets, type LookUpPlan } from './look-up-existing.ts';
import type { Parts } from './parts.ts';
import { deliveryKind } from './sending.ts';

/** Then all of them are created, and none has to be decided on. Asked once what exists has been looked up. */
export async function nothingToMeet(plan: LookUpPlan, creates: boolean, parts: Parts): Promise<boolean> {
  const { entity, store, connection } = plan;
  if (!creates || hasTargets(entity) || (await store.existingCount(entity.name)) > 0) return false;
  const kind = deliveryKind(entity.name, undefined);
  return !(await parts.journal.hasDeliveries(connection.facts.organisation.id, kind));
}
