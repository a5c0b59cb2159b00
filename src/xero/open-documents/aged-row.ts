/** An open document as a row of the aged reports: how long it is overdue, and its amount below that age. Pure. */

import { type Decimal, formatDecimal, formatFixed } from '../../model/decimal.ts';
import type { Cell } from '../../model/source-row.ts';
import type { OpenDocument } from './read-open-documents.ts';

const DAY_MS = 86_400_000;
/** Columns by age: current, less than a month, one, two and three months, older. */
const BUCKETS = 6;

/** Cells in the order of `agedColumns`. */
export function agedRow(document: OpenDocument, day: string): readonly Cell[] {
  const { dueDate, date, baseDue, rate } = document;
  const late = dueDate !== '' && dueDate < day;
  const bucket = bucketOf(dueDate === '' ? date : dueDate, day);
  return [
    document.contact,
    document.contactId,
    document.kind,
    document.id,
    document.number,
    document.reference,
    dateCell(date),
    dateCell(dueDate),
    late ? { n: String((Date.parse(day) - Date.parse(dueDate)) / DAY_MS) } : '',
    document.currency,
    { n: formatDecimal(rate) },
    amountCell(document.due),
    ...Array.from({ length: BUCKETS }, (_, index): Cell => (index === bucket ? amountCell(baseDue) : '')),
    amountCell(baseDue),
  ];
}

/** 0 while the day of payment is not over, then 1 for less than a month, 2 to 4 for one to three, 5 for more. */
function bucketOf(since: string, day: string): number {
  if (since >= day) return 0;
  for (let months = 1; months <= 4; months += 1) if (monthsAfter(since, months) > day) return months;
  return BUCKETS - 1;
}

/** The same day so many months on, or that month's last day where it is shorter. */
function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

function dateCell(day: string): Cell {
  return day === '' ? '' : { d: day };
}

function amountCell(amount: Decimal): Cell {
  return { n: formatFixed(amount, 2) };
}
