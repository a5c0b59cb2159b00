/** ExecutiveSummary: the key figures of a month beside those of the month before. */
import { type Decimal, divide, multiply, sum, toText, zero } from '../books/decimal.ts';
import type { JsonObject } from '../json.ts';
import { amountOf, baseCents, centsText, rateOf } from '../ledger/base-cents.ts';
import { row, section } from '../ledger/report-rows.ts';
import { systemAccount } from '../ledger/system-account.ts';
import type { Call } from '../server/call.ts';
import type { Reply } from '../server/reply.ts';
import { balanceFigures, balanceTotals } from './balance-sheet.ts';
import { bankFigures, bankTotal } from './bank-summary.ts';
import { addMonths, endOfMonth, startOfMonth } from './months.ts';
import { accountFigures, type Column, movements, totalOf } from './movements.ts';
import { profitOf, profitParts } from './profit-and-loss.ts';
import { dayParameter, organisationName, reportReply } from './report-reply.ts';
import { headerRow } from './statement-rows.ts';

/** Of the month that the date lies in; the current one without a date. */
export function executiveSummary(call: Call): Reply {
  const last = endOfMonth(dayParameter(call, 'date') ?? call.today);
  const months = [monthColumn(last), monthColumn(addMonths(last, -1))] as const;
  const [now, before] = [figuresOf(call, months[0]), figuresOf(call, months[1])];
  const sections = layout.map(([title, names]) =>
    section(
      title,
      names.map((name) => figureRow(name, now.get(name), before.get(name))),
    ),
  );
  return reportReply(call, {
    id: 'ExecutiveSummary',
    name: 'Executive Summary',
    titles: ['Executive Summary', organisationName(call), `For the month of ${monthName(last, 'long')}`],
    rows: [headerRow('', [...months, { title: 'Variance' }]), ...sections],
  });
}

const layout: readonly (readonly [string, readonly string[]])[] = [
  ['Cash', ['Cash received', 'Cash spent', 'Cash surplus (deficit)', 'Closing bank balance']],
  ['Profitability', ['Income', 'Direct costs', 'Gross profit (loss)', 'Other Income', 'Expenses', 'Profit (loss)']],
  ['Balance Sheet', ['Debtors', 'Creditors', 'Net assets']],
  ['Income', ['Number of invoices issued', 'Average value of invoices']],
  ['Performance', ['Gross profit margin', 'Net profit margin', 'Return on investment (p.a.)']],
  [
    'Position',
    [
      'Average debtors days',
      'Average creditors days',
      'Short term cash forecast',
      'Current assets to liabilities',
      'Term assets to liabilities',
    ],
  ],
];

/** A figure as it is shown, and as it is compared. */
interface Figure {
  readonly text: string;
  readonly value: Decimal;
}

type Figures = ReadonlyMap<string, Figure>;

function monthColumn(to: string): Column & { readonly from: string } {
  return { title: monthName(to, 'short'), from: startOfMonth(to), to };
}

function monthName(day: string, month: 'short' | 'long'): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', { month, year: 'numeric', timeZone: 'UTC' });
}

function figureRow(name: string, now: Figure | undefined, before: Figure | undefined): JsonObject {
  return row('Row', [name, now?.text ?? '', before?.text ?? '', variance(now, before)]);
}

/** Nothing where there is nothing to compare with. */
function variance(now: Figure | undefined, before: Figure | undefined): string {
  if (now === undefined || before === undefined || before.value.units === 0n) return '0.0%';
  const size = before.value.units < 0n ? { ...before.value, units: -before.value.units } : before.value;
  const change = sum([now.value, { ...before.value, units: -before.value.units }]);
  return `${toText(divide(multiply(change, hundredfold), size, 1), 1)}%`;
}

const hundredfold: Decimal = { units: 100n, places: 0 };

