/** Job files that are YAML but no job: each problem at its place, with what to write instead. */

import { describe, expect, it } from 'vitest';
import { COLUMNS, HEAD, MINIMAL, places, problemsOf } from '../unit/job/vocabulary.ts';

type Case = [text: string, places: readonly string[], words?: string | undefined];

/** `more` stands from line 8 on. */
function more(text: string, ...expected: readonly string[]): Case {
  return [`${MINIMAL}${text}\n`, expected];
}

function check([text, expected, words]: Case): void {
  expect(places(text)).toEqual(expected);
  if (words !== undefined) expect(problemsOf(text)[0]?.message).toContain(words);
}

describe('the head of a job', () => {
  it.each<Case>([
    ['import: Invoices\n', ['1:1 job/missing', '1:1 job/missing'], 'columns'],
    [`import: Invoices\n${COLUMNS}`, ['1:1 job/missing'], '`org: sandbox-gb`'],
    [`org: acme\n${COLUMNS}`, ['1:1 job/missing-verb'], '`import: Invoices`'],
    [`org: acme\nimprot: Invoices\n${COLUMNS}`, ['2:1 job/unknown-key'], '`import`'],
    [`org: acme\nimport: Invoces\n${COLUMNS}`, ['2:9 job/unknown-entity'], 'Did you mean `Invoices`?'],
    [`org: acme\nimport:\n${COLUMNS}`, ['2:1 job/blank'], '`import` is given without a value'],
    [
      'org: acme\nupdate: Contacts\ncolumns: { Name: N }\nsend: { mode: create }\n',
      ['4:9 job/send'],
      '`update` at the head of the job is the mode already',
    ],
    ['org: acme\nupdate: Payments\n', ['2:9 job/unknown-entity'], '`update` does not know `Payments`'],
    [
      'org: acme\nemail: Invoices\ncolumns: { InvoiceNumber: N }\noutput: { file: a.csv }\n',
      ['4:1 job/unknown-key'],
      '`email` writes to Xero',
    ],
    [`import: Invoices\nemail: Invoices\norg: acme\n`, ['2:1 job/several-verbs'], '`import` and `email`'],
    [`${MINIMAL}sorce: {}\n`, ['8:1 job/unknown-key'], 'Did you mean `source`?'],
    [`${MINIMAL}rules: []\n`, ['8:1 job/reserved'], 'reserved for a later version'],
    [`${MINIMAL}include: x\ncases: y\n`, ['8:1 job/reserved', '9:1 job/reserved']],
    [MINIMAL.replace('sandbox-gb', 'sandbox-fr'), ['1:6 job/org'], '`sandbox-gb`'],
    [MINIMAL.replace('sandbox-gb', '[acme, acme, "a b"]'), ['1:13 job/org', '1:19 job/org'], 'twice'],
    ['email: Contacts\norg: acme\ncolumns: { Name: N }\n', ['1:8 job/unknown-entity'], 'It takes `Invoices`'],
    [
      'email: Invoices\norg: acme\ncolumns: { Reference: R }\n',
      ['3:1 job/missing', '3:12 job/not-a-key'],
      'Map `InvoiceNumber`',
    ],
    [
      'email: Invoices\norg: acme\ncolumns: { InvoiceNumber: N }\nlines: {}\n',
      ['4:1 job/unknown-key'],
      'only finds records',
    ],
  ])('%s', (text, expected, words) => check([text, expected, words]));
});

