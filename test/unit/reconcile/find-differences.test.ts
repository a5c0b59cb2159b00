/** What differs between two records, and the cause that is told of it. */

import { describe, expect, test } from 'vitest';
import { decimal } from '../../../src/model/decimal.ts';
import type { ReconciledField } from '../../../src/model/reconciliation.ts';
import type { RecordTraits } from '../../../src/reconcile/difference-cause.ts';
import { differenceFinder } from '../../../src/reconcile/find-differences.ts';

type Values = Readonly<Record<string, string>>;

const TYPES: Readonly<Record<string, ReconciledField['type']>> = {
  Date: 'date',
  Name: 'text',
  Status: 'text',
  CurrencyCode: 'text',
};

const TRAITS: RecordTraits = {
  tax: '20.00',
  currency: 'GBP',
  rate: '1',
  status: 'AUTHORISED',
  date: '2026-10-01',
  lines: 1,
  settlements: [],
};

/** `Total 10 tax` for each difference. */
function causes(
  sheet: Values,
  xero: Values,
  traits: Partial<RecordTraits> = {},
  tolerance = '0.00',
  blankAgrees = false,
): readonly string[] {
  const names = Object.keys(sheet);
  const fields = names.map((field) => ({
    field,
    header: field,
    type: TYPES[field] ?? ('decimal' as const),
    compared: true,
  }));
  const find = differenceFinder({ fields, tolerance: decimal(tolerance), anyCase: new Set(), blankAgrees });
  const found = find(
    names.map((name) => sheet[name]!),
    names.map((name) => xero[name] ?? ''),
    { ...TRAITS, ...traits },
  );
  return found.map(({ field, delta, cause }) =>
    [names[field], delta, cause].filter((word) => word !== undefined).join(' '),
  );
}

test('blank cells differ from what Xero has, but not where they left the field to Xero', () => {
  const [sheet, xero] = [
    { CurrencyCode: '', Total: '' },
    { CurrencyCode: 'GBP', Total: '120.00' },
  ];
  expect(causes(sheet, xero)).toEqual(['CurrencyCode currency', 'Total -120 amount']);
  expect(causes(sheet, xero, {}, '0.00', true)).toEqual([]);
  expect(causes(xero, sheet, {}, '0.00', true)).toEqual(['CurrencyCode currency', 'Total 120 amount']);
});

describe('amounts', () => {
  test('are equal by value, and within the tolerance', () => {
    expect(causes({ Total: '120' }, { Total: '120.00' })).toEqual([]);
    expect(causes({ Total: '' }, { Total: '0.00' })).toEqual([]);
    expect(causes({ Total: '120.02' }, { Total: '120.00' }, {}, '0.02')).toEqual([]);
    expect(causes({ Total: '120.03' }, { Total: '120.00' }, {}, '0.02')).toEqual(['Total 0.03 rounding']);
  });

  test.each([
    ['0.05', 1, 'rounding'],
    ['0.06', 1, 'amount'],
    ['0.06', 6, 'rounding'],
    ['0.07', 6, 'amount'],
  ])('%s apart over %i lines: %s', (delta, lines, cause) => {
    const sheet = `100.${delta.slice(2)}`;
    expect(causes({ Total: sheet }, { Total: '100.00' }, { lines })).toEqual([`Total ${delta} ${cause}`]);
  });

  test('apart by just the tax, however small it is', () => {
    expect(causes({ Total: '0.20' }, { Total: '0.24' }, { tax: '0.04' })).toEqual(['Total -0.04 tax']);
    expect(causes({ Total: '100' }, { Total: '120' })).toEqual(['Total -20 tax']);
  });

  test('of which the tax alone differs', () => {
    const sheet = { SubTotal: '100', TotalTax: '17.50', Total: '117.50' };
    const xero = { SubTotal: '100', TotalTax: '20', Total: '120' };
    expect(causes(sheet, xero)).toEqual(['TotalTax -2.5 tax', 'Total -2.5 tax']);
    const less = { SubTotal: '90', TotalTax: '18', Total: '108' };
    expect(causes(less, xero)).toEqual(['SubTotal -10 amount', 'TotalTax -2 amount', 'Total -12 amount']);
    expect(causes({ TotalTax: '18', Total: '108' }, xero)).toEqual(['TotalTax -2 amount', 'Total -12 amount']);
    expect(causes({ SubTotal: '90', TotalTax: '18' }, xero)).toEqual(['SubTotal -10 amount', 'TotalTax -2 amount']);
    expect(causes({ TotalTax: '18', Total: '120' }, xero)).toEqual(['TotalTax -2 tax']);
    expect(causes({ ...sheet, TotalTax: '20.01', Total: '120.01' }, xero)).toEqual([
      'TotalTax 0.01 rounding',
      'Total 0.01 rounding',
    ]);
  });

  test('with the other sign', () => {
    expect(causes({ Total: '-120', AmountDue: '-120' }, { Total: '120', AmountDue: '120' })).toEqual([
      'Total -240 sign',
      'AmountDue -240 sign',
    ]);
  });

  test('in another currency, named or not', () => {
    const euro = { currency: 'EUR', rate: '1.25' };
    expect(causes({ CurrencyCode: 'GBP', Total: '120' }, { CurrencyCode: 'EUR', Total: '150' }, euro)).toEqual([
      'CurrencyCode currency',
      'Total -30 currency',
    ]);
    expect(causes({ Total: '120' }, { Total: '150' }, euro)).toEqual(['Total -30 currency']);
    expect(causes({ Total: '121' }, { Total: '150' }, euro)).toEqual(['Total -29 amount']);
  });
});

