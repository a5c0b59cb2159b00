/** Cells that are wrong or could be read two ways, from the file to the report: none is sent as something else. */

import { describe, expect, test } from 'vitest';
import { csvOf, type InvoiceRow, type JobChanges, jobOf, report } from '../support/bad-input.ts';

/** What the first row's status, code and message must be. */
interface Case {
  readonly what: string;
  readonly rows: readonly InvoiceRow[];
  readonly job?: JobChanges;
  readonly code: string;
  readonly status?: 'WARNING';
  /** Where it is not the first data row. */
  readonly row?: number;
  /** Column, value and remedy, as the message says them. */
  readonly says: readonly string[];
}

const currency: JobChanges = { columns: ['CurrencyCode: X', 'CurrencyRate: Y'] };

const CASES: readonly Case[] = [
  {
    what: 'a date that can be read two ways',
    rows: [{ Dated: '01/02/2026' }, { No: 'N-2', Dated: '03/04/2026' }],
    code: 'date/ambiguous',
    says: ['Dated = 01/02/2026', '2026-02-01', '2026-01-02', '`dates: dd/MM/yyyy`'],
  },
  {
    what: 'a date that can be read two ways in a column that proves both orders',
    rows: [{ Dated: '13/10/2026' }, { No: 'N-2', Dated: '10/13/2026' }, { No: 'N-3', Dated: '01/02/2026' }],
    code: 'date/ambiguous',
    row: 4,
    says: ['Dated = 01/02/2026'],
  },
  { what: 'a day that is none', rows: [{ Dated: '31/02/2026' }], code: 'date/invalid', says: ['Dated = 31/02/2026'] },
  { what: 'a month that is none', rows: [{ Dated: '2026-13-01' }], code: 'date/invalid', says: ['Dated = 2026-13-01'] },
  {
    what: 'a year of two digits against a pattern of four',
    rows: [{ Dated: '1/1/26' }],
    job: { source: 'dates: [dd/MM/yyyy, iso]' },
    code: 'date/invalid',
    says: ['Dated = 1/1/26'],
  },
  {
    what: 'the number of a day in a date column',
    rows: [{ Dated: '45,000' }],
    code: 'date/number',
    says: ['Dated = 45,000', 'date format'],
  },
  {
    what: 'an amount whose sign is unproven',
    rows: [{ Price: '1.234' }],
    code: 'map/ambiguous-number',
    says: ['Price = 1.234', '`numbers: "1,234.56"`'],
  },
  {
    what: 'amounts with a point and with a comma',
    rows: [{ Price: '12,5' }, { No: 'N-2', Price: '12.50' }],
    code: 'map/ambiguous-number',
    says: ['Price = 12,5', '`numbers:'],
  },
  ...['n/a', '-', 'TRUE', '1E+05', '12.5.0', '1,23,456.00', '--5', '1/2', '=1+1'].map(
    (Price): Case => ({
      what: `${Price} in an amount`,
      rows: [{ Price }, { No: 'N-2' }],
      code: 'map/not-a-number',
      says: [`Price = ${Price}`],
    }),
  ),
  {
    what: 'more places than Xero keeps',
    rows: [{ Price: '12.34567' }],
    code: 'limit/decimals',
    says: ['Price = 12.34567', '`then: [{ round: 4 }]`'],
  },
  {
    what: 'an amount of 16 digits',
    rows: [{ Price: '1234567890123456' }],
    code: 'limit/amount',
    says: ['Price = 1234567890123456'],
  },
  {
    what: 'a document below zero',
    rows: [{ Price: '(1,234.50)' }],
    code: 'totals/negative',
    says: ['-1481.40', 'CreditNotes', '`then: negate`'],
  },
  {
    what: 'a negative quantity',
    rows: [{ Qty: '-1' }, { Price: '99.00' }],
    code: 'line-math/negative-quantity',
    says: ['Qty = -1'],
  },
  {
    what: 'a discount above 100',
    rows: [{ X: '101' }],
    job: { lines: ['DiscountRate: X'] },
    code: 'line-math/discount-too-large',
    says: ['X = 101'],
  },
  {
    what: 'a price that is blank',
    rows: [{ Price: 'n/a' }],
    job: { source: 'blank: ["n/a"]' },
    code: 'line-math/no-amount',
    status: 'WARNING',
    says: ['Qty = 1'],
  },
  {
    what: 'a number that a spreadsheet has shortened',
    rows: [{ No: '1.23457E+11' }, { No: '1.23457E+11', Item: 'of another invoice' }],
    code: 'map/shortened-number',
    says: ['No = 1.23457E+11', 'as text'],
  },
  {
    what: 'a lookup without a match',
    rows: [{ X: 'Hardwear' }],
    job: { columns: ['Reference: { column: X, lookup: { Hardware: H } }'] },
    code: 'map/not-in-lookup',
    says: ['X = Hardwear', 'Did you mean Hardware?', '`lookup`'],
  },
  {
    what: 'the name of an inherited member in a lookup',
    rows: [{ X: 'constructor' }],
    job: { columns: ['Reference: { column: X, lookup: { Hardware: H } }'] },
    code: 'map/not-in-lookup',
    says: ['X = constructor'],
  },
  {
    what: 'rows of a group that disagree',
    rows: [{}, { No: 'N-2' }, { Dated: '2026-10-02' }],
    code: 'group/rows-disagree',
    row: 4,
    says: ['Dated = 2026-10-02', 'row 2', '2026-10-01'],
  },
  { what: 'a blank contact', rows: [{ Customer: '' }], code: 'map/required', says: ['Customer is blank', 'Contact'] },
  {
    what: 'a contact of which only the company form differs',
    rows: [{ Customer: 'ABC Furniture Ltd' }],
    code: 'resolve/similar-contact',
    says: ['Customer = ABC Furniture Ltd'],
  },
  {
    what: 'a contact with a no-break space within',
    rows: [{ Customer: 'ABC\u00a0Furniture' }],
    code: 'resolve/similar-contact',
    says: ['Customer = '],
  },
  {
    what: 'an account code with a leading zero too many',
    rows: [{ Account: '0200' }],
    code: 'resolve/unknown-account',
    says: ['Account = 0200', '200 Sales'],
  },
  {
    what: 'an account that Xero fills itself',
    rows: [{ Account: '610' }],
    code: 'account-code/not-postable',
    says: ['Account = 610'],
  },
  {
    what: 'the tax rate of the other side',
    rows: [{ VAT: 'INPUT2' }],
    code: 'tax-type/not-for-account',
    says: ['VAT = INPUT2'],
  },
  {
    what: 'a taxed line in a document without tax',
    rows: [{}],
    job: { lineAmountTypes: 'NoTax' },
    code: 'tax-type/no-tax',
    says: ['VAT = OUTPUT2', 'NoTax', 'Exclusive or Inclusive'],
  },
  {
    what: 'a currency that is not in use',
    rows: [{ X: 'JPY' }],
    job: { columns: ['CurrencyCode: X'] },
    code: 'resolve/currency',
    says: ['X = JPY', 'GBP'],
  },
  {
    what: 'a currency that is none',
    rows: [{ X: 'EURO' }],
    job: { columns: ['CurrencyCode: X'] },
    code: 'map/not-a-choice',
    says: ['X = EURO is none of the ', ' values AED, ', 'Did you mean EUR?'],
  },
  {
    what: 'a rate of zero',
    rows: [{ X: 'EUR', Y: '0' }],
    job: currency,
    code: 'resolve/currency-rate',
    says: ['Y = 0', 'greater than zero'],
  },
  {
    what: 'a rate beside the own currency',
    rows: [{ X: 'GBP', Y: '1.2' }],
    job: currency,
    code: 'resolve/currency-rate',
    says: ['Y = 1.2', 'GBP'],
  },
  {
    what: 'two options of one tracking category',
    rows: [{ X: 'Region', Y: 'West', Z: 'East' }],
    job: { lines: ['Tracking.1.Name: X', 'Tracking.1.Option: Y', 'Tracking.Region: Z'] },
    code: 'map/tracking-twice',
    says: ['Region', 'one option'],
  },
  {
    what: 'a tracking option that is unknown',
    rows: [{ X: 'Wset' }],
    job: { lines: ['Tracking.Region: X'] },
    code: 'resolve/unknown-tracking-option',
    says: ['X = Wset', 'West'],
  },
  {
    what: 'a character that cannot be seen',
    rows: [{ Item: 'De\u0007sk' }],
    code: 'map/control-character',
    says: ['U+0007'],
  },
  {
    what: 'an invoice number with a curly quote',
    rows: [{ No: '“N-1”' }],
    code: 'limit/not-ascii',
    says: ['“', 'U+201C'],
  },
  {
    what: 'a regular expression that would try for ever',
    rows: [{ Item: `${'a'.repeat(20_000)}!` }],
    job: { columns: ['Reference: { column: Item, then: [{ extract: "^(a+)+$" }] }'] },
    code: 'map/extract-none',
    says: ['(20001 characters)', '`extract`'],
  },
  {
    what: 'a due date before the date',
    rows: [{ Due: '2026-09-01' }],
    code: 'date/due-before-date',
    status: 'WARNING',
    says: ['Due = 2026-09-01'],
  },
];

