/** Where an output file goes: its name with today, month, organisation and day filled in. */

import { resolve } from 'node:path';
import { monthDays } from '../model/days.ts';
import type { FilterCondition } from '../model/job.ts';

export interface NameParts {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly org: string;
  /** `YYYY-MM-DD`; today where the job names no day. */
  readonly asAt: string;
}

/** @param name as in the job, relative to the job file. @param jobPath absolute */
export function outputPath(name: string, jobPath: string, parts: NameParts): string {
  const values: Readonly<Record<string, string>> = {
    today: parts.today,
    month: parts.month,
    org: parts.org,
    'as-at': parts.asAt,
  };
  const filled = name.replace(/\{([a-z-]+)\}/g, (whole, key: string) => values[key] ?? whole);
  return resolve(jobPath, '..', filled);
}

/** The month that a filter keeps to, where it keeps to one; else that of the day. */
export function filterMonth(filter: readonly FilterCondition[], asAt: string, today: string): string {
  for (const { tests } of filter) {
    for (const test of tests) {
      if (test.kind === 'month') return monthDays(test.month, today).from.slice(0, 7);
      if (test.kind !== 'range' || test.from === undefined || test.to === undefined) continue;
      if (/^\d{4}-\d{2}-\d{2}$/.test(test.from) && test.from.slice(0, 7) === test.to.slice(0, 7))
        return test.from.slice(0, 7);
    }
  }
  return asAt.slice(0, 7);
}
