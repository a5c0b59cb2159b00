/** Import jobs turned round: which columns an export writes, and why some cannot be written. */

import { describe, expect, it } from 'vitest';
import { turnRound } from '../../../src/job/turn-round.ts';
import type { Output } from '../../../src/model/job.ts';
import { accepted, acceptedExport, vocabulary } from './vocabulary.ts';

const invoices = vocabulary.registry.entities.find(({ name }) => name === 'Invoices')!;

const COLUMNS = `columns:
  Type: { value: ACCREC }
  LineAmountTypes: Amounts
  InvoiceNumber: No
  Contact.Name: Customer
  Date: Dated
  CurrencyCode: Currency
`;
const LINES = 'lines: { Description: Item, Quantity: Qty, UnitAmount: Net, AccountCode: Account }\n';

function turn(job: string, file = 'out.csv', of = 'Invoices') {
  const text = `org: acme\nexport: ${of}\ncolumns: { template: import.yaml }\noutput: { file: ${file} }\n`;
  const { tables, output } = acceptedExport(text);
  return turnRound(tables[0]!, accepted(job), invoices, { output });
}

function turned(job: string, file?: string) {
  const result = turn(job, file);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result;
}

/** An import with lines; `source` and `more` are added to it. */
function job({ source = '', columns = '', lines = LINES, more = '' } = {}): string {
  const from = source === '' ? '' : `source: { ${source} }\n`;
  return `org: acme\nimport: Invoices\n${from}${COLUMNS}${columns}${lines}${more}`;
}

function headers(of: string, file?: string): readonly string[] {
  const { columns, inner } = turned(of, file).table;
  return [columns, inner].flatMap((list) => (typeof list === 'string' ? [] : list.map(({ header }) => header)));
}

describe('an import job turned round', () => {
  it('gives its columns, its lines, and what it verifies', () => {
    const text = job({ more: 'verify: { Total: Gross, LineAmount: Amount }\n' });
    expect(headers(text)).toEqual([
      'Amounts',
      'No',
      'Customer',
      'Dated',
      'Currency',
      'Gross',
      'Item',
      'Qty',
      'Net',
      'Account',
      'Amount',
    ]);
    expect(turned(text).table.level).toBe('lines');
  });

  it('writes days and amounts as it reads them, and in a way that can be read but one way where it does not say', () => {
    const source = 'dates: [d.M.yyyy, iso], numbers: "1.234,56"';
    const columns = '  DueDate: { column: Due, dates: dd/MM/yy }\n';
    const own = turned(job({ source, columns })).table.columns;
    expect(own).toContainEqual(expect.objectContaining({ field: 'Date', dates: 'd.M.yyyy', numbers: '1.234,56' }));
    expect(own).toContainEqual(expect.objectContaining({ field: 'DueDate', dates: 'dd/MM/yy' }));
    expect(turned(job()).table.columns).toContainEqual(expect.objectContaining({ field: 'Date', numbers: '1234.56' }));
  });

  it('is written with its delimiter and into its sheet', () => {
    const source = 'delimiter: tab, sheet: Open items';
    const delimited = (file: string): Output => turned(job({ source }), file).output;
    expect(delimited('out.csv').delimiter).toBe('\t');
    expect(delimited('out.xlsx').delimiter).toBeUndefined();
    expect(turned(job({ source }), 'out.xlsx').table.sheet).toBe('Open items');
  });

  it('asks Xero for its type alone, and leaves out what other constants do not fit', () => {
    const { table } = turned(job({ columns: '  Status: { value: AUTHORISED }\n  Reference: { value: Web }\n' }));
    expect(table.filter).toMatchObject([{ field: 'Type', tests: [{ kind: 'any', values: ['ACCREC'] }] }]);
    expect(table.layout?.record).toEqual([
      { field: 'Status', values: ['AUTHORISED', 'PAID'] },
      { field: 'Reference', values: ['Web'] },
    ]);
  });

  it('brings nothing to life again, and drops no discount', () => {
    const { layout } = turned(job()).table;
    expect(layout?.record).toEqual([{ field: 'Status', values: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID'] }]);
    expect(layout?.lines).toEqual([
      { field: 'DiscountRate', values: [''] },
      { field: 'DiscountAmount', values: [''] },
    ]);
    const discounted = LINES.replace(' }', ', DiscountRate: Less }');
    expect(turned(job({ lines: discounted })).table.layout?.lines).toEqual([{ field: 'DiscountAmount', values: [''] }]);
  });

  it('keeps lookups that are one to one', () => {
    const lines = LINES.replace('Account }', '{ column: Kind, lookup: { Hard: "200", Soft: "260" } } }');
    expect(turned(job({ lines })).table.inner).toContainEqual(
      expect.objectContaining({ field: 'AccountCode', header: 'Kind', lookup: expect.anything() }),
    );
  });
});

describe('an import job cannot be turned round', () => {
  it.each([
    [
      'a template',
      job({ columns: '  Reference: { template: "{A} {B}" }\n' }),
      '`Reference` (line 10) is made by `template`',
    ],
    ['a sum', job({ columns: '  CurrencyRate: { sum: [A, B] }\n' }), 'is made by `sum`'],
    ['a transform', job({ columns: '  Reference: { column: A, then: [trim, upper] }\n' }), 'is changed by `upper`'],
    ['a default', job({ columns: '  Reference: { column: A, default: none }\n' }), 'has the default none'],
    ['a letter', job({ columns: '  Reference: "=C"\n' }), 'by the letter =C'],
    [
      'a lookup',
      job({ columns: '  Reference: { column: A, lookup: { a: X, b: x } }\n' }),
      'a and b for the one value x',
    ],
    [
      'extra lines',
      job({ more: 'extra-lines: [{ Description: { value: Post }, UnitAmount: Post }]\n' }),
      '`extra-lines`',
    ],
    ['rows as documents', job({ more: 'group: row\n' }), 'each row a document'],
    ['no number', job().replace('  InvoiceNumber: No\n', ''), 'each row a document'],
    ['a column of its own', job({ more: 'group: [{ column: Journal }]\n' }), 'it needs the column Journal'],
    ['rows left out', job({ source: 'drop: { Kind: Total }' }), 'it needs the column Kind'],
    ['one column twice', job({ columns: '  Reference: no\n' }), 'the column no gives several fields'],
    ['a title above', job({ source: 'header: 3' }), 'header stands in row 3'],
    ['another sheet', job({ source: 'sheet: 2' }), 'it reads sheet 2'],
    ['another encoding', job({ source: 'encoding: windows-1252' }), 'files are written in UTF-8'],
    ['another entity', 'org: acme\nimport: Contacts\ncolumns: { Name: N }\n', 'it is about Contacts'],
    ['an action', 'org: acme\nemail: Invoices\ncolumns: { InvoiceNumber: N }\n', 'begins with `email`'],
  ])('for %s', (_, text, words) => {
    const result = turn(text);
    const messages = 'problems' in result ? result.problems.map(({ message }) => message) : [];
    expect(messages.join('\n')).toContain(words);
    expect(messages[0]).toContain('Name the columns here instead');
  });
});
