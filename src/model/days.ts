/** Calendar days by name, counted from today. */

/** The day on this computer's calendar, `YYYY-MM-DD`. @param now ms since the epoch */
export function localDay(now: number): string {
  const date = new Date(now);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** Names that a job may give instead of a day. */
export const NAMED_DAYS = ['today', 'yesterday', 'this-month-end', 'last-month-end'] as const;

/** @param day `YYYY-MM-DD` or one of the names. @param today `YYYY-MM-DD` */
export function namedDay(day: string, today: string): string {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number);
  switch (day) {
    case 'today':
      return today;
    case 'yesterday':
      return utcDay(year, month, date - 1);
    case 'this-month-end':
      return utcDay(year, month + 1, 0);
    case 'last-month-end':
      return utcDay(year, month, 0);
    default:
      return day;
  }
}

/** @param month `YYYY-MM`, `this` or `last`. @returns its first and last day */
export function monthDays(month: string, today: string): { readonly from: string; readonly to: string } {
  const [year = 0, number = 1] = (/^\d{4}-\d{2}$/.test(month) ? month : today).split('-').map(Number);
  const first = month === 'last' ? number - 1 : number;
  return { from: utcDay(year, first, 1), to: utcDay(year, first + 1, 0) };
}

/** @param month 1-based; it and the date may lie outside their ranges */
function utcDay(year: number, month: number, date: number): string {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
}
