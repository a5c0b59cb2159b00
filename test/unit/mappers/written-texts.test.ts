import { describe, expect, test } from 'vitest';
import { compileDatePattern } from '../../../src/mappers/date-pattern.ts';
import { dateText } from '../../../src/mappers/date-text.ts';
import { numberText } from '../../../src/mappers/number-text.ts';
import fc from '../../support/seeded.ts';

describe('days as texts', () => {
  test.each([
    ['iso', '2026-03-05'],
    ['dd/MM/yyyy', '05/03/2026'],
    ['d.M.yy', '5.3.26'],
    ['d MMM yyyy', '5 Mar 2026'],
    ['MMMM d, yyyy', 'March 5, 2026'],
    ['yyyyMMdd', '20260305'],
  ])('%s', (pattern, text) => {
    expect(dateText(pattern)('2026-03-05')).toBe(text);
  });

  test('are read back by the same pattern', () => {
    const patterns = fc.constantFrom(
      'iso',
      'dd/MM/yyyy',
      'M/d/yyyy',
      'd MMM yyyy',
      'dd MMMM yyyy',
      'yyyyMMdd',
      'dd.MM.yy',
    );
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date('2049-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(patterns, days, (pattern, date) => {
        const day = date.toISOString().slice(0, 10);
        expect(compileDatePattern(pattern)?.(dateText(pattern)(day))).toBe(day);
      }),
    );
  });
});

describe('numbers as texts', () => {
  test.each([
    ['1.125', '1.1250'],
    ['-1.125', '-1.1250'],
    ['999.001', '999.0010'],
    ['1250.125', '1250.125'],
    ['1.12', '1.12'],
    ['1.1250', '1.1250'],
    ['1125', '1125'],
  ])('%s is written so that no reader takes it for thousands: %s', (decimal, text) => {
    expect(numberText('1234.56')(decimal)).toBe(text);
    expect(numberText('1.234,56')(decimal)).toBe(text.replace('.', ','));
  });

  test('take the decimal sign of the example', () => {
    expect(numberText('1.234,56')('-1200.5')).toBe('-1200,5');
    expect(numberText('1 234,56')('0.25')).toBe('0,25');
    expect(numberText('1,234.56')('-1200.5')).toBe('-1200.5');
  });
});
