/** ProfitAndLoss: income and expenses of a period, beside earlier periods or by tracking option. */
import { longDay, shortDay } from '../books/calendar.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import type { Reply } from '../server/reply.ts';
import { addMonths, endOfMonth, startOfMonth } from './months.ts';
import { type AccountFigures, accountFigures, type Column, movements, totalOf } from './movements.ts';
import {
  dayParameter,
  isTrue,
  organisationName,
  periodsParameter,
  reportReply,
  timeframeParameter,
} from './report-reply.ts';
import { accountSection, computedSection, headerRow, ofTypes } from './statement-rows.ts';
import { trackingColumns } from './tracking-columns.ts';

/** The current month where no days are given. There are no layouts of its own, so `standardLayout` changes nothing. */
export function profitAndLoss(call: Call): Reply {
  const given = dayParameter(call, 'fromDate');
  const to = dayParameter(call, 'toDate') ?? endOfMonth(given ?? call.today);
  const from = given ?? startOfMonth(to);
  const columns = columnsOf(call, from, to);
  const basis = { cash: isTrue(call, 'paymentsOnly'), tracked: columns.some(({ bears }) => bears !== undefined) };
  const figures = accountFigures(call.store, movements(call.store, columns, basis), columns);
  const titles = ['Profit and Loss', organisationName(call), `${longDay(from)} to ${longDay(to)}`];
  const rows = [headerRow('', columns), ...profitRows(profitParts(figures), columns.length)];
  return reportReply(call, { id: 'ProfitAndLoss', name: 'Profit and Loss', titles, rows });
}

/** Tracking has its columns for the period alone; else there is one for the period and one for each that it is compared with. */
function columnsOf(call: Call, from: string, to: string): readonly Column[] {
  const tracking = trackingColumns(call);
  if (tracking !== undefined) return tracking.map((choice) => ({ ...choice, from, to }));
  const periods = 1 + (periodsParameter(call) ?? 0);
  const months = timeframeParameter(call);
  return Array.from({ length: periods }, (_, back) => {
    const [first, last] = [addMonths(from, -back * months), addMonths(to, -back * months)];
    return { title: shortDay(last), from: back === 0 ? from : first, to: last };
  });
}

/** Income is above zero where it is earned, expenses where they are spent. */
export interface ProfitParts {
  readonly income: readonly AccountFigures[];
  readonly costOfSales: readonly AccountFigures[];
  readonly otherIncome: readonly AccountFigures[];
  readonly expenses: readonly AccountFigures[];
}

export function profitParts(figures: readonly AccountFigures[]): ProfitParts {
  return {
    income: ofTypes(figures, ['REVENUE', 'SALES'], -1n),
    costOfSales: ofTypes(figures, ['DIRECTCOSTS'], 1n),
    otherIncome: ofTypes(figures, ['OTHERINCOME'], -1n),
    expenses: ofTypes(figures, ['EXPENSE', 'OVERHEADS', 'DEPRECIATN'], 1n),
  };
}

/** Cents by column. */
export interface Profit {
  readonly gross: readonly bigint[];
  readonly net: readonly bigint[];
}

export function profitOf({ income, costOfSales, otherIncome, expenses }: ProfitParts, columns: number): Profit {
  const [earned, cost, other, spent] = [income, costOfSales, otherIncome, expenses].map((part) =>
    totalOf(part, columns),
  );
  const gross = (earned ?? []).map((sum, at) => sum - (cost?.[at] ?? 0n));
  return { gross, net: gross.map((sum, at) => sum + (other?.[at] ?? 0n) - (spent?.[at] ?? 0n)) };
}

function profitRows(parts: ProfitParts, columns: number): readonly JsonObject[] {
  const { gross, net } = profitOf(parts, columns);
  return [
    ...accountSection('Income', 'Total Income', parts.income, columns),
    ...accountSection('Less Cost of Sales', 'Total Cost of Sales', parts.costOfSales, columns),
    computedSection('Row', 'Gross Profit', gross),
    ...accountSection('Plus Other Income', 'Total Other Income', parts.otherIncome, columns),
    ...accountSection('Less Operating Expenses', 'Total Operating Expenses', parts.expenses, columns),
    computedSection('Row', 'Net Profit', net),
  ];
}
