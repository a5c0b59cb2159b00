/** The rows that statements have in common: a section of accounts with its total, and a figure that is computed. */
import { type JsonObject, textOf } from '../json.ts';
import { centsText } from '../ledger/base-cents.ts';
import { row, section } from '../ledger/report-rows.ts';
import { type AccountFigures, type Column, nameOf, totalOf } from './movements.ts';

export function headerRow(first: string, columns: readonly Pick<Column, 'title'>[]): JsonObject {
  return row('Header', [first, ...columns.map(({ title }) => title)]);
}

/** A row for each account and their total; nothing where there is no account. */
export function accountSection(
  title: string,
  total: string,
  figures: readonly AccountFigures[],
  columns: number,
): readonly JsonObject[] {
  if (figures.length === 0) return [];
  const summary = row('SummaryRow', [total, ...totalOf(figures, columns).map(centsText)]);
  return [section(title, [...figures.map(accountRow), summary])];
}

export function accountRow(figures: AccountFigures): JsonObject {
  const subject = { id: 'account', value: textOf(figures.account.AccountID) ?? '' } as const;
  return row('Row', [nameOf(figures), ...figures.cents.map(centsText)], subject);
}

/** A section without a title for one computed line. */
export function computedSection(type: 'Row' | 'SummaryRow', name: string, cents: readonly bigint[]): JsonObject {
  return section('', [row(type, [name, ...cents.map(centsText)])]);
}

/** The figures of the accounts of some types, turned by `sign`. */
export function ofTypes(
  figures: readonly AccountFigures[],
  types: readonly string[],
  sign: 1n | -1n,
): readonly AccountFigures[] {
  return figures
    .filter(({ account }) => types.includes(textOf(account.Type) ?? ''))
    .map(({ account, cents }) => ({ account, cents: cents.map((sum) => sign * sum) }));
}
