/** Exports that cannot be read as they stand: each problem at its place, with what to write instead. */

import { describe, expect, it } from 'vitest';
import { EXPORT, places, problemsOf } from '../unit/job/vocabulary.ts';

type Case = [text: string, places: readonly string[], words?: string | undefined];

function check(text: string, expected: readonly string[], words = ''): void {
  expect(places(text)).toEqual(expected);
  const messages = problemsOf(text).map((problem) => problem.message);
  expect(messages.join('\n')).toContain(words);
}

/** `more` stands from line 4 on. */
function more(text: string, words: string, ...expected: readonly string[]): Case {
  return [`${EXPORT}${text}\n`, expected, words];
}

function withOutput(output: string, columns = 'columns: { InvoiceNumber: No, Total: T }'): string {
  return `org: acme\nexport: Invoices\noutput: ${output}\n${columns}\n`;
}

describe('the keys of an export', () => {
  it.each<Case>([
    ['export: Invoices\n', ['1:1 job/missing', '1:1 job/missing', '1:1 job/missing'], '`columns: all`'],
    ['org: acme\nexport: Invoces\noutput: { file: x.csv }\n', ['2:9 job/unknown-entity'], 'Did you mean `Invoices`?'],
    ['org: acme\nexport: Trialbalance\noutput: { file: x.csv }\n', ['2:9 job/unknown-entity'], '`TrialBalance`'],
    ['org: acme\nexport: Zzz\noutput: { file: x.csv }\n', ['2:9 job/unknown-entity'], 'There are '],
    ['org: acme\nexport: Invoices\nimport: Invoices\n', ['3:1 job/several-verbs'], '`export` and `import`'],
    more('columns: all\nsource: { file: x }', 'reads Xero, not a file', '5:1 job/unknown-key'),
    more('columns: all\nsend: { mode: update }', 'changes nothing in Xero', '5:1 job/unknown-key'),
    more('columns: all\nverify: { Total: T }', '`reconcile:`', '5:1 job/unknown-key'),
    more('columns: all\ngroup: row', 'one row a record', '5:1 job/unknown-key'),
    more('columns: all\ncompare: [Total]', '`reconcile:`', '5:1 job/unknown-key'),
    more('columns: all\ntotals: [Total]', 'below `output`', '5:1 job/unknown-key'),
    more('columns: all\nfiltr: {}', 'Did you mean `filter`?', '5:1 job/unknown-key'),
    more('columns: all\nconstructor: {}', 'no key `constructor`', '5:1 job/unknown-key'),
    more('columns: all\nsince: yesterday', '`last-run`', '5:8 job/since'),
    more('columns: all\nsince: 2026-02-30', 'no point in time', '5:8 job/since'),
    more('columns: all\nas-at: today', 'the day of a report', '5:1 job/not-here'),
    ['org: acme\nexport: TrialBalance\nas-at: 2026-02-29\noutput: { file: x.csv }\n', ['3:8 job/as-at'], '2026-10-31'],
    [
      'org: acme\nexport: TrialBalance\nas-at: last-month\noutput: { file: x.csv }\n',
      ['3:8 job/as-at'],
      'Did you mean',
    ],
    [
      'org: acme\nexport: TrialBalance\nsince: last-run\nwhere: a\nlines: all\noutput: { file: x.csv }\n',
      ['3:1 job/not-here', '4:1 job/not-here', '5:1 job/no-lines'],
      'newer than another',
    ],
  ])('%s', (text, expected, words) => check(text, expected, words));

  it('are told to an import that names them', () => {
    const text = 'org: acme\nimport: Contacts\ncolumns: { Name: N }\nfilter: { Name: A }\noutput: { file: x.csv }\n';
    check(text, ['4:1 job/unknown-key', '5:1 job/unknown-key'], '`source: { keep:');
  });
});

