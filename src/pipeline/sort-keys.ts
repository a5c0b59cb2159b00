/** By what the records of a table are put in order. */

import type { SortValue } from '../journal/spool.ts';
import { parseDecimal } from '../model/decimal.ts';
import type { EntityShape, Field } from '../model/entity.ts';
import type { OrderKey } from '../model/job.ts';
import { cellText } from '../model/source-row.ts';
import type { ExactObject } from '../xero/exact-json.ts';
import { type FlattenPlan, recordCell } from '../xero/flatten-element.ts';

export interface SortKeys {
  readonly descending: readonly boolean[];
  of(element: ExactObject): readonly SortValue[];
}

/** Places of amounts that count. */
const PLACES = 8;

/** As the job says; else by date and number, as far as the records have them. */
export function sortKeys(
  order: readonly OrderKey[],
  plan: Pick<FlattenPlan, 'entity' | 'facts' | 'contactOf'>,
): SortKeys {
  const keys = order.length > 0 ? order : usual(plan.entity);
  const readers = keys.map(({ field }) => {
    const read = recordCell({ field, header: field, at: { line: 1, column: 1 } }, plan);
    const type = plan.entity.fields.find(({ name }) => name === field)?.type ?? 'text';
    return (element: ExactObject) => sortValue(cellText(read(element)), type);
  });
  return {
    descending: keys.map(({ descending }) => descending),
    of: (element) => readers.map((read) => read(element)),
  };
}

function usual(entity: EntityShape): readonly Pick<OrderKey, 'field' | 'descending'>[] {
  const fields = ['Date', entity.numberField].filter((name) => entity.fields.some((field) => field.name === name));
  return fields.map((field) => ({ field: field!, descending: false }));
}

/** Texts without regard to case and accents, numbers by their size. */
export function sortValue(text: string, type: Field['type']): SortValue {
  if (text === '') return null;
  if (type !== 'decimal' && type !== 'integer') return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const number = parseDecimal(text);
  if (number === undefined) return null;
  const { units, scale } = number;
  return scale > PLACES ? units / 10n ** BigInt(scale - PLACES) : units * 10n ** BigInt(PLACES - scale);
}
