/** Exports as they are loaded: tables, columns turned round, filters, and the file that is written. */

import { describe, expect, it } from 'vitest';
import type { FilterTest, OutputColumn, TableExport } from '../../../src/model/job.ts';
import { acceptedExport, EXPORT, problemsOf } from './vocabulary.ts';

const WHOLE = `export: Invoices
org: [sandbox-gb, acme]
filter: { Type: ACCREC, Status: [AUTHORISED, PAID], Date: { from: 2026-10-01, to: 2026-10-31 } }
where: AmountDue > 0
since: last-run
columns: { InvoiceNumber: Invoice No, Contact.Name: Customer, Date: Date, Type: { value: ACCREC } }
lines: { Description: Item, LineAmount: Net, Tracking.Region: Region }
order: [InvoiceNumber, -Date, DueDate desc, Total asc]
output: { file: "../out/{org}-{month}.xlsx", sheet: Lines, totals: [net] }
`;

/** The only table of an export that ends with these lines. */
function table(more: string): TableExport {
  return acceptedExport(`${EXPORT}${more}\n`).tables[0]!;
}

function withoutPlaces(columns: TableExport['columns']): unknown {
  return typeof columns === 'string' ? columns : columns.map(({ at: _, ...column }: OutputColumn) => column);
}

function tests(filter: string): readonly FilterTest[] {
  return table(`columns: all\nfilter: { Date: ${filter} }`).filter[0]!.tests;
}

describe('an export', () => {
  it('is read with every key', () => {
    const job = acceptedExport(WHOLE);
    expect(job).toMatchObject({
      kind: 'export',
      name: 'sales',
      path: '/books/jobs/sales.yaml',
      org: ['sandbox-gb', 'acme'],
    });
    expect(job.output).toEqual({ file: '../out/{org}-{month}.xlsx', mode: 'replace', at: { line: 9, column: 1 } });
    const [only] = job.tables;
    expect(only).toMatchObject({
      of: 'Invoices',
      where: 'AmountDue > 0',
      since: 'last-run',
      level: 'lines',
      sheet: 'Lines',
      key: [],
    });
    expect(only?.filter.map(({ field, tests: own }) => [field, own])).toEqual([
      ['Type', [{ kind: 'any', values: ['ACCREC'] }]],
      ['Status', [{ kind: 'any', values: ['AUTHORISED', 'PAID'] }]],
      ['Date', [{ kind: 'range', from: '2026-10-01', to: '2026-10-31' }]],
    ]);
    expect(only?.filter[1]?.at).toEqual({ line: 3, column: 25 });
    expect(only?.order.map(({ field, descending }) => [field, descending])).toEqual([
      ['InvoiceNumber', false],
      ['Date', true],
      ['DueDate', true],
      ['Total', false],
    ]);
  });

  it('has the columns of an import turned round, constants left out', () => {
    const { columns, inner } = acceptedExport(WHOLE).tables[0]!;
    expect(withoutPlaces(columns)).toEqual([
      { field: 'InvoiceNumber', header: 'Invoice No' },
      { field: 'Contact.Name', header: 'Customer' },
      { field: 'Date', header: 'Date' },
    ]);
    expect(withoutPlaces(inner)).toEqual([
      { field: 'Description', header: 'Item' },
      { field: 'LineAmount', header: 'Net' },
      { field: 'Tracking.Region', header: 'Region' },
    ]);
  });

  it('finds the headers of totals as headers are found, and names them as the columns do', () => {
    expect(acceptedExport(WHOLE).tables[0]?.totals).toEqual(['Net']);
    expect(table('columns: all').totals).toEqual([]);
  });

  it('keeps what is beside a column', () => {
    const { columns } = table(
      'columns: { Date: { column: D, dates: [dd/MM/yyyy, iso], then: [trim], default: x, format: dd mmm, width: 12 }, Total: { column: T, numbers: "1.234,56", lookup: { a: 1, b: 2, none: "", nil: "" }, else: blank } }',
    );
    expect(withoutPlaces(columns)).toEqual([
      { field: 'Date', header: 'D', dates: 'dd/MM/yyyy', format: 'dd mmm', width: 12 },
      {
        field: 'Total',
        header: 'T',
        numbers: '1.234,56',
        lookup: {
          entries: [
            ['a', '1'],
            ['b', '2'],
            ['none', ''],
            ['nil', ''],
          ],
          else: { kind: 'blank' },
        },
      },
    ]);
  });

  it.each([
    ['columns: all', { columns: 'all', level: 'record', inner: [] }],
    ['columns: template\nfilter: { Type: ACCPAY }', { columns: 'template', level: 'record' }],
    ['columns: { template: ../import/bills.yaml }', { columns: 'template', like: '/books/import/bills.yaml' }],
    ['columns: all\nlines: all', { columns: 'all', level: 'lines', inner: 'all' }],
    ['lines: all', { columns: [], level: 'lines', inner: 'all' }],
  ])('may say %s', (text, expected) => {
    expect(table(text)).toMatchObject(expected);
  });

  it('gives a report whole where it names no columns', () => {
    const job = acceptedExport(
      'org: acme\nexport: TrialBalance\nas-at: last-month-end\noutput: { file: "{as-at}.csv" }\n',
    );
    expect(job.tables[0]).toMatchObject({
      of: 'TrialBalance',
      asAt: 'last-month-end',
      columns: 'all',
      level: 'record',
    });
  });
});

