/** Reconciliations as they are read: what is taken for granted, and what is wrong with a job. */

import { describe, expect, test } from 'vitest';
import { loadJob } from '../../../src/job/load-job.ts';
import type { ReconcileJob } from '../../../src/model/job.ts';
import { vocabulary } from './vocabulary.ts';

const HEAD = 'reconcile: Invoices\norg: sandbox-gb\n';
const REST = 'source: { file: ledger.csv }\noutput: { file: out/x.xlsx }\n';

function loaded(text: string): ReconcileJob {
  const result = loadJob(text, '/jobs/ledger.yaml', vocabulary);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.job as ReconcileJob;
}

/** `4:9 job/not-mapped ...`. */
function problems(text: string): readonly string[] {
  const result = loadJob(text, '/jobs/ledger.yaml', vocabulary);
  if (!('problems' in result)) throw new Error('no problems');
  return result.problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
}

describe('what a job leaves out', () => {
  test('the key is the number, all else that is mapped is compared, to the cent', () => {
    const job = loaded(`${HEAD}${REST}columns: { Total: Gross, InvoiceNumber: Doc, Contact.Name: Customer }\n`);
    expect(job).toMatchObject({
      kind: 'reconcile',
      name: 'ledger',
      of: 'Invoices',
      key: ['InvoiceNumber'],
      match: [],
      compare: ['Total', 'Contact.Name'],
      tolerance: '0.00',
      lines: [],
      filter: [],
    });
    expect(job.sourceRun).toBeUndefined();
  });

  test.each([
    ['Receivables', 'Number: Doc', 'Number'],
    ['Payables', 'InvoiceNumber: Doc', 'InvoiceNumber'],
    ['CreditNotes', 'CreditNoteNumber: Doc', 'CreditNoteNumber'],
    ['Payments', 'PaymentID: ID', 'PaymentID'],
  ])('%s by %s', (of, column, key) => {
    expect(loaded(`reconcile: ${of}\norg: sandbox-gb\n${REST}columns: { ${column} }\n`).key).toEqual([key]);
  });

  test('an earlier import brings its own columns', () => {
    const job = loaded(`${HEAD}source: { run: last }\noutput: { file: x.xlsx }\n`);
    expect(job).toMatchObject({ sourceRun: 'last', columns: [], key: [], compare: [] });
  });
});

test('fallbacks, a day, a tolerance and several keys', () => {
  const job = loaded(`${HEAD}${REST}as-at: last-month-end
key: [InvoiceNumber, Contact.Name]
match: [Total, Date within 3 days, Contact.Name]
columns: { InvoiceNumber: Doc, Contact.Name: Customer, Date: Dated, Total: Gross }
compare: Total
tolerance: 0.02
`);
  expect(job).toMatchObject({
    asAt: 'last-month-end',
    tolerance: '0.02',
    compare: ['Total'],
    key: ['InvoiceNumber', 'Contact.Name'],
  });
  expect(job.match.map(({ field, withinDays }) => [field, withinDays])).toEqual([
    ['Total', undefined],
    ['Date', 3],
    ['Contact.Name', undefined],
  ]);
});

test('what Xero does not give out with a list cannot be compared in it', () => {
  expect(
    problems(`${HEAD}${REST}columns: { InvoiceNumber: Doc, Contact.Name: Who, Contact.EmailAddress: Mail }\n`),
  ).toEqual([
    '5:51 job/not-in-lists Xero does not give out `Contact.EmailAddress` with Invoices. Compare `Contact.ContactID`, `Contact.ContactNumber` or `Contact.Name`, or leave it out.',
  ]);
  expect(
    loaded(`reconcile: Contacts\norg: sandbox-gb\n${REST}columns: { Name: Who, EmailAddress: Mail }\n`).compare,
  ).toEqual(['EmailAddress']);
});

describe('amounts of lines', () => {
  const columns = (types: string) => `columns: { InvoiceNumber: Doc, ${types}Date: Day }\n`;

  test('need to be known as with or without tax, which itself is not compared', () => {
    const lines = 'lines: { LineAmount: Net, AccountCode: Account }\n';
    expect(problems(`${HEAD}${REST}${columns('')}${lines}`)).toEqual([
      expect.stringMatching(/^6:1 job\/missing Nothing says whether .* `LineAmountTypes: \{ value: Exclusive \}`/),
    ]);
    expect(loaded(`${HEAD}${REST}${columns('LineAmountTypes: Kind, ')}${lines}`).compare).toEqual(['Date']);
    expect(loaded(`${HEAD}${REST}${columns('')}lines: { Description: Item }\n`).lines).toHaveLength(1);
  });
});

describe('what is wrong', () => {
  test('is told all at once, with its place and what to write', () => {
    expect(
      problems(`${HEAD}source: { run: last, sheet: 1 }
key: [Numbr]
match: [Total within 3 days, Date within three, Due]
columns: { InvoiceNumber: Doc, Total: Gross, Date: Dated, AmountDu: Open }
compare: [AmountDue]
tolerance: 1%
output: { file: out/x.csv }
`).map((problem) => problem.split(' ').slice(0, 2).join(' ')),
    ).toEqual([
      '3:22 job/not-here',
      '4:7 job/unknown-field',
      '5:9 job/match',
      '5:30 job/match',
      '5:49 job/unknown-field',
      '6:59 job/unknown-field',
      '7:11 job/not-mapped',
      '8:12 job/not-a-number',
      '9:17 job/file-type',
    ]);
  });

  test('an entity that is none, a key that is missing, columns that are missing', () => {
    expect(problems(`reconcile: Receivable\norg: sandbox-gb\n${REST}`)[0]).toMatch(/Did you mean `Receivables`/);
    expect(problems(`reconcile: Payments\norg: sandbox-gb\n${REST}columns: { Amount: Sum }\n`)[0]).toMatch(
      /Nothing says which record a row is about\..*`key: \[Reference\]`/,
    );
    expect(problems(`${HEAD}${REST}`)[0]).toMatch(/compares no fields\. Add `columns: \{ InvoiceNumber: Doc/);
  });
});
