/** The rows of the report TrialBalance. */
import { type JsonObject, textOf } from '../json.ts';
import { centsText } from './base-cents.ts';
import { row, section } from './report-rows.ts';
import type { AccountBalance } from './trial-balance.ts';

const header = row('Header', ['Account', 'Debit', 'Credit', 'YTD Debit', 'YTD Credit']);
const sections = [
  ['REVENUE', 'Revenue'],
  ['EXPENSE', 'Expenses'],
  ['ASSET', 'Assets'],
  ['LIABILITY', 'Liabilities'],
  ['EQUITY', 'Equity'],
] as const;

/** A section for every class that has accounts with figures, and the totals. */
export function trialBalanceRows(balances: readonly AccountBalance[]): readonly JsonObject[] {
  const shown = balances.filter(({ month, year }) => month !== 0n || year !== 0n);
  const parts = sections.flatMap(([name, title]) => {
    const own = shown.filter(({ account }) => account.Class === name);
    return own.length === 0 ? [] : [section(title, own.map(accountRow))];
  });
  const total = row('SummaryRow', ['Total', ...totals(shown, 'month'), ...totals(shown, 'year')]);
  return [header, ...parts, section('', [total])];
}

function accountRow({ account, month, year }: AccountBalance): JsonObject {
  const code = textOf(account.Code);
  const name = `${textOf(account.Name) ?? ''}${code === undefined ? '' : ` (${code})`}`;
  const debitByNature = account.Class === 'ASSET' || account.Class === 'EXPENSE';
  const subject = { id: 'account', value: textOf(account.AccountID) ?? '' } as const;
  return row('Row', [name, ...sides(month, debitByNature), ...sides(year, debitByNature)], subject);
}

/** Debit and credit: an amount stands on its side, nothing on the side that is natural for the account's class. */
function sides(net: bigint, debitByNature: boolean): readonly string[] {
  const debit = net === 0n ? debitByNature : net > 0n;
  const text = centsText(net < 0n ? -net : net);
  return debit ? [text, ''] : ['', text];
}

function totals(balances: readonly AccountBalance[], column: 'month' | 'year'): readonly string[] {
  const sum = (sign: 1n | -1n) =>
    balances.reduce((total, { [column]: net }) => (net * sign > 0n ? total + net * sign : total), 0n);
  return [centsText(sum(1n)), centsText(sum(-1n))];
}
