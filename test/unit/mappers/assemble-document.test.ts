/** Documents made of rows: header, lines, extra lines, `verify`. */

import { describe, expect, it } from 'vitest';
import { canonicalForm } from '../../../src/mappers/canonical-form.ts';
import { compileMapping } from '../../../src/mappers/compile-mapping.ts';
import { transforms } from '../../../src/mappers/transforms/index.ts';
import { formatDecimal } from '../../../src/model/decimal.ts';
import type { Document, Value } from '../../../src/model/document.ts';
import type { Cell } from '../../../src/model/source-row.ts';
import { assembled, codes, column, constant, importJob, invoices, type JobParts, steps } from './sample-job.ts';

const parts: JobParts = {
  columns: { Type: constant('ACCREC'), InvoiceNumber: 'No', 'Contact.Name': 'Who', Date: 'Date', Reference: 'Ref' },
  lines: {
    Description: 'Item',
    Quantity: constant('1'),
    UnitAmount: 'Price',
    DiscountRate: 'Disc',
    'Tracking.Region': 'Region',
  },
};
const header = ['No', 'Who', 'Date', 'Ref', 'Item', 'Price', 'Disc', 'Region'];
const first: readonly Cell[] = ['1', 'Acme', '2026-10-05', 'PO', 'Nails', '12.50', '0', 'North'];
const bare: readonly Cell[] = ['1', '', '', '', 'Screws', '3', '10'];

const shown = (value: Value | undefined) => (typeof value === 'object' ? formatDecimal(value) : value);
const plain = (values: ReadonlyMap<string, Value>) =>
  Object.fromEntries([...values].map(([key, value]) => [key, shown(value)]));

function documentOf(job: JobParts, head: readonly string[], rows: readonly (readonly Cell[])[]): Document {
  const result = assembled(job, head, rows);
  if (result.document === undefined) throw new Error(JSON.stringify(result.findings));
  return result.document;
}

describe('documents', () => {
  it('have a header and a line a row', () => {
    const document = documentOf(parts, header, [first, bare]);
    expect(plain(document.fields)).toEqual({
      Type: 'ACCREC',
      InvoiceNumber: '1',
      'Contact.Name': 'Acme',
      Date: '2026-10-05',
      Reference: 'PO',
    });
    expect(document.lines.map((line) => plain(line.values))).toEqual([
      { Description: 'Nails', Quantity: '1', UnitAmount: '12.5', 'Tracking.Region': 'North' },
      { Description: 'Screws', Quantity: '1', UnitAmount: '3', DiscountRate: '10' },
    ]);
    expect(document.lines.map((line) => [...line.blank])).toEqual([[], ['Tracking.Region']]);
    expect(document.rows.map((row) => row.number)).toEqual([2, 3]);
    expect(document.lines.map((line) => line.row.number)).toEqual([2, 3]);
  });

  it('take a header value from the first row that has one', () => {
    const document = documentOf(parts, header, [bare, first]);
    expect(document.fields.get('Reference')).toBe('PO');
    expect(document.origins.get('Reference')?.number).toBe(3);
    expect(document.origins.has('InvoiceNumber')).toBe(false);
  });

  it('have rows that agree, compared as values', () => {
    const source = { dates: ['dd/MM/yyyy', 'iso'] };
    const rows = [first, ['1', 'ACME ', '05/10/2026', 'PO ', 'Screws', '3']];
    expect(codes(assembled({ ...parts, source }, header, rows))).toEqual([]);
    const differing = [first, ['1', 'Acme', '2026-10-06', 'po', 'Screws', '3']];
    expect(assembled({ ...parts, source }, header, differing).findings).toMatchObject([
      {
        code: 'group/rows-disagree',
        row: 3,
        column: 'Date',
        value: '2026-10-06',
        params: { first: '2026-10-05', firstRow: 'row 2' },
      },
      { code: 'group/rows-disagree', row: 3, column: 'Ref', value: 'po', params: { first: 'PO', firstRow: 'row 2' } },
    ]);
  });

  it('are told by their cells, once where two fields come of one cell', () => {
    const columns = {
      ...parts.columns,
      DueDate: { source: column('Date'), ...Object.fromEntries([['then', steps(['add-days', '30'])]]) },
    };
    const source = { dates: ['dd/MM/yyyy'] };
    const rows = ['05/10/2026', '6/10/2026'].map((date) => ['1', 'Acme', date, 'PO', 'Nails', '3']);
    expect(assembled({ ...parts, columns, source }, header, rows).findings).toMatchObject([
      {
        code: 'group/rows-disagree',
        column: 'Date',
        value: '6/10/2026',
        params: { first: '05/10/2026', field: 'Date' },
      },
    ]);
  });

  it('never merge two customers under one number', () => {
    const result = assembled(parts, header, [first, ['1', 'Other', '', 'Else', 'Screws', '3']]);
    expect(result.document).toBeUndefined();
    expect(result.findings).toMatchObject([
      { code: 'group/contacts-differ', row: 3, value: 'Other', params: { first: 'Acme' } },
    ]);
  });

  it('are not made of a row without a key', () => {
    const result = assembled(parts, header, [['', ...first.slice(1)]]);
    expect(result.document).toBeUndefined();
    expect(result.findings).toMatchObject([{ code: 'group/no-key', column: 'No' }]);
  });

  it('complain of a bad header cell once, and of a cell that feeds two fields once', () => {
    const rows = [first, first].map((row) => ['1', 'Acme', 'soon', ...row.slice(3)]);
    expect(codes(assembled(parts, header, rows))).toEqual(['2 date/invalid']);
    const twice = { ...parts, columns: { ...parts.columns, DueDate: 'Date' } };
    expect(codes(assembled(twice, header, rows))).toEqual(['2 date/invalid']);
  });

  it('show all that is wrong with a row', () => {
    const rows = [['1', 'Acme', '31/02/2026', 'PO', 'Nails', 'x', 'y', 'North']];
    expect(codes(assembled(parts, header, rows))).toEqual([
      '2 date/invalid',
      '2 map/not-a-number',
      '2 map/not-a-number',
    ]);
  });
});

