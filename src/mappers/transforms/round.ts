/** `round`: an amount with fewer places. */

import { formatDecimal, roundHalfAway } from '../../model/decimal.ts';
import type { Transform } from '../../model/transform.ts';
import { failure } from '../failure.ts';

const MOST_PLACES = 20;

export const round: Transform = {
  name: 'round',
  args: [{ name: 'places', kind: 'whole' }],
  note: 'Rounds an amount to so many places, halves away from zero: { round: 2 } makes 0.13 of 0.125.',
  compile: ([places = '']) => {
    const to = Number(places);
    if (!(to >= 0 && to <= MOST_PLACES)) return `the places must be 0 to ${MOST_PLACES}`;
    return (cell, context) => {
      const amount = context.number(cell);
      return amount === undefined
        ? { failure: failure('map/not-a-number') }
        : { n: formatDecimal(roundHalfAway(amount, to)) };
    };
  },
};
