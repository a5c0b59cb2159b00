/** The lines of a journal, debits above zero and credits below, add up to nothing. */

import { add, formatFixed, isNegative, isZero, negate, ZERO } from '../../model/decimal.ts';
import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param } from '../finding-text.ts';

export const journalBalance: Rule = {
  name: 'journal-balance',
  kinds: [
    {
      code: 'totals/unbalanced',
      title: 'Journal does not balance',
      what: (finding) =>
        `Debits are ${param(finding, 'debits')} and credits ${param(finding, 'credits')}: they differ by ${param(finding, 'difference')}.`,
      remedy: () =>
        'Correct the amounts, or check that all rows of the journal carry the same journal key and that credits are negative.',
    },
  ],
  check(document, { entity, report, totals }) {
    if (entity.lines?.arithmetic !== 'journal' || totals === undefined || isZero(totals.total)) return;
    const isNet = textOf(document.fields, 'LineAmountTypes')?.toUpperCase() === 'EXCLUSIVE';
    let debits = ZERO;
    let credits = ZERO;
    for (const { lineAmount, taxAmount } of totals.lines) {
      const amount = isNet ? add(lineAmount, taxAmount) : lineAmount;
      if (isNegative(amount)) credits = add(credits, negate(amount));
      else debits = add(debits, amount);
    }
    const params = {
      debits: formatFixed(debits, 2),
      credits: formatFixed(credits, 2),
      difference: formatFixed(totals.total, 2),
    };
    report({ code: 'totals/unbalanced', params });
  },
};
