/** How the amounts of a value are read: by a declared example of the style, or by the decimal sign that its column proves. */

import { type Decimal, parseDecimal } from '../model/decimal.ts';
import type { Cell } from '../model/source-row.ts';
import { type Failure, failure } from './failure.ts';
import { stripAmount } from './strip-amount.ts';

/** An exact amount, or why the cell is none. */
export type ReadNumber = (cell: Cell) => Decimal | Failure;

/** `12.50` or `12,50`. */
export type DecimalSign = 'point' | 'comma';

/** What a column's amounts prove; `contradictory` where some can only have a point and some only a comma. */
export type NumberProof = DecimalSign | 'contradictory';

interface NumberStyle {
  readonly sign: '.' | ',';
  /** Signs that may stand between thousands, one kind in a number. */
  readonly groups: string;
}

const POINT: NumberStyle = { sign: '.', groups: ", '" };
const COMMA: NumberStyle = { sign: ',', groups: ". '" };
const EXAMPLE = /^\d{1,3}([., '])\d{3}(?:([.,])\d+)?$|^\d+([.,])\d+$/;
const BIG_LENGTH = 15;

/** The readings of a text under either decimal sign. */
export interface NumberReadings {
  readonly point: Decimal | undefined;
  readonly comma: Decimal | undefined;
  /** A point or comma stands in it: only such texts prove or need a proof. */
  readonly signed: boolean;
}

/** Undefined where the example shows no style: `"1,234.56"`, `"1.234,56"`, `"1 234,56"`, `"1'234.56"`, `"1234.56"`. */
export function declaredNumbers(example: string): ReadNumber | undefined {
  const style = parseStyle(example);
  if (style === undefined) return undefined;
  return numberReader(style.sign === '.' ? 46 : 44, (text) => {
    const stripped = stripAmount(text);
    const amount = stripped === undefined ? undefined : readCore(stripped.core, style);
    if (amount === undefined) return failure('map/not-a-number', { style: example });
    return stripped!.negative ? negative(amount) : amount;
  });
}

/** The decimal sign of an example of the style; undefined where it shows none. */
export function declaredSign(example: string): '.' | ',' | undefined {
  return parseStyle(example)?.sign;
}

/** Reads by what the column proved; without a proof a text such as `1.234` is refused. */
export function provenNumbers(proof: NumberProof | undefined): ReadNumber {
  const fast = proof === 'point' ? 46 : proof === 'comma' ? 44 : -1;
  return numberReader(fast, (text) => {
    const { point, comma, signed } = numberReadings(text);
    if (point === undefined && comma === undefined) return failure('map/not-a-number');
    if (proof === 'point' || proof === 'comma') {
      return (proof === 'point' ? point : comma) ?? failure('map/not-a-number', { proof });
    }
    if (!signed) return point!;
    if (proof === undefined && (point === undefined || comma === undefined)) return (point ?? comma)!;
    return failure('map/ambiguous-number', proof === undefined ? {} : { proof });
  });
}

export function numberReadings(text: string): NumberReadings {
  const stripped = stripAmount(text);
  if (stripped === undefined) return { point: undefined, comma: undefined, signed: false };
  const { core, negative: below } = stripped;
  const read = (style: NumberStyle) => {
    const amount = readCore(core, style);
    return amount !== undefined && below ? negative(amount) : amount;
  };
  return { point: read(POINT), comma: read(COMMA), signed: core.includes('.') || core.includes(',') };
}

/** The only decimal sign with which the text is an amount; undefined where it proves none. */
export function provenSign(text: string): DecimalSign | undefined {
  let sign = -1;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) continue;
    if ((code !== 46 && code !== 44) || sign >= 0) return provenByReadings(text);
    sign = i;
  }
  if (sign < 0 || sign === text.length - 1) return undefined;
  const grouped = text.length - sign === 4 && sign >= 1 && sign <= 3 && text.charCodeAt(0) !== 48;
  return grouped ? undefined : text.charCodeAt(sign) === 46 ? 'point' : 'comma';
}

function provenByReadings(text: string): DecimalSign | undefined {
  if (!text.includes('.') && !text.includes(',')) return undefined;
  const { point, comma } = numberReadings(text);
  if ((point === undefined) === (comma === undefined)) return undefined;
  return comma === undefined ? 'point' : 'comma';
}

function parseStyle(example: string): NumberStyle | undefined {
  const core = stripAmount(example)?.core;
  const found = core === undefined ? null : EXAMPLE.exec(core);
  if (found === null) return undefined;
  const [, group, afterGroup, alone] = found;
  if (alone !== undefined) {
    const style: NumberStyle = { sign: alone as '.' | ',', groups: '' };
    return numberReadings(example).point !== undefined && numberReadings(example).comma !== undefined
      ? undefined
      : style;
  }
  if (afterGroup === undefined || afterGroup === group) return undefined;
  return { sign: afterGroup as '.' | ',', groups: group! };
}

/** @param sign the character code of the decimal sign that plain texts may have; -1 for none */
function numberReader(sign: number, read: (text: string) => Decimal | Failure): ReadNumber {
  return (cell) => {
    if (typeof cell === 'string') return readPlain(cell, sign) ?? read(cell);
    if ('n' in cell) return parseDecimal(cell.n) ?? failure('map/not-a-number');
    return failure('map/not-a-number');
  };
}

/** `-12.50`: the usual text, read without a detour; whole numbers up to 15 digits are exact on the way. */
function readPlain(text: string, sign: number): Decimal | undefined {
  const length = text.length;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  if (length - start > BIG_LENGTH || length === start) return undefined;
  let whole = 0;
  let scale = -1;
  for (let i = start; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      whole = whole * 10 + code - 48;
      if (scale >= 0) scale += 1;
    } else if (code === sign && scale < 0 && i > start) scale = 0;
    else return undefined;
  }
  if (scale === 0) return undefined;
  return { units: BigInt(start === 1 ? -whole : whole), scale: Math.max(scale, 0) };
}

/** Digits with an optional decimal sign; thousands either all grouped, by one sign, in threes, or none. */
function readCore(core: string, style: NumberStyle): Decimal | undefined {
  const at = core.indexOf(style.sign);
  const whole = at < 0 ? core : core.slice(0, at);
  const fraction = at < 0 ? '' : core.slice(at + 1);
  if (!isDigits(fraction) || (whole === '' && fraction === '')) return undefined;
  const digits = ungroup(whole, style.groups);
  return digits === undefined ? undefined : { units: BigInt(`${digits}${fraction}` || '0'), scale: fraction.length };
}

function ungroup(whole: string, groups: string): string | undefined {
  if (isDigits(whole)) return whole;
  const sign = whole[whole.search(/\D/)]!;
  if (!groups.includes(sign)) return undefined;
  const parts = whole.split(sign);
  const [first = '', ...rest] = parts;
  const fits = first.length >= 1 && first.length <= 3 && first[0] !== '0' && isDigits(first);
  return fits && rest.every((part) => part.length === 3 && isDigits(part)) ? parts.join('') : undefined;
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function negative(amount: Decimal): Decimal {
  return { units: -amount.units, scale: amount.scale };
}
