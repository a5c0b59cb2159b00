/** Tells when a text that is no column's header is a constant that was meant. */

import { parseDecimal } from '../model/decimal.ts';
import type { Field } from '../model/entity.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d\d-\d\d$/;
/** What a code of the organisation looks like; whether it exists is seen later. */
const CODES: Readonly<Partial<Record<NonNullable<Field['names']>, RegExp>>> = {
  'account-code': /^\d{1,10}$/,
  account: /^\d{1,10}$/,
  'tax-type': /^[A-Z][A-Z0-9]{2,}$/,
  currency: /^[A-Z]{3}$/,
};

/** The form to write instead, e.g. `{ value: ACCREC }`; undefined where the text is no legal value of the field. */
export function suggestValue(field: Field, text: string): string | undefined {
  const value = legalValue(field, text.trim());
  return value === undefined
    ? undefined
    : `{ value: ${/^[\p{L}\p{N}.+-]+$/u.test(value) ? value : JSON.stringify(value)} }`;
}

function legalValue(field: Field, text: string): string | undefined {
  const chosen = field.values?.find((value) => value.toLowerCase() === text.toLowerCase());
  if (chosen !== undefined) return chosen;
  const code = field.names && CODES[field.names];
  return isLegal(field, text) || code?.test(text) ? text : undefined;
}

function isLegal(field: Field, text: string): boolean {
  switch (field.type) {
    case 'decimal':
      return parseDecimal(text) !== undefined;
    case 'integer':
      return /^-?\d{1,15}$/.test(text);
    case 'boolean':
      return /^(?:true|false)$/i.test(text);
    case 'date':
      return DAY.test(text);
    case 'id':
      return ID.test(text);
    default:
      return false;
  }
}
