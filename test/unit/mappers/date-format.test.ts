/** Reading dates by declared patterns, and by what their column proves. */

import { describe, expect, it } from 'vitest';
import { moveDay } from '../../../src/mappers/calendar.ts';
import { declaredDates, provenDates } from '../../../src/mappers/date-format.ts';
import { isFailure } from '../../../src/mappers/failure.ts';
import { provingBook } from '../../../src/mappers/proven-formats.ts';
import type { Cell } from '../../../src/model/source-row.ts';

function declared(patterns: readonly string[], cell: Cell): string {
  const read = declaredDates(patterns);
  if (typeof read === 'string') return `no pattern: ${read}`;
  const day = read(cell);
  return isFailure(day) ? day.code : day;
}

/** Each text as read after all of them were seen. */
function proven(texts: readonly Cell[]): readonly string[] {
  const book = provingBook({});
  const see = book.dates('Date');
  for (const text of texts) see(text);
  const read = provenDates(new Map(book.prove().dates).get('Date'));
  return texts.map((text) => {
    const day = read(text);
    return isFailure(day) ? day.code : day;
  });
}

describe('declared patterns', () => {
  it.each([
    ['dd/MM/yyyy', '05/10/2026', '2026-10-05'],
    ['dd/MM/yyyy', '5/10/2026', '2026-10-05'],
    ['M/d/yyyy', '10/05/2026', '2026-10-05'],
    ['d.M.yy', '5.10.26', '2026-10-05'],
    ['d.M.yy', '5.10.69', '2069-10-05'],
    ['d.M.yy', '5.10.70', '1970-10-05'],
    ['d MMM yyyy', '5  Oct 2026', '2026-10-05'],
    ['d MMM yyyy', '5 october 2026', '2026-10-05'],
    ['d. MMMM yyyy', '1. März 2026', '2026-03-01'],
    ['d MMMM yyyy', '1 août 2026', '2026-08-01'],
    ['d MMMM yyyy', '1 mei 2026', '2026-05-01'],
    ['d MMM yyyy', '1 dic 2026', '2026-12-01'],
    ['d MMM yyyy', '1 lug. 2026', '2026-07-01'],
    ['dd-MMM-yy', '05-OCT-26', '2026-10-05'],
    ['MMM d, yyyy', 'Oct 5, 2026', '2026-10-05'],
    ['iso', '2026-10-05', '2026-10-05'],
    ['yyyyMMdd', '20261005', '2026-10-05'],
    ['dd/MM/yyyy', '05/10/2026 23:59', '2026-10-05'],
    ['dd/MM/yyyy', '05/10/2026, 11:59:30 p.m.', '2026-10-05'],
    ['iso', '2026-10-05T23:30:00.000-11:00', '2026-10-05'],
    ['iso', '2026-10-05 00:00:00 UTC', '2026-10-05'],
    ['dd/MM/yyyy', '29/02/2028', '2028-02-29'],
    ['dd/MM/yyyy', '29/02/2026', 'date/invalid'],
    ['dd/MM/yyyy', '10/13/2026', 'date/invalid'],
    ['dd/MM/yyyy', '05.10.2026', 'date/invalid'],
    ['dd/MM/yyyy', '05/10/26', 'date/invalid'],
    ['dd/MM/yy', '05/10/2026', 'date/invalid'],
    ['dd/MM/yyyy', '05/10/2026 soon', 'date/invalid'],
    ['dd/MM/yyyy', '05/10/0226', 'date/invalid'],
    ['dd/MM/yyyy', '45935', 'date/number'],
    ['d MMM yyyy', '5 Okto 2026', 'date/invalid'],
  ])('%s reads %s as %s', (pattern, text, expected) => {
    expect(declared([pattern], text)).toBe(expected);
  });

  it('takes Excel dates as they are, and numbers only where the pattern has no signs', () => {
    expect(declared(['dd/MM/yyyy'], { d: '2026-10-05' })).toBe('2026-10-05');
    expect(declared(['dd/MM/yyyy'], { n: '45935' })).toBe('date/number');
    expect(declared(['yyyyMMdd'], { n: '20261005' })).toBe('2026-10-05');
    expect(declared(['dd/MM/yyyy'], { b: true })).toBe('date/invalid');
  });

  it('allows several patterns where no two read a text differently', () => {
    expect(declared(['dd/MM/yyyy', 'iso'], '2026-10-05')).toBe('2026-10-05');
    expect(declared(['dd/MM/yyyy', 'MM/dd/yyyy'], '13/10/2026')).toBe('2026-10-13');
    expect(declared(['dd/MM/yyyy', 'MM/dd/yyyy'], '10/10/2026')).toBe('2026-10-10');
    expect(declared(['dd/MM/yyyy', 'MM/dd/yyyy'], '05/10/2026')).toBe('date/ambiguous');
  });

  it.each(['DD/MM/YYYY', 'dd/MM', 'dd/MM/yyyy/dd', 'dd/MM/yyy', 'day', ''])('refuses the pattern %j', (pattern) => {
    expect(declared([pattern], '05/10/2026')).toBe(`no pattern: ${pattern}`);
  });
});

describe('proven order', () => {
  it('takes the order that one value proves', () => {
    expect(proven(['05/10/2026', '13/10/2026'])).toEqual(['2026-10-05', '2026-10-13']);
    expect(proven(['05/10/2026', '10/13/2026'])).toEqual(['2026-05-10', '2026-10-13']);
    expect(proven(['05/10/26', '13/10/26 08:00'])).toEqual(['2026-10-05', '2026-10-13']);
  });

  it('refuses what can be read two ways where nothing, or both, is proven', () => {
    expect(proven(['05/10/2026', '06/06/2026'])).toEqual(['date/ambiguous', '2026-06-06']);
    expect(proven(['05/10/2026', '13/10/2026', '10/13/2026'])).toEqual(['date/ambiguous', '2026-10-13', '2026-10-13']);
  });

  it('does not take an impossible day for a proof', () => {
    expect(proven(['31/02/2026', '05/10/2026'])).toEqual(['date/invalid', 'date/ambiguous']);
  });

  it('needs no proof for ISO dates, names of months and Excel dates', () => {
    const texts = [
      '2026-10-05',
      '2026/10/05',
      '5 October 2026',
      '5th Oct 2026',
      'Oct 5, 2026',
      '5-oct-26',
      '5 de octubre de 2026',
    ];
    expect(new Set(proven(texts))).toEqual(new Set(['2026-10-05']));
    expect(proven([{ d: '2026-10-05' }, '2026-10-05T10:00:00Z'])).toEqual(['2026-10-05', '2026-10-05']);
  });

  it('does not guess between 26 October 2005 and 5 October 2026 written with two-digit years and hyphens', () => {
    expect(proven(['26-10-05', '27-10-05'])).toEqual(['date/ambiguous', 'date/ambiguous']);
  });

  it('tells numbers from dates', () => {
    expect(proven(['45935', { n: '45935' }, '20261005', 'soon', '5 Foo 2026'])).toEqual([
      'date/number',
      'date/number',
      'date/number',
      'date/invalid',
      'date/invalid',
    ]);
  });

  it('refuses a date that the proven order does not fit', () => {
    const read = provenDates('day-first');
    expect(read('10/13/2026')).toMatchObject({ code: 'date/invalid' });
  });
});

describe('moveDay', () => {
  it.each([
    ['2026-10-05', 30, '2026-11-04'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['1900-01-01', -1, undefined],
    ['2199-12-31', 1, undefined],
  ])('%s moved by %i is %s', (day, days, moved) => {
    expect(moveDay(day, days)).toBe(moved);
  });
});
