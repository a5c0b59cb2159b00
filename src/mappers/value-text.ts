/** A typed value as messages show it: amounts with the places they were written with. */

import { formatFixed } from '../model/decimal.ts';
import type { Value } from '../model/document.ts';

export function valueText(value: Value): string {
  return typeof value === 'object' ? formatFixed(value, value.scale) : String(value);
}
