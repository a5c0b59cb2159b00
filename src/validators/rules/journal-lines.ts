/** A journal has two lines at the least, and the tax of each is the one that Xero computes. */

import { equal, formatFixed } from '../../model/decimal.ts';
import type { Rule } from '../../model/rule.ts';
import { decimalOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atLine } from '../places.ts';

export const journalLines: Rule = {
  name: 'journal-lines',
  kinds: [
    {
      code: 'totals/one-line',
      title: 'Journal has one line',
      what: () => 'A journal needs at least two lines, a debit and a credit, and this one has a single line.',
      remedy: () =>
        'Say in the job which rows make one journal, e.g. `group: [Date, Narration]` or `group: { column: Journal no. }`, or add the missing row.',
    },
    {
      code: 'line-math/journal-tax',
      title: 'Tax is not what Xero computes',
      what: (finding) =>
        `${subject(finding)}, but Xero computes ${param(finding, 'computed')} from the line's amount and tax rate, whatever is sent.`,
      remedy: () =>
        'Correct the amount or the tax rate, or leave TaxAmount out; other tax is posted as a line of its own in a NoTax journal.',
    },
  ],
  check(document, { entity, labels, report, totals }) {
    if (entity.lines?.arithmetic !== 'journal') return;
    if (document.lines.length === 1) report({ code: 'totals/one-line' });
    document.lines.forEach((line, index) => {
      const given = decimalOf(line.values, 'TaxAmount');
      const computed = totals?.lines[index];
      if (given === undefined || computed === undefined) return;
      const possible = [computed.taxAmount, computed.taxAlternative ?? computed.taxAmount];
      if (possible.some((amount) => equal(amount, given))) return;
      const params = { computed: formatFixed(computed.taxAmount, 2) };
      report({ code: 'line-math/journal-tax', ...atLine(labels, line, 'TaxAmount'), params });
    });
  },
};
