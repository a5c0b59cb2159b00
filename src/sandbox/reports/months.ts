/** Calendar arithmetic of reports, in days `YYYY-MM-DD`. */

export function startOfMonth(day: string): string {
  return `${day.slice(0, 8)}01`;
}

export function endOfMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return isoDay(new Date(Date.UTC(year, month, 0)));
}

/** The same day so many months later, or the month's last where it has no such day; ends of months stay ends of months. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, number = 1] = day.split('-').map(Number);
  const first = isoDay(new Date(Date.UTC(year, month - 1 + months, 1)));
  const last = endOfMonth(first);
  const same = `${first.slice(0, 8)}${String(number).padStart(2, '0')}`;
  return day === endOfMonth(day) || same > last ? last : same;
}

export function dayBefore(day: string): string {
  return isoDay(new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000));
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
