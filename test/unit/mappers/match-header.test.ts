/** Finding the columns that a job names. */

import { describe, expect, it } from 'vitest';
import { columnIndex, columnLetter } from '../../../src/mappers/column-letter.ts';
import { matchHeader } from '../../../src/mappers/match-header.ts';
import { nearest } from '../../../src/model/nearest.ts';

const header = ['*Invoice No', 'Contact-Name', 'Net (£)', 'Net', '', '%', '__proto__', 'constructor'];

function problem(column: string): string {
  const match = matchHeader(header).find(column);
  return 'problem' in match ? `${match.code} ${match.problem}` : String(match.index);
}

describe('matchHeader', () => {
  it.each([
    ['invoice no', 0],
    ['INVOICENO', 0],
    ['contact name', 1],
    ['%', 5],
    ['=A', 0],
    ['=e', 4],
    ['__proto__', 6],
    ['constructor', 7],
  ])('finds %s', (column, index) => {
    expect(matchHeader(header).find(column)).toEqual({ index });
  });

  it('counts letters beyond Z', () => {
    const wide = Array.from({ length: 60 }, (_, index) => `Column ${index}`);
    expect(matchHeader(wide).find('=BD')).toEqual({ index: 55 });
    expect([0, 25, 26, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
    expect(['A', 'Z', 'AA', 'ZZ', 'AAA', 'A1', ''].map(columnIndex)).toEqual([
      0,
      25,
      26,
      701,
      702,
      undefined,
      undefined,
    ]);
  });

  it('tells the letters of headers that look alike', () => {
    expect(problem('net')).toContain('job/columns-alike');
    expect(problem('net')).toContain('"=C" or "=D"');
    expect(matchHeader(header).label(2)).toBe('Net (£) (=C)');
    expect(matchHeader(header).label(4)).toBe('=E');
  });

  it('names near headers of an unknown one, and no inherited property', () => {
    expect(problem('Invoce No')).toContain('Did you mean `*Invoice No`?');
    expect(problem('toString')).toContain('job/unknown-column');
    expect(problem('=J')).toContain('`=A` to `=H`');
    expect(problem('')).toContain('job/unknown-column');
  });
});

describe('nearest', () => {
  const words = ['InvoiceNumber', 'DueDate', 'Date', 'Reference'];

  it.each([
    ['invoicenumber', 'InvoiceNumber'],
    ['InvoiceNubmer', 'InvoiceNumber'],
    ['Due Date', 'DueDate'],
    ['Dat', 'Date'],
    ['Referense', 'Reference'],
  ])('%s means %s', (word, meant) => {
    expect(nearest(word, words)[0]).toBe(meant);
  });

  it('counts a swap of neighbours as one keystroke', () => {
    expect(nearest('ba', ['ab'])).toEqual(['ab']);
  });

  it('finds nothing far away, and no more than asked for', () => {
    expect(nearest('Colour', words)).toEqual([]);
    expect(nearest('Date', ['Date1', 'Date2', 'Date3'], 2)).toHaveLength(2);
  });
});
