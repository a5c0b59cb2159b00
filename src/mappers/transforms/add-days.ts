/** `add-days`: a date moved by whole days. */

import type { Transform } from '../../model/transform.ts';
import { moveDay } from '../calendar.ts';
import { failure } from '../failure.ts';

const MOST_DAYS = 36_525;

export const addDays: Transform = {
  name: 'add-days',
  args: [{ name: 'days', kind: 'whole' }],
  note: 'Moves a date by so many days: { add-days: 30 } for a due date; a negative number moves it back.',
  compile: ([days = '']) => {
    const by = Number(days);
    if (!(Math.abs(by) <= MOST_DAYS)) return `the days must be ${-MOST_DAYS} to ${MOST_DAYS}`;
    return (cell, context) => {
      const day = context.date(cell);
      const moved = day === undefined ? undefined : moveDay(day, by);
      return moved === undefined ? { failure: failure('date/invalid', { reason: 'calendar' }) } : { d: moved };
    };
  },
};
