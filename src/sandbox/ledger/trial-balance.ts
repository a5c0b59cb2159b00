/** The trial balance: what every account stands at on a day, profit of earlier years in retained earnings. */
import type { Row } from '../books/database.ts';
import type { Store } from '../books/store.ts';
import { type JsonObject, textOf } from '../json.ts';
import { systemAccount } from './system-account.ts';

/** An account's figures in cents, a debit positive. */
export interface AccountBalance {
  readonly account: JsonObject;
  /** Of the calendar month up to the day. */
  readonly month: bigint;
  /** Of income and expenses since the financial year began; of all else since ever. */
  readonly year: bigint;
}

export interface TrialBalanceRow {
  readonly code: string;
  readonly name: string;
  /** REVENUE, EXPENSE, ASSET, LIABILITY or EQUITY. */
  readonly class: string;
  /** Cents. */
  readonly debit: bigint;
  /** Cents. */
  readonly credit: bigint;
}

/** What an account moved by on one day, in cents. */
export interface DayTotal {
  readonly account: string;
  readonly date: string;
  readonly net: bigint;
}

/** Rows of the accounts that stand at something on a day; debits equal credits. */
export function trialBalance(store: Store, day: string): readonly TrialBalanceRow[] {
  return accountBalances(store, dayTotals(store, day), day)
    .filter(({ year }) => year !== 0n)
    .map(({ account, year }) => ({
      code: textOf(account.Code) ?? '',
      name: textOf(account.Name) ?? '',
      class: textOf(account.Class) ?? '',
      debit: year > 0n ? year : 0n,
      credit: year < 0n ? -year : 0n,
    }));
}

/** All cents of all journals together: 0n, always. */
export function ledgerSum(store: Store): bigint {
  const [row] = store.rows('select cast(coalesce(sum(net), 0) as text) net from journal_line');
  return BigInt(String(row?.net ?? 0));
}

/** The ledger's movements up to a day. */
export function dayTotals(store: Store, day: string): readonly DayTotal[] {
  return store
    .rows('select account, date, cast(net as text) net from account_day where date <= ?', day)
    .map(dayTotalOf);
}

/** Of a row with account, date and net as text. */
export function dayTotalOf({ account, date, net }: Row): DayTotal {
  return { account: String(account), date: String(date), net: BigInt(String(net)) };
}

/** The accounts that moved, by class and name, with the figures of the month and of the year. */
export function accountBalances(store: Store, totals: readonly DayTotal[], day: string): readonly AccountBalance[] {
  const [month, year] = [`${day.slice(0, 8)}01`, yearStart(store, day)];
  const accounts = new Map(store.select('Accounts', { conditions: [] }).map(({ id, body }) => [id, body]));
  const retained = systemAccount(store, 'RETAINEDEARNINGS');
  const sums = new Map<string, { month: bigint; year: bigint }>();
  for (const { account, date, net } of totals) {
    const temporary = ['REVENUE', 'EXPENSE'].includes(textOf(accounts.get(account)?.Class) ?? '');
    const into = temporary && date < year ? retained : account;
    const before = sums.get(into) ?? { month: 0n, year: 0n };
    const moved = date >= month && into === account ? net : 0n;
    sums.set(into, { month: before.month + moved, year: before.year + net });
  }
  return [...sums]
    .map(([id, figures]) => ({ account: accounts.get(id) ?? { AccountID: id }, ...figures }))
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** The first day of the financial year that a day lies in. */
export function yearStart(store: Store, day: string): string {
  const [organisation] = store.select('Organisation', { conditions: [] });
  const number = (field: string, without: number) => Number(textOf(organisation?.body[field]) ?? without);
  const end = [number('FinancialYearEndMonth', 12), number('FinancialYearEndDay', 31)] as const;
  const ends = [-1, 0].map((years) => endOfYear(Number(day.slice(0, 4)) + years, ...end));
  const last = ends.findLast((date) => date < day) ?? ends[0] ?? day;
  return dayAfter(last);
}

function endOfYear(year: number, month: number, day: number): string {
  const longest = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1, Math.min(day, longest))).toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function nameOf({ account }: AccountBalance): string {
  return (textOf(account.Name) ?? '').toLowerCase();
}
