/** Whether the lines of two records are allocated alike, and how an allocation is written. */

import { describe, expect, test } from 'vitest';
import { decimal } from '../../../src/model/decimal.ts';
import { allocatedOtherwise, allocationText } from '../../../src/reconcile/line-allocation.ts';
import type { LineSum } from '../../../src/reconcile/tally.ts';

const SALES: LineSum = ['200', 'OUTPUT2', '100.00', '20.00'];
const OTHER: LineSum = ['260', 'ZERORATEDOUTPUT', '50.00', '0.00'];

function differ(sheet: readonly LineSum[], xero: readonly LineSum[], tolerance = '0.00', blankAgrees = false) {
  const by = (field: 'AccountCode' | 'TaxType') =>
    allocatedOtherwise(sheet, xero, { by: field, tolerance: decimal(tolerance), blankAgrees });
  return { account: by('AccountCode'), taxType: by('TaxType') };
}

describe('lines are allocated', () => {
  test('alike, in whatever order and portions they stand', () => {
    const halves: readonly LineSum[] = [OTHER, ['200', 'OUTPUT2', '40', '8'], ['200', 'OUTPUT2', '60.0', '12.00']];
    expect(differ([SALES, OTHER], halves)).toEqual({ account: false, taxType: false });
    expect(differ([SALES], [SALES, ['999', 'NONE', '0.00', '0.00']])).toEqual({ account: false, taxType: false });
  });

  test('otherwise, where the same money stands in another account or bears another tax', () => {
    expect(differ([SALES], [['260', 'OUTPUT2', '100.00', '20.00']])).toEqual({ account: true, taxType: false });
    expect(differ([OTHER], [['260', 'EXEMPTOUTPUT', '50.00', '0.00']])).toEqual({ account: false, taxType: true });
    expect(differ([SALES], [['', 'OUTPUT2', '100.00', '20.00']])).toEqual({ account: true, taxType: false });
    const moved: readonly LineSum[] = [
      ['200', 'OUTPUT2', '90.00', '18.00'],
      ['260', 'ZERORATEDOUTPUT', '60.00', '0.00'],
    ];
    expect(differ([SALES, OTHER], moved)).toEqual({ account: true, taxType: true });
  });

  test('otherwise, where tax moves from one type to another', () => {
    const own: readonly LineSum[] = [SALES, ['200', 'RROUTPUT', '100.00', '5.00']];
    const others: readonly LineSum[] = [
      ['200', 'OUTPUT2', '100.00', '19.00'],
      ['200', 'RROUTPUT', '100.00', '6.00'],
    ];
    expect(differ(own, others)).toEqual({ account: false, taxType: true });
  });

  test('alike, where the total alone is wrong: the total says so', () => {
    expect(differ([['200', 'OUTPUT2', '130.00', '26.00'], OTHER], [SALES, OTHER])).toEqual({
      account: false,
      taxType: false,
    });
    expect(differ([['200', 'OUTPUT2', '100.00', '0.00']], [SALES])).toEqual({ account: false, taxType: false });
  });

  test('alike, where an import left accounts and tax types to Xero', () => {
    const blank: LineSum = ['', '', '50.00', '0.00'];
    const imported = (sheet: readonly LineSum[], xero: readonly LineSum[]) => differ(sheet, xero, '0.00', true);
    expect(imported([SALES, blank], [SALES, OTHER])).toEqual({ account: false, taxType: false });
    expect(imported([SALES, blank], [['200', 'OUTPUT2', '150.00', '20.00']])).toEqual({
      account: false,
      taxType: false,
    });
    expect(imported([SALES, blank], [['260', 'NONE', '150.00', '20.00']])).toEqual({ account: true, taxType: true });
    expect(differ([blank], [OTHER])).toEqual({ account: true, taxType: true });
  });

  test('alike within the tolerance', () => {
    const own: readonly LineSum[] = [
      ['200', 'OUTPUT2', '100.01', '20.00'],
      ['260', 'ZERORATEDOUTPUT', '49.99', '0.00'],
    ];
    expect(differ(own, [SALES, OTHER], '0.01')).toEqual({ account: false, taxType: false });
    expect(differ(own, [SALES, OTHER])).toEqual({ account: true, taxType: true });
  });
});

test('an allocation is written by account or by tax type, in order, without what comes to nothing', () => {
  const lines: readonly LineSum[] = [OTHER, SALES, ['', 'OUTPUT2', '-7.50', '-1.50'], ['300', 'NONE', '0', '0']];
  expect(allocationText(lines, 'AccountCode')).toBe('(none): -7.50; 200: 100.00; 260: 50.00');
  expect(allocationText(lines, 'TaxType')).toBe('OUTPUT2: 92.50 + 18.50; ZERORATEDOUTPUT: 50.00');
});
