/** Documents that round their total: Xero takes the rounding only beside the totals, which are left out otherwise. */

import type { Totals } from '../model/arithmetic.ts';
import type { Document } from '../model/document.ts';
import type { Entity } from '../model/registry.ts';

interface Written {
  readonly entity: Entity;
  readonly document: Document;
}

/** The document with its totals as fields that are sent, where it has a RoundingAmount and they are known. */
export function withRoundedTotals(entity: Entity, document: Document, totals: Totals | undefined): Written {
  if (totals === undefined || !document.fields.has('RoundingAmount')) return { entity, document };
  const sent = { SubTotal: totals.subTotal, TotalTax: totals.totalTax, Total: totals.total };
  const fields = entity.fields.map(({ readOnly, ...field }) =>
    readOnly === true && !Object.hasOwn(sent, field.name) ? { ...field, readOnly } : field,
  );
  return {
    entity: { ...entity, fields },
    document: { ...document, fields: new Map([...document.fields, ...Object.entries(sent)]) },
  };
}
