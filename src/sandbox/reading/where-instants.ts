/** Instants in filters: `DateTime(2026, 3, 1)`, with hour, minute and second or without, and `DateTime.Parse("2026-03-01")`. */
import type { Expression } from './where-expression.ts';
import { parseError } from './where-tokens.ts';

type Literal = Extract<Expression, { kind: 'literal' }>;

/** Milliseconds since the epoch. @throws what `parseError` makes */
export function instantOf(given: readonly Literal[]): number {
  const [first] = given;
  if (given.length === 1 && first?.type === 'String') return parsedInstant(String(first.value));
  const isNumbers = given.every(({ type }) => type === 'Int32');
  if (!isNumbers || (given.length !== 3 && given.length !== 6)) {
    throw parseError("No matching constructor in type 'DateTime'");
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = given.map(wholeOf);
  const isClock = hour < 24 && minute < 60 && second < 60;
  const ms = instantIn(year, month, day);
  if (ms === undefined) throw parseError('Year, Month, and Day parameters describe an un-representable DateTime.');
  if (!isClock || Math.min(hour, minute, second) < 0) {
    throw parseError('Hour, Minute, and Second parameters describe an un-representable DateTime.');
  }
  return ms + ((hour * 60 + minute) * 60 + second) * 1000;
}

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?(?:Z|\+00:?00)?$/;

function parsedInstant(text: string): number {
  const match = iso.exec(text.trim());
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (match ?? [])
    .slice(1, 7)
    .map((part) => Number(part ?? '0'));
  const ms = match === null ? undefined : instantIn(year, month, day);
  if (ms === undefined || hour > 23 || minute > 59 || second > 59) {
    throw parseError('String was not recognized as a valid DateTime.');
  }
  const fraction = Math.trunc(Number(`0.${match?.[7] ?? '0'}`) * 1000);
  return ms + ((hour * 60 + minute) * 60 + second) * 1000 + fraction;
}

function instantIn(year: number, month: number, day: number): number | undefined {
  const ms = Date.UTC(2000, month - 1, day);
  const date = new Date(ms);
  date.setUTCFullYear(year, month - 1, day);
  const isIt = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1 && year <= 9999;
  return isIt ? date.getTime() : undefined;
}

function wholeOf({ value }: Literal): number {
  const { units, places } = value as { readonly units: bigint; readonly places: number };
  return places === 0 ? Number(units) : Number.NaN;
}
