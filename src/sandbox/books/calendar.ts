/** Xero's two kinds of date on the wire: calendar days dressed as midnight UTC, and true instants. */
import { type Json, type JsonObject, textOf } from '../json.ts';

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const msDate = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** The calendar day `YYYY-MM-DD` that a request names; undefined when it names none. */
export function dayOf(value: Json | undefined): string | undefined {
  const text = textOf(value)?.trim();
  if (text === undefined) return undefined;
  const ms = msDate.exec(text)?.[1];
  if (ms !== undefined) return dayOfInstant(Number(ms));
  const match = iso.exec(text);
  if (match === null) return undefined;
  const day = `${match[1]}-${match[2]}-${match[3]}`;
  return dayOfInstant(Date.parse(`${day}T00:00:00Z`)) === day ? day : undefined;
}

/** `/Date(ms+0000)/` of a calendar day. */
export function dayOut(day: string): string {
  return instantOut(Date.parse(`${day}T00:00:00Z`));
}

/** `/Date(ms+0000)/` of an instant. */
export function instantOut(ms: number): string {
  return `/Date(${ms}+0000)/`;
}

/** `/Date(ms)/` of an instant, as some fields write it. */
export function bareInstantOut(ms: number): string {
  return `/Date(${ms})/`;
}

/** `2026-03-01T14:05:09` of an instant, in UTC. */
export function secondOut(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** A day as the pair of fields `X` and `XString`. */
export function dayPair(field: string, day: string | undefined): JsonObject {
  return day === undefined ? {} : { [`${field}String`]: `${day}T00:00:00`, [field]: dayOut(day) };
}

/** Milliseconds since the epoch of a date field as it stands in the books. */
export function msOf(value: Json | undefined): number | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const ms = msDate.exec(text)?.[1];
  return ms === undefined ? undefined : Number(ms);
}

/** `31-Jul-2013`, as messages write a day. */
export function dashedDay(day: string): string {
  return `${day.slice(8, 10)}-${monthOf(day).slice(0, 3)}-${day.slice(0, 4)}`;
}

/** `5 Mar 2026` */
export function shortDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${monthOf(day).slice(0, 3)} ${day.slice(0, 4)}`;
}

/** `5 March 2026`, as the titles of reports write a day. */
export function longDay(day: string): string {
  return `${Number(day.slice(8, 10))} ${monthOf(day)} ${day.slice(0, 4)}`;
}

/** The calendar day in a time zone at an instant. */
export function localDay(timeZone: string, ms: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(ms);
}

function monthOf(day: string): string {
  return months[Number(day.slice(5, 7)) - 1] ?? '';
}

function dayOfInstant(ms: number): string | undefined {
  return Number.isFinite(ms) && Math.abs(ms) < 8e15 ? new Date(ms).toISOString().slice(0, 10) : undefined;
}
