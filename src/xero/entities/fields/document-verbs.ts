/** What may be done to invoices, bills and credit notes besides changing their fields. */

import type { EntityShape, FreeAmount } from '../../../model/entity.ts';

const PAID =
  'Take its payments back first (`reverse: Payments`) and its credits (`delete: Allocations`), or leave the row out.';

/** @param free amounts that are 0, or whole, while nothing is settled */
export function documentVerbs(name: string, free: readonly FreeAmount[]): NonNullable<EntityShape['verbs']> {
  const draft = `What was never approved is deleted, not voided: \`delete: ${name}\`.`;
  const approved = `What was approved is voided, not deleted: \`void: ${name}\`.`;
  return {
    void: { to: 'VOIDED', final: true, free, remedies: { DRAFT: draft, SUBMITTED: draft, PAID } },
    delete: { to: 'DELETED', final: true, remedies: { AUTHORISED: approved, PAID } },
    approve: { to: 'AUTHORISED', past: ['PAID'] },
    submit: { to: 'SUBMITTED', past: ['AUTHORISED', 'PAID'] },
  };
}
