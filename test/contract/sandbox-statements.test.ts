import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, line, openSandbox, salesInvoice } from './sandbox-client.ts';

const now = Date.parse('2026-03-20T12:00:00Z');
let client: Client;
beforeAll(async () => {
  client = await openSandbox({ now: () => now });
});
beforeEach(() => client.sandbox.reset());
afterAll(() => client.sandbox.close());

async function saved(collection: string, element: object): Promise<Loose> {
  const [answer] = await client.write('PUT', collection, element);
  if (answer.StatusAttributeString === 'ERROR') throw new Error(JSON.stringify(answer.ValidationErrors));
  return answer;
}

const plain = (UnitAmount: number, AccountCode: string, over: object = {}) =>
  line({ Quantity: 1, UnitAmount, AccountCode, TaxType: 'NONE', ...over });
const sell = (number: string, day: string, LineItems: readonly object[], over: object = {}) =>
  saved('Invoices', salesInvoice(number, { Date: day, DueDate: day, LineItems, ...over }));
const buy = (number: string, day: string, ...LineItems: readonly object[]) =>
  sell(number, day, LineItems, { Type: 'ACCPAY' });
const pay = (InvoiceID: string, Amount: number, day: string) =>
  saved('Payments', { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount, Date: day });

/** The rows as texts, each under the title of its section. */
async function report(path: string): Promise<{ readonly report: Loose; readonly rows: readonly string[] }> {
  const answer = await client.get(`Reports/${path}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  const [found] = answer.json.Reports;
  const cells = ({ Cells }: Loose) => Cells.map(({ Value }: Loose) => Value).join(' | ');
  const rows = found.Rows.flatMap((part: Loose) =>
    part.RowType === 'Header' ? [cells(part)] : [`[${part.Title}]`, ...part.Rows.map(cells)],
  );
  return { report: found, rows };
}

describe('ProfitAndLoss', () => {
  test('has income, cost of sales, other income and expenses of the month, with both profits', async () => {
    await client.send('PUT', 'Accounts', { Code: '271', Name: 'Rent received', Type: 'OTHERINCOME', TaxType: 'NONE' });
    await sell('S-1', '2026-03-02', [plain(500, '200'), plain(40, '271')]);
    await buy('B-1', '2026-03-03', plain(120, '310'), plain(75.5, '429'));
    await sell('S-0', '2026-02-02', [plain(1, '200')]);
    await sell('S-2', '2026-04-01', [plain(1, '200')]);
    const { report: found, rows } = await report('ProfitAndLoss');
    expect(found.ReportTitles).toEqual(['Profit and Loss', 'Demo Company (UK)', '1 March 2026 to 31 March 2026']);
    expect(rows).toEqual([
      ' | 31 Mar 2026',
      '[Income]',
      'Sales | 500.00',
      'Total Income | 500.00',
      '[Less Cost of Sales]',
      'Cost of Goods Sold | 120.00',
      'Total Cost of Sales | 120.00',
      '[]',
      'Gross Profit | 380.00',
      '[Plus Other Income]',
      'Rent received | 40.00',
      'Total Other Income | 40.00',
      '[Less Operating Expenses]',
      'General Expenses | 75.50',
      'Total Operating Expenses | 75.50',
      '[]',
      'Net Profit | 344.50',
    ]);
    const [account] = (await client.get('Accounts?where=Code=="200"')).json.Accounts;
    const [name, amount] = found.Rows[1].Rows[0].Cells;
    for (const { Attributes } of [name, amount])
      expect(Attributes).toEqual([{ Value: account.AccountID, Id: 'account' }]);
  });

  test.each([
    ['periods=2&timeframe=MONTH', ' | 31 Mar 2026 | 28 Feb 2026 | 31 Jan 2026', 'Sales | 300.00 | 200.00 | 0.00'],
    ['periods=1&timeframe=QUARTER', ' | 31 Mar 2026 | 31 Dec 2025', 'Sales | 300.00 | 100.00'],
    ['periods=1&timeframe=YEAR', ' | 31 Mar 2026 | 31 Mar 2025', 'Sales | 300.00 | 0.00'],
  ])('compares with earlier periods: %s', async (query, header, sales) => {
    await sell('S-1', '2025-12-31', [plain(100, '200')]);
    await sell('S-2', '2026-02-28', [plain(200, '200')]);
    await sell('S-3', '2026-03-31', [plain(300, '200')]);
    const { rows } = await report(`ProfitAndLoss?fromDate=2026-03-01&toDate=2026-03-31&${query}`);
    expect([rows[0], rows[2]]).toEqual([header, sales]);
  });

  test('has a column for each option of a tracking category, or one option alone, or both categories', async () => {
    const tracked = (UnitAmount: number, Option: string, team?: string) =>
      plain(UnitAmount, '200', {
        Tracking: [{ Name: 'Region', Option }, ...(team === undefined ? [] : [{ Name: 'Department', Option: team }])],
      });
    await sell('S-1', '2026-03-02', [tracked(10, 'North'), tracked(20, 'South', 'Sales'), plain(5, '200')]);
    const categories = (await client.get('TrackingCategories')).json.TrackingCategories;
    const [region, department] = ['Region', 'Department'].map((name) =>
      categories.find(({ Name }: Loose) => Name === name),
    );
    const north = region.Options.find(({ Name }: Loose) => Name === 'North').TrackingOptionID;
    const sales = department.Options.find(({ Name }: Loose) => Name === 'Sales').TrackingOptionID;
    const by = async (query: string) => (await report(`ProfitAndLoss?trackingCategoryID=${query}`)).rows;
    const all = await by(region.TrackingCategoryID);
    expect(all[0]).toBe(' | North | South | East | West | Eastside | West Coast | Unassigned | Total');
    expect(all[2]).toBe('Sales | 10.00 | 20.00 | 0.00 | 0.00 | 0.00 | 0.00 | 5.00 | 35.00');
    const one = await by(`${region.TrackingCategoryID}&trackingOptionID=${north}`);
    expect(one.slice(0, 3)).toEqual([' | North', '[Income]', 'Sales | 10.00']);
    const second = `trackingCategoryID2=${department.TrackingCategoryID}&trackingOptionID2=${sales}`;
    expect((await by(`${region.TrackingCategoryID}&${second}`))[2]).toMatch(
      /^Sales \| 0\.00 \| 20\.00 .* \| 0\.00 \| 20\.00$/,
    );
    expect((await client.get(`Reports/ProfitAndLoss?trackingCategoryID=${crypto.randomUUID()}`)).status).toBe(404);
  });

  test('counts on a cash basis what is paid', async () => {
    const { InvoiceID } = await sell('S-1', '2026-03-02', [plain(500, '200')]);
    await pay(InvoiceID, 125, '2026-03-10');
    expect((await report('ProfitAndLoss?paymentsOnly=true')).rows[2]).toBe('Sales | 125.00');
  });

  test.each(['periods=13', 'periods=x', 'timeframe=WEEK', 'fromDate=soon'])('refuses %s', async (query) => {
    expect((await client.get(`Reports/ProfitAndLoss?${query}`)).status).toBe(400);
  });
});

describe('BalanceSheet', () => {
  test('has assets, liabilities and equity, with the profit of the year and of earlier ones', async () => {
    const { InvoiceID } = await sell('S-1', '2025-12-10', [line({ Quantity: 1, UnitAmount: 100 })]);
    await pay(InvoiceID, 70, '2026-01-05');
    await buy('B-1', '2026-04-02', plain(30, '429'), plain(900, '720'));
    const { report: found, rows } = await report('BalanceSheet?date=2026-04-30&periods=1&timeframe=MONTH');
    expect(found.ReportTitles).toEqual(['Balance Sheet', 'Demo Company (UK)', 'As at 30 April 2026']);
    expect(rows).toEqual([
      ' | 30 Apr 2026 | 31 Mar 2026',
      '[Assets]',
      '[Bank]',
      'Business Bank Account | 70.00 | 70.00',
      'Total Bank | 70.00 | 70.00',
      '[Current Assets]',
      'Accounts Receivable | 50.00 | 50.00',
      'Total Current Assets | 50.00 | 50.00',
      '[Fixed Assets]',
      'Computer Equipment | 900.00 | 0.00',
      'Total Fixed Assets | 900.00 | 0.00',
      '[]',
      'Total Assets | 1020.00 | 120.00',
      '[Liabilities]',
      '[Current Liabilities]',
      'Accounts Payable | 930.00 | 0.00',
      'VAT | 20.00 | 20.00',
      'Total Current Liabilities | 950.00 | 20.00',
      '[]',
      'Total Liabilities | 950.00 | 20.00',
      '[]',
      'Net Assets | 70.00 | 100.00',
      '[Equity]',
      'Current Year Earnings | -30.00 | 100.00',
      'Retained Earnings | 100.00 | 0.00',
      'Total Equity | 70.00 | 100.00',
    ]);
  });

  test('on a cash basis has neither debtors nor creditors', async () => {
    const { InvoiceID } = await sell('S-1', '2026-03-10', [plain(100, '200')]);
    await pay(InvoiceID, 40, '2026-03-11');
    const { rows } = await report('BalanceSheet?paymentsOnly=true');
    expect(rows.filter((row) => / \| /.test(row) && !/Total/.test(row))).toEqual([
      ' | 31 Mar 2026',
      'Business Bank Account | 40.00',
      'Net Assets | 40.00',
      'Current Year Earnings | 40.00',
    ]);
  });
});

test('BankSummary has what came in and went out, and nothing of what was taken back', async () => {
  const sold = await sell('S-1', '2026-02-10', [plain(500, '200')]);
  await pay(sold.InvoiceID, 200, '2026-02-20');
  await pay(sold.InvoiceID, 100, '2026-03-02');
  const { PaymentID } = await pay(sold.InvoiceID, 50, '2026-03-03');
  await client.send('POST', `Payments/${PaymentID}`, { Status: 'DELETED' });
  const bought = await buy('B-1', '2026-03-01', plain(80, '429'));
  await pay(bought.InvoiceID, 30, '2026-03-15');
  const { report: found, rows } = await report('BankSummary');
  expect(found.ReportTitles[2]).toBe('From 1 March 2026 to 31 March 2026');
  expect(rows.filter((row) => !/Savings|0.00 \| 0.00 \| 0.00 \| 0.00/.test(row))).toEqual([
    'Bank Accounts | Opening Balance | Cash Received | Cash Spent | Closing Balance',
    '[]',
    'Business Bank Account | 200.00 | 100.00 | 30.00 | 270.00',
    'Total | 200.00 | 100.00 | 30.00 | 270.00',
  ]);
});

test('ExecutiveSummary sets the key figures of a month beside those of the month before', async () => {
  const before = await sell('S-1', '2026-02-10', [plain(400, '200')]);
  await pay(before.InvoiceID, 400, '2026-02-20');
  const sold = await sell('S-2', '2026-03-05', [plain(500, '200')]);
  await pay(sold.InvoiceID, 100, '2026-03-10');
  await buy('B-1', '2026-03-06', plain(150, '310'), plain(50, '429'));
  const { report: found, rows } = await report('ExecutiveSummary?date=2026-03-15');
  expect(found.ReportTitles[2]).toBe('For the month of March 2026');
  expect(rows).toEqual([
    ' | Mar 2026 | Feb 2026 | Variance',
    '[Cash]',
    'Cash received | 100.00 | 400.00 | -75.0%',
    'Cash spent | 0.00 | 0.00 | 0.0%',
    'Cash surplus (deficit) | 100.00 | 400.00 | -75.0%',
    'Closing bank balance | 500.00 | 400.00 | 25.0%',
    '[Profitability]',
    'Income | 500.00 | 400.00 | 25.0%',
    'Direct costs | 150.00 | 0.00 | 0.0%',
    'Gross profit (loss) | 350.00 | 400.00 | -12.5%',
    'Other Income | 0.00 | 0.00 | 0.0%',
    'Expenses | 50.00 | 0.00 | 0.0%',
    'Profit (loss) | 300.00 | 400.00 | -25.0%',
    '[Balance Sheet]',
    'Debtors | 400.00 | 0.00 | 0.0%',
    'Creditors | 200.00 | 0.00 | 0.0%',
    'Net assets | 700.00 | 400.00 | 75.0%',
    '[Income]',
    'Number of invoices issued | 1 | 1 | 0.0%',
    'Average value of invoices | 500.00 | 400.00 | 25.0%',
    '[Performance]',
    'Gross profit margin | 70.0% | 100.0% | -30.0%',
    'Net profit margin | 60.0% | 100.0% | -40.0%',
    'Return on investment (p.a.) | 514.3% | 1200.0% | -57.1%',
    '[Position]',
    'Average debtors days | 24.80 | 0.00 | 0.0%',
    'Average creditors days | 31.00 |  | 0.0%',
    'Short term cash forecast | 200.00 | 0.00 | 0.0%',
    'Current assets to liabilities | 4.5000000000000000000000000000 |  | 0.0%',
    'Term assets to liabilities |  |  | 0.0%',
  ]);
});

test('BudgetSummary adds up what the overall budget plans, by month, quarter or year', async () => {
  const { report: found, rows } = await report('BudgetSummary?date=2026-03-15&periods=2&timeframe=3');
  expect(found.ReportTitles).toEqual([
    'Overall Budget',
    'Budget Summary',
    'Demo Company (UK)',
    'March 2026 to August 2026',
  ]);
  expect(rows[0]).toBe('Account | May-26 | Aug-26');
  const budgets = (await client.get('Budgets')).json.Budgets;
  const { BudgetID } = budgets.find(({ Type }: Loose) => Type === 'OVERALL');
  const [plan] = (await client.get(`Budgets/${BudgetID}?DateFrom=2026-03-01&DateTo=2026-08-31`)).json.Budgets;
  const quarters = (code: string) => {
    const lines = plan.BudgetLines.find(({ AccountCode }: Loose) => AccountCode === code).BudgetBalances;
    const sum = (from: string, to: string) =>
      lines
        .filter(({ Period }: Loose) => Period >= from && Period <= to)
        .reduce((total: number, { Amount }: Loose) => total + Amount, 0);
    return [sum('2026-03', '2026-05'), sum('2026-06', '2026-08')].map((amount) => amount.toFixed(2)).join(' | ');
  };
  expect(rows).toContain(`Sales | ${quarters('200')}`);
  const planned = plan.BudgetLines.map(({ AccountCode }: Loose) => quarters(AccountCode));
  for (const amounts of planned) expect(rows).toContainEqual(expect.stringContaining(` | ${amounts}`));
  expect(rows.at(-1)).toMatch(/^Net Profit \| -?\d+\.\d\d \| -?\d+\.\d\d$/);
});
