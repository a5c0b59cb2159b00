/** `times`: an amount multiplied. */

import { formatDecimal, multiply, parseDecimal } from '../../model/decimal.ts';
import type { Transform } from '../../model/transform.ts';
import { failure } from '../failure.ts';

export const times: Transform = {
  name: 'times',
  args: [{ name: 'factor', kind: 'decimal' }],
  note: 'Multiplies an amount, exactly: { times: 100 }, { times: 0.01 }.',
  compile: ([factor = '']) => {
    const by = parseDecimal(factor);
    if (by === undefined) return `\`${factor}\` is no number such as 100 or 0.01`;
    return (cell, context) => {
      const amount = context.number(cell);
      return amount === undefined
        ? { failure: failure('map/not-a-number') }
        : { n: formatDecimal(multiply(amount, by)) };
    };
  },
};
