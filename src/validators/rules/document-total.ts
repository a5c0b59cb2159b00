/** A document's total may not be below zero. */

import { formatFixed, isNegative } from '../../model/decimal.ts';
import type { Rule } from '../../model/rule.ts';
import { param } from '../finding-text.ts';

export const documentTotal: Rule = {
  name: 'document-total',
  kinds: [
    {
      code: 'totals/negative',
      title: 'Document is below zero',
      what: (finding) => `The lines add up to ${param(finding, 'total')}; Xero does not take a document below zero.`,
      remedy: () => 'Import the rows as CreditNotes, with `then: negate` on the amounts, or correct the signs.',
    },
  ],
  check(_document, { entity, report, totals }) {
    if (totals === undefined || entity.lines?.arithmetic !== 'line-items' || !isNegative(totals.total)) return;
    report({ code: 'totals/negative', params: { total: formatFixed(totals.total, 2) } });
  },
};
