/** `negate`: an amount with the other sign. */

import { formatDecimal, negate as negateAmount } from '../../model/decimal.ts';
import type { Transform } from '../../model/transform.ts';
import { failure } from '../failure.ts';

export const negate: Transform = {
  name: 'negate',
  args: [],
  note: 'Turns the sign of an amount: -12.50 becomes 12.50. For credit notes that the spreadsheet holds as negative invoices.',
  compile: () => (cell, context) => {
    const amount = context.number(cell);
    return amount === undefined ? { failure: failure('map/not-a-number') } : { n: formatDecimal(negateAmount(amount)) };
  },
};
