/** The arithmetic of one document line and of a document's totals, as Xero does it: round the price, the line, the tax per line, then add. */
import type { SandboxSettings } from '../settings.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  divide,
  hundred,
  multiply,
  one,
  round,
  subtract,
  sum,
  toText,
  zero,
} from './decimal.ts';

export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';

export interface LineInput {
  readonly quantity: Decimal | undefined;
  readonly unitAmount: Decimal | undefined;
  readonly lineAmount: Decimal | undefined;
  /** Percent. */
  readonly discountRate: Decimal | undefined;
  readonly discountAmount: Decimal | undefined;
  /** An override of the tax that the rate gives. */
  readonly taxAmount: Decimal | undefined;
  /** Percent. */
  readonly taxRate: Decimal;
}

export interface LineRules extends Pick<SandboxSettings, 'inclusiveTax' | 'zeroDiscount'> {
  readonly lineAmountTypes: LineAmountTypes;
  readonly unitPlaces: 2 | 4;
  /** What becomes of a TaxAmount sent along; up to the line amount where nothing is said. */
  readonly taxOverride?: SandboxSettings['taxOverride'];
}

export interface LineFigures {
  readonly quantity: Decimal | undefined;
  readonly unitAmount: Decimal | undefined;
  readonly lineAmount: Decimal;
  readonly taxAmount: Decimal;
  readonly discount: Decimal;
  readonly errors: readonly string[];
}

export interface Totals {
  readonly subTotal: Decimal;
  readonly totalTax: Decimal;
  readonly total: Decimal;
  readonly totalDiscount: Decimal;
}

/** Lines beyond it, either way, are refused. */
export const largestLineAmount: Decimal = { units: 999_999_999_999n, places: 2 };
const cent: Decimal = { units: 1n, places: 2 };

/** Computes a line; contradictions come back as error texts. */
export function computeLine(input: LineInput, rules: LineRules): LineFigures {
  const { quantity, unitAmount } = completed(input, rules.unitPlaces);
  const gross = quantity === undefined || unitAmount === undefined ? zero : multiply(quantity, unitAmount);
  const expected = round(discounted(gross, input), 2);
  const isNothing = quantity?.units === 0n || unitAmount?.units === 0n;
  const derived = (input.quantity === undefined || input.unitAmount === undefined) && !isNothing;
  const given = input.lineAmount === undefined ? undefined : round(input.lineAmount, 2);
  const lineAmount = given !== undefined && derived ? given : expected;
  const errors: string[] = [];
  if (given !== undefined && compare(given, lineAmount) !== 0) errors.push(mismatch(given, lineAmount));
  if (rules.zeroDiscount === 'refused' && hasZeroDiscount(input) && lineAmount.units !== 0n) {
    errors.push(`The line total 0 does not match the expected line total ${toText(lineAmount, 2)}`);
  }
  const taxAmount = taxOf(lineAmount, input, rules);
  errors.push(...taxErrors(taxAmount, lineAmount, input, rules));
  const discount = round(subtract(gross, discounted(gross, input)), 2);
  return { quantity, unitAmount, lineAmount, taxAmount, discount, errors };
}

/** Adds computed lines up; tax-inclusive lines contain their tax. */
export function computeTotals(lines: readonly LineFigures[], types: LineAmountTypes): Totals {
  const amounts = sum(lines.map((line) => line.lineAmount));
  const totalTax = sum(lines.map((line) => line.taxAmount));
  const totalDiscount = sum(lines.map((line) => line.discount));
  return types === 'Inclusive'
    ? { subTotal: subtract(amounts, totalTax), totalTax, total: amounts, totalDiscount }
    : { subTotal: amounts, totalTax, total: add(amounts, totalTax), totalDiscount };
}

/** The tax of a line amount at a rate in percent. */
export function taxAt(
  amount: Decimal,
  rate: Decimal,
  rules: Pick<LineRules, 'lineAmountTypes' | 'inclusiveTax'>,
): Decimal {
  if (rules.lineAmountTypes === 'NoTax') return zero;
  if (rules.lineAmountTypes === 'Exclusive') return round(divide(multiply(amount, rate), hundred, 12), 2);
  const divisor = add(hundred, rate);
  return rules.inclusiveTax === 'net-rounded'
    ? subtract(amount, divide(multiply(amount, hundred), divisor, 2))
    : divide(multiply(amount, rate), divisor, 2);
}

function taxOf(lineAmount: Decimal, input: LineInput, rules: LineRules): Decimal {
  const isTaken = rules.lineAmountTypes !== 'NoTax' && rules.taxOverride !== 'ignored';
  return input.taxAmount !== undefined && isTaken ? round(input.taxAmount, 2) : taxAt(lineAmount, input.taxRate, rules);
}

function taxErrors(taxAmount: Decimal, lineAmount: Decimal, input: LineInput, rules: LineRules): readonly string[] {
  if (input.taxAmount === undefined) return [];
  if (compare(absolute(taxAmount), absolute(lineAmount)) > 0) {
    return ['The tax amount cannot be greater than the line amount'];
  }
  const expected = taxAt(lineAmount, input.taxRate, rules);
  const isOff = compare(absolute(subtract(taxAmount, expected)), cent) > 0;
  return rules.taxOverride === 'within-a-cent' && isOff
    ? [`The tax amount ${toText(taxAmount, 2)} does not match the expected tax amount ${toText(expected, 2)}`]
    : [];
}

function completed(input: LineInput, unitPlaces: number): Pick<LineFigures, 'quantity' | 'unitAmount'> {
  const quantity = input.quantity === undefined ? undefined : round(input.quantity, 4);
  const unitAmount = input.unitAmount === undefined ? undefined : round(input.unitAmount, unitPlaces);
  if (input.lineAmount === undefined) {
    return { quantity: quantity ?? (unitAmount === undefined ? undefined : one), unitAmount };
  }
  const gross = undiscounted(round(input.lineAmount, 2), input);
  if (quantity === undefined && unitAmount === undefined)
    return { quantity: one, unitAmount: round(gross, unitPlaces) };
  if (unitAmount === undefined && quantity !== undefined) {
    return { quantity, unitAmount: quantity.units === 0n ? zero : divide(gross, quantity, unitPlaces) };
  }
  if (quantity === undefined && unitAmount !== undefined) {
    return { quantity: unitAmount.units === 0n ? one : divide(gross, unitAmount, 4), unitAmount };
  }
  return { quantity, unitAmount };
}

function discounted(gross: Decimal, input: LineInput): Decimal {
  if (input.discountRate !== undefined) {
    return divide(multiply(gross, subtract(hundred, input.discountRate)), hundred, 12);
  }
  return input.discountAmount === undefined ? gross : subtract(gross, input.discountAmount);
}

function undiscounted(net: Decimal, input: LineInput): Decimal {
  if (input.discountRate !== undefined && compare(input.discountRate, hundred) < 0) {
    return divide(multiply(net, hundred), subtract(hundred, input.discountRate), 4);
  }
  return input.discountAmount === undefined ? net : add(net, input.discountAmount);
}

function hasZeroDiscount(input: LineInput): boolean {
  return input.discountRate?.units === 0n || input.discountAmount?.units === 0n;
}

function mismatch(given: Decimal, expected: Decimal): string {
  return `The line total ${toText(given, 2)} does not match the expected line total ${toText(expected, 2)}`;
}
