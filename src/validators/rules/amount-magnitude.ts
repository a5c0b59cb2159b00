/** Amounts beyond what Xero can hold: a line of up to 9,999,999,999.99, a currency rate of up to 18 digits. */

import { absolute, compare, decimal, formatFixed } from '../../model/decimal.ts';
import type { Rule } from '../../model/rule.ts';
import { decimalOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField, atLine } from '../places.ts';

const MOST = decimal('9999999999.99');
const RATE_DIGITS = 18;

export const amountMagnitude: Rule = {
  name: 'amount-magnitude',
  kinds: [
    {
      code: 'limit/amount',
      title: 'Amount is too large',
      what: (finding) =>
        `${subject(finding)} makes a line amount of ${param(finding, 'amount')}; Xero holds up to 9,999,999,999.99.`,
      remedy: () => 'Correct the quantity or the amount; a column of cents is divided with `then: [{ times: 0.01 }]`.',
    },
    {
      code: 'limit/rate-digits',
      title: 'Currency rate has too many digits',
      what: (finding) => `${subject(finding)} has more than ${RATE_DIGITS} digits.`,
      remedy: () => 'Round the rate to 6 decimal places.',
    },
  ],
  check(document, context) {
    const { labels, report, totals } = context;
    totals?.lines.forEach((computed, index) => {
      const line = document.lines[index];
      if (line === undefined || compare(absolute(computed.lineAmount), MOST) <= 0) return;
      const field = line.values.has('LineAmount') ? 'LineAmount' : 'UnitAmount';
      const params = { amount: formatFixed(computed.lineAmount, 2) };
      report({ code: 'limit/amount', ...atLine(labels, line, field), params });
    });
    const rate = decimalOf(document.fields, 'CurrencyRate');
    if (rate !== undefined && absolute(rate).units.toString().length > RATE_DIGITS) {
      report({ code: 'limit/rate-digits', ...atField(labels, document, 'CurrencyRate') });
    }
  },
};
