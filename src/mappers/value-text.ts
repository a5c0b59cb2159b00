/** A typed value as messages show it. */

import { formatDecimal } from '../model/decimal.ts';
import type { Value } from '../model/document.ts';

export function valueText(value: Value): string {
  return typeof value === 'object' ? formatDecimal(value) : String(value);
}
