/** BalanceSheet: what the organisation has, owes and is worth on a day, beside earlier days. */
import { longDay, shortDay } from '../books/calendar.ts';
import { zeroId } from '../guid.ts';
import { type JsonObject, textOf } from '../json.ts';
import { row, section } from '../ledger/report-rows.ts';
import { systemAccount } from '../ledger/system-account.ts';
import { yearStart } from '../ledger/trial-balance.ts';
import type { Call } from '../server/call.ts';
import type { Reply } from '../server/reply.ts';
import { addMonths, dayBefore, endOfMonth } from './months.ts';
import { type AccountFigures, accountFigures, type Column, movements, nameOf, totalOf } from './movements.ts';
import {
  dayParameter,
  isTrue,
  organisationName,
  parameter,
  periodsParameter,
  reportReply,
  timeframeParameter,
} from './report-reply.ts';
import { accountSection, computedSection, headerRow, ofTypes } from './statement-rows.ts';

/** The end of the current month where no date is given. `trackingOptionID1` and `trackingOptionID2`: lines that bear them. */
export function balanceSheet(call: Call): Reply {
  const date = dayParameter(call, 'date') ?? endOfMonth(call.today);
  const columns = columnsOf(call, date);
  const titles = ['Balance Sheet', organisationName(call), `As at ${longDay(date)}`];
  const rows = [headerRow('', columns), ...balanceRows(balanceFigures(call, columns), columns.length)];
  return reportReply(call, { id: 'BalanceSheet', name: 'Balance Sheet', titles, rows });
}

function columnsOf(call: Call, date: string): readonly Column[] {
  const wanted = ['trackingOptionID1', 'trackingOptionID2'].flatMap(
    (name) => parameter(call, name)?.toLowerCase() ?? [],
  );
  const bears = (options: readonly string[]) => wanted.every((option) => options.includes(option));
  const months = timeframeParameter(call);
  return Array.from({ length: 1 + (periodsParameter(call) ?? 0) }, (_, back) => {
    const to = addMonths(date, -back * months);
    return { title: shortDay(to), to, ...(wanted.length === 0 ? {} : { bears }) };
  });
}

/** What stands in the balance sheet: the accounts, profit of earlier years in retained earnings, and this year's by itself. */
export interface BalanceFigures {
  readonly accounts: readonly AccountFigures[];
  readonly equity: readonly AccountFigures[];
}

export function balanceFigures(call: Call, columns: readonly Column[]): BalanceFigures {
  const basis = { cash: isTrue(call, 'paymentsOnly'), tracked: columns.some(({ bears }) => bears !== undefined) };
  const moved = movements(call.store, columns, basis);
  const years = columns.map((column) => ({ ...column, from: yearStart(call.store, column.to) }));
  const earlier = columns.map((column, at) => ({ ...column, to: dayBefore(years[at]?.from ?? column.to) }));
  const profit = (of: readonly Column[]) =>
    totalOf(accountFigures(call.store, moved, of).filter(isOfProfit), of.length);
  const accounts = accountFigures(call.store, moved, columns);
  const retained = profit(earlier);
  const equity = [
    ...withEarnings(
      call,
      ofTypes(accounts, ['EQUITY'], -1n),
      retained.map((cents) => -cents),
    ),
    { account: { Name: 'Current Year Earnings', AccountID: zeroId }, cents: profit(years).map((cents) => -cents) },
  ];
  const shown = equity.filter(({ cents }) => cents.some((sum) => sum !== 0n));
  return { accounts, equity: shown.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)) };
}

function isOfProfit({ account }: AccountFigures): boolean {
  return ['REVENUE', 'EXPENSE'].includes(textOf(account.Class) ?? '');
}

function withEarnings(
  call: Call,
  equity: readonly AccountFigures[],
  earlier: readonly bigint[],
): readonly AccountFigures[] {
  const id = systemAccount(call.store, 'RETAINEDEARNINGS');
  const own = equity.find(({ account }) => account.AccountID === id);
  const account = own?.account ?? call.store.get('Accounts', id)?.body ?? {};
  const cents = earlier.map((sum, at) => sum + (own?.cents[at] ?? 0n));
  return [...equity.filter((figures) => figures !== own), { account, cents }];
}

/** Of `[title, total, types]`. */
const assetParts = [
  ['Bank', 'Total Bank', ['BANK']],
  ['Current Assets', 'Total Current Assets', ['CURRENT', 'INVENTORY', 'PREPAYMENT']],
  ['Fixed Assets', 'Total Fixed Assets', ['FIXED']],
  ['Non-current Assets', 'Total Non-current Assets', ['NONCURRENT']],
] as const;
const liabilityParts = [
  ['Current Liabilities', 'Total Current Liabilities', ['CURRLIAB', 'LIABILITY', 'PAYG']],
  ['Non-Current Liabilities', 'Total Non-Current Liabilities', ['TERMLIAB']],
] as const;

export interface BalanceTotals {
  readonly assets: readonly bigint[];
  readonly currentAssets: readonly bigint[];
  readonly liabilities: readonly bigint[];
  readonly currentLiabilities: readonly bigint[];
  readonly netAssets: readonly bigint[];
}

export function balanceTotals({ accounts }: BalanceFigures, columns: number): BalanceTotals {
  const of = (parts: readonly (readonly [string, string, readonly string[]])[], sign: 1n | -1n) =>
    totalOf(
      ofTypes(
        accounts,
        parts.flatMap(([, , types]) => types),
        sign,
      ),
      columns,
    );
  const [assets, liabilities] = [of(assetParts, 1n), of(liabilityParts, -1n)];
  return {
    assets,
    liabilities,
    currentAssets: of(assetParts.slice(0, 2), 1n),
    currentLiabilities: of(liabilityParts.slice(0, 1), -1n),
    netAssets: assets.map((sum, at) => sum - (liabilities[at] ?? 0n)),
  };
}

function balanceRows(figures: BalanceFigures, columns: number): readonly JsonObject[] {
  const { assets, liabilities, netAssets } = balanceTotals(figures, columns);
  const sections = (parts: readonly (readonly [string, string, readonly string[]])[], sign: 1n | -1n) =>
    parts.flatMap(([title, total, types]) =>
      accountSection(title, total, ofTypes(figures.accounts, types, sign), columns),
    );
  return [
    section('Assets', []),
    ...sections(assetParts, 1n),
    computedSection('SummaryRow', 'Total Assets', assets),
    section('Liabilities', []),
    ...sections(liabilityParts, -1n),
    computedSection('SummaryRow', 'Total Liabilities', liabilities),
    computedSection('Row', 'Net Assets', netAssets),
    ...(figures.equity.length === 0
      ? [section('Equity', [row('SummaryRow', ['Total Equity', ...assets.map(() => '0.00')])])]
      : accountSection('Equity', 'Total Equity', figures.equity, columns)),
  ];
}