function figuresOf(call: Call, column: ReturnType<typeof monthColumn>): Figures {
  const figures = new Map<string, Figure>();
  const put = (name: string, cents: bigint) => figures.set(name, { text: centsText(cents), value: money(cents) });
  const bank = bankTotal(bankFigures(call, column.from, column.to));
  put('Cash received', bank.received);
  put('Cash spent', bank.spent);
  put('Cash surplus (deficit)', bank.received - bank.spent);
  put('Closing bank balance', bank.closing);
  const month = profitOfMonth(call, column);
  for (const [name, cents] of Object.entries(month)) put(name, cents);
  const { debtors, creditors, ...balance } = balanceOn(call, column.to);
  put('Debtors', debtors);
  put('Creditors', creditors);
  put('Net assets', balance.netAssets);
  putInvoices(call, column, figures);
  put('Short term cash forecast', debtors - creditors);
  const spent = month['Direct costs'] + month.Expenses;
  const profit = month['Profit (loss)'];
  const shown: readonly (readonly [string, Figure | undefined])[] = [
    ['Gross profit margin', percent(month['Gross profit (loss)'], month.Income)],
    ['Net profit margin', percent(profit, month.Income)],
    ['Return on investment (p.a.)', percent(12n * profit, balance.netAssets)],
    ['Average debtors days', ratio(debtors * daysIn(column), month.Income, 2)],
    ['Average creditors days', ratio(creditors * daysIn(column), spent, 2)],
    ['Current assets to liabilities', ratio(balance.currentAssets, balance.currentLiabilities, 28)],
    ['Term assets to liabilities', ratio(balance.termAssets, balance.termLiabilities, 28)],
  ];
  for (const [name, figure] of shown) if (figure !== undefined) figures.set(name, figure);
  return figures;
}

function profitOfMonth(call: Call, column: Column) {
  const parts = profitParts(accountFigures(call.store, movements(call.store, [column], accrual), [column]));
  const { gross, net } = profitOf(parts, 1);
  const total = (part: keyof typeof parts) => totalOf(parts[part], 1)[0] ?? 0n;
  return {
    Income: total('income'),
    'Direct costs': total('costOfSales'),
    'Gross profit (loss)': gross[0] ?? 0n,
    'Other Income': total('otherIncome'),
    Expenses: total('expenses'),
    'Profit (loss)': net[0] ?? 0n,
  };
}

const accrual = { cash: false, tracked: false };

function balanceOn(call: Call, day: string) {
  const figures = balanceFigures(call, [{ title: '', to: day }]);
  const totals = balanceTotals(figures, 1);
  const first = (name: keyof typeof totals) => totals[name][0] ?? 0n;
  const of = (account: string) => figures.accounts.find((each) => each.account.AccountID === account)?.cents[0] ?? 0n;
  return {
    debtors: of(systemAccount(call.store, 'DEBTORS')),
    creditors: -of(systemAccount(call.store, 'CREDITORS')),
    netAssets: first('netAssets'),
    currentAssets: first('currentAssets'),
    currentLiabilities: first('currentLiabilities'),
    termAssets: first('assets') - first('currentAssets'),
    termLiabilities: first('liabilities') - first('currentLiabilities'),
  };
}

/** Approved sales invoices dated in the month, in the base currency. */
function putInvoices(call: Call, { from, to }: Column & { readonly from: string }, figures: Map<string, Figure>): void {
  const invoices = call.store.select('Invoices', {
    conditions: [
      { column: 'type', operator: '=', value: 'ACCREC' },
      { column: 'status', operator: 'in', value: ['AUTHORISED', 'PAID'] },
      { column: 'date', operator: '>=', value: from },
      { column: 'date', operator: '<=', value: to },
    ],
  });
  const total = invoices.reduce((all, { body }) => all + baseCents(amountOf(body.Total), rateOf(body)), 0n);
  const count: Decimal = { units: BigInt(invoices.length), places: 0 };
  figures.set('Number of invoices issued', { text: String(invoices.length), value: count });
  const average = invoices.length === 0 ? zero : divide(money(total), count, 2);
  figures.set('Average value of invoices', { text: toText(average, 2), value: average });
}

function money(cents: bigint): Decimal {
  return { units: cents, places: 2 };
}

function percent(part: bigint, whole: bigint): Figure | undefined {
  const figure = ratio(100n * part, whole, 1);
  return figure === undefined ? undefined : { ...figure, text: `${figure.text}%` };
}

/** Undefined where there is nothing to divide by. */
function ratio(part: bigint, whole: bigint, places: number): Figure | undefined {
  if (whole === 0n) return undefined;
  const sign = whole < 0n ? -1n : 1n;
  const value = divide(money(sign * part), money(sign * whole), places);
  return { text: toText(value, places), value };
}

function daysIn({ to }: Column): bigint {
  return BigInt(to.slice(8));
}
