import { describe, expect, test } from 'vitest';
import { filterMonth, outputPath } from '../../../src/pipeline/output-path.ts';

const at = { line: 1, column: 1 };
const parts = { today: '2026-11-21', month: '2026-10', org: 'london', asAt: '2026-10-31' };

describe('the name of an output file', () => {
  test('is filled in and lies beside the job', () => {
    const name = '../out/{org}-{month}-{as-at}-{today}.xlsx';
    expect(outputPath(name, '/books/jobs/a.yaml', parts)).toBe('/books/out/london-2026-10-2026-10-31-2026-11-21.xlsx');
  });

  test('keeps words in braces that mean nothing', () => {
    expect(outputPath('{week}.csv', '/books/a.yaml', parts)).toBe('/books/{week}.csv');
  });
});

describe('the month of a name', () => {
  const month = (test: Parameters<typeof filterMonth>[0][number]['tests'][number]) =>
    filterMonth([{ field: 'Date', tests: [test], at }], '2026-11-21', '2026-11-21');

  test('is the one that the filter keeps to', () => {
    expect(month({ kind: 'month', month: 'last' })).toBe('2026-10');
    expect(month({ kind: 'range', from: '2026-09-01', to: '2026-09-30' })).toBe('2026-09');
  });

  test('else that of the day', () => {
    expect(month({ kind: 'range', from: '2026-09-01', to: '2026-10-31' })).toBe('2026-11');
    expect(month({ kind: 'range', from: '2026-09-01' })).toBe('2026-11');
    expect(filterMonth([], '2026-08-31', '2026-11-21')).toBe('2026-08');
  });
});
