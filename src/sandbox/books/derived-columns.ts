/** Columns that the store takes from a body by itself, for filters and orders that no number or name answers. */
import { type JsonObject, textOf } from '../json.ts';
import { dayOf } from './calendar.ts';
import { decimalOf, round } from './decimal.ts';

export interface DerivedColumns {
  /** A contact's name, or a document's reference, folded. */
  readonly label: string | null;
  /** DueDate, or a quote's ExpiryDate, as `YYYY-MM-DD`. */
  readonly due: string | null;
  /** AmountDue in hundredths. */
  readonly open: bigint | null;
}

export function derivedColumns(kind: string, body: JsonObject): DerivedColumns {
  const label = textOf(kind === 'Contacts' ? body.Name : body.Reference);
  const open = decimalOf(body.AmountDue);
  return {
    label: label === undefined ? null : folded(label),
    due: dayOf(body.DueDate ?? body.ExpiryDate) ?? null,
    open: open === undefined ? null : round(open, 2).units,
  };
}

const marks = /\p{Mn}/gu;
const plain = /^[\0-\x7f]*$/;

/** A text as filters compare it: letter case and accents do not count. */
export function folded(text: string): string {
  return plain.test(text) ? text.toLowerCase() : text.normalize('NFD').replace(marks, '').toLowerCase();
}
