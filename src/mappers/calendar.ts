/** Calendar days without a clock: `YYYY-MM-DD` texts of the Gregorian calendar, never a JS Date. */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Years outside are taken for typing errors. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** The day as `YYYY-MM-DD`; undefined where the calendar has none such. */
export function calendarDay(year: number, month: number, day: number): string | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined;
  if (day < 1 || day > daysIn(year, month)) return undefined;
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** 00-69 are 2000-2069, 70-99 are 1970-1999. */
export function fullYear(twoDigits: number): number {
  return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
}

/** `day` (`YYYY-MM-DD`) moved by whole days; undefined where that leaves 1900-2199. */
export function moveDay(day: string, days: number): string | undefined {
  let number = dayNumber(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))) + days;
  let year = FIRST_YEAR;
  while (year <= LAST_YEAR && number >= yearLength(year)) {
    number -= yearLength(year);
    year += 1;
  }
  if (number < 0) return undefined;
  let month = 1;
  while (number >= daysIn(year, month)) {
    number -= daysIn(year, month);
    month += 1;
  }
  return calendarDay(year, month, number + 1);
}

/** Days since 1900-01-01. */
function dayNumber(year: number, month: number, day: number): number {
  let number = day - 1;
  for (let earlier = FIRST_YEAR; earlier < year; earlier += 1) number += yearLength(earlier);
  for (let earlier = 1; earlier < month; earlier += 1) number += daysIn(year, earlier);
  return number;
}

function yearLength(year: number): number {
  return isLeap(year) ? 366 : 365;
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : DAYS[month - 1]!;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
