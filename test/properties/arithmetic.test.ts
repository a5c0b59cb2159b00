/** Xero's arithmetic against lines that Xero itself computed, and against a second implementation on decimal.js. */

import { readFileSync } from 'node:fs';
import { Decimal as DecimalJs } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { computeTotals, needsFourPlaces, type Totals } from '../../src/model/arithmetic.ts';
import { decimal, formatFixed } from '../../src/model/decimal.ts';
import type { FactSettings } from '../../src/model/facts.ts';
import { DEFAULT_SETTINGS } from '../../src/model/index-facts.ts';
import fc from '../support/seeded.ts';
import { invoices, journals, type LinePlan, makeDocument, type Plain } from '../unit/validators/sample-documents.ts';
import { sampleFacts, taxRate } from '../unit/validators/sample-facts.ts';

/** Enough digits that only our own rounding rounds. */
const Reference = DecimalJs.clone({ precision: 60 });

const TAX_ROUNDED: FactSettings = { inclusiveTax: 'tax-rounded' };

function totalsOf(
  mode: string,
  rate: string,
  lines: readonly Plain[],
  unitdp: 2 | 4 = 2,
  settings = DEFAULT_SETTINGS,
): Totals {
  const facts = sampleFacts({ taxRates: [taxRate('T', 'T', rate, 'AQLXR')] }, settings);
  const plans = lines.map((values): LinePlan => ({ values: { TaxType: 'T', ...values } }));
  const document = makeDocument({ Type: 'ACCREC', LineAmountTypes: mode }, plans);
  const totals = computeTotals(document, facts, { entity: invoices, unitdp });
  if (totals === undefined) throw new Error('no totals');
  return totals;
}

function shown(totals: Totals): readonly string[] {
  return [totals.subTotal, totals.totalTax, totals.total].map((amount) => formatFixed(amount, 2));
}

describe('lines computed by Xero', () => {
  const [, ...rows] = readFileSync(new URL('../fixtures/line-tax.csv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  it.each(['net-rounded', 'tax-rounded'] as const)('all 242 of them, with %s', (inclusiveTax) => {
    expect(rows).toHaveLength(242);
    for (const row of rows) {
      const [, , mode = '', quantity, price, discount, rate = '', line = '', tax = ''] = row.split(',');
      const plain = {
        Quantity: `#${quantity}`,
        UnitAmount: `#${price}`,
        ...(discount ? { DiscountRate: `#${discount}` } : {}),
      };
      const totals = totalsOf(mode, rate, [plain], 4, { inclusiveTax });
      const computed = totals.lines[0];
      expect([
        row,
        computed && formatFixed(computed.lineAmount, 2),
        computed && formatFixed(computed.taxAmount, 2),
      ]).toEqual([row, formatFixed(decimal(line), 2), formatFixed(decimal(tax), 2)]);
    }
  });
});

