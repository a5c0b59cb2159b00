/** Reports and resources that are read alone, from the command line to the file. */

import { expect, test } from 'vitest';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const job = (of: string, more = '') => `org: sandbox-gb\nexport: ${of}\n${more}output: { file: out.csv }\n`;

async function exported(line: CommandLine, text: string) {
  await line.write({ 'export.yaml': text });
  const printed = await line.run('run', 'export.yaml');
  expect(printed, printed.err).toMatchObject({ code: 0 });
  return line.table('out.csv');
}

/** With approved invoices of October 2026: 120.00, 240.00 and 360.00 with tax. */
async function withInvoices(): Promise<CommandLine> {
  const line = await openCommandLine();
  await line.write({ 'import.yaml': invoicesJob(), 'invoices.csv': INVOICES });
  expect(await line.run('run', 'import.yaml')).toMatchObject({ code: 0 });
  return line;
}

test('what customers owe is what the trial balance holds', async () => {
  const line = await withInvoices();
  const ledger = await exported(line, job('TrialBalance', 'as-at: 2026-10-31\n'));
  expect(ledger.find(({ AccountCode }) => AccountCode === '610')).toMatchObject({
    Section: 'Assets',
    Account: 'Accounts Receivable',
    YTDDebit: '720.00',
    YTDCredit: '',
  });
  const aged = await exported(line, job('AgedReceivables', 'as-at: 2026-10-31\norder: [-Total]\n'));
  expect(aged.map(({ Number: number, Total }) => [number, Total])).toEqual([
    ['A-3', '360.00'],
    ['A-2', '240.00'],
    ['A-1', '120.00'],
  ]);
  expect(await exported(line, job('AgedReceivables', 'as-at: 2026-09-30\n'))).toEqual([]);
  expect(await exported(line, job('AgedPayables', 'as-at: 2026-10-31\n'))).toEqual([]);
});

test('a report takes its own parameters and no others', async () => {
  const line = await withInvoices();
  const cash = 'as-at: 2026-10-31\nfilter: { paymentsOnly: true }\n';
  expect(await exported(line, job('TrialBalance', cash))).toEqual([]);
  await line.write({ 'export.yaml': job('TrialBalance', 'filter: { Status: PAID }\n') });
  const refused = await line.run('run', 'export.yaml');
  expect(refused.code).toBe(1);
  expect(`${refused.out}${refused.err}`).toContain('Status');
});

test.each([
  [
    'Accounts',
    'columns: { Code: Code, Name: Name, Class: Class }\nfilter: { Code: "610" }\n',
    ['610', 'Accounts Receivable', 'ASSET'],
  ],
  ['TaxRates', 'columns: { TaxType: Type }\nlines: { Rate: Rate }\nfilter: { TaxType: OUTPUT2 }\n', ['OUTPUT2', '20']],
  ['Organisations', 'columns: { Name: Name, BaseCurrency: Currency }\n', ['Demo Company (UK)', 'GBP']],
  ['Items', 'columns: { Code: Code, SalesDetails.UnitPrice: Price }\nfilter: { Code: BOOK }\n', ['BOOK', '19.95']],
  ['Currencies', 'columns: { Code: Code }\nfilter: { Code: EUR }\n', ['EUR']],
  ['BrandingThemes', 'columns: { Name: Name }\nfilter: { Name: Standard }\n', ['Standard']],
])('%s can be exported', async (name, more, expected) => {
  const line = await openCommandLine();
  const rows = await exported(line, job(name, more));
  expect(rows.map((row) => Object.values(row))).toEqual([expected]);
});

test.each(['Organisations', 'BrandingThemes', 'Journals', 'ProfitAndLoss'])('%s cannot be imported', async (name) => {
  const line = await openCommandLine();
  const text = `org: sandbox-gb\nimport: ${name}\nsource: { file: x.csv }\ncolumns: { Name: Name }\n`;
  await line.write({ 'import.yaml': text, 'x.csv': 'Name\nA\n' });
  const refused = await line.run('run', 'import.yaml');
  expect([refused.code, refused.err.includes(name)]).toEqual([1, true]);
});

test('the options of a tracking category are its lines', async () => {
  const line = await openCommandLine();
  const options = 'columns: { Name: Category }\nlines: { Name: Option }\nfilter: { Name: Region }\n';
  const rows = await exported(line, job('TrackingCategories', options));
  expect(rows.length).toBeGreaterThan(2);
  expect(new Set(rows.map(({ Category }) => Category))).toEqual(new Set(['Region']));
});

test.each(['Prepayments', 'Overpayments', 'ManualJournals', 'Journals'])(
  '%s of books without any are an empty table',
  async (name) => {
    const line = await openCommandLine();
    expect(await exported(line, job(name, 'columns: all\n'))).toEqual([]);
    expect(await line.read('out.csv')).toMatch(/^\w+ID,/);
  },
);

test('the budget of an account is that of its months, and bank and key figures of books without entries are zeros', async () => {
  const line = await openCommandLine();
  const year = new Date().getFullYear();
  const summary = `as-at: ${year}-10-15\nfilter: { periods: 2, timeframe: 3 }\ncolumns: all\n`;
  const rows = await exported(line, job('BudgetSummary', summary));
  const sales = rows.filter(({ AccountCode }) => AccountCode === '200');
  expect(sales.map(({ Section, Period }) => [Section, Period])).toEqual([
    ['Income', `Dec-${year % 100}`],
    ['Income', `Mar-${(year + 1) % 100}`],
  ]);
  const months = `Type: OVERALL, DateFrom: ${year}-10-01, DateTo: ${year}-12-31`;
  const lines = '{ AccountCode: Code, BudgetBalances.Amount: Amount }';
  const budget = await exported(
    line,
    job('Budgets', `columns: { Type: Type }\nlines: ${lines}\nfilter: { ${months} }\n`),
  );
  const planned = budget.filter(({ Code }) => Code === '200').map(({ Amount }) => Math.round(Number(Amount) * 100));
  expect(planned).toHaveLength(3);
  expect(Math.round(Number(sales[0]?.Amount) * 100)).toBe(planned.reduce((sum, cents) => sum + cents, 0));
  const bank = await exported(line, job('BankSummary', 'filter: { Date: { month: 2026-10 } }\n'));
  expect(new Set(bank.map(({ ClosingBalance }) => ClosingBalance))).toEqual(new Set(['0.00']));
  const figures = await exported(line, job('ExecutiveSummary', 'as-at: 2026-10-31\n'));
  expect(figures.find(({ Figure, Period }) => Figure === 'Profit (loss)' && Period === 'Oct 2026')?.Value).toBe('0.00');
});
