/** A tax amount that the job maps may not exceed the line amount. */

import { absolute, compare, formatFixed } from '../../model/decimal.ts';
import type { Rule } from '../../model/rule.ts';
import { decimalOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atLine } from '../places.ts';

export const taxAmount: Rule = {
  name: 'tax-amount',
  kinds: [
    {
      code: 'line-math/tax-amount',
      title: 'Tax is greater than the line amount',
      what: (finding) => `${subject(finding)} is more than the line amount of ${param(finding, 'lineAmount')}.`,
      remedy: () => 'Correct the tax amount (or the column it is mapped to), or leave it out and Xero computes it.',
    },
  ],
  check(document, { labels, report, totals }) {
    document.lines.forEach((line, index) => {
      const given = decimalOf(line.values, 'TaxAmount');
      const amount = totals?.lines[index]?.lineAmount;
      if (given === undefined || amount === undefined || compare(absolute(given), absolute(amount)) <= 0) return;
      report({
        code: 'line-math/tax-amount',
        ...atLine(labels, line, 'TaxAmount'),
        params: { lineAmount: formatFixed(amount, 2) },
      });
    });
  },
};
