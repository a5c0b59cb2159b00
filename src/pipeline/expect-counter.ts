/** Batch control totals: counts what the input holds and compares it with what the job expects. */

import type { Totals } from '../model/arithmetic.ts';
import { add, compare, type Decimal, decimal, formatFixed, subtract, ZERO } from '../model/decimal.ts';
import type { Document, Value } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Expect } from '../model/job.ts';
import { journalSides } from '../model/journal-sides.ts';
import { textOf } from '../model/values.ts';

export interface ExpectCounter {
  /** The finding of a document that is dated outside the expected period. */
  add(
    document: Document,
    totals: Totals | undefined,
    rows: number,
    dateColumn: string | undefined,
  ): Finding | undefined;
  /** A document that could not be read; its amounts are unknown. */
  addUnreadable(rows: number): void;
  /** Run-level findings, one for each expectation that is not met. */
  findings(): readonly Finding[];
  /** Something is not as expected: nothing may be sent. */
  unmet(): boolean;
}

interface Counter {
  sum: Decimal;
  /** Documents whose amounts are unknown, for they are in error. */
  unknown: number;
}

type Sums = ReadonlyMap<string, Counter>;

/** @param today `YYYY-MM-DD`, for `this-month` and `last-month` */
export function createExpectCounter(expect: Expect | undefined, today: string): ExpectCounter {
  const sums: Sums = new Map(Object.keys(expect?.sum ?? {}).map((field) => [field, { sum: ZERO, unknown: 0 }]));
  const range = expect?.period === undefined ? undefined : periodRange(expect.period, today);
  const counted = { documents: 0, rows: 0, outside: 0 };
  const findings = () => differences(expect, counted, sums);
  return {
    add(document, totals, rows, dateColumn) {
      counted.documents += 1;
      counted.rows += rows;
      for (const [field, counter] of sums) count(counter, sumOf(field, document, totals));
      const date = textOf(document.fields, 'Date');
      if (range === undefined || (date !== undefined && date >= range.from && date <= range.to)) return undefined;
      counted.outside += 1;
      return outsidePeriod(document, date, dateColumn, range);
    },
    addUnreadable(rows) {
      counted.documents += 1;
      counted.rows += rows;
      for (const counter of sums.values()) count(counter, undefined);
    },
    findings,
    unmet: () => counted.outside > 0 || findings().length > 0,
  };
}

function count(counter: Counter, amount: Decimal | undefined): void {
  if (amount === undefined) counter.unknown += 1;
  else counter.sum = add(counter.sum, amount);
}

function outsidePeriod(
  document: Document,
  date: string | undefined,
  column: string | undefined,
  range: { readonly from: string; readonly to: string },
): Finding {
  const row = document.origins.get('Date') ?? document.rows[0]!;
  return {
    code: 'totals/expect-period',
    severity: 'ERROR',
    ordinal: row.ordinal,
    row: row.number,
    column: column ?? 'Date',
    value: date ?? '',
    params: { from: range.from, to: range.to },
  };
}

function differences(
  expect: Expect | undefined,
  counted: { readonly documents: number; readonly rows: number },
  sums: Sums,
): readonly Finding[] {
  const found: Finding[] = [];
  for (const what of ['documents', 'rows'] as const) {
    const expected = expect?.[what];
    if (expected === undefined || expected === counted[what]) continue;
    found.push(runFinding(`totals/expect-${what}`, { expected: String(expected), found: String(counted[what]) }));
  }
  for (const [field, { sum, unknown }] of sums) {
    const text = expect?.sum?.[field] ?? '0';
    const expected = decimal(text);
    if (compare(expected, sum) === 0) continue;
    const places = Math.max(text.split('.')[1]?.length ?? 0, sum.scale);
    const difference = formatFixed(subtract(sum, expected), places);
    const params = { field, expected: text, found: formatFixed(sum, places), difference, unknown: String(unknown) };
    found.push(runFinding('totals/expect-sum', params));
  }
  return found;
}

/** First and last day of a month or of both ends given; today tells which month `this-month` is. */
export function periodRange(
  period: NonNullable<Expect['period']>,
  today: string,
): { readonly from: string; readonly to: string } {
  if (typeof period !== 'string') return period;
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  if (period === 'this-month') return monthRange(year, month);
  if (period === 'last-month') return month === 1 ? monthRange(year - 1, 12) : monthRange(year, month - 1);
  return monthRange(Number(period.slice(0, 4)), Number(period.slice(5, 7)));
}

function monthRange(year: number, month: number): { readonly from: string; readonly to: string } {
  const prefix = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${prefix}-01`, to: `${prefix}-${last}` };
}

function sumOf(field: string, document: Document, totals: Totals | undefined): Decimal | undefined {
  if (field === 'SubTotal') return totals?.subTotal;
  if (field === 'TotalTax') return totals?.totalTax;
  if (field === 'Total') return totals?.total;
  if (field === 'Debits') return totals === undefined ? undefined : journalSides(document, totals).debits;
  const own = amount(document.fields.get(field));
  return document.lines.reduce((sum, line) => add(sum, amount(line.values.get(field))), own);
}

function amount(value: Value | undefined): Decimal {
  return typeof value === 'object' ? value : ZERO;
}

function runFinding(code: string, params: Readonly<Record<string, string>>): Finding {
  return { code, severity: 'ERROR', ordinal: -1, row: 0, params };
}
