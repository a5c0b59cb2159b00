/** Why the amounts of a pair differ: the likeliest cause, from what else is known of the two. */

import {
  absolute,
  compare,
  type Decimal,
  decimal,
  divide,
  equal,
  isZero,
  multiply,
  negate,
  roundHalfAway,
} from '../model/decimal.ts';
import type { DifferenceCause } from '../model/reconciliation.ts';

/** What is known of Xero's record besides the fields compared. Amounts as plain texts, "" where unknown. */
export interface RecordTraits {
  readonly tax: string;
  readonly currency: string;
  /** Units of its currency for one of the base currency. */
  readonly rate: string;
  readonly status: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Number of its lines. */
  readonly lines: number;
  /** Amounts of its payments and credits, those after the day too. */
  readonly settlements: readonly string[];
}

/** An amount that differs, among the others of its pair. */
export interface AmountAt {
  readonly field: string;
  readonly sheet: Decimal;
  readonly xero: Decimal;
  /** Sheet less Xero. */
  readonly delta: Decimal;
}

export interface AmountContext {
  readonly traits: RecordTraits;
  /** The sheet names another currency. */
  readonly otherCurrency: boolean;
  /** The difference of a field that both sides have, 0 where it agrees; undefined where it is not known. */
  delta(field: string): Decimal | undefined;
  /** What the sheet says of the tax. */
  readonly sheetTax: Decimal | undefined;
}

const SMALL = decimal('0.05');
const CENT = decimal('0.01');
const DUE_FIELDS: ReadonlySet<string> = new Set([
  'AmountDue',
  'RemainingCredit',
  'AmountPaid',
  'AmountCredited',
  'AppliedAmount',
]);

export function amountCause(amount: AmountAt, context: AmountContext): DifferenceCause {
  if (isOtherCurrency(amount, context)) return 'currency';
  if (!isZero(amount.xero) && equal(amount.sheet, negate(amount.xero))) return 'sign';
  if (isDue(amount.field)) return dueCause(amount, context);
  return plainCause(amount, context) ?? 'amount';
}

export function isDue(field: string): boolean {
  return DUE_FIELDS.has(field);
}

/** What is still due follows the total where that is wrong, else a payment is lacking. */
function dueCause(amount: AmountAt, context: AmountContext): DifferenceCause {
  const total = context.delta('Total');
  if (total !== undefined && !isZero(total)) {
    const own = { ...amount, field: 'Total' };
    return equal(total, amount.delta)
      ? (plainCause(own, context) ?? 'amount')
      : (plainCause(amount, context) ?? 'amount');
  }
  const size = absolute(amount.delta);
  if (context.traits.settlements.some((text) => equal(absolute(decimal(text)), size))) return 'missing payment';
  const plain = plainCause(amount, context);
  return plain === 'rounding' ? plain : 'missing payment';
}

function plainCause(amount: AmountAt, context: AmountContext): DifferenceCause | undefined {
  const size = absolute(amount.delta);
  const taxes = [context.traits.tax === '' ? undefined : decimal(context.traits.tax), context.sheetTax];
  if (taxes.some((tax) => tax !== undefined && !isZero(tax) && equal(absolute(tax), size))) return 'tax';
  const perLine = multiply(CENT, { units: BigInt(context.traits.lines), scale: 0 });
  if (compare(size, SMALL) <= 0 || compare(size, perLine) <= 0) return 'rounding';
  if (amount.field === 'TotalTax') return isTaxedAmount(context) ? 'amount' : 'tax';
  const [net, tax] = [context.delta('SubTotal'), context.delta('TotalTax')];
  const taxAlone = net !== undefined && isZero(net) && tax !== undefined && !isZero(tax);
  return taxAlone ? 'tax' : undefined;
}

/** The tax is another since the amount that is taxed is. */
function isTaxedAmount(context: AmountContext): boolean {
  const [net, tax, total] = [context.delta('SubTotal'), context.delta('TotalTax'), context.delta('Total')];
  if (total === undefined || tax === undefined) return net !== undefined && !isZero(net);
  return !isZero(total) && !equal(total, tax);
}

/** Another currency is named, or the sheet's amount is the one in the base currency. */
function isOtherCurrency({ sheet, xero }: AmountAt, { traits, otherCurrency }: AmountContext): boolean {
  if (otherCurrency) return true;
  if (traits.rate === '' || isZero(xero)) return false;
  const rate = decimal(traits.rate);
  if (isZero(rate) || equal(rate, { units: 1n, scale: 0 })) return false;
  return equal(roundHalfAway(sheet, 2), divide(xero, rate, 2));
}