describe('is refused or remarked on, with row, column, value and remedy', () => {
  test.each(CASES)('$what', async ({ rows, job, code, status = 'ERROR', row = 2, says }) => {
    const outcome = await report({ job: jobOf(job), files: { 'input.csv': csvOf(rows) } });
    const told = outcome.rows.find(({ Row }) => Row === String(row));
    expect(told?.Code?.split(' | '), JSON.stringify(outcome)).toContain(code);
    expect(told?.Status).toBe(status);
    expect(told?.Message).toMatch(new RegExp(`^Row ${row}: `));
    for (const words of says) expect(told?.Message).toContain(words);
    expect(outcome.code).toBe(status === 'ERROR' ? 2 : 0);
    expect(outcome.rows).toHaveLength(rows.length);
  });
});

test('a cell of a megabyte is refused, and its messages stay short', async () => {
  const { rows, code } = await report({ files: { 'input.csv': csvOf([{ Customer: 'x'.repeat(1024 * 1024) }]) } });
  expect(code).toBe(2);
  expect(rows[0]?.Code).toContain('limit/too-long');
  expect(rows[0]?.Message).toContain('(1048576 characters)');
  expect(rows[0]?.Message?.length).toBeLessThan(1500);
  expect(rows[0]?.Customer).toHaveLength(1024 * 1024);
});
