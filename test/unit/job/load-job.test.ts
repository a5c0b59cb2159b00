/** Jobs as they are loaded: every key of an import, every form of a value, every scalar as typed. */

import { describe, expect, it } from 'vitest';
import type { ValueForm } from '../../../src/model/job.ts';
import { accepted, HEAD, MINIMAL } from './vocabulary.ts';

const WHOLE = `# yaml-language-server: $schema=../schema/job.schema.json
name: import-sales-invoices          # a comment
org: [sandbox-gb, acme]
import: Invoices
source:
  file: ../samples/sales-invoices.csv
  sheet: 2
  header: 3
  delimiter: ";"
  encoding: windows-1252
  dates: [dd/MM/yyyy, d MMM yyyy]
  numbers: "1.234,56"
  blank: ["n/a", "-"]
  fill-down: { columns: [Customer], within: Order }
  keep: [{ Status: "open*", Region: North }, { Status: "" }]
  drop:
    - Kind: Total
  join-files: true
columns:
  Type: { value: ACCREC }
  LineAmountTypes: { value: Exclusive }
  InvoiceNumber: Invoice No
  Contact.Name: Customer
  Date: Invoice Date
  Reference: { template: "{Order} / {Rep}" }
lines:
  Description: Item
  Quantity: Qty
  UnitAmount: Unit price
  AccountCode: { column: Category, lookup: { Hardware: "200", Support: 0260 } }
  Tracking.Region: Region
  Tracking.1.Name: Category
  Tracking.1.Option: Option
extra-lines:
  - { Description: { value: Carriage }, UnitAmount: Shipping, AccountCode: { value: "425" } }
group: [InvoiceNumber, { column: Journal No }]
verify: { Total: Gross, TaxAmount: { column: VAT, within: 0.01 } }
expect: { documents: 40, rows: 120, sum: { Total: 18250.70 }, period: { from: 2026-10-01, to: 2026-10-31 } }
send: { mode: upsert, match: [InvoiceNumber], contacts: existing, batch: 20, invalid: skip }
resolve: exact
unused: error
`;

const DEFAULTS = { mode: 'create', existing: 'error', contacts: 'create', invalid: 'stop' };

/** The form that `Reference: <yaml>` is read as, without its places. */
function reference(yaml: string): Omit<ValueForm, 'at' | 'then'> & { readonly steps: readonly unknown[] } {
  const { form } = accepted(`${MINIMAL}  Reference: ${yaml}\n`).columns.at(-1)!;
  const { at: _, then: steps, ...rest } = form;
  return { ...rest, steps: steps.map(({ name, args }) => [name, ...args]) };
}

