/** Reads typed values out of a document's maps. */

import { type Decimal, formatDecimal } from './decimal.ts';
import type { Value } from './document.ts';

type Values = ReadonlyMap<string, Value>;

/** The field's text; undefined where it is absent or no text. */
export function textOf(values: Values, field: string): string | undefined {
  const value = values.get(field);
  return typeof value === 'string' ? value : undefined;
}

/** The field's amount; undefined where it is absent or no amount. */
export function decimalOf(values: Values, field: string): Decimal | undefined {
  const value = values.get(field);
  return typeof value === 'object' ? value : undefined;
}

/** A value as messages show it: an amount as its plain text with the places given, a yes/no as TRUE or FALSE. */
export function valueText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return formatDecimal(value);
}
