/** The transforms of `then`, each by its own, and in a row. */

import { describe, expect, it } from 'vitest';
import { transforms } from '../../../src/mappers/transforms/index.ts';
import { parseDecimal } from '../../../src/model/decimal.ts';
import { type Cell, cellText } from '../../../src/model/source-row.ts';
import type { TransformContext } from '../../../src/model/transform.ts';
import { assembled, codes, column, problems, records, steps } from './sample-job.ts';

const context: TransformContext = {
  number: (cell) => parseDecimal(typeof cell === 'object' && 'n' in cell ? cell.n : cellText(cell)),
  date: (cell) => (/^\d{4}-\d\d-\d\d$/.test(cellText(cell)) ? cellText(cell) : undefined),
};

function apply(name: string, args: readonly string[], cell: Cell): unknown {
  const transform = transforms.find((one) => one.name === name);
  const compiled = transform?.compile(args);
  if (typeof compiled !== 'function') return compiled;
  const result = compiled(cell, context);
  return typeof result === 'object' && 'failure' in result ? result.failure.code : result;
}

describe('transforms', () => {
  it.each<[string, readonly string[], Cell, unknown]>([
    ['trim', [], ' a  b\u00a0', 'a  b'],
    ['trim', [], { n: '5' }, { n: '5' }],
    ['upper', [], 'inv-1', 'INV-1'],
    ['lower', [], 'ÄB', 'äb'],
    ['title', [], "ACME o'brien'S mary-ann", "Acme O'Brien's Mary-Ann"],
    ['digits', [], '20-00-07', '200007'],
    ['digits', [], { n: '260', shown: '0260' }, '0260'],
    ['negate', [], '-12.50', { n: '12.5' }],
    ['negate', [], '0', { n: '0' }],
    ['negate', [], 'x', 'map/not-a-number'],
    ['abs', [], { n: '-3' }, { n: '3' }],
    ['abs', [], 'x', 'map/not-a-number'],
    ['replace', ['.', ''], 'a.b.c', 'abc'],
    ['replace', ['a', '$&$1'], 'a', '$&$1'],
    ['replace', ['a', ''], { n: '12.5' }, { n: '12.5' }],
    ['replace', ['2', '3'], { n: '12.5' }, { n: '13.5' }],
    ['replace', ['2', '3'], { n: '12' }, '13'],
    ['replace', ['', 'x'], 'a', 'the text to look for is empty'],
    ['extract', ['INV-(\\d+)'], 'Re INV-042, thanks', '042'],
    ['extract', ['\\d+'], 'a 7 b 7', '7'],
    ['extract', ['\\d+'], 'a 7 b 8', 'map/extract-several'],
    ['extract', ['\\d+'], 'none', 'map/extract-none'],
    ['truncate', ['3'], 'a😀bc', 'a😀b'],
    ['truncate', ['3'], 'ab', 'ab'],
    ['truncate', ['0'], 'ab', 'the length must be 1 or more'],
    ['pad', ['4', '0'], '260', '0260'],
    ['pad', ['4', '0'], { n: '260' }, '0260'],
    ['pad', ['4', '00'], '260', 'the character to fill up with must be a single one'],
    ['pad', ['9999', '0'], '260', 'the length must be 1 to 4000'],
    ['times', ['100'], '0.175', { n: '17.5' }],
    ['times', ['-1.1'], '3', { n: '-3.3' }],
    ['times', ['x'], '3', '`x` is no number such as 100 or 0.01'],
    ['times', ['2'], 'x', 'map/not-a-number'],
    ['round', ['2'], '0.125', { n: '0.13' }],
    ['round', ['2'], '-0.125', { n: '-0.13' }],
    ['round', ['21'], '1', 'the places must be 0 to 20'],
    ['round', ['2'], 'x', 'map/not-a-number'],
    ['add-days', ['30'], '2026-10-05', { d: '2026-11-04' }],
    ['add-days', ['-5'], { d: '2026-10-05' }, { d: '2026-09-30' }],
    ['add-days', ['1'], 'x', 'date/invalid'],
    ['add-days', ['99999'], '2026-10-05', 'the days must be -36525 to 36525'],
  ])('%s %j of %j is %j', (name, args, cell, expected) => {
    expect(apply(name, args, cell)).toEqual(expected);
  });

  it('refuses an expression that does not compile', () => {
    expect(apply('extract', ['(a'], 'a')).toContain('`(a` is no regular expression');
  });

  it('is not slowed down by a hostile expression', () => {
    expect(apply('extract', ['^(a+)+$'], `${'a'.repeat(5000)}b`)).toBe('map/extract-none');
  });

  it('lists every transform once, in order of the file names', () => {
    const names = transforms.map((transform) => transform.name);
    expect(names).toEqual([...new Set(names)].sort());
  });
});

describe('then', () => {
  const amount = (parts: readonly (string | readonly string[])[], cell: Cell) => {
    const columns = { Days: { source: column('Days'), ...Object.fromEntries([['then', steps(...parts)]]) } };
    return assembled({ columns }, ['Days'], [[cell]], { entity: records });
  };

  it('goes step by step', () => {
    const result = amount([['replace', 'd', ''], 'negate', ['times', '2']], '-15d');
    expect(result.document?.fields.get('Days')).toEqual({ units: 30n, scale: 0 });
  });

  it('never sees a blank cell, and stops where a step leaves nothing', () => {
    expect(amount([['replace', 'x', ''], 'negate'], 'x').document?.fields.has('Days')).toBe(false);
    expect(amount(['negate'], '').document?.fields.has('Days')).toBe(false);
  });

  it('tells what the steps made of a cell, and why a number was not read', () => {
    expect(amount([['replace', 'd', 'e']], '15d').findings).toMatchObject([
      { code: 'map/not-a-number', value: '15d', params: { became: '15e' } },
    ]);
    expect(codes(amount(['negate'], '1.234'))).toEqual(['2 map/ambiguous-number']);
  });

  it('finds unknown transforms and wrong arguments', () => {
    const found = problems(
      { columns: { Name: { source: column('Name'), ...Object.fromEntries([['then', steps('uper', ['pad', '3'])]]) } } },
      ['Name'],
      { entity: records },
    );
    expect(found.map((problem) => problem.message)).toEqual([
      '`uper` is no transform. Did you mean `upper`?',
      '`pad` takes [length, character], not 1 of them.',
    ]);
  });
});
