import { describe, expect, test } from 'vitest';
import { localDay, monthDays, namedDay } from '../../../src/model/days.ts';

describe('days', () => {
  test('a moment falls on the day of this computer', () => {
    expect(localDay(new Date(2026, 0, 5, 23, 59).getTime())).toBe('2026-01-05');
    expect(localDay(new Date(2026, 11, 31, 0, 1).getTime())).toBe('2026-12-31');
  });

  test.each([
    ['today', '2026-03-01'],
    ['yesterday', '2026-02-28'],
    ['this-month-end', '2026-03-31'],
    ['last-month-end', '2026-02-28'],
    ['2025-07-04', '2025-07-04'],
  ])('%s on the first of March', (name, day) => {
    expect(namedDay(name, '2026-03-01')).toBe(day);
  });

  test('the end of last month knows leap years and the turn of the year', () => {
    expect(namedDay('last-month-end', '2028-03-31')).toBe('2028-02-29');
    expect(namedDay('last-month-end', '2026-01-31')).toBe('2025-12-31');
  });

  test.each([
    ['2026-10', '2026-10-01', '2026-10-31'],
    ['this', '2026-01-01', '2026-01-31'],
    ['last', '2025-12-01', '2025-12-31'],
  ])('the month %s', (month, from, to) => {
    expect(monthDays(month, '2026-01-15')).toEqual({ from, to });
  });
});
