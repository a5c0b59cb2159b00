/** Deletes drafts, and whatever else Xero lets go. */

import type { Verb } from '../../model/registry.ts';
import { allocations, removeAllocation } from '../allocations.ts';
import { reversePayment } from '../reverse-payment.ts';
import { stateAct } from '../state-act.ts';

export const deleteRecords: Verb = {
  name: 'delete',
  note: 'Deletes drafts, and whatever else Xero lets go: payments, as `reverse` does, and allocations of credits.',
  subjects: [allocations],
  on: (entity) => {
    if (entity === allocations) return removeAllocation;
    const act = stateAct('delete', entity);
    return act !== undefined && entity.name === 'Payments' ? reversePayment(act, entity) : act;
  },
};
