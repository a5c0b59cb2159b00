/** A text that is no header but a legal value gets the form in which it is a constant. */

import { describe, expect, it } from 'vitest';
import { suggestValue } from '../../../src/job/suggest-value.ts';
import type { Field } from '../../../src/model/entity.ts';

const choice: Field = { name: 'Type', type: 'choice', values: ['ACCREC', 'Tax on purchases'] };

describe('suggestValue', () => {
  it.each<readonly [Field, string, string | undefined]>([
    [choice, 'ACCREC', '{ value: ACCREC }'],
    [choice, 'accrec', '{ value: ACCREC }'],
    [choice, 'tax on purchases', '{ value: "Tax on purchases" }'],
    [choice, 'Customer', undefined],
    [{ name: 'Quantity', type: 'decimal' }, '-1.5', '{ value: -1.5 }'],
    [{ name: 'Quantity', type: 'decimal' }, 'Qty', undefined],
    [{ name: 'Order', type: 'integer' }, '3', '{ value: 3 }'],
    [{ name: 'Order', type: 'integer' }, '3.5', undefined],
    [{ name: 'Date', type: 'date' }, '2026-10-01', '{ value: 2026-10-01 }'],
    [{ name: 'Date', type: 'date' }, 'Dated', undefined],
    [{ name: 'Sent', type: 'boolean' }, 'TRUE', '{ value: TRUE }'],
    [{ name: 'Sent', type: 'boolean' }, 'Sent', undefined],
    [{ name: 'AccountCode', type: 'text', names: 'account-code' }, '0260', '{ value: 0260 }'],
    [{ name: 'AccountCode', type: 'text', names: 'account-code' }, 'Category', undefined],
    [{ name: 'TaxType', type: 'text', names: 'tax-type' }, 'OUTPUT2', '{ value: OUTPUT2 }'],
    [{ name: 'Reference', type: 'text' }, '200', undefined],
    [
      { name: 'ID', type: 'id' },
      '5040915e-8ce7-4177-8d08-fde416232f18',
      '{ value: 5040915e-8ce7-4177-8d08-fde416232f18 }',
    ],
    [{ name: 'ID', type: 'id' }, '5040915e', undefined],
  ])('%o of %s is %s', (field, text, expected) => {
    expect(suggestValue(field, text)).toBe(expected);
  });
});