describe('the columns of an export', () => {
  it.each<Case>([
    more('columns: everything', '`columns: template`', '4:10 job/not-a-map'),
    more('columns: { Typ: T }', 'Did you mean `Type`?', '4:12 job/unknown-field'),
    more('columns: { Quantity: Q }', 'move it to `lines`', '4:12 job/wrong-place'),
    more('columns: { InvoiceAddresses.TO.City: T }', 'one Invoice at a time', '4:12 job/wrong-place'),
    more('columns: { Tracking.Region: R }', 'move it to `lines`', '4:12 job/wrong-place'),
    more('columns: { Total: T }\nlines: { DueDate: D }', 'move it to `columns`', '5:10 job/wrong-place'),
    more('columns: { Total: T }\nlines: { Tracking: D }', '`Tracking.Region`', '5:10 job/unknown-field'),
    more('lines: all\npayments: all', 'under `sheets`', '5:1 job/several-levels'),
    more('columns: { Total: "=C" }', 'give its text', '4:19 job/header'),
    more('columns: { Total: Gross, SubTotal: gross }', 'look alike', '4:26 job/same-header'),
    more('columns: { Total: X }\nlines: { LineAmount: X }', 'both have the header', '5:10 job/same-header'),
    more('columns: { Type: { value: ACCREC } }', 'no column', '4:10 job/blank'),
    more('columns: { Reference: { template: "{Order} x" } }', '`Reference: Order`', '4:25 job/one-way'),
    more('columns: { Total: { sum: [Net, VAT] } }', '`Total: Net`', '4:21 job/one-way'),
    more('columns: { Total: { first: [A, B] } }', 'turned round', '4:21 job/one-way'),
    more('columns: { Total: { column: T, then: negate } }', 'turned round', '4:32 job/one-way'),
    more('columns: { Total: { column: T, then: [trim, { round: 2 }] } }', 'but for `trim`', '4:32 job/one-way'),
    more('columns: { Total: { colum: T } }', 'Did you mean `column`', '4:21 job/unknown-key'),
    more('columns: { Total: { format: "0.00" } }', '`{ column: ... }`', '4:19 job/no-source'),
    more('columns: { Total: { column: A, value: B } }', 'keep one', '4:19 job/several-sources'),
    more('columns: { Total: { column: A, width: 300 } }', 'from 1 to 255', '4:39 job/not-a-number'),
    more('lines: { AccountCode: { column: A, lookup: { x: 200, y: 200 } } }', '`x` and `y`', '4:36 job/lookup'),
    more('columns: { template: import-bills }', 'path of an import job', '4:22 job/template'),
    more('columns: template\nfilter: { Type: ACCREC }\nlines: all', 'Leave `lines` out', '6:1 job/template'),
    more('columns: template', '`filter: { Type: ACCREC }` for', '4:10 job/template'),
    more('columns: template\nfilter: { Type: [ACCREC, ACCPAY] }', 'several kinds', '4:10 job/template'),
    [
      'org: acme\nexport: CreditNotes\ncolumns: template\noutput: { file: x.csv }\n',
      ['3:10 job/template'],
      '`columns: { template: import-x.yaml }`',
    ],
    [
      'org: acme\nexport: TrialBalance\ncolumns: template\noutput: { file: x.csv }\n',
      ['3:10 job/template'],
      '`columns: all`',
    ],
    [
      'org: acme\nexport: Contacts\nlines: all\noutput: { file: x.csv }\n',
      ['3:1 job/no-lines'],
      'Contacts have no lines',
    ],
  ])('%s', (text, expected, words) => check(text, expected, words));
});

describe('filter and order', () => {
  it.each<Case>([
    more('columns: all\nfilter: { Typ: X }', 'Did you mean `Type`?', '5:11 job/unknown-field'),
    more('columns: all\nfilter: { Quantity: 1 }', 'fields of their own', '5:11 job/wrong-place'),
    more('columns: all\nfilter: {}', 'names no field', '5:9 job/blank'),
    more('columns: all\nfilter: { Type: {} }', 'says nothing', '5:17 job/blank'),
    more('columns: all\nfilter: { Type: [] }', 'empty list', '5:17 job/blank'),
    more('columns: all\nfilter: { Reference: ["", a] }', '{ blank: true }', '5:23 job/blank'),
    more('columns: all\nfilter: { Date: { form: 1 } }', 'Did you mean `from`?', '5:19 job/unknown-key'),
    more('columns: all\nfilter: { Date: { month: next } }', '`this` or `last`', '5:26 job/month'),
    more('columns: all\nfilter: { Date: { month: this, to: 2026-10-01 } }', 'Keep one way', '5:17 job/filter'),
    more('columns: all\nfilter: { Date: { blank: maybe } }', '`true` or `false`', '5:26 job/unknown-word'),
    more('columns: all\norder: [Dat]', 'Did you mean `Date`', '5:9 job/unknown-field'),
    more('columns: all\nlines: all\norder: [-Quantity]', 'stay together', '6:9 job/wrong-place'),
    more('columns: all\norder: [Date, -Date]', 'twice', '5:15 job/order'),
  ])('%s', (text, expected, words) => check(text, expected, words));
});

