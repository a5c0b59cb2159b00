/** Whether the amounts of a document's lines hold the tax. */

import type { Field } from '../../../model/entity.ts';

export const lineAmountTypes: Field = {
  name: 'LineAmountTypes',
  type: 'choice',
  values: ['Exclusive', 'Inclusive', 'NoTax'],
  required: 'create',
  note: "Whether the lines' amounts are before tax, hold it, or bear none. It must always be said.",
};
