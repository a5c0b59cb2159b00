/** A document's total may not be below zero. */

import { formatFixed, isNegative } from '../../model/decimal.ts';
import type { Rule } from '../../model/rule.ts';
import { param } from '../finding-text.ts';

const REMEDIES: Readonly<Record<string, string>> = {
  Invoices: 'Import the rows as CreditNotes, with `then: negate` on the amounts, or correct the signs.',
  CreditNotes: 'Import the rows as Invoices, with `then: negate` on the amounts, or correct the signs.',
  BankTransactions: 'Write RECEIVE for SPEND or the reverse, with `then: negate` on the amounts, or correct the signs.',
};

export const documentTotal: Rule = {
  name: 'document-total',
  kinds: [
    {
      code: 'totals/negative',
      title: 'Document is below zero',
      what: (finding) => `The lines add up to ${param(finding, 'total')}; Xero does not take a document below zero.`,
      remedy: (finding) => REMEDIES[finding.params?.entity ?? ''] ?? 'Correct the signs.',
    },
  ],
  check(_document, { entity, report, totals }) {
    if (totals === undefined || entity.lines?.arithmetic !== 'line-items' || !isNegative(totals.total)) return;
    report({ code: 'totals/negative', params: { total: formatFixed(totals.total, 2), entity: entity.name } });
  },
};
