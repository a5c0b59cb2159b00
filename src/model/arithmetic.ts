/** Xero's arithmetic: the unit amount is rounded, then the line, then the tax of each line, and only then is added. */

import { add, type Decimal, divide, multiply, roundHalfAway, significantPlaces, subtract } from './decimal.ts';
import type { Document, DocumentLine } from './document.ts';
import type { EntityShape } from './entity.ts';
import type { Facts } from './facts.ts';
import { documentSide, itemDefaults, lineAccountCode, lineTaxType, type Side } from './line-defaults.ts';
import { decimalOf, textOf } from './values.ts';

/** A line as Xero computes it, with 2 places. */
export interface LineTotals {
  readonly lineAmount: Decimal;
  readonly taxAmount: Decimal;
  /** The tax by the other tie rule for inclusive amounts, where the two differ. */
  readonly taxAlternative?: Decimal;
}

export interface Totals {
  readonly lines: readonly LineTotals[];
  readonly subTotal: Decimal;
  readonly totalTax: Decimal;
  readonly total: Decimal;
  /** The lines' taxes by the other tie rule, where they differ. */
  readonly totalTaxAlternative?: Decimal;
}

export interface ArithmeticOptions {
  readonly entity: EntityShape;
  /** Places that Xero keeps of a unit amount in this run: 4 with `unitdp=4`. */
  readonly unitdp: 2 | 4;
}

type Mode = 'EXCLUSIVE' | 'INCLUSIVE' | 'NOTAX';

interface LineRates {
  readonly places: 2 | 4;
  readonly mode: Mode;
  readonly side: Side | undefined;
  /** Whether a tax amount that is given takes the place of the computed one; a journal's does not. */
  readonly taxCounts: boolean;
  readonly facts: Facts;
}

const ONE: Decimal = { units: 1n, scale: 0 };
const NOTHING: Decimal = { units: 0n, scale: 2 };
const HUNDRED: Decimal = { units: 100n, scale: 0 };
const NO_RATE: Decimal = { units: 0n, scale: 0 };

/** The amounts of one document as Xero will compute them; undefined where it has no lines, or its values do not say how tax is computed. */
export function computeTotals(document: Document, facts: Facts, options: ArithmeticOptions): Totals | undefined {
  const mode = modeOf(document);
  if (mode === undefined || document.lines.length === 0) return undefined;
  const side = documentSide(options.entity.name, document.fields);
  const taxCounts = options.entity.lines?.arithmetic !== 'journal';
  const rates: LineRates = { places: unitPlaces(options), mode, side, taxCounts, facts };
  const lines: LineTotals[] = [];
  for (const line of document.lines) {
    const computed = computeLine(line, rates);
    if (computed === undefined) return undefined;
    lines.push(computed);
  }
  const totals = addUp(lines, mode);
  const rounding = decimalOf(document.fields, 'RoundingAmount');
  return rounding === undefined ? totals : { ...totals, total: add(totals.total, roundHalfAway(rounding, 2)) };
}

/** Whether a unit amount has more than 2 places, so that the run must ask Xero to keep 4. */
export function needsFourPlaces(document: Document): boolean {
  for (const line of document.lines) {
    const unitAmount = decimalOf(line.values, 'UnitAmount');
    if (unitAmount !== undefined && unitAmount.scale > 2 && significantPlaces(unitAmount) > 2) return true;
  }
  return false;
}

/** Places of a unit amount: purchase orders always keep 4. */
export function unitPlaces(options: ArithmeticOptions): 2 | 4 {
  return options.entity.name === 'PurchaseOrders' ? 4 : options.unitdp;
}

/** The line's amount as quantity, unit amount and discount give it, rounded to 2 places. */
export function expectedLineAmount(
  quantity: Decimal,
  unitAmount: Decimal,
  discount: { readonly rate?: Decimal | undefined; readonly amount?: Decimal | undefined },
  places: 2 | 4,
): Decimal {
  const gross = multiply(capped(quantity, 4), capped(unitAmount, places));
  if (discount.rate !== undefined) {
    const kept = subtract(HUNDRED, discount.rate);
    return roundHalfAway({ units: gross.units * kept.units, scale: gross.scale + kept.scale + 2 }, 2);
  }
  return roundHalfAway(discount.amount === undefined ? gross : subtract(gross, discount.amount), 2);
}

function modeOf(document: Document): Mode | undefined {
  const mode = textOf(document.fields, 'LineAmountTypes')?.toUpperCase();
  return mode === 'EXCLUSIVE' || mode === 'INCLUSIVE' || mode === 'NOTAX' ? mode : undefined;
}

