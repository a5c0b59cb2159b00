/** The messages of the mapping's findings: each names the value and tells what to do. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapperFindings } from '../../../src/mappers/findings.ts';
import { transforms } from '../../../src/mappers/transforms/index.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Cell } from '../../../src/model/source-row.ts';
import { assembled, column, constant, type Fields, invoices } from './sample-job.ts';

const folder = join(import.meta.dirname, '../../../src/mappers');

/** What a user reads of the findings of one row. */
function messages(columns: Fields, cells: readonly Cell[], source = {}): readonly string[] {
  const entity = { ...invoices, group: [] };
  return assembled({ columns, source }, ['A', 'B'], [cells], { entity }).findings.map(render);
}

function render(finding: Finding): string {
  const kind = mapperFindings.find((one) => one.code === finding.code);
  return kind === undefined ? `no kind: ${finding.code}` : `${kind.what(finding)} ${kind.remedy(finding)}`;
}

describe('mapperFindings', () => {
  it('has one kind for every code that is raised', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    const sources = files
      .filter((name) => !name.endsWith('findings.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8'));
    const raised = sources.flatMap((text) => text.match(/'(?:read|map|date|group)\/[a-z-]+'/g) ?? []);
    const codes = mapperFindings.map((kind) => kind.code);
    expect([...new Set(raised.map((code) => code.slice(1, -1)))].sort()).toEqual([...codes].sort());
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('renders every kind, with and without parameters', () => {
    for (const kind of mapperFindings) {
      const bare: Finding = { code: kind.code, severity: 'ERROR', ordinal: 0, row: 2 };
      const full: Finding = {
        ...bare,
        column: 'Net',
        value: 'abc',
        params: { first: '1', second: '2', firstRow: 'row 2' },
      };
      for (const finding of [bare, full]) {
        const text = `${kind.title} ${kind.what(finding)} ${kind.remedy(finding)}`;
        expect(text).not.toMatch(/undefined|\[object/);
        expect(kind.what(finding)).toMatch(/\.$/);
        expect(kind.remedy(finding)).toMatch(/\.$/);
      }
    }
  });

  it.each<[Fields, readonly Cell[], readonly string[], object?]>([
    [
      { Date: 'A' },
      ['05/10/2026'],
      ['A = 05/10/2026 can be 2026-10-05 or 2026-05-10', 'no date of the column', '`dates: dd/MM/yyyy`'],
    ],
    [{ Date: 'A' }, ['soon'], ['A = soon is no date of the calendar']],
    [
      { Date: 'A' },
      ['2026-10-05'],
      ['is no date written as dd/MM/yyyy', '[dd/MM/yyyy, iso]'],
      { dates: ['dd/MM/yyyy'] },
    ],
    [{ Date: 'A' }, [{ n: '45935' }], ['A = 45935 is a number, not a date']],
    [{ CurrencyRate: 'A' }, ['1.234'], ['can be read two ways', '`numbers: "1,234.56"`']],
    [{ CurrencyRate: 'A' }, ['1,23,4'], ['A = 1,23,4 is no amount', '`blank`']],
    [{ CurrencyRate: 'A' }, ['12,5'], ['in the style 1,234.56'], { numbers: '1,234.56' }],
    [{ Type: 'A' }, ['ACREC'], ['is none of ACCREC, ACCPAY', 'Did you mean ACCREC?', '`lookup`']],
    [{ Reference: 'A', Contact: constant('x') }, [{ e: '#N/A' }], ['A = #N/A is an error of the spreadsheet']],
    [{ Reference: 'A' }, ['x', 'y', 'z'], ['1 filled cell more than the header row’s'.replace('’', "'"), ': z']],
    [
      { Reference: { source: column('A'), lookup: { entries: [['Hardware', '200']], else: { kind: 'error' } } } },
      ['Hardwear'],
      ['A = Hardwear is not in the lookup', 'Did you mean Hardware?'],
    ],
  ])('%j', (columns, cells, expected, source) => {
    const [message = '', ...others] = messages(columns, cells, source);
    expect(others).toEqual([]);
    for (const part of expected) expect(message).toContain(part);
  });
});

describe('transforms', () => {
  it('have a note that ends like a sentence', () => {
    for (const transform of transforms) expect(transform.note).toMatch(/^[A-Z].*\.$/);
  });
});
