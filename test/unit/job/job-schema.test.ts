/** The schema for editors agrees with the loader: what one accepts the other does, and faults of form are seen by both. */

import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { jobSchema } from '../../../src/job/job-schema.ts';
import { EXPORT, HEAD, load, MINIMAL, vocabulary } from './vocabulary.ts';

const schema = jobSchema(vocabulary);
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

function schemaAccepts(text: string): boolean {
  return validate(parse(text));
}

const GOOD: readonly string[] = [
  MINIMAL,
  `${MINIMAL}lines: { Description: Item, Quantity: Qty, Tracking.Region: Region, Tracking.1.Name: N, Tracking.1.Option: O }\n`,
  `${MINIMAL}extra-lines:\n  - { Description: { value: Carriage }, UnitAmount: Shipping }\n`,
  `${MINIMAL}lines: { Description: Item }\nverify: { Total: Gross, LineAmount: { column: Net, within: 0.01 } }\n`,
  `${MINIMAL}expect: { documents: 40, rows: 3, sum: { Total: 18250.75, Quantity: 3 }, period: this-month }\n`,
  `${MINIMAL}expect: { period: { from: 2026-10-01, to: 2026-10-31 } }\n`,
  `${MINIMAL}group: [InvoiceNumber, { column: Journal No }]\n`.replace('  Type', '  InvoiceNumber: No\n  Type'),
  `${MINIMAL}group: row\nresolve: exact\nunused: ignore\nname: x\n`,
  `${MINIMAL}send: { mode: create, match: [Reference], existing: skip, contacts: update, batch: 10, invalid: skip }\n`,
  `${HEAD}columns: { InvoiceNumber: No }\nsend: { mode: update }\n`,
  `${MINIMAL}source: { file: [a.csv, "b*.xlsx"], sheet: 2, header: 3, delimiter: ";", encoding: utf-8, dates: [iso, dd/MM/yy], numbers: "1,234.56", blank: "-", fill-down: [A], keep: { A: "x*" }, drop: [{ B: "" }], join-files: false }\n`,
  `${MINIMAL}source: { fill-down: { columns: [A, B], within: C } }\n`,
  ...[
    '2026',
    '{ value: 0260 }',
    '{ columns: [A, B], join: "" }',
    '{ first: [A, B], default: none }',
    '{ sum: [A, B], then: negate }',
    '{ subtract: [A, B], then: [abs, { round: 2 }] }',
    '{ template: "{A} {B}", then: [{ replace: [a, b] }, { truncate: 20 }, { pad: [8, "0"] }] }',
    '{ column: A, lookup: { a: 1, b: x, else: keep } }',
    '{ column: A, lookup: { file: m.csv, key: A, value: B }, else: blank }',
    '{ column: A, dates: d.M.yyyy, numbers: "1 234,56" }',
  ].map((form) => `${MINIMAL}  Reference: ${form}\n`),
  'org: [acme, sandbox]\nimport: Payments\ncolumns: { Invoice: N, Account: { value: 090 }, Amount: A, Date: D }\n',
  'org: acme\nimport: Contacts\ncolumns: { Name: N, Phones.MOBILE.PhoneNumber: P, ContactPersons.1.EmailAddress: E }\n',
  'org: acme\nemail: Invoices\ncolumns: { InvoiceNumber: N }\nsend: { invalid: skip }\n',
  `${EXPORT}columns: all\n`,
  `${EXPORT}columns: template\nfilter: { Type: ACCREC }\n`,
  `${EXPORT}columns: { template: import-bills.yaml }\n`,
  `${EXPORT}columns: { InvoiceNumber: No, AmountDue: { column: Due, format: "0.00", width: 12 }, Type: { value: ACCREC } }\n`,
  `${EXPORT}columns: { Date: { column: D, dates: dd/MM/yyyy, then: trim, default: x, numbers: "1.234,56" } }\n`,
  `${EXPORT}columns: { InvoiceID: ID }\nlines: { AccountCode: { column: A, lookup: { x: 1 } }, Tracking.Region: R, Tracking.1.Name: T }\n`,
  `${EXPORT}lines: all\norder: [-Date, InvoiceNumber desc]\n`,
  `${EXPORT}columns: all\nfilter: { Type: ACCREC, Status: [PAID, AUTHORISED], Date: { from: 2026-10-01, to: 2026-10-31 } }\n`,
  `${EXPORT}columns: all\nfilter: { Date: { month: this }, AmountDue: { above: 0, below: 10 }, Reference: { blank: true }, Status: { not: [VOIDED] } }\n`,
  `${EXPORT}columns: all\nwhere: "AmountDue > 0"\nsince: last-run\n`,
  `${EXPORT}columns: all\nsince: 2026-10-01T08:00:00Z\nname: x\n`,
  `org: acme\nexport: Invoices\ncolumns: { InvoiceID: I }\noutput: { file: "o-{today}.csv", mode: update, key: [I], delimiter: ";", dates: dd/MM/yyyy }\n`,
  `org: acme\nexport: Invoices\ncolumns: { Total: T }\noutput: { file: o.XLSX, sheet: Open, totals: [T] }\n`,
  'org: acme\nexport: TrialBalance\nas-at: last-month-end\noutput: { file: "tb-{as-at}.xlsx" }\n',
  'org: acme\nsheets:\n  - { export: Invoices, columns: all, sheet: Open, filter: { Status: PAID } }\n  - { export: TrialBalance, as-at: 2026-10-31 }\noutput: { file: o.xlsx }\n',
  'org: acme\nsource: { file: o.xlsx }\nbalances: { Receivables: 12.50 }\nsheets:\n  - { import: Contacts, columns: { Name: N } }\n  - { void: Invoices, source: { sheet: Void }, columns: { InvoiceNumber: N } }\n',
  'org: acme\nreconcile: Invoices\nsource: { file: s.csv }\ncolumns: { InvoiceNumber: No, Total: { column: T } }\nkey: [InvoiceNumber]\ncompare: [Total]\ntolerance: 0.05\noutput: { file: r.xlsx }\n',
  'org: acme\nreconcile: Receivables\nsource: { run: last }\noutput: { file: r.xlsx }\n',
  'org: acme\nreconcile: Payables\nsource: { file: s.csv }\ncolumns: { Number: No, Date: D, AmountDue: T }\nmatch: [Date within 3 days, AmountDue]\noutput: { file: r.xlsx }\n',
  'org: acme\nreconcile: Receivables\nas-at: last-month-end\nsource: { file: s.csv }\ncolumns: { InvoiceNumber: No, AmountDue: T }\noutput: { file: "r-{as-at}.xlsx" }\n',
];