function computeLine(line: DocumentLine, rates: LineRates): LineTotals | undefined {
  const lineAmount = lineAmountOf(line, rates);
  if (rates.mode === 'NOTAX') return { lineAmount, taxAmount: NOTHING };
  const override = rates.taxCounts ? decimalOf(line.values, 'TaxAmount') : undefined;
  if (override !== undefined) return { lineAmount, taxAmount: roundHalfAway(override, 2) };
  const rate = rateOf(line, lineAmount, rates);
  if (rate === undefined) return undefined;
  if (rate.units === 0n) return { lineAmount, taxAmount: NOTHING };
  return rates.mode === 'EXCLUSIVE' ? exclusiveTax(lineAmount, rate) : inclusiveTax(lineAmount, rate, rates.facts);
}

/** A given line amount stands where Xero derives the quantity or the unit amount from it. */
function lineAmountOf(line: DocumentLine, rates: LineRates): Decimal {
  const { values } = line;
  const given = decimalOf(values, 'LineAmount');
  const quantity = decimalOf(values, 'Quantity');
  let unitAmount = decimalOf(values, 'UnitAmount');
  if (given !== undefined && (quantity === undefined || unitAmount === undefined)) return roundHalfAway(given, 2);
  unitAmount ??= itemDefaults(values, rates.facts, rates.side)?.unitPrice;
  if (unitAmount === undefined) return NOTHING;
  const rate = decimalOf(values, 'DiscountRate');
  const amount = decimalOf(values, 'DiscountAmount');
  return expectedLineAmount(quantity ?? ONE, unitAmount, { rate, amount }, rates.places);
}

/** The rate in per cent; undefined where the tax type or the account that would give it is unknown. */
function rateOf(line: DocumentLine, lineAmount: Decimal, rates: LineRates): Decimal | undefined {
  const taxType = lineTaxType(line.values, rates.facts, rates.side);
  if (taxType !== undefined && taxType !== '') return rates.facts.taxRate(taxType)?.effectiveRate;
  if (lineAmount.units === 0n) return NO_RATE;
  const code = lineAccountCode(line.values, rates.facts, rates.side);
  return code === undefined || rates.facts.accountsByCode(code).length > 0 ? NO_RATE : undefined;
}

function exclusiveTax(lineAmount: Decimal, rate: Decimal): LineTotals {
  const exact: Decimal = { units: lineAmount.units * rate.units, scale: lineAmount.scale + rate.scale + 2 };
  return { lineAmount, taxAmount: roundHalfAway(exact, 2) };
}

/** The two ways to round differ by one cent exactly where the net amount falls on half a cent. */
function inclusiveTax(lineAmount: Decimal, rate: Decimal, facts: Facts): LineTotals {
  const hundred: Decimal = { units: 100n * 10n ** BigInt(rate.scale), scale: rate.scale };
  const whole: Decimal = { units: hundred.units + rate.units, scale: rate.scale };
  if (whole.units === 0n) return { lineAmount, taxAmount: NOTHING };
  const twice = lineAmount.units * hundred.units * 2n;
  const net = divide(multiply(lineAmount, hundred), whole, 2);
  const byNet: Decimal = { units: lineAmount.units - net.units, scale: 2 };
  if (twice % whole.units !== 0n || (twice / whole.units) % 2n === 0n) return { lineAmount, taxAmount: byNet };
  const byTax = divide(multiply(lineAmount, rate), whole, 2);
  return facts.settings.inclusiveTax === 'net-rounded'
    ? { lineAmount, taxAmount: byNet, taxAlternative: byTax }
    : { lineAmount, taxAmount: byTax, taxAlternative: byNet };
}

function addUp(lines: readonly LineTotals[], mode: Mode): Totals {
  let amount = 0n;
  let tax = 0n;
  let alternative = 0n;
  let differs = false;
  for (const line of lines) {
    amount += line.lineAmount.units;
    tax += line.taxAmount.units;
    alternative += (line.taxAlternative ?? line.taxAmount).units;
    if (line.taxAlternative !== undefined) differs = true;
  }
  const amounts: Decimal = { units: amount, scale: 2 };
  const totalTax: Decimal = { units: tax, scale: 2 };
  const subTotal = mode === 'INCLUSIVE' ? subtract(amounts, totalTax) : amounts;
  const total = mode === 'INCLUSIVE' ? amounts : add(amounts, totalTax);
  const totals = { lines, subTotal, totalTax, total };
  return differs ? { ...totals, totalTaxAlternative: { units: alternative, scale: 2 } } : totals;
}

function capped(value: Decimal, places: number): Decimal {
  return value.scale <= places ? value : roundHalfAway(value, places);
}