describe('an import', () => {
  it('is read with every key', () => {
    const job = accepted(WHOLE);
    expect(job).toMatchObject({
      kind: 'import',
      name: 'import-sales-invoices',
      path: '/books/jobs/sales.yaml',
      org: ['sandbox-gb', 'acme'],
      entity: 'Invoices',
      resolve: 'exact',
      unused: 'error',
    });
    expect(job).not.toHaveProperty('action');
    expect(job.send).toEqual({
      mode: 'upsert',
      match: ['InvoiceNumber'],
      existing: 'error',
      contacts: 'existing',
      batch: 20,
      invalid: 'skip',
    });
    expect(job.expect).toEqual({
      documents: 40,
      rows: 120,
      sum: { Total: '18250.70' },
      period: { from: '2026-10-01', to: '2026-10-31' },
    });
  });

  it('reads the source with its rules', () => {
    const { source } = accepted(WHOLE);
    expect(source).toMatchObject({
      files: ['../samples/sales-invoices.csv'],
      sheet: 2,
      header: 3,
      delimiter: ';',
      encoding: 'windows-1252',
      dates: ['dd/MM/yyyy', 'd MMM yyyy'],
      numbers: '1.234,56',
      blank: ['n/a', '-'],
      fillDown: { columns: ['Customer'], within: 'Order' },
      joinFiles: true,
    });
    const rules = source.keep.map((rule) => rule.map(({ column, pattern }) => [column, pattern]));
    expect(rules).toEqual([
      [
        ['Status', 'open*'],
        ['Region', 'North'],
      ],
      [['Status', '']],
    ]);
    expect(source.drop).toEqual([[{ column: 'Kind', pattern: 'Total', at: { line: 17, column: 7 } }]]);
  });

  it('keeps fields in their order, each with its place', () => {
    const job = accepted(WHOLE);
    expect(job.columns.map((mapping) => mapping.field)).toEqual([
      'Type',
      'LineAmountTypes',
      'InvoiceNumber',
      'Contact.Name',
      'Date',
      'Reference',
    ]);
    expect(job.columns[2]).toMatchObject({
      field: 'InvoiceNumber',
      form: { source: { kind: 'column', column: 'Invoice No' }, at: { line: 22, column: 18 } },
      at: { line: 22, column: 3 },
    });
    expect(job.lines.map((mapping) => mapping.field)).toContain('Tracking.1.Option');
    expect(job.extraLines.map((line) => line.map((mapping) => mapping.field))).toEqual([
      ['Description', 'UnitAmount', 'AccountCode'],
    ]);
    expect(job.verify.map(({ field, within }) => [field, within])).toEqual([
      ['Total', undefined],
      ['TaxAmount', '0.01'],
    ]);
    expect(job.group).toEqual([
      { kind: 'field', field: 'InvoiceNumber', at: { line: 36, column: 9 } },
      { kind: 'column', column: 'Journal No', at: { line: 36, column: 24 } },
    ]);
  });

  it('has defaults for all that may be left out', () => {
    const job = accepted(MINIMAL);
    expect(job).toMatchObject({ name: 'sales', org: ['sandbox-gb'], resolve: 'names', unused: 'list', send: DEFAULTS });
    expect(job.source).toEqual({ files: [], blank: [], keep: [], drop: [], joinFiles: false });
    expect(job).toMatchObject({ lines: [], extraLines: [], verify: [] });
    for (const key of ['group', 'expect', 'action']) expect(job).not.toHaveProperty(key);
  });

  it.each([
    ['a byte order mark', `\uFEFF${MINIMAL}`],
    ['Windows line ends', MINIMAL.replaceAll('\n', '\r\n')],
    ['the bytes of a file', new TextEncoder().encode(`\uFEFF${MINIMAL}`)],
  ])('may come with %s, which moves no place', (_, text) => {
    expect(accepted(text)).toEqual(accepted(MINIMAL));
  });

  it('takes a period by its word or month', () => {
    for (const period of ['this-month', 'last-month', '2026-10'])
      expect(accepted(`${MINIMAL}expect: { period: ${period} }\n`).expect).toEqual({ period });
  });

  it('takes `row` as the group', () => {
    expect(accepted(`${MINIMAL}group: row\n`).group).toEqual([{ kind: 'row' }]);
  });

  it('needs no date in an update, which finds records by their number', () => {
    const job = accepted(`${HEAD}columns: { InvoiceNumber: No, DueDate: Due }\nsend: { mode: update }\n`);
    expect(job.send.mode).toBe('update');
  });

  it('takes any name, number or ID of the contact for the contact', () => {
    for (const field of ['Contact', 'Contact.ContactID', 'Contact.ContactNumber'])
      expect(accepted(MINIMAL.replace('Contact.Name', field)).columns[2]?.field).toBe(field);
  });
});

describe('an action', () => {
  it('is a job of keys alone', () => {
    const job = accepted(
      'email: Invoices\norg: acme\nsource: { file: list.csv }\ncolumns: { InvoiceNumber: Number }\n',
    );
    expect(job).toMatchObject({ kind: 'import', action: 'email', entity: 'Invoices', lines: [] });
    expect(job.send.mode).toBe('update');
  });
});

