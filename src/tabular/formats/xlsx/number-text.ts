/** Numbers of a sheet's XML as exact decimal text, the way Excel shows them: at most 15 significant digits. */

import type { PaddingPart } from './number-format.ts';

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const SIGNIFICANT = 15;

/**
 * The decimal text of a number as it is written, or undefined where it is none. Exponents are written out; digits
 * behind the 15th are noise of binary floats and rounded off, except in whole numbers written out in full.
 * @param shift places by which to move the decimal point to the right
 */
export function decimalText(written: string, shift = 0): string | undefined {
  if (shift === 0 && isSimple(written)) return written;
  const match = NUMBER.exec(written.trim());
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent] = match;
  if (whole === '' && fraction === '') return undefined;
  const inFull = fraction === '' && exponent === undefined;
  const digits = trimmed(whole + fraction, whole.length + Number(exponent ?? 0));
  const rounded = inFull ? digits : roundDigits(digits);
  const text = placed(rounded.digits, rounded.point + shift);
  return sign === '-' && text !== '0' ? `-${text}` : text;
}

/** The number with the zeros and texts of its format (`0260`), or undefined where it is not whole or is negative. */
export function paddedText(decimal: string, padding: readonly PaddingPart[]): string | undefined {
  if (!/^\d+$/.test(decimal)) return undefined;
  const places = padding.filter((part) => 'digit' in part).length;
  const digits = decimal.padStart(places, '0');
  let at = digits.length - places + 1;
  let first = true;
  let shown = '';
  for (const part of padding) {
    if ('text' in part) {
      shown += part.text;
      continue;
    }
    shown += first ? digits.slice(0, at) : digits.slice(at - 1, at);
    first = false;
    at++;
  }
  return shown;
}

/** A short whole number without a leading zero, or one with a fraction that ends in no zero: it stands as it is. */
function isSimple(text: string): boolean {
  const length = text.length;
  if (length === 0 || length > SIGNIFICANT) return false;
  let point = -1;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  for (let i = start; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code === 46 && point === -1 && i > start) point = i;
    else if (code < 48 || code > 57) return false;
  }
  if (point !== -1 && (text.charCodeAt(length - 1) === 48 || point === length - 1)) return false;
  const leading = text.charCodeAt(start) === 48;
  return length > start && (!leading || point === start + 1 || (length === 1 && start === 0));
}

/** Digits `0.DIGITS` times ten to the power of `point`. */
interface Digits {
  readonly digits: string;
  readonly point: number;
}

function trimmed(digits: string, point: number): Digits {
  const leading = /^0*/.exec(digits)?.[0].length ?? 0;
  return { digits: digits.slice(leading).replace(/0+$/, ''), point: point - leading };
}

function roundDigits({ digits, point }: Digits): Digits {
  if (digits.length <= SIGNIFICANT) return { digits, point };
  const kept = BigInt(digits.slice(0, SIGNIFICANT)) + (digits.charCodeAt(SIGNIFICANT) >= 53 ? 1n : 0n);
  const text = kept.toString();
  return trimmed(text, point + text.length - SIGNIFICANT);
}

function placed(digits: string, point: number): string {
  if (digits === '') return '0';
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
