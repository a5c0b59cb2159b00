/** `abs`: an amount without its sign. */

import { absolute, formatDecimal } from '../../model/decimal.ts';
import type { Transform } from '../../model/transform.ts';
import { failure } from '../failure.ts';

export const abs: Transform = {
  name: 'abs',
  args: [],
  note: 'Leaves out the sign of an amount: -12.50 becomes 12.50.',
  compile: () => (cell, context) => {
    const amount = context.number(cell);
    return amount === undefined ? { failure: failure('map/not-a-number') } : { n: formatDecimal(absolute(amount)) };
  },
};
