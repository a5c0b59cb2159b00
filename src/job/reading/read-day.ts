/** Reads days and instants: `2026-10-31`, `last-month-end`, `2026-10-31T18:00:00`. */

import { didYouMean, oneOf, type Problems } from '../problems.ts';
import type { JobNode } from '../yaml/job-node.ts';
import { readText } from './read-node.ts';

export const AS_AT_WORDS: readonly string[] = ['today', 'yesterday', 'this-month-end', 'last-month-end'];
export const LAST_RUN = 'last-run';

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** A calendar day that exists. */
export function isDay(text: string): boolean {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day >= 1 && day <= days;
}

/** The day of a report or a reconciliation: `YYYY-MM-DD`, or one of `AS_AT_WORDS`. */
export function readAsAt(node: JobNode, problems: Problems): string | undefined {
  const text = readText(node, '`as-at`', problems);
  if (text === undefined) return undefined;
  if (isDay(text.text) || AS_AT_WORDS.includes(text.text)) return text.text;
  const message = `\`${text.text}\` is no day. Write it as year-month-day (2026-10-31), or ${oneOf(AS_AT_WORDS)}.`;
  problems.add(text.at, 'as-at', `${message}${didYouMean(text.text, AS_AT_WORDS)}`, text.text);
  return undefined;
}

/** `last-run`, or an instant as `YYYY-MM-DDTHH:mm:ss` in UTC; without a zone it is taken to be UTC. */
export function readSince(node: JobNode, problems: Problems): string | undefined {
  const text = readText(node, '`since`', problems);
  if (text === undefined || text.text === LAST_RUN) return text?.text;
  const instant = toUtc(text.text);
  if (instant !== undefined) return instant;
  const message = `\`${text.text}\` is no point in time. Write \`last-run\`, a day (2026-10-01), or a time in UTC (2026-10-01T08:00:00Z).`;
  problems.add(text.at, 'since', `${message}${didYouMean(text.text, [LAST_RUN])}`, text.text);
  return undefined;
}

function toUtc(text: string): string | undefined {
  const [, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = INSTANT.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const time = new Date(`${day}T${hour}:${minute}:${second}${zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString().slice(0, 19);
}