describe('what is due', () => {
  test('lacks a payment where the total agrees, or is not known', () => {
    expect(causes({ Total: '120', AmountDue: '120' }, { Total: '120', AmountDue: '50' })).toEqual([
      'AmountDue 70 missing payment',
    ]);
    expect(causes({ AmountDue: '120' }, { AmountDue: '50' })).toEqual(['AmountDue 70 missing payment']);
  });

  test('lacks a payment of a few cents, or as large as the tax, where there is such a payment', () => {
    const due = (sheet: string, xero: string, settlements: readonly string[]) =>
      causes({ Total: '120', AmountDue: sheet }, { Total: '120', AmountDue: xero }, { settlements });
    expect(due('0.03', '0', ['119.97', '0.03'])).toEqual(['AmountDue 0.03 missing payment']);
    expect(due('0.03', '0', ['120.00'])).toEqual(['AmountDue 0.03 rounding']);
    expect(due('20', '0', ['100', '20'])).toEqual(['AmountDue 20 missing payment']);
  });

  test('follows a total that differs', () => {
    expect(causes({ Total: '100', AmountDue: '100' }, { Total: '120', AmountDue: '120' })).toEqual([
      'Total -20 tax',
      'AmountDue -20 tax',
    ]);
    expect(causes({ Total: '150', AmountDue: '10' }, { Total: '120', AmountDue: '120' })).toEqual([
      'Total 30 amount',
      'AmountDue -110 amount',
    ]);
  });
});

describe('other fields', () => {
  test.each([
    ['café noir limited', 'Cafe Noir Ltd.', 'name spelling'],
    ['ABC', 'abc', 'name spelling'],
    ['Smith & Sons', 'Smith and Sons', 'name spelling'],
    ['ABC', 'ABD', 'text'],
    ['', 'ABC', 'text'],
  ])('%s and %s: %s', (sheet, xero, cause) => {
    expect(causes({ Name: sheet }, { Name: xero })).toEqual([`Name ${cause}`]);
  });

  test('days, statuses and spaces around', () => {
    expect(causes({ Date: '2026-10-05' }, { Date: '2026-09-28' })).toEqual(['Date 7 date']);
    expect(causes({ Date: '' }, { Date: '2026-09-28' })).toEqual(['Date date']);
    expect(causes({ Status: 'AUTHORISED' }, { Status: 'PAID' })).toEqual(['Status status']);
    expect(causes({ Name: ' ABC ' }, { Name: 'ABC' })).toEqual([]);
  });
});