describe('a filter', () => {
  it.each<[string, readonly FilterTest[]]>([
    ['2026-10-01', [{ kind: 'any', values: ['2026-10-01'] }]],
    ['{ from: 2026-10-01 }', [{ kind: 'range', from: '2026-10-01' }]],
    ['{ to: 2026-10-01 }', [{ kind: 'range', to: '2026-10-01' }]],
    ['{ month: 2026-10 }', [{ kind: 'month', month: '2026-10' }]],
    ['{ month: last }', [{ kind: 'month', month: 'last' }]],
    ['{ not: 2026-10-01 }', [{ kind: 'not', values: ['2026-10-01'] }]],
    ['{ not: [a, b] }', [{ kind: 'not', values: ['a', 'b'] }]],
    ['{ blank: false }', [{ kind: 'blank', blank: false }]],
    [
      '{ above: 1, below: 0260, not: x }',
      [
        { kind: 'not', values: ['x'] },
        { kind: 'above', value: '1' },
        { kind: 'below', value: '0260' },
      ],
    ],
  ])('%s', (text, expected) => {
    expect(tests(text)).toEqual(expected);
  });
});

describe('since', () => {
  it.each([
    ['2026-10-01', '2026-10-01T00:00:00'],
    ['2026-10-01T08:30', '2026-10-01T08:30:00'],
    ['2026-10-01T08:30:15Z', '2026-10-01T08:30:15'],
    ['2026-10-01T08:30:15.123Z', '2026-10-01T08:30:15'],
    ['2026-10-01T00:30:00+13:00', '2026-09-30T11:30:00'],
    ['2026-10-01 23:30:00-0500', '2026-10-02T04:30:00'],
  ])('%s is a time in UTC', (text, expected) => {
    expect(table(`columns: all\nsince: ${text}`).since).toBe(expected);
  });
});

describe('the key of an update', () => {
  const updated = (columns: string, output = '') =>
    acceptedExport(`org: acme\nexport: Invoices\n${columns}\noutput: { file: x.csv, mode: update${output} }\n`)
      .tables[0]?.key;

  it.each([
    ['columns: { InvoiceNumber: No, InvoiceID: ID }', ['ID']],
    ['columns: { InvoiceNumber: No }', ['No']],
    ['columns: all', ['InvoiceID']],
    ['columns: { InvoiceNumber: No }\nlines: { LineItemID: Line, Description: D }', ['No', 'Line']],
  ])('is the ID or number in %s', (columns, key) => {
    expect(updated(columns)).toEqual(key);
  });

  it('is what the job names', () => {
    expect(updated('columns: { Reference: Ref, Total: T }', ', key: [ref]')).toEqual(['Ref']);
  });
});

describe('sheets', () => {
  it('are exports, each with its own place in the workbook', () => {
    const job = acceptedExport(`name: books
org: acme
sheets:
  - { export: Invoices, sheet: Open, columns: { InvoiceNumber: No, AmountDue: Due }, totals: [Due] }
  - { export: Invoices, columns: all, filter: { Status: PAID }, order: Date }
  - { export: TrialBalance, as-at: 2026-10-31 }
output: { file: "books-{as-at}.xlsx" }
`);
    expect(job.name).toBe('books');
    expect(job.tables.map(({ of, sheet, totals, asAt }) => [of, sheet, totals, asAt])).toEqual([
      ['Invoices', 'Open', ['Due'], undefined],
      ['Invoices', undefined, [], undefined],
      ['TrialBalance', undefined, [], '2026-10-31'],
    ]);
    expect(job.tables[1]?.at).toEqual({ line: 5, column: 7 });
  });
});

describe('a mode that changes a file', () => {
  const sheets = 'sheets:\n  - { export: Contacts, sheet: A, columns: { Name: Name }, key: [Name] }\n';

  it.each([
    ['append', 'x.jsonl', 'export: Contacts\ncolumns: { Name: Name }\n'],
    ['update', 'x.jsonl', 'export: Contacts\ncolumns: { Name: Name }\n'],
    ['append', 'x.xlsx', sheets],
    ['update', 'x.xlsx', sheets],
  ])('%s is refused of %s', (mode, file, table) => {
    const text = `org: acme\n${table}output: { file: ${file}, mode: ${mode} }\n`;
    const refused = { code: 'job/output', message: expect.stringContaining('eave `mode` out') };
    expect(problemsOf(text)).toContainEqual(expect.objectContaining(refused));
  });
});
