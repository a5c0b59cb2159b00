/** Exact decimals in fixed point: the only form in which an amount exists between a cell and the JSON text sent. */

/** The number `units / 10^scale`; `scale` is 0 or more. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

export const ZERO: Decimal = { units: 0n, scale: 0 };

const POWERS: readonly bigint[] = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent));
const PLAIN = /^-?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** Reads a plain text: an optional minus, digits, an optional point. Anything else is undefined. */
export function parseDecimal(text: string): Decimal | undefined {
  if (!PLAIN.test(text)) return undefined;
  const point = text.indexOf('.');
  if (point < 0) return { units: BigInt(text), scale: 0 };
  const digits = text.slice(0, point) + text.slice(point + 1);
  return { units: BigInt(digits === '-' || digits === '' ? '0' : digits), scale: text.length - point - 1 };
}

/** A decimal from a text known to be one; throws on anything else (a program fault). */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === undefined) throw new RangeError(`not a plain decimal: ${JSON.stringify(text)}`);
  return parsed;
}

/** The plain text without superfluous zeros: `12.5`, `-0.01`, `1200`. */
export function formatDecimal(value: Decimal): string {
  return trimZeros(fixed(value, value.scale));
}

/** The text with exactly `places` places; the value must fit in them (round first). */
export function formatFixed(value: Decimal, places: number): string {
  return fixed(roundHalfAway(value, places), places);
}

export function add(a: Decimal, b: Decimal): Decimal {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale };
  const scale = Math.max(a.scale, b.scale);
  return { units: raise(a, scale) + raise(b, scale), scale };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, negate(b));
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale };
}

export function negate(value: Decimal): Decimal {
  return { units: -value.units, scale: value.scale };
}

export function absolute(value: Decimal): Decimal {
  return value.units < 0n ? negate(value) : value;
}

export function isZero(value: Decimal): boolean {
  return value.units === 0n;
}

export function isNegative(value: Decimal): boolean {
  return value.units < 0n;
}

/** -1, 0 or 1. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const left = raise(a, scale);
  const right = raise(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equal(a: Decimal, b: Decimal): boolean {
  return compare(a, b) === 0;
}

/** Rounded to `places`, ties away from zero, as Xero rounds. */
export function roundHalfAway(value: Decimal, places: number): Decimal {
  if (value.scale <= places) return { units: raise(value, places), scale: places };
  return { units: divideHalfAway(value.units, power(value.scale - places)), scale: places };
}

/** `a / b` rounded to `places`, ties away from zero; throws a RangeError where `b` is 0. */
export function divide(a: Decimal, b: Decimal, places: number): Decimal {
  const shift = places + b.scale - a.scale;
  const above = shift >= 0 ? a.units * power(shift) : a.units;
  const below = shift >= 0 ? b.units : b.units * power(-shift);
  return { units: divideHalfAway(above, below), scale: places };
}

/** The number of places that matter: 2 for 1.50 is 1. */
export function significantPlaces(value: Decimal): number {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return scale;
}

function divideHalfAway(above: bigint, below: bigint): bigint {
  if (below === 0n) throw new RangeError('division by zero');
  const negative = above < 0n !== below < 0n;
  const left = above < 0n ? -above : above;
  const right = below < 0n ? -below : below;
  const quotient = (left * 2n + right) / (right * 2n);
  return negative ? -quotient : quotient;
}

function raise(value: Decimal, scale: number): bigint {
  return value.scale === scale ? value.units : value.units * power(scale - value.scale);
}

function power(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

function fixed(value: Decimal, places: number): string {
  const negative = value.units < 0n;
  const digits = (negative ? -value.units : value.units).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(digits.length - places)}`;
  return negative ? `-${text}` : text;
}

function trimZeros(text: string): string {
  if (!text.includes('.')) return text;
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end -= 1;
  if (text.charCodeAt(end - 1) === 46) end -= 1;
  const trimmed = text.slice(0, end);
  return trimmed === '-0' ? '0' : trimmed;
}
