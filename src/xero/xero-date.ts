/** Xero's two ways to write a date, read without moving a calendar day over a time zone. */

const TICKS = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const CALENDAR = /^(\d{4}-\d{2}-\d{2})(?:[T ]|$)/;

/** `/Date(1776988800000+0000)/`, `2026-04-24T00:00:00`, or with a blank for the T as some of Xero's examples have it, as `2026-04-24`; "" for anything else. A date is midnight of its day, written as if it were UTC. */
export function readDate(text: string): string {
  const calendar = CALENDAR.exec(text);
  if (calendar !== null) return calendar[1] ?? '';
  return readInstant(text).slice(0, 10);
}

/** `/Date(ms+0000)/` as ISO 8601 in UTC, to the millisecond; "" for anything else. */
export function readInstant(text: string): string {
  const ticks = TICKS.exec(text);
  if (ticks === null) return '';
  const date = new Date(Number(ticks[1]));
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** `/Date(ms+0000)/` as milliseconds since the epoch. */
export function ticksOf(text: string): number | undefined {
  const ticks = TICKS.exec(text);
  return ticks === null ? undefined : Number(ticks[1]);
}
