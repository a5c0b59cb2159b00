import { describe, expect, test } from 'vitest';
import type { Field } from '../../../src/model/entity.ts';
import type { CellSource } from '../../../src/model/report-spec.ts';
import { cellText } from '../../../src/model/source-row.ts';
import { type ExactObject, parseExactJson } from '../../../src/xero/exact-json.ts';
import { flattenRows } from '../../../src/xero/report-reading/flatten-rows.ts';
import { headingDay } from '../../../src/xero/report-reading/heading-day.ts';
import { trialBalance } from '../../../src/xero/reports/trial-balance.ts';
import { account, sampleFacts } from '../validators/sample-facts.ts';

const sales = account('200', 'Sales (UK)', 'REVENUE');
const savings = account('', 'Savings (USD)', 'BANK');
const facts = sampleFacts({ accounts: [sales, savings] });
const HEADER = ['Account', 'Debit', 'Credit', 'YTD Debit', 'YTD Credit'];

const row = (type: string, values: readonly string[], id?: string) => ({
  RowType: type,
  Cells: values.map((Value) => ({
    Value,
    ...(id === undefined ? {} : { Attributes: [{ Id: 'account', Value: id }] }),
  })),
});
const section = (Title: string, ...Rows: readonly object[]) => ({ RowType: 'Section', Title, Rows });

function flattened(rows: readonly object[], cells?: readonly CellSource[], columns?: readonly Field[]) {
  const { source } = trialBalance;
  const own = source.kind === 'report' ? source.cells : [];
  const report = parseExactJson(JSON.stringify({ Rows: rows })) as ExactObject;
  const plan = { name: 'TrialBalance', columns: columns ?? trialBalance.columns, cells: cells ?? own };
  return flattenRows(report, plan, facts);
}
const texts = (rows: ReturnType<typeof flattened>) => rows.map((cells) => cells.map(cellText));

describe('a report becomes tidy rows', () => {
  test('with the section and the account by its ID, whatever brackets its name holds', () => {
    const rows = flattened([
      row('Header', HEADER),
      section('Revenue', row('Row', ['Sales (UK) (200)', '', '100.00', '', '1,250.50'], sales.id)),
      section('Assets', row('Row', ['Savings (USD)', '20.10', '', '-3', ''], savings.id)),
      section('', row('SummaryRow', ['Total', '20.10', '100.00', '0', '0'])),
    ]);
    expect(texts(rows)).toEqual([
      ['Revenue', 'Sales (UK)', '200', sales.id, '', '100.00', '', '1250.50'],
      ['Assets', 'Savings (USD)', '', savings.id, '20.10', '', '-3.00', ''],
    ]);
    expect(rows[0]?.slice(4)).toEqual(['', { n: '100.00' }, '', { n: '1250.50' }]);
  });

  test('by the titles of the header, in whatever order and spelling they stand', () => {
    const header = ['Account', 'ytd credit', 'YTD  Debit', 'Credit', 'Debit', 'Budget'];
    const rows = flattened([row('Header', header), section('A', row('Row', ['x', '4', '3', '2', '1', '9']))]);
    expect(texts(rows)).toEqual([['A', 'x', '', '', '1.00', '2.00', '3.00', '4.00']]);
  });

  test.each([
    ['is missing', ['Account', 'Debit', 'Credit', 'YTD Debit'], 'has not one column YTD Credit'],
    ['stands twice', [...HEADER, 'Debit'], 'has not one column Debit'],
  ])('not where a title %s', (_case, header, message) => {
    const rows = [row('Header', header), section('A', row('Row', ['x', '1', '2', '3', '4', '5']))];
    expect(() => flattened(rows)).toThrow(message);
  });

  test('not where a word stands for an amount', () => {
    const rows = [row('Header', HEADER), section('A', row('Row', ['x', 'n/a', '', '', '']))];
    expect(() => flattened(rows)).toThrow('holds "n/a" where Debit belongs');
  });

  test('with nested sections, brackets for less than nothing, and more places than usual', () => {
    const rows = flattened([
      row('Header', HEADER),
      section('Outer', section('', row('Row', ['x', '(12.5)', '', '0.125', '']))),
    ]);
    expect(texts(rows)).toEqual([['Outer', 'x', '', '', '-12.50', '', '0.125', '']]);
  });

  test('with a row a period where each has its column', () => {
    const columns: readonly Field[] = [
      { name: 'Account', type: 'text' },
      { name: 'Period', type: 'text' },
      { name: 'Amount', type: 'decimal', decimals: 2 },
    ];
    const rows = flattened(
      [row('Header', ['', '31 Oct 26', '30 Sep 26']), section('Income', row('Row', ['Sales', '10', '20.5'], sales.id))],
      [{ of: 'label' }, { of: 'heading' }, { of: 'value' }],
      columns,
    );
    expect(texts(rows)).toEqual([
      ['Sales (UK)', '31 Oct 26', '10.00'],
      ['Sales (UK)', '30 Sep 26', '20.50'],
    ]);
  });

  test.each([
    ['31 Oct 2026', '2026-10-31'],
    ['5 Mar 26', '2026-03-05'],
    ['Oct-26', '2026-10-31'],
    ['Feb 2028', '2028-02-29'],
    ['North', ''],
    ['31 Feb 2026', ''],
    ['May Fair 26', ''],
  ])('the day of a column headed %j is %j', (title, day) => {
    expect(headingDay(title)).toBe(day);
  });

  test('without rows and columns that add up others', () => {
    const columns: readonly Field[] = [
      { name: 'Account', type: 'text' },
      { name: 'Period', type: 'text' },
      { name: 'Amount', type: 'decimal', decimals: 2 },
    ];
    const cells: readonly CellSource[] = [{ of: 'label' }, { of: 'heading' }, { of: 'value' }];
    const parts = [
      row('Header', ['', 'North', 'Unassigned', 'Total']),
      section('Income', row('Row', ['Sales', '10', '5', '15'], sales.id)),
      section('', row('Row', ['Gross Profit', '10', '5', '15'])),
    ];
    const report = parseExactJson(JSON.stringify({ Rows: parts })) as ExactObject;
    const rows = flattenRows(report, { name: 'ProfitAndLoss', columns, cells, about: 'account' }, facts);
    expect(texts(rows)).toEqual([
      ['Sales (UK)', 'North', '10.00'],
      ['Sales (UK)', 'Unassigned', '5.00'],
    ]);
  });
});
