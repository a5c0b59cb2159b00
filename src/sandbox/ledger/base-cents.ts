/** Amounts of a currency as cents of the base currency. */
import { type Decimal, decimalOf, divide, one, round, toText, zero } from '../books/decimal.ts';
import type { Json, JsonObject } from '../json.ts';

/** More than this many cents on one document is no real amount, and sums of them must stay exact integers. */
export const mostBaseCents = 999_999_999_999_999n;

/** Cents of an amount at units of its currency per unit of the base currency, rounded half away from zero. */
export function baseCents(amount: Decimal, rate: Decimal): bigint {
  return (isOne(rate) ? round(amount, 2) : divide(amount, rate, 2)).units;
}

/** Whether an amount, at a rate, is beyond what the ledger takes. */
export function isBeyondLedger(amount: Decimal | undefined, rate: Decimal | undefined): boolean {
  if (amount === undefined || (rate !== undefined && rate.units <= 0n)) return false;
  const cents = baseCents(amount, rate ?? one);
  return cents > mostBaseCents || cents < -mostBaseCents;
}

/** The amount in a field; zero without. */
export function amountOf(value: Json | undefined): Decimal {
  return decimalOf(value) ?? zero;
}

/** Units of a document's or payment's currency per unit of the base currency. */
export function rateOf(body: JsonObject): Decimal {
  const rate = decimalOf(body.CurrencyRate);
  return rate === undefined || rate.units <= 0n ? one : rate;
}

export function isOne(rate: Decimal): boolean {
  return rate.units === 10n ** BigInt(rate.places);
}

/** `-12.50` of cents. */
export function centsText(cents: bigint): string {
  return toText({ units: cents, places: 2 }, 2);
}