describe('against decimal.js', () => {
  const amount = (places: number, most: number) =>
    fc
      .tuple(fc.integer({ min: -most, max: most }), fc.integer({ min: 0, max: places }))
      .map(([units, scale]) => `${units}e-${scale}`);
  const plain = (text: string) => `#${new Reference(text).toFixed()}`;
  const cents = (value: DecimalJs) => value.toDecimalPlaces(2, Reference.ROUND_HALF_UP);

  it('agrees on every line and sum', () => {
    const line = fc.record({
      quantity: amount(4, 9_999_999),
      price: amount(6, 99_999_999),
      discount: fc.option(
        amount(2, 10_000).map((text) => text.replace('-', '')),
        { nil: undefined },
      ),
      off: fc.option(amount(2, 100_000), { nil: undefined }),
    });
    const mode = fc.constantFrom('Exclusive', 'Inclusive', 'NoTax');
    const rate = fc.constantFrom('0', '5', '8.25', '10', '12.5', '15', '17.5', '20', '23');
    const rounding = fc.constantFrom<FactSettings>(DEFAULT_SETTINGS, TAX_ROUNDED);
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 6 }),
        mode,
        rate,
        fc.constantFrom<2 | 4>(2, 4),
        rounding,
        (lines, types, percent, unitdp, settings) => {
          const r = new Reference(percent);
          let amounts = new Reference(0);
          let taxes = new Reference(0);
          for (const { quantity, price, discount, off } of lines) {
            const gross = new Reference(quantity).times(
              new Reference(price).toDecimalPlaces(unitdp, Reference.ROUND_HALF_UP),
            );
            const net =
              discount !== undefined ? gross.times(new Reference(100).minus(discount)).div(100) : gross.minus(off ?? 0);
            const rounded = cents(net);
            amounts = amounts.plus(rounded);
            taxes = taxes.plus(referenceTax(rounded, r, types, settings));
          }
          const document = lines.map(({ quantity, price, discount, off }) => ({
            Quantity: plain(quantity),
            UnitAmount: plain(price),
            ...(discount !== undefined
              ? { DiscountRate: plain(discount) }
              : off !== undefined
                ? { DiscountAmount: plain(off) }
                : {}),
          }));
          const [subTotal, total] =
            types === 'Inclusive' ? [amounts.minus(taxes), amounts] : [amounts, amounts.plus(taxes)];
          const expected = [subTotal, taxes, total].map((value) => value.toFixed(2).replace(/^-0\.00$/, '0.00'));
          expect(shown(totalsOf(types, percent, document, unitdp, settings))).toEqual(expected);
        },
      ),
      { numRuns: 1500 },
    );
  });

  function referenceTax(line: DecimalJs, rate: DecimalJs, types: string, settings: FactSettings): DecimalJs {
    if (types === 'NoTax') return new Reference(0);
    if (types === 'Exclusive') return cents(line.times(rate).div(100));
    const whole = rate.plus(100);
    if (settings.inclusiveTax === 'net-rounded') return line.minus(cents(line.times(100).div(whole)));
    return cents(line.times(rate).div(whole));
  }
});

describe('rounding', () => {
  it('rounds ties away from zero, the tax per line, never the sum', () => {
    const lines = ['25.06', '25.61', '25.63'].map((price) => ({ Quantity: '#1', UnitAmount: `#${price}` }));
    expect(shown(totalsOf('Exclusive', '15', lines))).toEqual(['76.30', '11.44', '87.74']);
    expect(shown(totalsOf('Exclusive', '20', [{ Quantity: '#1', UnitAmount: '#2.165' }], 2))).toEqual([
      '2.17',
      '0.43',
      '2.60',
    ]);
    expect(shown(totalsOf('NoTax', '20', [{ Quantity: '#1', UnitAmount: '#-2.165' }], 2))).toEqual([
      '-2.17',
      '0.00',
      '-2.17',
    ]);
  });

  it('rounds the unit amount to 2 places before it multiplies, to 4 when asked', () => {
    const line = { Quantity: '#1000', UnitAmount: '#0.0149' };
    expect(shown(totalsOf('NoTax', '0', [line], 2))[2]).toBe('10.00');
    expect(shown(totalsOf('NoTax', '0', [line], 4))[2]).toBe('14.90');
  });

  it('tells the tax of the other tie rule where the two differ', () => {
    const tie = totalsOf('Inclusive', '20', [{ LineAmount: '#0.03' }, { LineAmount: '#0.06' }]);
    expect(formatFixed(tie.totalTax, 2)).toBe('0.01');
    expect(tie.totalTaxAlternative && formatFixed(tie.totalTaxAlternative, 2)).toBe('0.02');
    expect(tie.lines[1]?.taxAlternative).toBeUndefined();
    expect(totalsOf('Inclusive', '15', [{ LineAmount: '#0.03' }]).totalTaxAlternative).toBeUndefined();
  });

  it('counts 1,667 such amounts of 10,000 at 20 %, and none at 15, 10 or 5', () => {
    const ties = (rate: string) => {
      const lines = Array.from({ length: 10_000 }, (_, index) => ({
        LineAmount: `#${((index + 1) / 100).toFixed(2)}`,
      }));
      return totalsOf('Inclusive', rate, lines).lines.filter((line) => line.taxAlternative !== undefined).length;
    };
    expect([ties('20'), ties('15'), ties('10'), ties('5')]).toEqual([1667, 0, 0, 0]);
  });
});

