/** The lines of a journal, debits above zero and credits below, add up to nothing. */

import { formatFixed, isZero } from '../../model/decimal.ts';
import { journalSides } from '../../model/journal-sides.ts';
import type { Rule } from '../../model/rule.ts';
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
    const { debits, credits } = journalSides(document, totals);
    const params = {
      debits: formatFixed(debits, 2),
      credits: formatFixed(credits, 2),
      difference: formatFixed(totals.total, 2),
    };
    report({ code: 'totals/unbalanced', params });
  },
};
