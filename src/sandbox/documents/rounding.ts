/** The rounding of an invoice's total, of ten cents at most. */
import { absolute, add, compare, type Decimal, decimalOf, round } from '../books/decimal.ts';
import type { Totals } from '../books/line-maths.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import { amountIn } from '../server/input.ts';
import * as texts from '../validation/messages.ts';

const most: Decimal = { units: 10n, places: 2 };
const totals = ['SubTotal', 'TotalTax', 'Total'];

/** The RoundingAmount given where it counts, or that which stood there as long as the lines do. */
export function roundingOf(before: JsonObject, input: JsonObject, strict: boolean): Decimal | undefined {
  const given = amountIn(input, 'RoundingAmount');
  if (given !== undefined && counts(input, strict)) return given.units === 0n ? undefined : round(given, 2);
  return Array.isArray(input.LineItems) ? undefined : decimalOf(before.RoundingAmount);
}

export function withRounding(sums: Totals, rounding: Decimal | undefined): Totals {
  return rounding === undefined ? sums : { ...sums, total: add(sums.total, rounding) };
}

/** A rounding has its limits; the settings say what becomes of one that does not count. */
export function roundingErrors(call: Call, input: JsonObject, strict: boolean): readonly string[] {
  const given = amountIn(input, 'RoundingAmount');
  if (given === undefined || given.units === 0n) return [];
  const isRefused = call.settings.roundingWithoutTotals === 'refused' && !counts(input, strict);
  return [
    ...(compare(absolute(given), most) > 0 ? [texts.roundingOutOfRange] : []),
    ...(isRefused ? [texts.roundingNeedsTotals] : []),
  ];
}

/** Beyond DRAFT, and with all three totals beside it. */
function counts(input: JsonObject, strict: boolean): boolean {
  return strict && totals.every((field) => amountIn(input, field) !== undefined);
}