const BAD: readonly string[] = [
  'org: acme\nsheets:\n  - { import: Contacts, columns: { Nam: N } }\n',
  'org: acme\nbalances: { Stock: 1 }\nsheets:\n  - { import: Contacts, columns: { Name: N } }\n',
  'org: acme\nimport: Invoices\n',
  MINIMAL.replace(HEAD, 'import: Invoices\n'),
  MINIMAL.replace('import: Invoices\n', ''),
  MINIMAL.replace('Invoices', 'Invoice'),
  `${MINIMAL}email: Invoices\n`,
  `${MINIMAL}sorce: {}\n`,
  `${MINIMAL}  Invoicenumber: No\n`,
  `${MINIMAL}  Total: Gross\n`,
  `${MINIMAL}lines: { DueDate: D }\n`,
  `${MINIMAL}lines: { Descripton: D }\n`,
  `${MINIMAL}extra-lines: { UnitAmount: A }\n`,
  `${MINIMAL}verify: { AmountDue: A }\n`,
  `${MINIMAL}expect: { documents: x }\n`,
  `${MINIMAL}expect: { sum: { Reference: 1 } }\n`,
  `${MINIMAL}expect: { period: soon }\n`,
  `${MINIMAL}group: { col: A }\n`,
  `${MINIMAL}send: { mode: change }\n`,
  `${MINIMAL}send: { batch: 0 }\n`,
  `${MINIMAL}send: { batch: 5000 }\n`,
  `${MINIMAL}resolve: all\n`,
  `${MINIMAL}unused: warn\n`,
  `${MINIMAL}source: { sheets: 1 }\n`,
  `${MINIMAL}source: { header: 0 }\n`,
  `${MINIMAL}source: { keep: [void] }\n`,
  ...[
    '{}',
    '[A]',
    '{ colum: A }',
    '{ column: A, value: B }',
    '{ columns: [A, B] }',
    '{ column: A, join: x }',
    '{ column: A, else: keep }',
    '{ first: A }',
    '{ template: Order }',
    '{ column: A, within: 1 }',
    '{ column: A, then: trimm }',
    '{ column: A, then: [{ replace: [a] }] }',
    '{ column: A, lookup: {} }',
  ].map((form) => `${MINIMAL}  Reference: ${form}\n`),
  'org: acme\nimport: Payments\ncolumns: { Invoice: N, Account: A, Amount: M, Date: D }\nsend: { mode: update }\n',
  'org: acme\nimport: Contacts\ncolumns: { Name: N }\nlines: { Description: D }\n',
  'org: acme\nimport: Contacts\ncolumns: { Name: N }\nverify: { Total: D }\n',
  'org: acme\nemail: Invoices\ncolumns: { InvoiceNumber: N }\nlines: {}\n',
  `${MINIMAL}filter: { Type: ACCREC }\n`,
  'org: acme\nreconcile: Invoices\nsource: { file: s.csv }\ncolumns: { InvoiceNumber: No }\noutput: { file: r.csv }\n',
  'org: acme\nreconcile: Sales\nsource: { file: s.csv }\ncolumns: { InvoiceNumber: No }\noutput: { file: r.xlsx }\n',
  'org: acme\nreconcile: Invoices\nsource: { file: s.csv }\ncolumns: { InvoiceNumber: No, Totl: T }\noutput: { file: r.xlsx }\n',
  'org: acme\nreconcile: Contacts\nsource: { file: s.csv }\ncolumns: { Name: No }\nlines: { Description: D }\noutput: { file: r.xlsx }\n',
  'org: acme\nreconcile: Invoices\nsource: { file: s.csv }\ncolumns: { InvoiceNumber: No }\nfilter: { Typ: ACCREC }\noutput: { file: r.xlsx }\n',
  'org: acme\nreconcile: Invoices\nsource: { file: s.csv }\ncolumns: { InvoiceNumber: No }\nsend: {}\noutput: { file: r.xlsx }\n',
  EXPORT,
  'org: acme\nexport: Invoices\ncolumns: all\n',
  'org: acme\nexport: Invoice\ncolumns: all\noutput: { file: o.csv }\n',
  'org: acme\nexport: Invoices\ncolumns: all\noutput: { file: o.pdf }\n',
  'org: acme\nexport: Invoices\ncolumns: all\noutput: { file: o.csv, mode: add }\n',
  'org: acme\nexport: Invoices\ncolumns: all\noutput: { files: o.csv }\n',
  `${EXPORT}columns: everything\n`,
  `${EXPORT}columns: { InvoiceNumbr: No }\n`,
  `${EXPORT}columns: { Quantity: No }\n`,
  `${EXPORT}columns: { InvoiceNumber: { template: "{A}" } }\n`,
  `${EXPORT}columns: { InvoiceNumber: { column: A, value: B } }\n`,
  `${EXPORT}columns: { InvoiceNumber: { column: A, then: upper } }\n`,
  `${EXPORT}columns: { InvoiceNumber: { column: A, width: 0 } }\n`,
  `${EXPORT}columns: { template: import-bills }\n`,
  `${EXPORT}columns: all\nlines: { DueDate: D }\n`,
  `${EXPORT}lines: all\npayments: all\n`,
  `${EXPORT}columns: all\nsource: { file: x.csv }\n`,
  `${EXPORT}columns: all\nas-at: today\n`,
  `${EXPORT}columns: all\nfilter: {}\n`,
  `${EXPORT}columns: all\nfilter: { Quantity: 1 }\n`,
  `${EXPORT}columns: all\nfilter: { Date: { month: 2026-13 } }\n`,
  `${EXPORT}columns: all\nfilter: { Date: { since: 2026-10-01 } }\n`,
  'org: acme\nexport: Contacts\ncolumns: all\nlines: all\noutput: { file: o.csv }\n',
  'org: acme\nexport: TrialBalance\nas-at: soon\noutput: { file: o.csv }\n',
  'org: acme\nexport: TrialBalance\nsince: last-run\noutput: { file: o.csv }\n',
  'org: acme\nsheets: []\noutput: { file: o.xlsx }\n',
  'org: acme\nsheets:\n  - { export: Invoices, columns: all }\noutput: { file: o.csv }\n',
  'org: acme\nsheets:\n  - { export: Invoices, columns: all, org: acme }\noutput: { file: o.xlsx }\n',
  'org: acme\nsheets:\n  - { columns: all }\noutput: { file: o.xlsx }\n',
  'org: acme\nsheets:\n  - { export: Invoices, columns: all }\ncolumns: all\noutput: { file: o.xlsx }\n',
];

describe('jobSchema', () => {
  it.each(GOOD)('and the loader accept %s', (text) => {
    expect(load(text)).toHaveProperty('job');
    expect(schemaAccepts(text), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each(BAD)('and the loader refuse %s', (text) => {
    expect(load(text)).toHaveProperty('problems');
    expect(schemaAccepts(text)).toBe(false);
  });

  it('offers every field that may be mapped, and what it takes', () => {
    const text = JSON.stringify(schema);
    for (const entity of vocabulary.registry.entities.filter(({ create, update }) => (create ?? update) !== undefined))
      for (const field of [...entity.fields, ...(entity.lines?.fields ?? [])])
        if (field.readOnly !== true) expect(text).toContain(`"${field.name}":{"allOf"`);
    expect(text).toContain('"examples":[{"value":"ACCREC"},{"value":"ACCPAY"}]');
  });

  it('is the committed file', async () => {
    const committed = await readFile(new URL('../../../schema/job.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(committed), 'run: node scripts/build-schema.ts').toEqual(JSON.parse(JSON.stringify(schema)));
  });
});
