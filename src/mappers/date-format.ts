/** How the dates of a value are read: by declared patterns, or by the order of day and month that its column proves. */

import type { Cell } from '../model/source-row.ts';
import { calendarDay, fullYear } from './calendar.ts';
import { compileDatePattern, type DatePattern, withoutTime } from './date-pattern.ts';
import { type Failure, failure } from './failure.ts';
import { monthNumber } from './month-names.ts';
import { remember } from './remember.ts';

/** A day `YYYY-MM-DD`, or why the cell is none. */
export type ReadDate = (cell: Cell) => string | Failure;

export type DateOrder = 'day-first' | 'month-first' | 'year-first';

/** What a column's dates prove; `contradictory` where some can only be read one way and some only another. */
export type DateProof = DateOrder | 'contradictory';

/** The days that a text can mean, by the order of its parts; all the same where the text leaves no doubt. */
export type DateReadings = ReadonlyMap<DateOrder, string>;

/** The pattern that is none comes back as text. */
export function declaredDates(patterns: readonly string[]): ReadDate | string {
  const compiled: DatePattern[] = [];
  for (const pattern of patterns) {
    const one = compileDatePattern(pattern);
    if (one === undefined) return pattern;
    compiled.push(one);
  }
  const shown = patterns.join(' or ');
  return dateReader((text) => readDeclared(text, compiled, shown), true);
}

/** Reads by what the column proved; without a proof every text that can mean two days is refused. */
export function provenDates(proof: DateProof | undefined): ReadDate {
  return dateReader((text) => readProven(text, proof), false);
}

/** What a text can mean without anything declared. */
export function dateReadings(text: string): DateReadings {
  const bare = withoutTime(text.trim());
  const named = readNamed(bare);
  if (named !== undefined) return certain(named);
  const parts = NUMERIC.exec(bare);
  if (parts === null) return NONE;
  const [, first = '', sign = '', second = '', third = ''] = parts;
  if (first.length === 4) return third.length > 2 ? NONE : certain(calendarDay(+first, +second, +third));
  if (first.length > 2 || third.length === 3) return NONE;
  const year = third.length === 4 ? +third : third.length === 2 ? fullYear(+third) : undefined;
  const readings = new Map<DateOrder, string>();
  const put = (order: DateOrder, day: string | undefined) => day !== undefined && readings.set(order, day);
  if (year !== undefined) {
    put('day-first', calendarDay(year, +second, +first));
    put('month-first', calendarDay(year, +first, +second));
  }
  if (sign === '-' && first.length === 2 && third.length <= 2)
    put('year-first', calendarDay(fullYear(+first), +second, +third));
  return readings;
}

const NONE: DateReadings = new Map();
const NUMERIC = /^(\d{1,4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?$/;
const DAY_NAME_YEAR = /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s\-./]*(\p{L}[\p{L}\p{M}]+\.?)[\s\-./,']*(\d{4}|\d{2})$/iu;
const NAME_DAY_YEAR = /^(\p{L}[\p{L}\p{M}]+\.?)[\s\-./]*(\d{1,2})(?:st|nd|rd|th)?[\s\-./,']+(\d{4}|\d{2})$/iu;
const YEAR_NAME_DAY = /^(\d{4})[\s\-./]*(\p{L}[\p{L}\p{M}]+\.?)[\s\-./]*(\d{1,2})$/u;
const WHOLE_NUMBER = /^\d+(?:[.,]\d+)?$/;

function dateReader(read: (text: string) => string | Failure, declared: boolean): ReadDate {
  const readText = remember(read);
  return (cell) => {
    if (typeof cell === 'string') return readText(cell);
    if ('d' in cell) return cell.d;
    if ('n' in cell) return declared ? readText(cell.shown ?? cell.n) : failure('date/number');
    return failure('date/invalid');
  };
}

function readDeclared(text: string, patterns: readonly DatePattern[], shown: string): string | Failure {
  let found: string | undefined;
  let impossible = false;
  for (const pattern of patterns) {
    const day = pattern(text);
    if (day === undefined) continue;
    if (day === 'impossible') impossible = true;
    else if (found !== undefined && found !== day) return failure('date/ambiguous', { first: found, second: day });
    else found = day;
  }
  if (found !== undefined) return found;
  if (impossible) return failure('date/invalid', { patterns: shown, reason: 'calendar' });
  return failure(WHOLE_NUMBER.test(text.trim()) ? 'date/number' : 'date/invalid', { patterns: shown, reason: 'form' });
}

function readProven(text: string, proof: DateProof | undefined): string | Failure {
  const readings = dateReadings(text);
  if (proof !== undefined && proof !== 'contradictory') {
    const day = readings.get(proof);
    if (day !== undefined) return day;
    if (readings.size > 0) return failure('date/invalid', { reason: 'order', order: proof });
  }
  const days = [...new Set(readings.values())];
  if (days.length === 1) return days[0]!;
  if (days.length > 1) return failure('date/ambiguous', { first: days[0]!, second: days[1]!, proof: proof ?? 'none' });
  return failure(WHOLE_NUMBER.test(text.trim()) ? 'date/number' : 'date/invalid', { reason: 'calendar' });
}

function readNamed(text: string): string | 'none' | undefined {
  const plain = text.replace(/\s+de\s+/giu, ' ');
  const dayFirst = DAY_NAME_YEAR.exec(plain);
  if (dayFirst !== null) return namedDay(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!);
  const nameFirst = NAME_DAY_YEAR.exec(plain);
  if (nameFirst !== null) return namedDay(nameFirst[3]!, nameFirst[1]!, nameFirst[2]!);
  const yearFirst = YEAR_NAME_DAY.exec(plain);
  return yearFirst === null ? undefined : namedDay(yearFirst[1]!, yearFirst[2]!, yearFirst[3]!);
}

function namedDay(year: string, name: string, day: string): string | 'none' {
  const month = monthNumber(name);
  if (month === undefined) return 'none';
  return calendarDay(year.length === 2 ? fullYear(+year) : +year, month, +day) ?? 'none';
}

function certain(day: string | 'none' | undefined): DateReadings {
  if (day === undefined || day === 'none') return NONE;
  return new Map([
    ['day-first', day],
    ['month-first', day],
    ['year-first', day],
  ]);
}
