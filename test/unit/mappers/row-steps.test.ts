/** Blank texts, `fill-down`, `keep` and `drop`. */

import { describe, expect, it } from 'vitest';
import { compileRowSteps } from '../../../src/mappers/row-steps.ts';
import { wildcard } from '../../../src/mappers/wildcard.ts';
import type { Source } from '../../../src/model/job.ts';
import type { Cell } from '../../../src/model/source-row.ts';
import { AT, plainSource, sourceRows } from './sample-job.ts';

const header = ['Order', 'Customer', 'Amount'];
const rule = (column: string, pattern: string) => [{ column, pattern, at: AT }];

function step(source: Partial<Source>, cells: readonly (readonly Cell[])[]) {
  const steps = compileRowSteps({ ...plainSource, ...source }, header);
  if ('problems' in steps) throw new Error(JSON.stringify(steps.problems));
  return sourceRows(cells).map((row) => steps.step(row));
}

describe('compileRowSteps', () => {
  it('repeats the value above, and hands out the row with nothing else changed', () => {
    const [first, second] = step({ fillDown: { columns: ['Order', 'Amount'] }, blank: ['n/a'] }, [
      ['1', 'N/A', '5'],
      ['', 'n/a'],
    ]);
    expect(first?.row.cells).toEqual(['1', '', '5']);
    expect(second?.row.cells).toEqual(['1', '', '5']);
    expect(second?.filled.cells).toEqual(['1', 'n/a', '5']);
  });

  it('fills a text that means blank', () => {
    const rows = step({ fillDown: { columns: ['Order'] }, blank: ['-'] }, [['1'], [' - '], ['2']]);
    expect(rows.map(({ row }) => row.cells[0])).toEqual(['1', '1', '2']);
  });

  it('stops at another value of `within`', () => {
    const rows = step({ fillDown: { columns: ['Customer'], within: 'Order' } }, [
      ['1', 'Acme'],
      ['1', ''],
      ['2', ''],
      ['1', ''],
    ]);
    expect(rows.map(({ row }) => row.cells[1])).toEqual(['Acme', 'Acme', '', '']);
  });

  it('fills `within` first where it is filled down itself', () => {
    const rows = step({ fillDown: { columns: ['Customer', 'Order'], within: 'Order' } }, [
      ['1', 'Acme'],
      ['', ''],
      ['2', ''],
    ]);
    expect(rows.map(({ row }) => row.cells.slice(0, 2))).toEqual([
      ['1', 'Acme'],
      ['1', 'Acme'],
      ['2', ''],
    ]);
  });

  it('keeps rows that one rule fits, then drops, after filling down', () => {
    const rows = step(
      {
        fillDown: { columns: ['Customer'] },
        keep: [rule('Customer', 'acme*'), rule('Order', '9')],
        drop: [[...rule('Order', 'total'), ...rule('Amount', '')]],
      },
      [
        ['1', 'Acme Ltd', '5'],
        ['2', '', '6'],
        ['Total', '', ''],
        ['Total', '', '11'],
        ['3', 'Other', '1'],
        ['9', 'Other', '1'],
      ],
    );
    expect(rows.map(({ skipped }) => skipped)).toEqual([undefined, undefined, 'drop', undefined, 'keep', undefined]);
  });

  it('compares numbers as they are shown', () => {
    const [row] = step({ keep: [rule('Order', '0260')] }, [[{ n: '260', shown: '0260' }]]);
    expect(row?.skipped).toBeUndefined();
  });

  it('finds all unknown columns', () => {
    const source: Source = {
      ...plainSource,
      fillDown: { columns: ['Ordr'], within: 'Nothing' },
      keep: [rule('Custmer', '*')],
    };
    const steps = compileRowSteps(source, header);
    expect('problems' in steps && steps.problems.map(({ line, message }) => [line, message.split(':')[0]])).toEqual([
      [1, '`source.fill-down`'],
      [1, '`source.fill-down.within`'],
      [7, '`source.keep`'],
    ]);
  });
});

describe('wildcard', () => {
  it.each([
    ['total*', 'TOTAL for May', true],
    ['total*', 'Subtotal', false],
    ['*total*', 'Subtotal 5', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a~*c', 'a*c', true],
    ['a~*c', 'abc', false],
    ['what~?', 'What?', true],
    ['a~~b', 'a~b', true],
    ['*a*b', 'xaxbxb', true],
    ['*a*b', 'xaxbx', false],
    ['', '  ', true],
    ['', 'x', false],
    ['*', '', false],
    ['*', 'x', true],
    ['?', '😀', true],
    ['a.c', 'abc', false],
  ])('%j and %j: %j', (pattern, text, fits) => {
    expect(wildcard(pattern)(text)).toBe(fits);
  });
});
