/** Batch control totals: counts what the input holds and compares it with what the job expects. */

import type { Totals } from '../model/arithmetic.ts';
import { add, compare, type Decimal, decimal, formatDecimal, subtract, ZERO } from '../model/decimal.ts';
import type { Document, Value } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Expect } from '../model/job.ts';
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

/** @param today `YYYY-MM-DD`, for `this-month` and `last-month` */
export function createExpectCounter(expect: Expect | undefined, today: string): ExpectCounter {
  const sums = new Map(Object.keys(expect?.sum ?? {}).map((field) => [field, ZERO]));
  const range = expect?.period === undefined ? undefined : periodRange(expect.period, today);
  const counted = { documents: 0, rows: 0, outside: 0 };
  const findings = () => differences(expect, counted, sums);
  return {
    add(document, totals, rows, dateColumn) {
      counted.documents += 1;
      counted.rows += rows;
      for (const field of sums.keys()) sums.set(field, add(sums.get(field)!, sumOf(field, document, totals)));
      const date = textOf(document.fields, 'Date');
      if (range === undefined || (date !== undefined && date >= range.from && date <= range.to)) return undefined;
      counted.outside += 1;
      return outsidePeriod(document, date, dateColumn, range);
    },
    addUnreadable(rows) {
      counted.documents += 1;
      counted.rows += rows;
    },
    findings,
    unmet: () => counted.outside > 0 || findings().length > 0,
  };
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
  sums: ReadonlyMap<string, Decimal>,
): readonly Finding[] {
  const found: Finding[] = [];
  for (const what of ['documents', 'rows'] as const) {
    const expected = expect?.[what];
    if (expected === undefined || expected === counted[what]) continue;
    found.push(runFinding(`totals/expect-${what}`, { expected: String(expected), found: String(counted[what]) }));
  }
  for (const [field, text] of Object.entries(expect?.sum ?? {})) {
    const [expected, actual] = [decimal(text), sums.get(field) ?? ZERO];
    if (compare(expected, actual) === 0) continue;
    const difference = formatDecimal(subtract(actual, expected));
    found.push(runFinding('totals/expect-sum', { field, expected: text, found: formatDecimal(actual), difference }));
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

function sumOf(field: string, document: Document, totals: Totals | undefined): Decimal {
  if (field === 'SubTotal') return totals?.subTotal ?? ZERO;
  if (field === 'TotalTax') return totals?.totalTax ?? ZERO;
  if (field === 'Total') return totals?.total ?? ZERO;
  const own = amount(document.fields.get(field));
  return document.lines.reduce((sum, line) => add(sum, amount(line.values.get(field))), own);
}

function amount(value: Value | undefined): Decimal {
  return typeof value === 'object' ? value : ZERO;
}

function runFinding(code: string, params: Readonly<Record<string, string>>): Finding {
  return { code, severity: 'ERROR', ordinal: -1, row: 0, params };
}