describe('fields', () => {
  it.each<Case>([
    [
      `${MINIMAL}  Invoicenumber: No\n`,
      ['8:3 job/unknown-field'],
      'is no field of Invoices. Did you mean `InvoiceNumber`?',
    ],
    [`${MINIMAL}  Zzzzz: No\n`, ['8:3 job/unknown-field'], '`rowpost fields Invoices`'],
    [`${MINIMAL}  Total: Gross\n`, ['8:3 job/read-only-field'], '`verify: { Total: ... }`'],
    [`${MINIMAL}  AmountPaid: Paid\n`, ['8:3 job/read-only-field'], 'Leave the line out'],
    [`${MINIMAL}  Quantity: Qty\n`, ['8:3 job/wrong-place'], 'move it to `lines`'],
    [`${MINIMAL}lines: { Description: D, DueDate: Due }\n`, ['8:26 job/wrong-place'], 'move it to `columns`'],
    [`${MINIMAL}lines: { Descripton: D }\n`, ['8:10 job/unknown-field'], 'Did you mean `Description`?'],
    [`${MINIMAL}lines: { Description: D, Tracking: R }\n`, ['8:26 job/unknown-field'], '`Tracking.Region`'],
    [`${MINIMAL}lines: { Description: D, Tracking.1.Name: R }\n`, ['8:26 job/tracking-pair'], '`Tracking.1.Option`'],
    [`${MINIMAL}lines: { Description: { value: Work } }\n`, ['8:1 job/constant-lines'], 'Map at least one field'],
    [`${MINIMAL}extra-lines: { UnitAmount: Shipping }\n`, ['8:14 job/not-a-list'], 'is a list'],
    [`${MINIMAL}extra-lines:\n  - { Unit: Shipping }\n`, ['9:7 job/unknown-field'], '`UnitAmount`'],
    [
      'org: acme\nimport: Contacts\ncolumns: { Name: N }\nlines: { Description: D }\n',
      ['4:1 job/no-lines'],
      'Contacts have no lines',
    ],
    [`${HEAD}columns:\n`, ['3:1 job/blank']],
    [`${HEAD}columns: [Date]\n`, ['3:10 job/not-a-map']],
  ])('%s', (text, expected, words) => check([text, expected, words]));

  it.each([
    ['LineAmountTypes: { value: Exclusive }', /Add `LineAmountTypes: \{ value: Exclusive \}`/],
    ['Date: Dated', /`Date` must be given/],
    ['Type: { value: ACCREC }', /Add `Type: \{ value: ACCREC \}`/],
    ['Contact.Name: Customer', /`Contact` must be given/],
  ])('an invoice needs %s', (line, message) => {
    const text = MINIMAL.replace(`  ${line}\n`, '');
    expect(places(text)).toEqual(['3:1 job/missing']);
    expect(problemsOf(text)[0]?.message).toMatch(message);
  });

  it('an upsert needs the date and the kind of amounts as well', () => {
    expect(places(`${HEAD}columns: { InvoiceNumber: No }\nsend: { mode: upsert }\n`)).toEqual([
      '3:1 job/missing',
      '3:1 job/missing',
    ]);
  });

  it('a payment needs its account, by code, name or ID', () => {
    const text = 'org: acme\nimport: Payments\ncolumns: { Invoice: N, Amount: A, Date: D }\n';
    expect(places(text)).toEqual(['3:1 job/missing']);
    expect(places(text.replace('Invoice', 'Account.Code: C, Invoice'))).toEqual([]);
  });
});

describe('values', () => {
  it.each<readonly [yaml: string, place: string, words: string]>([
    ['', '8:3 job/blank', 'without a value'],
    ['""', '8:14 job/blank', 'is empty'],
    ['[A, B]', '8:14 job/not-a-text', 'takes one text'],
    ['{ column: A, value: B }', '8:14 job/several-sources', '`column` and `value`'],
    ['{ then: trim }', '8:14 job/no-source', 'Give one of `column`'],
    ['{ colum: A }', '8:16 job/unknown-key', 'Did you mean `column`'],
    ['{ columns: [A, B] }', '8:14 job/missing', 'add `join: " "`'],
    ['{ column: A, join: x }', '8:27 job/join', '`join` belongs to `columns`'],
    ['{ first: A }', '8:23 job/not-a-list', '`first: [A, ...]`'],
    ['{ sum: [] }', '8:21 job/blank', 'empty list'],
    ['{ column: A, within: 1 }', '8:27 job/unknown-key', 'no key `within`'],
    ['{ template: "Order" }', '8:26 job/template', 'names no column'],
    ['{ template: "{Order" }', '8:26 job/template', 'no partner'],
    ['{ template: "{} x" }', '8:26 job/template', 'name no column'],
    ['{ column: A, then: [trimm] }', '8:34 job/unknown-transform', 'Did you mean `trim`?'],
    ['{ column: A, then: { trim: 1 } }', '8:41 job/transform', 'takes nothing besides'],
    ['{ column: A, then: truncate }', '8:33 job/transform', '{ truncate:'],
    ['{ column: A, then: [{ truncate: x }] }', '8:46 job/transform', 'a whole number'],
    ['{ column: A, then: [{ times: "1,5" }] }', '8:43 job/transform', 'a plain number'],
    ['{ column: A, then: [{ replace: a }] }', '8:45 job/transform', 'takes 2 values, not 1'],
    ['{ column: A, then: [{ extract: "(" }] }', '8:45 job/transform', '`extract`'],
    ['{ column: A, then: { trim: , upper: } }', '8:43 job/transform', 'Write a list'],
    ['{ column: A, lookup: { a: 1, A: 2 } }', '8:43 job/duplicate-key', 'ignores case'],
    ['{ column: A, lookup: {} }', '8:35 job/blank', 'no pairs'],
    ['{ column: A, lookup: x }', '8:35 job/not-a-map', 'lookup: { Hardware: "200" }'],
    [
      '{ column: A, lookup: { file: map.csv, key: From } }',
      '8:35 job/missing',
      '{ file: map.csv, key: From, value: To }',
    ],
    ['{ column: A, lookup: { a: 1, else: x }, else: y }', '8:43 job/lookup', 'twice'],
    ['{ column: A, else: keep }', '8:27 job/lookup', 'belongs to a `lookup`'],
    ['{ column: A, dates: DD/MM/YYYY }', '8:34 job/date-pattern', 'Did you mean `dd/MM/yyyy`'],
    ['{ column: A, dates: dd/mm/yyyy }', '8:34 job/date-pattern', 'capital M'],
    ['{ column: A, dates: dd/MM/yyyy HH:mm }', '8:34 job/date-pattern', 'leave the time out'],
    ['{ column: A, dates: MM/yyyy }', '8:34 job/date-pattern', 'one day, one month and one year'],
    ['{ column: A, dates: ddd/MM/yyyy }', '8:34 job/date-pattern', '`ddd`'],
    ['{ column: A, numbers: "1.234" }', '8:36 job/number-style', '"1.234,56"'],
    ['{ column: A, numbers: european }', '8:36 job/number-style', 'no example'],
    ['{ column: A, numbers: "1,234,56" }', '8:36 job/number-style', 'no example'],
  ])('%s', (yaml, place, words) => check([`${MINIMAL}  Reference: ${yaml}\n`, [place], words]));
});

