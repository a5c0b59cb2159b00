/** Budgets: the list tells what there is, one by its id its amounts by account and month. */
import { dayOf } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';

const mostMonths = 24;

export const budgets: Endpoint = (call) =>
  call.method === 'GET' && call.path.length < 2 ? readReply(call, reading) : undefined;

const reading: Reading = {
  kind: 'Budgets',
  collection: 'Budgets',
  find: (call, reference) => call.store.get('Budgets', reference),
  shape: (call, { body }) =>
    call.path.length === 0
      ? { ...body, BudgetLines: [], Tracking: [] }
      : { ...body, BudgetLines: linesOf(body, monthsOf(call)) },
};

/** The first and the last month, as `YYYY-MM`: those asked for, two years at most; else last, this and next month. */
function monthsOf({ query, today }: Call): readonly [string, string] {
  const [from, to] = ['DateFrom', 'DateTo'].map((name) => dayOf(query.get(name) ?? '')?.slice(0, 7));
  if (from === undefined && to === undefined) return [monthsAfter(today, -1), monthsAfter(today, 1)];
  const first = from ?? monthsAfter(to ?? today, 1 - mostMonths);
  const latest = monthsAfter(first, mostMonths - 1);
  return [first, to === undefined || to > latest ? latest : to];
}

/** @param day `YYYY-MM`, or a day */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 7);
}

function linesOf(body: StoredRecord['body'], [first, last]: readonly [string, string]): readonly JsonObject[] {
  return objectsOf(body.BudgetLines).map((line) => {
    const isWithin = ({ Period }: JsonObject) => (textOf(Period) ?? '') >= first && (textOf(Period) ?? '') <= last;
    return { ...line, BudgetBalances: objectsOf(line.BudgetBalances).filter(isWithin) };
  });
}
