/** The rate that the components of a tax rate make together. */
import { add, type Decimal, decimalOf, multiply, one, round, sum, zero } from '../books/decimal.ts';
import type { JsonObject } from '../json.ts';

/** Percent with 4 decimals: plain components add up, and a compound one is charged on the amount with their tax. */
export function effectiveRateOf(components: readonly JsonObject[]): Decimal {
  const rates = (isCompound: boolean) =>
    components.filter((part) => (part.IsCompound === true) === isCompound).map((part) => decimalOf(part.Rate) ?? zero);
  const plain = sum(rates(false));
  const taxed = add(one, { units: plain.units, places: plain.places + 2 });
  return round(add(plain, multiply(sum(rates(true)), taxed)), 4);
}