describe('the other keys', () => {
  it.each<Case>([
    more('source: { file: a.xls }', '8:17 job/file-type'),
    more('source: { file: [] }', '8:17 job/blank'),
    more('source: { files: a.csv }', '8:11 job/unknown-key'),
    more('source: { split: x, clear: y }', '8:11 job/reserved', '8:21 job/reserved'),
    more('source: a.csv', '8:9 job/not-a-map'),
    more('source: { sheet: 0 }', '8:18 job/not-a-number'),
    more('source: { header: first }', '8:19 job/not-a-number'),
    more('source: { delimiter: ";;" }', '8:22 job/delimiter'),
    more('source: { encoding: utf9 }', '8:21 job/unknown-encoding'),
    more('source: { join-files: yes }', '8:23 job/unknown-word'),
    more('source: { keep: [{ Status: }] }', '8:20 job/blank'),
    more('source: { drop: [void] }', '8:18 job/not-a-map'),
    more('source: { fill-down: { within: Order } }', '8:22 job/missing'),
    more('group: Invoice No', '8:8 job/unknown-field'),
    more('group: [InvoiceNumber]', '8:9 job/group'),
    more('group: [row, Type]', '8:1 job/group'),
    more('group: { columns: A }', '8:10 job/unknown-key'),
    more('verify: { Total: Gross }', '8:1 job/verify'),
    more('lines: { Description: D }\nverify: { AmountDue: A }', '9:11 job/unknown-field'),
    more('lines: { Description: D }\nverify: { Total: { column: A, within: -1 } }', '9:39 job/not-a-number'),
    more('expect: { document: 3 }', '8:11 job/unknown-key'),
    more('expect: { documents: -3 }', '8:22 job/not-a-number'),
    more('expect: { sum: { Totals: 1 } }', '8:18 job/unknown-field'),
    more('expect: { sum: { Total: "1,000.00" } }', '8:25 job/not-a-number'),
    more('expect: { period: last-mont }', '8:19 job/period'),
    more('expect: { period: 2026-13 }', '8:19 job/period'),
    more('expect: { period: { from: 2026-02-29, to: 2026-03-31 } }', '8:27 job/period'),
    more('expect: { period: { from: 2026-10-31, to: 2026-10-01 } }', '8:19 job/period'),
    more('expect: { period: { from: 2026-10-01 } }', '8:19 job/period'),
    more('send: { mode: updat }', '8:15 job/unknown-word'),
    more('send: { batch: 0 }', '8:16 job/not-a-number'),
    more('send: { batch: 5000 }', '8:16 job/not-a-number'),
    more('send: { invalid: ignore }', '8:18 job/unknown-word'),
    more('send: { match: [Number] }', '8:17 job/unknown-field'),
    more('send: { match: [Reference, CurrencyRate] }', '8:28 job/send'),
    more('send: { mode: update, match: [Reference] }', '3:1 job/missing'),
    more('send: { mode: update }', '3:1 job/missing'),
    more('send: { mode: upsert, existing: skip }', '3:1 job/missing', '8:23 job/send'),
    more('resolve: all', '8:10 job/unknown-word'),
    more('unused: warn', '8:9 job/unknown-word'),
  ])('%s', (text, expected, words) => check([text, expected, words]));

  it('payments cannot be updated', () => {
    const columns = 'columns: { Invoice: N, Account: A, Amount: M, Date: D }';
    const text = `org: acme\nimport: Payments\n${columns}\nsend: { mode: update }\n`;
    check([text, ['4:15 job/mode'], 'Payments cannot be changed in Xero']);
  });

  it('contacts have no amounts, dates or contacts of their own', () => {
    const text =
      'org: acme\nimport: Contacts\ncolumns: { Name: N }\nverify: { Total: T }\nexpect: { period: 2026-10 }\n';
    check([text, ['4:1 job/verify', '5:19 job/period'], 'no amounts']);
  });

  it('tells all problems at once, in the order of their lines', () => {
    const text = `${MINIMAL}  Invoicenumber: No\nunused: x\nsource: { sheets: 1 }\nsend: { mode: x }\nextra: 1\n`;
    expect(places(text)).toEqual([
      '8:3 job/unknown-field',
      '9:9 job/unknown-word',
      '10:11 job/unknown-key',
      '11:15 job/unknown-word',
      '12:1 job/unknown-key',
    ]);
  });
});
