import { describe, expect, it } from 'vitest';
import { isObject, listAt, parseExactJson, textAt } from '../../../src/xero/exact-json.ts';
import { readDate, readInstant } from '../../../src/xero/xero-date.ts';
import fc from '../../support/seeded.ts';

describe('JSON read exactly', () => {
  it.each([
    ['12345678901234567.89', '12345678901234567.89'],
    ['-0.10', '-0.10'],
    ['1.5E-3', '0.0015'],
    ['-12.5e2', '-1250'],
    ['1E+2', '100'],
    ['1.25e1', '12.5'],
    ['1e400', '1e400'],
  ])('keeps the number %s as the text %s', (source, text) => {
    expect(parseExactJson(source)).toBe(text);
  });

  it('keeps any amount to the last digit', () => {
    const digits = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 9999 }));
    fc.assert(
      fc.property(digits, ([whole, places]) => {
        const source = `${whole}.${String(places).padStart(4, '0')}`;
        expect(textAt(parseExactJson(`{"A":{"B":[${source}]}}`), 'A')).toBe('');
        expect(parseExactJson(`[${source}]`)).toEqual([source]);
      }),
    );
  });

  it('reads everything else as any reader does, numbers aside', () => {
    const asText = (_key: string, value: unknown) => (typeof value === 'number' ? String(value) : value);
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const source = JSON.stringify(value, undefined, indent);
        const exact = JSON.stringify(parseExactJson(source), (_key, part: unknown) =>
          typeof part === 'string' && /^-?[\d.e+-]+$/.test(part) ? String(Number(part)) : part,
        );
        const expected = JSON.stringify(JSON.parse(source, asText), (_key, part: unknown) =>
          typeof part === 'string' && /^-?[\d.e+-]+$/.test(part) ? String(Number(part)) : part,
        );
        expect(exact).toBe(expected);
      }),
    );
  });

  it.each([
    '',
    '<html></html>',
    '{"A":',
    '{"A":1',
    '{"A":01}',
    '{"A":1.}',
    '{"A":--1}',
    '{"A":"\\"}',
    'The Organisation is offline',
  ])('is undefined for %j', (text) => {
    expect(parseExactJson(text)).toBeUndefined();
  });

  it('finds texts and lists under a path, and nothing where there is none', () => {
    const json = parseExactJson('{"A":{"B":"b","N":null,"Y":true,"L":[{"X":1},null,2]},"__proto__":{"P":"p"}}');
    expect(textAt(json, 'A.B')).toBe('b');
    expect(textAt(json, 'A.Y')).toBe('true');
    expect([textAt(json, 'A.N'), textAt(json, 'A.B.C'), textAt(json, 'A.toString'), textAt(undefined, 'A')]).toEqual([
      '',
      '',
      '',
      '',
    ]);
    expect(listAt(json, 'A.L')).toEqual([{ X: '1' }]);
    expect(listAt(json, 'A.N')).toEqual([]);
    expect(isObject(json) && Object.getPrototypeOf(json) === Object.prototype).toBe(true);
  });
});

describe('dates of Xero', () => {
  it.each([
    ['/Date(1776988800000+0000)/', '2026-04-24'],
    ['/Date(1776988800000)/', '2026-04-24'],
    ['/Date(-86400000+0000)/', '1969-12-31'],
    ['2026-04-24T00:00:00', '2026-04-24'],
    ['2026-04-24 00:00:00', '2026-04-24'],
    ['2026-04-24', '2026-04-24'],
    ['24/04/2026', ''],
    ['', ''],
    ['/Date(x)/', ''],
  ])('%s is the day %j', (text, day) => {
    expect(readDate(text)).toBe(day);
  });

  it('are instants where they say when something changed', () => {
    expect(readInstant('/Date(1776988800123+0000)/')).toBe('2026-04-24T00:00:00.123Z');
    expect(readInstant('2026-04-24T00:00:00')).toBe('');
  });
});
