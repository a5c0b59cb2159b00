/** Exact decimal arithmetic of the sandbox's books: a whole number of units of ten to the minus `places`. */
import { type ExactNumber, isExactNumber, type Json, jsonNumber } from '../json.ts';

export interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

export const zero: Decimal = { units: 0n, places: 0 };
export const one: Decimal = { units: 1n, places: 0 };
export const hundred: Decimal = { units: 100n, places: 0 };
const form = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads `-12.50` or `1e-7`; undefined for anything that is not a number. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = form.exec(text.trim());
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  const magnitude = BigInt(whole + fraction);
  const units = sign === '-' ? -magnitude : magnitude;
  const places = fraction.length - Number(exponent);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}

/** Reads a JSON number, or a string that holds one. */
export function decimalOf(value: Json | undefined): Decimal | undefined {
  if (isExactNumber(value)) return parseDecimal(value.rawJSON);
  if (typeof value === 'number') return parseDecimal(String(value));
  return typeof value === 'string' ? parseDecimal(value) : undefined;
}

export function add(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places);
  return { units: scaled(a, places) + scaled(b, places), places };
}

function negate(a: Decimal): Decimal {
  return { units: -a.units, places: a.places };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, places: a.places + b.places };
}

/** a / b, rounded half away from zero. b must not be zero. */
export function divide(a: Decimal, b: Decimal, places: number): Decimal {
  const numerator = a.units * 10n ** BigInt(places + b.places);
  return { units: halfAway(numerator, b.units * 10n ** BigInt(a.places)), places };
}

/** Rounds half away from zero. */
export function round(a: Decimal, places: number): Decimal {
  if (a.places <= places) return { units: scaled(a, places), places };
  return { units: halfAway(a.units, 10n ** BigInt(a.places - places)), places };
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Decimal, b: Decimal): number {
  const places = Math.max(a.places, b.places);
  const difference = scaled(a, places) - scaled(b, places);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function absolute(a: Decimal): Decimal {
  return a.units < 0n ? negate(a) : a;
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = zero;
  for (const value of values) total = add(total, value);
  return total;
}

/** Plain decimal text with exactly `places` decimals. */
export function toText(a: Decimal, places: number): string {
  const { units } = round(a, places);
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return units < 0n ? `-${text}` : text;
}

/** `1,234.50`, with exactly `places` decimals. */
export function groupedText(a: Decimal, places: number): string {
  const [whole = '', ...fraction] = toText(a, places).split('.');
  return [whole.replace(/\B(?=(?:\d{3})+$)/g, ','), ...fraction].join('.');
}

/** A JSON number with at most `places` decimals. */
export function toJson(a: Decimal, places = 2): number | ExactNumber {
  return jsonNumber(toText(a, places));
}

function scaled(a: Decimal, places: number): bigint {
  return a.places === places ? a.units : a.units * 10n ** BigInt(places - a.places);
}

function halfAway(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = (n * 2n + d) / (d * 2n);
  return negative ? -quotient : quotient;
}
