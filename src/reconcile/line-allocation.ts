/** Compares what the lines of two records come to by account and by tax type: whether the same money stands elsewhere. */

import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  formatFixed,
  isZero,
  subtract,
  ZERO,
} from '../model/decimal.ts';
import type { LineSum } from './tally.ts';

/** By what lines are added up; named as the line's field is. */
export type LineField = 'AccountCode' | 'TaxType';

/** `200: 99.99; 260: 5.06`, of tax types with their tax: `OUTPUT2: 99.99 + 20.00`. */
export function allocationText(lines: readonly LineSum[], by: LineField): string {
  const names = [...sumsOf(lines, by)].sort(([a], [b]) => (a < b ? -1 : 1));
  return names
    .map(([name, { net, tax }]) => {
      const amount =
        by === 'AccountCode' || isZero(tax) ? formatFixed(net, 2) : `${formatFixed(net, 2)} + ${formatFixed(tax, 2)}`;
      return `${name === '' ? '(none)' : name}: ${amount}`;
    })
    .join('; ');
}

export interface AllocationOptions {
  readonly by: LineField;
  /** Per amount. */
  readonly tolerance: Decimal;
  /** Lines of the sheet that name none left it to Xero, as in imports. */
  readonly blankAgrees: boolean;
}

/** Whether lines are allocated in another way. A total that is wrong in the same accounts is no other allocation: the total says it. */
export function allocatedOtherwise(
  sheet: readonly LineSum[],
  xero: readonly LineSum[],
  { by, tolerance, blankAgrees }: AllocationOptions,
): boolean {
  const others = sumsOf(xero, by);
  const own = blankAgrees ? withPlaced(sumsOf(sheet, by), others) : sumsOf(sheet, by);
  const names = new Set([...own.keys(), ...others.keys()]);
  const pairs = [...names].map((name) => [own.get(name) ?? NOTHING, others.get(name) ?? NOTHING] as const);
  const totals = [total(own), total(others)] as const;
  const amounts: readonly (keyof Sum)[] = by === 'TaxType' ? ['net', 'tax'] : ['net'];
  return amounts.some((amount) => {
    const isOff = ([left, right]: readonly [Sum, Sum]) => isApart(left[amount], right[amount], tolerance);
    const off = pairs.filter(isOff);
    return off.length > 0 && (off.some((pair) => pair.some(isNothing)) || !isOff(totals));
  });
}

interface Sum {
  readonly net: Decimal;
  readonly tax: Decimal;
}

type Sums = ReadonlyMap<string, Sum>;

const NOTHING: Sum = { net: ZERO, tax: ZERO };

/** What comes to nothing is left out. */
function sumsOf(lines: readonly LineSum[], by: LineField): Sums {
  const sums = new Map<string, Sum>();
  for (const [account, taxType, net, tax] of lines) {
    const name = by === 'AccountCode' ? account : taxType;
    sums.set(name, plus(sums.get(name) ?? NOTHING, { net: decimal(net), tax: decimal(tax) }));
  }
  for (const [name, sum] of sums) if (isNothing(sum)) sums.delete(name);
  return sums;
}

/** What the sheet names nothing for is taken as it stands in Xero, where that comes to the same and nothing else is moved. */
function withPlaced(own: Sums, others: Sums): Sums {
  const left = own.get('');
  if (left === undefined || others.has('')) return own;
  const names = new Set([...own.keys(), ...others.keys()].filter((name) => name !== ''));
  const gaps = [...names].map((name) => subtract((others.get(name) ?? NOTHING).net, (own.get(name) ?? NOTHING).net));
  const sign = compare(left.net, ZERO);
  const fits = gaps.every((gap) => isZero(gap) || compare(gap, ZERO) === sign);
  return fits && compare(gaps.reduce(add, ZERO), left.net) === 0 ? others : own;
}

function total(sums: Sums): Sum {
  return [...sums.values()].reduce(plus, NOTHING);
}

function plus(one: Sum, other: Sum): Sum {
  return { net: add(one.net, other.net), tax: add(one.tax, other.tax) };
}

function isNothing({ net, tax }: Sum): boolean {
  return isZero(net) && isZero(tax);
}

function isApart(one: Decimal, other: Decimal, tolerance: Decimal): boolean {
  return compare(absolute(subtract(one, other)), tolerance) > 0;
}
