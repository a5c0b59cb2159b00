import { describe, expect, test } from 'vitest';
import { type Decimal, divide, parseDecimal, round, toText } from '../../src/sandbox/books/decimal.ts';
import { computeLine, computeTotals, type LineInput, type LineRules } from '../../src/sandbox/books/line-maths.ts';

const d = (text: string): Decimal => parseDecimal(text) as Decimal;
const rules: LineRules = {
  lineAmountTypes: 'Exclusive',
  unitPlaces: 2,
  inclusiveTax: 'net-rounded',
  zeroDiscount: 'refused',
};
const input = (over: Partial<LineInput>): LineInput => ({
  quantity: undefined,
  unitAmount: undefined,
  lineAmount: undefined,
  discountRate: undefined,
  discountAmount: undefined,
  taxAmount: undefined,
  taxRate: d('20'),
  ...over,
});
const figures = (over: Partial<LineInput>, with_: Partial<LineRules> = {}) => {
  const line = computeLine(input(over), { ...rules, ...with_ });
  const text = (amount: Decimal | undefined, places: number) =>
    amount === undefined ? undefined : toText(amount, places);
  const { quantity, unitAmount, lineAmount, taxAmount, errors } = line;
  return {
    quantity: text(quantity, 4),
    unit: text(unitAmount, 4),
    line: text(lineAmount, 2),
    tax: text(taxAmount, 2),
    errors,
  };
};

describe('decimals', () => {
  test.each([
    ['2.165', '2.17'],
    ['2.164', '2.16'],
    ['-2.165', '-2.17'],
    ['0.005', '0.01'],
    ['-0.004', '0.00'],
    ['1e2', '100.00'],
    ['12345678901234567890.125', '12345678901234567890.13'],
  ])('%s is %s in cents', (from, to) => {
    expect(toText(round(d(from), 2), 2)).toBe(to);
  });
  test.each(['', '.', '1,5', 'abc', '1.2.3', '--1', '0x10'])('%j is not a number', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });
  test('division rounds half away from zero on either side', () => {
    expect([divide(d('1'), d('8'), 2), divide(d('-1'), d('8'), 2)].map((x) => toText(x, 2))).toEqual(['0.13', '-0.13']);
  });
});

describe('a line', () => {
  test.each([
    ['25.06', '15', '3.76'],
    ['25.61', '15', '3.84'],
    ['25.63', '15', '3.84'],
  ])('of %s at %s %% has tax %s on top', (amount, rate, tax) => {
    expect(figures({ quantity: d('1'), unitAmount: d(amount), taxRate: d(rate) })).toMatchObject({ line: amount, tax });
  });

  test.each([
    ['50', '15', '6.52'],
    ['420', '15', '54.78'],
    ['89', '15', '11.61'],
    ['90', '15', '11.74'],
    ['95.5', '15', '12.46'],
    ['97', '15', '12.65'],
  ])('of %s with %s %% tax inside has tax %s', (amount, rate, tax) => {
    const line = { quantity: d('1'), unitAmount: d(amount), taxRate: d(rate) };
    for (const inclusiveTax of ['net-rounded', 'tax-rounded'] as const) {
      expect(figures(line, { lineAmountTypes: 'Inclusive', inclusiveTax }).tax).toBe(tax);
    }
  });

  test('with tax inside at a tie follows the setting', () => {
    const line = { quantity: d('1'), unitAmount: d('0.03') };
    expect(figures(line, { lineAmountTypes: 'Inclusive' }).tax).toBe('0.00');
    expect(figures(line, { lineAmountTypes: 'Inclusive', inclusiveTax: 'tax-rounded' }).tax).toBe('0.01');
  });

  test('of 1000 less 10 % with 8.25 % tax inside', () => {
    const line = { quantity: d('1'), unitAmount: d('1000'), discountRate: d('10'), taxRate: d('8.25') };
    expect(figures(line, { lineAmountTypes: 'Inclusive' })).toMatchObject({ line: '900.00', tax: '68.59' });
  });

  test('rounds the unit amount to 2 or 4 decimals before it multiplies', () => {
    const line = { quantity: d('1000'), unitAmount: d('0.12345') };
    expect(figures(line)).toMatchObject({ unit: '0.1200', line: '120.00' });
    expect(figures(line, { unitPlaces: 4 })).toMatchObject({ unit: '0.1235', line: '123.50' });
  });

  test('derives what is missing from the line amount', () => {
    expect(figures({ quantity: d('3'), lineAmount: d('10') })).toMatchObject({
      unit: '3.3300',
      line: '10.00',
      errors: [],
    });
    expect(figures({ unitAmount: d('2.5'), lineAmount: d('10') })).toMatchObject({ quantity: '4.0000', line: '10.00' });
    expect(figures({ lineAmount: d('10') })).toMatchObject({ quantity: '1.0000', unit: '10.0000', line: '10.00' });
  });

  test('whose amount contradicts quantity and price is refused', () => {
    expect(figures({ quantity: d('3'), unitAmount: d('222.31'), lineAmount: d('666.88') }).errors).toEqual([
      'The line total 666.88 does not match the expected line total 666.93',
    ]);
  });

  test('of no quantity is worth nothing', () => {
    expect(figures({ quantity: d('0'), lineAmount: d('5') }).errors).toEqual([
      'The line total 5.00 does not match the expected line total 0.00',
    ]);
  });

  test('with a discount of zero is refused unless the setting accepts it', () => {
    const line = { quantity: d('1'), unitAmount: d('7'), discountRate: d('0') };
    expect(figures(line).errors).toEqual(['The line total 0 does not match the expected line total 7.00']);
    expect(figures(line, { zeroDiscount: 'accepted' })).toMatchObject({ line: '7.00', errors: [] });
  });

  test('takes a tax override, but none above the line', () => {
    const line = { quantity: d('1'), unitAmount: d('10') };
    expect(figures({ ...line, taxAmount: d('1.99') })).toMatchObject({ tax: '1.99', errors: [] });
    expect(figures({ ...line, taxAmount: d('10.01') }).errors).toEqual([
      'The tax amount cannot be greater than the line amount',
    ]);
  });

  test('has no tax where the document has none', () => {
    expect(
      figures({ quantity: d('1'), unitAmount: d('10'), taxAmount: d('2') }, { lineAmountTypes: 'NoTax' }).tax,
    ).toBe('0.00');
  });
});

test('tax is added up per line, not taken from the sum', () => {
  const lines = ['25.06', '25.61', '25.63'].map((amount) =>
    computeLine(input({ quantity: d('1'), unitAmount: d(amount), taxRate: d('15') }), rules),
  );
  const totals = computeTotals(lines, 'Exclusive');
  expect([totals.subTotal, totals.totalTax, totals.total].map((x) => toText(x, 2))).toEqual([
    '76.30',
    '11.44',
    '87.74',
  ]);
});

test('totals of tax-inclusive lines contain the tax', () => {
  const line = computeLine(input({ quantity: d('1'), unitAmount: d('420'), taxRate: d('15') }), {
    ...rules,
    lineAmountTypes: 'Inclusive',
  });
  const totals = computeTotals([line], 'Inclusive');
  expect([totals.subTotal, totals.totalTax, totals.total].map((x) => toText(x, 2))).toEqual([
    '365.22',
    '54.78',
    '420.00',
  ]);
});
