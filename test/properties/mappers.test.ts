/** What holds of the mapping for any amount, day, key or cell. */

import { describe, expect, it } from 'vitest';
import { declaredDates, provenDates } from '../../src/mappers/date-format.ts';
import { isFailure } from '../../src/mappers/failure.ts';
import { declaredNumbers, numberReadings, provenSign } from '../../src/mappers/number-format.ts';
import { provingBook } from '../../src/mappers/proven-formats.ts';
import { wildcard } from '../../src/mappers/wildcard.ts';
import { equal, formatFixed } from '../../src/model/decimal.ts';
import type { Cell } from '../../src/model/source-row.ts';
import fc from '../support/seeded.ts';
import { assembled, constant, mapping } from '../unit/mappers/sample-job.ts';

const amounts = fc.record({
  units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  scale: fc.integer({ min: 0, max: 6 }),
});
const days = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const cells: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom<Cell>('13/10/2026', '05/10/2026', '1.234', '12,50', '(£1,234.56)', 'ACCREC', '#', '-', '\u0000'),
  fc.record({ n: fc.constantFrom('5', '-0.5', '45935') }),
  fc.record({ d: days }),
  fc.record({ b: fc.boolean() }),
  fc.record({ e: fc.constantFrom('#N/A', 'formula') }),
);

function write(text: string, point: string, group: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

describe('amounts', () => {
  it.each([
    ['1,234.56', '.', ','],
    ['1.234,56', ',', '.'],
    ['1 234,56', ',', '\u00a0'],
    ["1'234.56", '.', '’'],
    ['1234.56', '.', ''],
  ])('written like %s are read back exactly', (example, point, group) => {
    const read = declaredNumbers(example)!;
    fc.assert(
      fc.property(amounts, (amount) => {
        const back = read(write(formatFixed(amount, amount.scale), point, group));
        expect(!isFailure(back) && equal(back, amount)).toBe(true);
      }),
    );
  });

  it('prove a sign exactly where only one reading is left', () => {
    const texts = fc.string({ unit: fc.constantFrom('0', '1', '2', '5', '.', ',', ' ', '-'), maxLength: 10 });
    fc.assert(
      fc.property(texts, (text) => {
        const { point, comma } = numberReadings(text);
        const signed = /[.,]/.test(text);
        const only =
          !signed || (point === undefined) === (comma === undefined)
            ? undefined
            : comma === undefined
              ? 'point'
              : 'comma';
        expect(provenSign(text)).toBe(only);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('days', () => {
  const write = (day: string, order: readonly number[], sign: string) =>
    order.map((at) => day.split('-')[at]).join(sign);

  it.each([
    ['dd/MM/yyyy', [2, 1, 0], '/'],
    ['M.d.yyyy', [1, 2, 0], '.'],
    ['iso', [0, 1, 2], '-'],
    ['yyyyMMdd', [0, 1, 2], ''],
  ])('written as %s are read back', (pattern, order, sign) => {
    const read = declaredDates([pattern]);
    fc.assert(
      fc.property(days, (day) => {
        expect(typeof read === 'string' ? read : read(write(day, order, sign))).toBe(day);
      }),
    );
  });

  it('are never read as another day than the one written', () => {
    fc.assert(
      fc.property(fc.array(days, { minLength: 1, maxLength: 8 }), fc.boolean(), (written, dayFirst) => {
        const texts = written.map((day) => write(day, dayFirst ? [2, 1, 0] : [1, 2, 0], '/'));
        const book = provingBook({});
        const see = book.dates('Date');
        for (const text of texts) see(text);
        const read = provenDates(new Map(book.prove().dates).get('Date'));
        texts.forEach((text, index) => {
          const day = read(text);
          expect(isFailure(day) ? written[index] : day).toBe(written[index]);
        });
      }),
    );
  });
});

describe('keys', () => {
  it('are equal only for equal contacts and numbers', () => {
    const map = mapping({ columns: { Type: constant('ACCPAY'), 'Contact.Name': 'Who', InvoiceNumber: 'No' } }, [
      'Who',
      'No',
    ]);
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '|', ':', '1', '2'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(part, part, part, part, (who, no, otherWho, otherNo) => {
        const key = map.groupKey({ number: 2, cells: [who, no] });
        const other = map.groupKey({ number: 3, cells: [otherWho, otherNo] });
        expect(key === other).toBe(who === otherWho && no === otherNo);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('any cells', () => {
  it('give a document or a finding, never an exception', () => {
    const header = ['No', 'Who', 'Date', 'Rate', 'Item', 'Price', 'Sent', 'Kind'];
    const job = {
      columns: {
        Type: 'Kind',
        InvoiceNumber: 'No',
        'Contact.Name': 'Who',
        Date: 'Date',
        CurrencyRate: 'Rate',
        SentToContact: 'Sent',
      },
      lines: { Description: 'Item', UnitAmount: 'Price' },
      verify: { Total: 'Price' },
    };
    fc.assert(
      fc.property(fc.array(fc.array(cells, { maxLength: 9 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const { document, findings } = assembled(job, header, rows);
        expect(document === undefined).toBe(findings.length > 0);
        for (const finding of findings) expect(finding.row).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 500 },
    );
  });

  it('fit a pattern made of themselves', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        fc.pre(text.trim() !== '');
        expect(wildcard(text.replace(/[~*?]/g, '~$&'))(text)).toBe(true);
        expect(wildcard('*')(text)).toBe(true);
      }),
    );
  });
});
