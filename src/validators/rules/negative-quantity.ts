/** A quantity below zero is refused by Xero; a negative unit amount is not. */

import { isNegative } from '../../model/decimal.ts';
import type { Rule } from '../../model/rule.ts';
import { decimalOf } from '../../model/values.ts';
import { subject } from '../finding-text.ts';
import { atLine } from '../places.ts';

export const negativeQuantity: Rule = {
  name: 'negative-quantity',
  kinds: [
    {
      code: 'line-math/negative-quantity',
      title: 'Quantity is below zero',
      what: (finding) => `${subject(finding)}: Xero does not take a quantity below zero.`,
      remedy: () =>
        'For a deduction, keep the quantity positive and let the unit amount be negative; for a credit, import the rows as CreditNotes with `then: negate` on the quantity.',
    },
  ],
  check(document, { labels, report }) {
    for (const line of document.lines) {
      const quantity = decimalOf(line.values, 'Quantity');
      if (quantity !== undefined && isNegative(quantity))
        report({ code: 'line-math/negative-quantity', ...atLine(labels, line, 'Quantity') });
    }
  },
};
