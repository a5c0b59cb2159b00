/** Locked periods: nothing may be dated within them. */
import { dashedDay } from '../books/calendar.ts';
import type { Call } from '../server/call.ts';
import * as texts from './messages.ts';

/** The error of a date within a locked period; the end of year is named where both lock it. */
export function lockError(call: Call, date: string): string | undefined {
  const { periodLockDate, endOfYearLockDate } = call.settings;
  if (endOfYearLockDate !== undefined && date <= endOfYearLockDate) {
    return texts.locked('end of year', dashedDay(endOfYearLockDate));
  }
  return periodLockDate !== undefined && date <= periodLockDate
    ? texts.locked('period', dashedDay(periodLockDate))
    : undefined;
}
