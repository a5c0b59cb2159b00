/** The day that heads a column of a report. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY = /^(?:(\d{1,2})[ -])?([a-z]{3})[a-z]*[ -](\d{4}|\d{2})$/i;

/** `2026-10-31` of `31 Oct 2026`, `31 Oct 26`, `Oct 2026` and `Oct-26`, of a month its last day; "" for what is none of these. */
export function headingDay(title: string): string {
  const [, date, name = '', digits = ''] = DAY.exec(title.trim()) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase());
  if (month < 0) return '';
  const year = digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  const day = date === undefined ? Date.UTC(year, month + 1, 0) : Date.UTC(year, month, Number(date));
  const found = new Date(day);
  return found.getUTCMonth() === month ? found.toISOString().slice(0, 10) : '';
}
