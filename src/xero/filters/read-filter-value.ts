/** Reads the texts of a filter by the type of their field. */

import { NAMED_DAYS, namedDay } from '../../model/days.ts';
import { formatDecimal, parseDecimal } from '../../model/decimal.ts';
import { nearest } from '../../model/nearest.ts';
import type { FilterField } from './filter-check.ts';

export type ReadValue = { readonly value: string } | { readonly problem: string };

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const YES_NO: Readonly<Record<string, string>> = {
  true: 'true',
  yes: 'true',
  false: 'false',
  no: 'false',
};

/** @param today `YYYY-MM-DD` */
export function readFilterValue(field: FilterField, typed: string, today: string): ReadValue {
  const text = typed.trim();
  switch (field.type) {
    case 'decimal':
    case 'integer':
      return readNumber(field, text);
    case 'date':
      return readDay(field, text, today);
    case 'boolean':
      return found(YES_NO[text.toLowerCase()], `\`${field.name}\` is true or false, not \`${text}\`.`);
    case 'id':
      return found(
        GUID.exec(text)?.[1]?.toLowerCase(),
        `\`${text}\` is no identifier for \`${field.name}\`: it is like 6fa1c6b5-1f9a-4c2b-9d5f-0a1b2c3d4e5f.`,
      );
    case 'choice':
      return readChoice(field, text);
    case 'text':
      return { value: text };
  }
}

function readNumber({ name }: FilterField, text: string): ReadValue {
  const number = parseDecimal(text);
  const problem = `\`${text}\` is no amount for \`${name}\`. Write it with a point and without separators, e.g. 1250.00.`;
  return found(number && formatDecimal(number), problem);
}

function readDay({ name }: FilterField, text: string, today: string): ReadValue {
  const day = namedDay(text, today);
  const problem = `\`${text}\` is no day for \`${name}\`. Write it as year-month-day (2026-10-31), or ${NAMED_DAYS.join(', ')}.`;
  return found(isDay(day) ? day : undefined, problem);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text && !text.startsWith('0000');
}

function readChoice({ name, values = [] }: FilterField, text: string): ReadValue {
  const value = values.find((each) => each.toLowerCase() === text.toLowerCase());
  const near = nearest(text, values);
  const meant = near.length === 0 ? '' : ` Did you mean ${near.map((each) => `\`${each}\``).join(' or ')}?`;
  const all = values.length > 12 ? '' : ` It is one of ${values.join(', ')}.`;
  return found(value, `\`${text}\` is no value of \`${name}\`.${meant}${all}`);
}

function found(value: string | undefined, problem: string): ReadValue {
  return value === undefined ? { problem } : { value };
}
