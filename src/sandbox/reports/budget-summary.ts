/** BudgetSummary: what the overall budget plans for each account, month by month, by quarter or by year. */
import { round } from '../books/decimal.ts';
import { objectsOf, textOf } from '../json.ts';
import { amountOf } from '../ledger/base-cents.ts';
import type { Call } from '../server/call.ts';
import type { Reply } from '../server/reply.ts';
import { addMonths, endOfMonth, startOfMonth } from './months.ts';
import { type AccountFigures, type Column, nameOf, totalOf } from './movements.ts';
import { profitOf, profitParts } from './profit-and-loss.ts';
import { dayParameter, organisationName, periodsParameter, reportReply, timeframeParameter } from './report-reply.ts';
import { accountSection, computedSection, headerRow } from './statement-rows.ts';

const usualPeriods = 12;

/** From the month of the date on, the current one without; a column is headed by its last month. */
export function budgetSummary(call: Call): Reply {
  const first = startOfMonth(dayParameter(call, 'date') ?? call.today);
  const months = timeframeParameter(call);
  const columns = Array.from({ length: periodsParameter(call) ?? usualPeriods }, (_, at): Column & { from: string } => {
    const from = addMonths(first, at * months);
    const to = endOfMonth(addMonths(from, months - 1));
    return { title: `${monthOf(to, 'short')}-${to.slice(2, 4)}`, from, to };
  });
  const parts = profitParts(budgetFigures(call, columns));
  const { gross, net } = profitOf(parts, columns.length);
  const last = columns.at(-1)?.to ?? first;
  const titles = [
    'Overall Budget',
    'Budget Summary',
    organisationName(call),
    `${monthOf(first, 'long')} ${first.slice(0, 4)} to ${monthOf(last, 'long')} ${last.slice(0, 4)}`,
  ];
  const count = columns.length;
  const rows = [
    headerRow('Account', columns),
    ...accountSection('Income', 'Total Income', parts.income, count),
    ...accountSection('Less Cost of Sales', 'Total Cost of Sales', parts.costOfSales, count),
    computedSection('SummaryRow', 'Gross Profit', gross),
    ...accountSection('Plus Other Income', 'Total Other Income', parts.otherIncome, count),
    ...accountSection('Less Operating Expenses', 'Total Operating Expenses', parts.expenses, count),
    computedSection('SummaryRow', 'Total Expenses', totalOf(parts.expenses, count)),
    computedSection('SummaryRow', 'Net Profit', net),
  ];
  return reportReply(call, { id: 'BudgetSummary', name: 'Budget Summary', titles, rows });
}

/** A budget plans income and expenses alike above zero; here a debit is positive, as in the ledger. */
function budgetFigures(
  call: Call,
  columns: readonly (Column & { readonly from: string })[],
): readonly AccountFigures[] {
  const overall = call.store.select('Budgets', { conditions: [] }).find(({ body }) => body.Type === 'OVERALL');
  const figures = objectsOf(overall?.body.BudgetLines).flatMap((line): readonly AccountFigures[] => {
    const account = call.facts.accountById(textOf(line.AccountID) ?? '');
    if (account === undefined) return [];
    const sign = account.Class === 'REVENUE' ? -1n : 1n;
    const cents = columns.map(({ from, to }) =>
      objectsOf(line.BudgetBalances)
        .filter(({ Period }) => isWithin(textOf(Period), from, to))
        .reduce((sum, { Amount }) => sum + sign * round(amountOf(Amount), 2).units, 0n),
    );
    return cents.every((sum) => sum === 0n) ? [] : [{ account, cents }];
  });
  return figures.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** @param month `2026-10` */
function isWithin(month: string | undefined, from: string, to: string): boolean {
  return month !== undefined && month >= from.slice(0, 7) && month <= to.slice(0, 7);
}

function monthOf(day: string, month: 'short' | 'long'): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', { month, timeZone: 'UTC' });
}