describe('the output of an export', () => {
  it.each<Case>([
    [withOutput(''), ['3:1 job/blank']],
    [withOutput('{ mode: append }'), ['3:9 job/missing'], 'names no file'],
    [withOutput('{ file: x.pdf }'), ['3:17 job/file-type'], '.jsonl'],
    [withOutput('{ file: "x-{moth}.csv" }'), ['3:17 job/file-name'], 'Did you mean `month`?'],
    [withOutput('{ file: "x-{month.csv" }'), ['3:17 job/file-name'], 'no partner'],
    [withOutput('{ file: "x-{as-at}.csv" }'), ['3:17 job/file-name'], '`{today}`'],
    [withOutput('{ file: x.csv }').replace('acme', '[acme, other]'), ['3:17 job/file-name'], '{org}'],
    [withOutput('{ file: x.csv, sheet: A }'), ['3:31 job/output'], 'has no sheets'],
    [withOutput('{ file: x.xlsx, sheet: "a/b" }'), ['3:32 job/sheet-name'], 'none of the signs'],
    [withOutput(`{ file: x.xlsx, sheet: ${'x'.repeat(32)} }`), ['3:32 job/sheet-name'], '31'],
    [withOutput('{ file: x.xlsx, delimiter: ";" }'), ['3:36 job/output'], 'belongs to .csv'],
    [withOutput('{ file: x.csv, delimiter: ab }'), ['3:35 job/delimiter'], 'semicolon'],
    [withOutput('{ file: x.csv, dates: [iso, d.M.yy] }'), ['3:31 job/date-pattern'], 'one way'],
    [withOutput('{ file: x.xlsx, totals: [To] }'), ['3:34 job/unknown-column'], 'no header'],
    [withOutput('{ file: x.xlsx, totals: [T, t] }'), ['3:37 job/output'], 'twice'],
    [withOutput('{ file: x.xlsx, totals: [T], mode: append }'), ['3:25 job/output'], 'come later'],
    [withOutput('{ file: x.xlsx, key: [No] }'), ['3:25 job/output'], '`mode: update`'],
    [withOutput('{ file: x.jsonl, mode: update }'), ['3:32 job/output'], 'is written anew each time'],
    [withOutput('{ file: x.csv, mode: update }', 'columns: { Total: T }'), ['3:1 job/missing'], '`key: [Invoice No]`'],
    [
      withOutput('{ file: x.csv, mode: update }', 'columns: { InvoiceID: ID }\nlines: { Description: D }'),
      ['3:1 job/missing'],
      'of lines theirs too',
    ],
  ])('%s', (text, expected, words) => check(text, expected, words));
});

describe('sheets', () => {
  const sheets = (entries: string, top = '') => `org: acme\nsheets:${entries}\noutput: { file: x.xlsx }\n${top}`;

  it.each<Case>([
    [sheets(' Invoices'), ['2:9 job/not-a-list'], '`- { export: Invoices'],
    [sheets('\n  - Invoices'), ['3:5 job/not-a-map'], '- { export: Invoices'],
    [sheets('\n  - { columns: all }'), ['3:5 job/missing'], '`export: Invoices`'],
    [sheets('\n  - { export: Invoices, columns: all, org: x }'), ['3:39 job/unknown-key'], 'once for all sheets'],
    [
      sheets('\n  - { export: Contacts, columns: all }\n  - { export: Contacts, columns: all }'),
      ['4:7 job/same-sheet'],
      'its own',
    ],
    [
      sheets('\n  - { export: Contacts, columns: all }\n  - { export: Invoices, sheet: CONTACTS, columns: all }'),
      ['4:7 job/same-sheet'],
    ],
    [
      sheets('\n  - { export: Contacts, columns: all }', 'filter: { Name: x }\n'),
      ['5:1 job/unknown-key'],
      'its entry of `sheets`',
    ],
    [
      sheets('\n  - { export: Contacts, columns: all }').replace('x.xlsx', 'x.csv, sheet: A'),
      ['4:17 job/file-type', '4:24 job/unknown-key'],
      'belongs to the sheet it is about',
    ],
  ])('%s', (text, expected, words) => check(text, expected, words));
});
