/** The rounding of an invoice's total, of ten cents at most. */
import { absolute, add, compare, type Decimal, decimalOf, round } from '../books/decimal.ts';
import type { Totals } from '../books/line-maths.ts';
import type { JsonObject } from '../json.ts';
import { amountIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';

const most: Decimal = { units: 10n, places: 2 };
const totals = ['SubTotal', 'TotalTax', 'Total'];

/** The RoundingAmount given, or that which stood there as long as the lines do. */
export function roundingOf(before: JsonObject, input: JsonObject): Decimal | undefined {
  const given = amountIn(input, 'RoundingAmount');
  if (given !== undefined) return given.units === 0n ? undefined : round(given, 2);
  return Array.isArray(input.LineItems) ? undefined : decimalOf(before.RoundingAmount);
}

export function withRounding(sums: Totals, rounding: Decimal | undefined): Totals {
  return rounding === undefined ? sums : { ...sums, total: add(sums.total, rounding) };
}

/** A rounding needs a document beyond DRAFT, all three totals beside it, and has its limits. */
export function roundingErrors(input: JsonObject, strict: boolean): readonly string[] {
  const given = amountIn(input, 'RoundingAmount');
  if (given === undefined || given.units === 0n) return [];
  const hasTotals = totals.every((field) => amountIn(input, field) !== undefined);
  return [
    ...(compare(absolute(given), most) > 0 ? [texts.roundingOutOfRange] : []),
    ...(strict && hasTotals ? [] : [texts.roundingNeedsTotals]),
  ];
}
