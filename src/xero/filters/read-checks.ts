/** Turns the tests of a condition into checks, and says what is wrong with them. */

import { monthDays } from '../../model/days.ts';
import { compare, decimal } from '../../model/decimal.ts';
import type { FilterTest } from '../../model/job.ts';
import type { Check, FilterField } from './filter-check.ts';
import { readFilterValue } from './read-filter-value.ts';

export interface ReadChecks {
  readonly checks: readonly Check[];
  /** What is wrong, each with what to write instead. */
  readonly problems: readonly string[];
}

/** @param today `YYYY-MM-DD` */
export function readChecks(field: FilterField, tests: readonly FilterTest[], today: string): ReadChecks {
  const problems: string[] = [];
  const read = (text: string): string | undefined => {
    const outcome = readFilterValue(field, text, today);
    if ('value' in outcome) return outcome.value;
    problems.push(outcome.problem);
    return undefined;
  };
  const checks = tests.map((test) => readCheck(field, test, { read, today, problems }));
  return { checks: checks.filter((check) => check !== undefined), problems };
}

interface Reading {
  readonly read: (text: string) => string | undefined;
  readonly today: string;
  readonly problems: string[];
}

function readCheck(field: FilterField, test: FilterTest, reading: Reading): Check | undefined {
  switch (test.kind) {
    case 'any':
    case 'not':
      return {
        kind: 'among',
        values: test.values.map(reading.read).filter((value) => value !== undefined),
        negated: test.kind === 'not',
      };
    case 'blank':
      return test;
    case 'month':
      if (field.type === 'date') return { kind: 'between', open: false, ...monthDays(test.month, reading.today) };
      reading.problems.push(`\`month\` is asked of days, and \`${field.name}\` is none.`);
      return undefined;
    default:
      return readBetween(field, test, reading);
  }
}

type Ranged = Extract<FilterTest, { kind: 'range' | 'above' | 'below' }>;

function readBetween(field: FilterField, test: Ranged, { read, problems }: Reading): Check | undefined {
  if (!isOrdered(field)) {
    const words = test.kind === 'range' ? '`from` and `to` are' : `\`${test.kind}\` is`;
    problems.push(`${words} asked of days and amounts, and \`${field.name}\` is neither. List the values instead.`);
    return undefined;
  }
  const [first, last] = endsOf(test);
  const from = first === undefined ? undefined : read(first);
  const to = last === undefined ? undefined : read(last);
  if (from !== undefined && to !== undefined && isAfter(field, from, to)) {
    problems.push(`\`${field.name}\`: \`from\` (${first}) lies after \`to\` (${last}), so nothing can be found.`);
  }
  const ends = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const open = test.kind !== 'range';
  return from === undefined && to === undefined ? undefined : open ? opened(field, ends) : { ...between, ...ends };
}

const between = { kind: 'between', open: false } as const;

function endsOf(test: Ranged): readonly [string | undefined, string | undefined] {
  if (test.kind === 'range') return [test.from, test.to];
  return test.kind === 'above' ? [test.value, undefined] : [undefined, test.value];
}

/** After a day is from the next one on. */
function opened(field: FilterField, { from, to }: { readonly from?: string; readonly to?: string }): Check {
  if (field.type !== 'date') return { kind: 'between', open: true, ...(from === undefined ? { to: to! } : { from }) };
  return { ...between, ...(from === undefined ? { to: beside(to!, -1) } : { from: beside(from, 1) }) };
}

function beside(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function isOrdered({ type }: FilterField): boolean {
  return type === 'date' || type === 'decimal' || type === 'integer';
}

function isAfter({ type }: FilterField, from: string, to: string): boolean {
  return type === 'date' ? from > to : compare(decimal(from), decimal(to)) > 0;
}
