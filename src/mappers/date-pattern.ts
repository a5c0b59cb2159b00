/** Declared date patterns: `dd/MM/yyyy`, `d MMM yy`, `iso`. */

import { calendarDay, fullYear } from './calendar.ts';
import { monthNumber } from './month-names.ts';

/** The day `YYYY-MM-DD`; `impossible` where the text has the pattern's form but the calendar no such day; else undefined. */
export type DatePattern = (text: string) => string | 'impossible' | undefined;

type Part =
  | { readonly kind: 'year' | 'month' | 'day'; readonly least: number; readonly most: number }
  | { readonly kind: 'name' }
  | { readonly kind: 'text'; readonly text: string };

const LETTERS = /d+|M+|y+|[^dMy]+/gu;
const NAME = /^\p{L}[\p{L}\p{M}]*\.?/u;
/** A time of day, its half and its zone, as they follow a date. */
const TIME =
  /^(?:T|,?\s+)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?(?:\s*(?:Z|[A-Z]{2,5}|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?))?$/i;

/** Undefined where the text is no pattern: each of day, month and year must stand in it once. */
export function compileDatePattern(pattern: string): DatePattern | undefined {
  const parts = parsePattern(/^iso$/i.test(pattern.trim()) ? 'yyyy-MM-dd' : pattern.trim());
  return parts === undefined ? undefined : (text) => match(parts, text.trim());
}

/** The text without a time of day and a zone after the date. */
export function withoutTime(text: string): string {
  if (text.length < 12 && !text.includes(':')) return text;
  for (let at = text.search(/[T\s,]/); at > 0 && at < text.length; at += 1) {
    if (TIME.test(text.slice(at))) return text.slice(0, at);
  }
  return text;
}

function parsePattern(pattern: string): readonly Part[] | undefined {
  const tokens = pattern.match(LETTERS) ?? [];
  const parts: Part[] = [];
  for (const [index, token] of tokens.entries()) {
    const beside = [tokens[index - 1], tokens[index + 1]].some((other) => other !== undefined && isNumeric(other));
    const part = parsePart(token, beside);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const count = (...kinds: readonly Part['kind'][]) => parts.filter((part) => kinds.includes(part.kind)).length;
  return count('year') === 1 && count('month', 'name') === 1 && count('day') === 1 ? parts : undefined;
}

function isNumeric(token: string): boolean {
  return /^(?:d+|MM?|y+)$/.test(token);
}

/** Where digits follow digits without a sign between (`yyyyMMdd`), each number has its full length. */
function parsePart(token: string, besideDigits: boolean): Part | undefined {
  const least = besideDigits ? 2 : 1;
  if (token === 'd' || token === 'dd') return { kind: 'day', least, most: 2 };
  if (token === 'M' || token === 'MM') return { kind: 'month', least, most: 2 };
  if (token === 'MMM' || token === 'MMMM') return { kind: 'name' };
  if (token === 'yy') return { kind: 'year', least: 2, most: 2 };
  if (token === 'yyyy') return { kind: 'year', least: 4, most: 4 };
  return /^[\s\-./,'年月日]+$/u.test(token) || /^\s+de\s+$/.test(token) ? { kind: 'text', text: token } : undefined;
}

function match(parts: readonly Part[], text: string): string | 'impossible' | undefined {
  let at = 0;
  let year = 0;
  let month = 0;
  let day = 0;
  for (const part of parts) {
    const end = endOf(part, text, at);
    if (end === undefined) return undefined;
    if (part.kind === 'name') month = monthNumber(text.slice(at, end)) ?? -1;
    else if (part.kind === 'year') year = part.most === 2 ? fullYear(numberAt(text, at, end)) : numberAt(text, at, end);
    else if (part.kind === 'month') month = numberAt(text, at, end);
    else if (part.kind === 'day') day = numberAt(text, at, end);
    at = end;
  }
  if (month === -1 || (at < text.length && !TIME.test(text.slice(at)))) return undefined;
  return calendarDay(year, month, day) ?? 'impossible';
}

/** Where the part ends in the text; undefined where it does not stand there. */
function endOf(part: Part, text: string, at: number): number | undefined {
  if (part.kind === 'text') return endOfText(part.text, text, at);
  if (part.kind === 'name') {
    const name = NAME.exec(text.slice(at));
    return name === null ? undefined : at + name[0].length;
  }
  let end = at;
  while (end < at + part.most && isDigit(text.charCodeAt(end))) end += 1;
  return end - at < part.least ? undefined : end;
}

/** A space in a pattern stands for one or more. */
function endOfText(pattern: string, text: string, at: number): number | undefined {
  let end = at;
  for (let i = 0; i < pattern.length; i += 1) {
    if (isSpace(pattern.charCodeAt(i))) {
      if (isSpace(pattern.charCodeAt(i - 1))) continue;
      if (!isSpace(text.charCodeAt(end))) return undefined;
      while (isSpace(text.charCodeAt(end))) end += 1;
    } else {
      if (text[end] !== pattern[i]) return undefined;
      end += 1;
    }
  }
  return end;
}

function numberAt(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i += 1) number = number * 10 + text.charCodeAt(i) - 48;
  return number;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 160 || code === 0x202f || code === 0x2009;
}