describe('what a line leaves out', () => {
  const totals = (lines: readonly LinePlan[], fields: Plain = { Type: 'ACCREC', LineAmountTypes: 'Exclusive' }) =>
    computeTotals(makeDocument(fields, lines), sampleFacts(), { entity: invoices, unitdp: 2 });
  const shownTotals = (lines: readonly LinePlan[]) => {
    const computed = totals(lines);
    return computed === undefined ? undefined : shown(computed);
  };

  it('takes the line amount where the quantity or the unit amount is derived from it', () => {
    const values = { LineAmount: '#100.01', TaxType: 'OUTPUT2' };
    expect(shownTotals([{ values: { ...values, Quantity: '#3' } }])).toEqual(['100.01', '20.00', '120.01']);
    expect(shownTotals([{ values: { ...values, UnitAmount: '#7' } }])).toEqual(['100.01', '20.00', '120.01']);
    expect(shownTotals([{ values }])).toEqual(['100.01', '20.00', '120.01']);
  });

  it('computes the line where all three are given', () => {
    const values = { LineAmount: '#1200.10', Quantity: '#3', UnitAmount: '#400', TaxType: 'NONE' };
    expect(shownTotals([{ values }])).toEqual(['1200.00', '0.00', '1200.00']);
  });

  it('counts a line with a description alone as nothing', () => {
    expect(shownTotals([{ values: { Description: 'As agreed' } }])).toEqual(['0.00', '0.00', '0.00']);
  });

  it('uses the account tax type, the item price and the item tax type', () => {
    expect(shownTotals([{ values: { UnitAmount: '#10', AccountCode: '200' } }])).toEqual(['10.00', '2.00', '12.00']);
    expect(shownTotals([{ values: { Quantity: '#2', ItemCode: 'book' } }])).toEqual(['39.90', '2.00', '41.90']);
  });

  it('takes a mapped tax amount as it is, but none without tax', () => {
    const lines = [{ values: { UnitAmount: '#10', TaxType: 'OUTPUT2', TaxAmount: '#1.99' } }];
    expect(shownTotals(lines)).toEqual(['10.00', '1.99', '11.99']);
    const free = totals(lines, { Type: 'ACCREC', LineAmountTypes: 'NoTax' });
    expect(free && shown(free)).toEqual(['10.00', '0.00', '10.00']);
  });

  it('computes nothing without lines, without LineAmountTypes, or with an unknown tax type or account', () => {
    expect(totals([])).toBeUndefined();
    expect(totals([{ values: { UnitAmount: '#1' } }], { Type: 'ACCREC' })).toBeUndefined();
    expect(totals([{ values: { UnitAmount: '#1', TaxType: 'WHAT' } }])).toBeUndefined();
    expect(totals([{ values: { UnitAmount: '#1', AccountCode: '999' } }])).toBeUndefined();
  });

  it('adds a journal up by its signed line amounts', () => {
    const document = makeDocument({ LineAmountTypes: 'Inclusive' }, [
      { values: { LineAmount: '#120', TaxType: 'INPUT2' } },
      { values: { LineAmount: '#-120', TaxType: 'NONE' } },
    ]);
    const journal = computeTotals(document, sampleFacts(), { entity: journals, unitdp: 2 });
    expect(journal && shown(journal)).toEqual(['-20.00', '20.00', '0.00']);
  });
});

describe('needsFourPlaces', () => {
  it('looks at the places that matter', () => {
    const unit = (UnitAmount: string) => needsFourPlaces(makeDocument({}, [{ values: { UnitAmount } }]));
    expect([unit('#1.23'), unit('#1.2300'), unit('#1.234'), unit('#5')]).toEqual([false, false, true, false]);
  });
});
