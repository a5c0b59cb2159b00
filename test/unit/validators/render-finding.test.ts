/** How findings read: one line for reports, a block for the terminal; every kind has words for its parameters. */

import { describe, expect, it } from 'vitest';
import type { Finding, FindingKind } from '../../../src/model/finding.ts';
import { createCatalogue, validatorKinds } from '../../../src/validators/catalogue.ts';
import { renderBlock, renderFinding } from '../../../src/validators/render-finding.ts';

const catalogue = createCatalogue(validatorKinds);

const FINDING: Finding = {
  code: 'line-math/line-amount',
  severity: 'ERROR',
  ordinal: 12,
  row: 14,
  column: 'Amount',
  value: '1200.10',
  params: { sum: 'Quantity 3 x Unit price 400.00', expected: '1200.00' },
};

const NEGATIVE: Finding = { code: 'totals/negative', severity: 'ERROR', ordinal: 0, row: 2 };

describe('renderFinding', () => {
  it('what to do about a document below zero depends on what it is', () => {
    const remedy = (entity: string) => renderFinding({ ...NEGATIVE, params: { total: '-6.00', entity } }, catalogue);
    expect(remedy('BankTransactions')).toContain('RECEIVE for SPEND');
    expect(remedy('Invoices')).toContain('Import the rows as CreditNotes');
    expect(remedy('Quotes')).not.toContain('CreditNotes');
  });

  it('says where, what, and what to do', () => {
    expect(renderFinding(FINDING, catalogue)).toBe(
      'Row 14: Amount = 1200.10, but Quantity 3 x Unit price 400.00 = 1200.00. Correct the amount, or leave the column out and Xero computes it.',
    );
  });

  it('names the column and the value where the kind does not', () => {
    const kind: FindingKind = { code: 'a/b', title: 'T', what: () => 'That is odd.', remedy: () => 'Do this.' };
    const finding: Finding = { ...FINDING, code: 'a/b' };
    expect(renderFinding(finding, createCatalogue([kind]))).toBe('Row 14: Amount = 1200.10: That is odd. Do this.');
  });

  it('stays on one line whatever a cell holds', () => {
    expect(renderFinding({ ...FINDING, value: '12\r\n00' }, catalogue)).toMatch(/^Row 14: Amount = 12 00, but .*$/);
  });

  it('tells a refused document from one with a remark', () => {
    const other: Finding = { code: 'group/other-row', severity: 'ERROR', ordinal: 3, row: 5, params: { row: '4' } };
    expect(renderFinding(other, catalogue)).toBe(
      'Row 5: The document is refused because of row 4. See row 4; this one needs no change.',
    );
    expect(renderFinding({ ...other, severity: 'WARNING' }, catalogue)).toContain(
      'The remark at row 4 goes for the whole document.',
    );
  });

  it('leaves the row out of what concerns the whole run', () => {
    const finding: Finding = {
      code: 'totals/expect-rows',
      severity: 'ERROR',
      ordinal: -1,
      row: 0,
      params: { expected: '3', found: '2' },
    };
    expect(renderFinding(finding, catalogue)).toMatch(/^The job expects 3 rows, the input has 2\. /);
  });
});

describe('renderBlock', () => {
  it('has the place and the code at its head', () => {
    expect(renderBlock(FINDING, catalogue, { file: 'samples/invoices.csv', document: 'INV-0031' })).toBe(
      [
        'samples/invoices.csv:14  ERROR line-math/line-amount  INV-0031',
        '  Amount = 1200.10, but Quantity 3 x Unit price 400.00 = 1200.00.',
        '  Correct the amount, or leave the column out and Xero computes it.',
      ].join('\n'),
    );
  });
});

/** They say what was done, and nothing is left to do. */
const INFORMING = new Set(['xero/answered', 'xero/saved-files', 'xero/table-rows']);

describe('the catalogue', () => {
  it('has each code once, as area and problem', () => {
    const codes = validatorKinds.map((kind) => kind.code);
    expect(new Set(codes).size).toBe(codes.length);
    const areas =
      /^(?:read|map|group|resolve|line-math|tax-type|account-code|totals|date|duplicate|limit|xero)\/[a-z]+(?:-[a-z]+)*$/;
    for (const code of codes) expect(code).toMatch(areas);
  });

  it.each(validatorKinds.map((kind) => [kind.code, kind] as const))('%s reads as whole sentences', (code, kind) => {
    const params = new Proxy<Record<string, string>>({}, { get: (_, name) => `<${String(name)}>` });
    const finding: Finding = {
      code,
      severity: 'ERROR',
      ordinal: 0,
      row: 2,
      column: 'Column',
      value: '<value>',
      params,
    };
    const words = INFORMING.has(code) ? [] : [kind.what(finding), kind.remedy(finding)];
    if (INFORMING.has(code)) expect([kind.what(finding) === '', kind.remedy(finding)]).toEqual([false, '']);
    for (const sentence of words) {
      expect(sentence).not.toMatch(/undefined|null|\[object/);
      expect(sentence).toMatch(/^\S.*[.:>`)]$/s);
    }
    expect(kind.title).toMatch(/^[A-Z].*[^.]$/);
    expect(renderFinding(finding, catalogue)).toContain('Column');
  });

  it('lets the first meaning of a code count', () => {
    const kind = (title: string): FindingKind => ({ code: 'a/b', title, what: () => '', remedy: () => '' });
    expect(createCatalogue([kind('one')], [kind('two')]).kind('a/b')?.title).toBe('one');
    expect(createCatalogue([]).kind('a/b')).toBeUndefined();
  });
});
