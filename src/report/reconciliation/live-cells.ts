/** Cells of the reconciliation's workbook that compute: a formula beside its exact result. */

import { type Decimal, formatDecimal, formatFixed, parseDecimal, significantPlaces } from '../../model/decimal.ts';
import type { Cell } from '../../model/source-row.ts';
import type { FormulaCell } from '../../model/table-format.ts';

/** Digits that a spreadsheet program computes exactly. */
const EXACT_DIGITS = 15;

/**
 * The formula's result is rounded to the places that the amount has: programs add in binary. An amount of more digits than
 * they can hold is written as it is, without a formula.
 */
export function live(formula: string, amount: string): Cell | FormulaCell {
  const result: Cell = { n: amount };
  if (amount.replace(/[-.]/g, '').replace(/^0+/, '').length > EXACT_DIGITS) return result;
  const places = Math.max(2, significantPlaces(parseDecimal(amount)!));
  return { f: `ROUND(${formula},${places})`, result };
}

/** A number of records. */
export function liveCount(formula: string, count: number): FormulaCell {
  return { f: formula, result: { n: String(count) } };
}

/** `SUM(a,b)` */
export function over(name: 'SUM' | 'COUNTA' | 'MAX', ranges: readonly string[]): string {
  return `${name}(${ranges.join(',')})`;
}

/** Two places, more where the amount has more that matter. */
export function plainAmount(amount: Decimal): string {
  return significantPlaces(amount) > 2 ? formatDecimal(amount) : formatFixed(amount, 2);
}