describe('documents of several files', () => {
  it('read each row by the columns and formats of its own file', () => {
    const job = importJob({ columns: { InvoiceNumber: 'No', Date: 'Date' }, lines: { UnitAmount: 'Price' } });
    const plan = { job, entity: invoices, transforms, files: 2 };
    const compile = (head: readonly string[]) => {
      const map = compileMapping(plan, head);
      if ('problems' in map) throw new Error(JSON.stringify(map.problems));
      return map;
    };
    const one = compile(['No', 'Date', 'Price']).withFormats({
      dates: [['Date', 'day-first']],
      numbers: [['Price', 'point']],
    });
    const two = compile(['Price', 'No', 'Date']).withFormats({
      dates: [['Date', 'month-first']],
      numbers: [['Price', 'comma']],
    });
    const row = (number: number, file: string, cells: readonly Cell[]) => ({
      ref: { ordinal: number, number, file },
      row: { number, cells },
    });
    const begun = row(2, 'a.csv', ['1', '05/10/2026', '1.234']);
    const same = { ...row(2, 'b.csv', ['1.234', '1', '10/05/2026']), by: two.plan };
    const { document } = one.assemble([begun, same]);
    expect(document?.fields.get('Date')).toBe('2026-10-05');
    expect(document?.lines.map((line) => shown(line.values.get('UnitAmount')))).toEqual(['1.234', '1234']);
    const other = { ...row(3, 'b.csv', ['1', '1', '05/10/2026']), by: two.plan };
    expect(one.assemble([begun, other]).findings).toMatchObject([
      { code: 'group/rows-disagree', value: '2026-05-10', params: { firstRow: 'row 2 of a.csv' } },
    ]);
  });
});

describe('lines', () => {
  it('leave out rows whose line cells are all blank, constants and defaults aside', () => {
    const lines = { ...parts.lines, TaxType: { source: column('VAT'), default: 'OUTPUT2' } };
    const document = documentOf({ ...parts, lines }, [...header, 'VAT'], [first, ['1', '', '', 'PO']]);
    expect(document.lines).toHaveLength(1);
    expect(document.lines[0]?.values.get('TaxType')).toBe('OUTPUT2');
    expect(document.rows).toHaveLength(2);
  });

  it('are kept where a filled cell came to nothing', () => {
    const lookup = { entries: [], else: { kind: 'blank' } } as const;
    const lines = { Description: { source: column('Item'), lookup }, UnitAmount: 'Price' };
    expect(documentOf({ ...parts, lines }, header, [['1', '', '', '', 'Nails']]).lines).toHaveLength(1);
  });

  it('are simply absent where the job maps none', () => {
    expect(documentOf({ columns: parts.columns }, header, [first]).lines).toEqual([]);
  });

  it('may be constants alone', () => {
    const lines = { Description: constant('Fee'), UnitAmount: constant('5') };
    expect(documentOf({ ...parts, lines }, header, [first]).lines).toHaveLength(1);
  });

  it('pair a tracking category with its option', () => {
    const lines = { Description: 'Item', 'Tracking.1.Name': 'Disc', 'Tracking.1.Option': 'Region' };
    const line = (name: Cell, option: Cell) =>
      assembled({ ...parts, lines }, header, [['1', '', '', '', 'Nails', '', name, option]]);
    expect(plain(line('Region', 'North').document!.lines[0]!.values)).toMatchObject({
      'Tracking.1.Name': 'Region',
      'Tracking.1.Option': 'North',
    });
    expect(plain(line('Region', '').document!.lines[0]!.values)).toEqual({ Description: 'Nails' });
    expect(codes(line('', 'North'))).toEqual(['2 map/tracking-without-category']);
  });
});

