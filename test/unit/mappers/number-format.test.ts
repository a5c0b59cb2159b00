/** Reading amounts by a declared style, and by what their column proves. */

import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../src/mappers/failure.ts';
import { declaredNumbers, provenNumbers, type ReadNumber } from '../../../src/mappers/number-format.ts';
import { provingBook } from '../../../src/mappers/proven-formats.ts';
import { formatFixed } from '../../../src/model/decimal.ts';
import type { Cell } from '../../../src/model/source-row.ts';

function shown(read: ReadNumber, cell: Cell): string {
  const amount = read(cell);
  return isFailure(amount) ? amount.code : formatFixed(amount, amount.scale);
}

function declared(example: string, cell: Cell): string {
  const read = declaredNumbers(example);
  return read === undefined ? 'no style' : shown(read, cell);
}

function proven(texts: readonly Cell[]): readonly string[] {
  const book = provingBook({});
  const see = book.numbers('Amount');
  for (const text of texts) see(text);
  const read = provenNumbers(new Map(book.prove().numbers).get('Amount'));
  return texts.map((text) => shown(read, text));
}

describe('declared style', () => {
  it.each([
    ['1,234.56', '1,234.56', '1234.56'],
    ['1,234.56', '1234.5', '1234.5'],
    ['1,234.56', '1,234', '1234'],
    ['1,234.56', '1.234', '1.234'],
    ['1,234.56', '.5', '0.5'],
    ['1,234.56', '12,50', 'map/not-a-number'],
    ['1,234.56', '1,2345', 'map/not-a-number'],
    ['1,234.56', '1,234,56.00', 'map/not-a-number'],
    ['1,234.56', '0,123', 'map/not-a-number'],
    ['1,234.56', '1 234.56', 'map/not-a-number'],
    ['1.234,56', '1.234,56', '1234.56'],
    ['1.234,56', '12,50', '12.50'],
    ['1.234,56', '12.50', 'map/not-a-number'],
    ['1.234,56', '1.234', '1234'],
    ['1 234,56', '1\u00a0234\u202f567,89', '1234567.89'],
    ["1'234.56", '1’234.56', '1234.56'],
    ['1234.56', '1234.56', '1234.56'],
    ['1234.56', '1,234.56', 'map/not-a-number'],
    ['12,50', '1234,5', '1234.5'],
  ])('%s reads %s as %s', (example, text, expected) => {
    expect(declared(example, text)).toBe(expected);
  });

  it.each([
    ['-12.50', '-12.50'],
    ['−12.50', '-12.50'],
    ['12.50-', '-12.50'],
    ['(12.50)', '-12.50'],
    ['(£12.50)', '-12.50'],
    ['£-12.50', '-12.50'],
    ['-£12.50', '-12.50'],
    ['+12.50', '12.50'],
    ['£ 1,234.56', '1234.56'],
    ['NZ$5.00', '5.00'],
    ['GBP 12.50', '12.50'],
    ['12.50 EUR', '12.50'],
    ['kr. 12.50', '12.50'],
    ['kr.12', '12'],
    ['12.50 kr.', '12.50'],
    ['10%', '10'],
    ['10.5 %', '10.5'],
    ['  7 ', '7'],
    ['999999999999999999.99', '999999999999999999.99'],
    ['-(12.50)', 'map/not-a-number'],
    ['(12.50', 'map/not-a-number'],
    ['--5', 'map/not-a-number'],
    ['-5-', 'map/not-a-number'],
    ['12.50 CR', 'map/not-a-number'],
    ['1e5', 'map/not-a-number'],
    ['5 apples', 'map/not-a-number'],
    ['12.5.0', 'map/not-a-number'],
    ['-', 'map/not-a-number'],
    ['.', 'map/not-a-number'],
    ['12.', 'map/not-a-number'],
    ['N/A', 'map/not-a-number'],
    ['1/2', 'map/not-a-number'],
    ['٣', 'map/not-a-number'],
  ])('reads %j as %s', (text, expected) => {
    expect(declared('1,234.56', text)).toBe(expected);
  });

  it('takes numbers of Excel as they are', () => {
    expect(declared('1.234,56', { n: '1.234' })).toBe('1.234');
    expect(declared('1.234,56', { n: '20', percent: true })).toBe('20');
    expect(declared('1.234,56', { b: true })).toBe('map/not-a-number');
    expect(declared('1.234,56', { d: '2026-10-05' })).toBe('map/not-a-number');
  });

  it.each(['1,234', '1.234', 'money', '', '1,234,56', '12'])('refuses the example %j', (example) => {
    expect(declared(example, '1')).toBe('no style');
  });
});

describe('proven style', () => {
  it('takes the sign that one value proves', () => {
    expect(proven(['1.234', '12.50'])).toEqual(['1.234', '12.50']);
    expect(proven(['1.234', '12,50'])).toEqual(['1234', '12.50']);
    expect(proven(['1,234', '1,234.56'])).toEqual(['1234', '1234.56']);
    expect(proven(['1.234', '1.234.567'])).toEqual(['1234', '1234567']);
    expect(proven(['1.234', '0.125'])).toEqual(['1.234', '0.125']);
    expect(proven(['1.234', '1234.567'])).toEqual(['1.234', '1234.567']);
    expect(proven(['1.234', '£12.50'])).toEqual(['1.234', '12.50']);
  });

  it('refuses what can be read two ways without a proof', () => {
    expect(proven(['1.234', '5', '1 234', { n: '1.5' }])).toEqual(['map/ambiguous-number', '5', '1234', '1.5']);
    expect(proven(['(1,234)'])).toEqual(['map/ambiguous-number']);
  });

  it('trusts no sign of a column that contradicts itself', () => {
    expect(proven(['12.50', '12,50', '7'])).toEqual(['map/ambiguous-number', 'map/ambiguous-number', '7']);
  });

  it('does not take what is no amount for a proof', () => {
    expect(proven(['1.234', '12.50 CR', '1,23,45'])).toEqual([
      'map/ambiguous-number',
      'map/not-a-number',
      'map/not-a-number',
    ]);
  });
});