describe('a text', () => {
  it.each(['0260', '1.10', 'yes', 'null', '~', '2026-10-01', '1e3', '0x1F', 'true', '.5', '12:30:00', '1_000'])(
    'stays %s as typed',
    (text) => {
      expect(reference(`{ value: ${text} }`).source).toEqual({ kind: 'value', text });
    },
  );

  it('tells a sheet by number from a sheet by name', () => {
    expect(accepted(`${MINIMAL}source: { sheet: 2026 }\n`).source.sheet).toBe(2026);
    expect(accepted(`${MINIMAL}source: { sheet: "2026" }\n`).source.sheet).toBe('2026');
  });
});

describe('a value', () => {
  it.each([
    ['Order No', { kind: 'column', column: 'Order No' }],
    ['"=C"', { kind: 'column', column: '=C' }],
    ['{ column: Order }', { kind: 'column', column: 'Order' }],
    ['{ columns: [A, B], join: ", " }', { kind: 'columns', columns: ['A', 'B'], join: ', ' }],
    ['{ first: [A, B] }', { kind: 'first', columns: ['A', 'B'] }],
    ['{ sum: [Net, VAT] }', { kind: 'sum', columns: ['Net', 'VAT'] }],
    ['{ subtract: [Gross, VAT] }', { kind: 'subtract', columns: ['Gross', 'VAT'] }],
    ['{ value: "#1" }', { kind: 'value', text: '#1' }],
    ['{ template: "No {A}-{=C}" }', { kind: 'template', parts: ['No ', { column: 'A' }, '-', { column: '=C' }] }],
    ['{ template: "{{x}} { A }" }', { kind: 'template', parts: ['{x} ', { column: 'A' }] }],
  ])('%s', (yaml, source) => {
    expect(reference(yaml)).toEqual({ source, steps: [] });
  });

  it('has transforms, a lookup, a default and formats beside it', () => {
    const form = reference(
      '{ column: A, then: [trim, { replace: [a, ""] }, { truncate: 5 }, { add-days: -3 }], lookup: { x: 1, y: "" }, else: keep, default: none, dates: iso, numbers: "1,234.56" }',
    );
    expect(form).toEqual({
      source: { kind: 'column', column: 'A' },
      steps: [['trim'], ['replace', 'a', ''], ['truncate', '5'], ['add-days', '-3']],
      lookup: {
        entries: [
          ['x', '1'],
          ['y', ''],
        ],
        else: { kind: 'keep' },
      },
      default: 'none',
      dates: ['iso'],
      numbers: '1,234.56',
    });
  });

  it.each([
    ['error', { kind: 'error' }],
    ['blank', { kind: 'blank' }],
    ['keep', { kind: 'keep' }],
    ['"0999"', { kind: 'text', text: '0999' }],
  ])('may say within its lookup what else becomes of a text: %s', (word, otherwise) => {
    expect(reference(`{ column: A, lookup: { x: 1, else: ${word} } }`).lookup).toEqual({
      entries: [['x', '1']],
      else: otherwise,
    });
  });

  it('looks up in a file beside the job', () => {
    const { lookup } = reference('{ column: A, lookup: { file: ../map.csv, key: From, value: To } }');
    const file = { path: '/books/map.csv', key: 'From', value: 'To' };
    expect(lookup).toEqual({ entries: [], file, else: { kind: 'error' } });
  });

  it('holds a header that is a name every object has', () => {
    const { lookup } = reference('{ column: __proto__, lookup: { __proto__: 1, constructor: 2 } }');
    expect(lookup?.entries).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
  });
});

describe('formats', () => {
  it.each(['dd/MM/yyyy', 'M/d/yyyy', 'd MMM yyyy', 'dd.MM.yy', 'd MMMM yyyy', 'yyyyMMdd', 'iso', 'd de MMMM de yyyy'])(
    'takes the date pattern %s',
    (pattern) => {
      expect(reference(`{ column: A, dates: ${pattern} }`).dates).toEqual([pattern]);
    },
  );

  it.each(['1,234.56', '1.234,56', '1 234,56', "1'234.56", '1\u00a0234,56', '1234.56', '12,50'])(
    'takes %s as a number style',
    (style) => {
      expect(reference(`{ column: A, numbers: "${style}" }`).numbers).toBe(style);
    },
  );
});
