/** What accounts moved by, on an accrual or a cash basis, with the tracking options that the lines bear. */
import type { Store } from '../books/store.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { cashPostings, cashTotals } from '../ledger/cash-basis.ts';
import { postings } from '../ledger/postings.ts';
import { type DayTotal, dayTotals } from '../ledger/trial-balance.ts';

export interface Movement extends DayTotal {
  /** TrackingOptionIDs. */
  readonly options: readonly string[];
}

/** A column of a report. */
export interface Column {
  readonly title: string;
  /** First and last day; from the beginning where there is no first. */
  readonly from?: string;
  readonly to: string;
  /** Whether lines with these tracking options count; all do where it is left out. */
  readonly bears?: (options: readonly string[]) => boolean;
}

export interface Basis {
  readonly cash: boolean;
  /** Whether columns ask for tracking: then lines are read one by one. */
  readonly tracked: boolean;
}

/** Up to the last day of the columns. */
export function movements(store: Store, columns: readonly Column[], { cash, tracked }: Basis): readonly Movement[] {
  const day =
    columns
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? '';
  if (!tracked) {
    const totals = cash ? cashTotals(store, day) : dayTotals(store, day);
    return totals.map((total) => ({ ...total, options: [] }));
  }
  const lines = cash ? cashPostings(store, day) : postings(store, day);
  return lines.map(({ account, date, net, tracking }) => ({ account, date, net, options: optionsOf(tracking) }));
}

function optionsOf(tracking: string | undefined): readonly string[] {
  if (tracking === undefined) return [];
  return objectsOf(JSON.parse(tracking)).map((entry) => textOf(entry.TrackingOptionID) ?? '');
}

/** An account that moved, and its cents in each column; a debit is positive. */
export interface AccountFigures {
  readonly account: JsonObject;
  readonly cents: readonly bigint[];
}

/** Of the accounts that stand at something in one of the columns, by name. */
export function accountFigures(
  store: Store,
  moved: readonly Movement[],
  columns: readonly Column[],
): readonly AccountFigures[] {
  const accounts = new Map(store.select('Accounts', { conditions: [] }).map(({ id, body }) => [id, body]));
  const sums = new Map<string, bigint[]>();
  for (const { account, date, net, options } of moved) {
    const cents = sums.get(account) ?? columns.map(() => 0n);
    sums.set(account, cents);
    for (const [at, { from = '', to, bears }] of columns.entries()) {
      if (date >= from && date <= to && (bears?.(options) ?? true)) cents[at] = (cents[at] ?? 0n) + net;
    }
  }
  return [...sums]
    .filter(([, cents]) => cents.some((sum) => sum !== 0n))
    .map(([id, cents]) => ({ account: accounts.get(id) ?? { AccountID: id }, cents }))
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

export function nameOf({ account }: AccountFigures): string {
  return textOf(account.Name) ?? '';
}

/** Column by column. */
export function totalOf(figures: readonly Pick<AccountFigures, 'cents'>[], columns: number): readonly bigint[] {
  return Array.from({ length: columns }, (_, at) => figures.reduce((sum, { cents }) => sum + (cents[at] ?? 0n), 0n));
}