describe('extra lines', () => {
  const carriage: JobParts = {
    columns: parts.columns,
    lines: { Description: 'Item' },
    extraLines: [
      { Description: constant('Carriage'), Quantity: constant('1'), UnitAmount: 'Price', TaxType: 'Region' },
    ],
  };
  const row = (price: Cell, tax: Cell = '') => ['1', 'Acme', '', '', 'Nails', price, '', tax];

  it('come once a document, after its lines', () => {
    const document = documentOf(carriage, header, [row(''), row('7.50', 'OUTPUT2'), row('7.5')]);
    expect(document.lines.map((line) => line.extra)).toEqual([false, false, false, true]);
    const extra = document.lines[3]!;
    expect(plain(extra.values)).toEqual({
      Description: 'Carriage',
      Quantity: '1',
      UnitAmount: '7.5',
      TaxType: 'OUTPUT2',
    });
    expect(extra.row.number).toBe(3);
  });

  it('are left out where blank or 0', () => {
    expect(documentOf(carriage, header, [row('')]).lines).toHaveLength(1);
    expect(documentOf(carriage, header, [row('0.00', 'OUTPUT2')]).lines).toHaveLength(1);
  });

  it('must agree like header cells', () => {
    expect(codes(assembled(carriage, header, [row('7.50'), row('8.50')]))).toEqual(['3 group/rows-disagree']);
  });
});

describe('verify', () => {
  const job = (verify: JobParts['verify']): JobParts => ({ ...parts, verify: verify! });

  it('takes totals once a document and amounts line by line', () => {
    const rows = [
      ['1', 'Acme', '', '', 'Nails', '5', '', '', '8.00', '5'],
      ['1', 'Acme', '', '', 'Screws', '3', '', '', '', '3'],
    ];
    const document = documentOf(job({ Total: 'Gross', LineAmount: 'Net' }), [...header, 'Gross', 'Net'], rows);
    expect(plain(document.verify)).toEqual({ Total: '8' });
    expect(document.lines.map((line) => plain(line.verify))).toEqual([{ LineAmount: '5' }, { LineAmount: '3' }]);
  });

  it('has totals that agree', () => {
    const rows = [
      [...first, '8.00'],
      [...first, '9.00'],
    ];
    expect(assembled(job({ Total: 'Gross' }), [...header, 'Gross'], rows).findings).toMatchObject([
      { code: 'group/rows-disagree', row: 3, value: '9.00', params: { first: '8.00', firstRow: 'row 2' } },
    ]);
  });
});

describe('canonicalForm', () => {
  it('is one text for the same content, whatever its order and writing', () => {
    const swapped: JobParts = { ...parts, columns: Object.fromEntries(Object.entries(parts.columns).reverse()) };
    const again = ['1', 'Acme', '2026-10-05', 'PO', 'Nails', '12.5', '', 'North'];
    const form = canonicalForm(documentOf(parts, header, [first]));
    expect(canonicalForm(documentOf(swapped, header, [again]))).toBe(form);
    expect(form).toMatch(/^v1 /);
  });

  it.each([
    ['a line more', [first, bare]],
    ['another amount', [['1', 'Acme', '2026-10-05', 'PO', 'Nails', '12.51', '0', 'North']]],
    ['another case', [['1', 'ACME', '2026-10-05', 'PO', 'Nails', '12.50', '0', 'North']]],
    ['a field less', [['1', 'Acme', '2026-10-05', '', 'Nails', '12.50', '0', 'North']]],
  ])('is another text for %s', (_, rows) => {
    expect(canonicalForm(documentOf(parts, header, rows))).not.toBe(canonicalForm(documentOf(parts, header, [first])));
  });
});
