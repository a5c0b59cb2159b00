/** A document's currency must be one that the organisation uses. */

import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

export const currency: Rule = {
  name: 'currency',
  kinds: [
    {
      code: 'resolve/currency',
      title: 'Currency is not in use',
      what: (finding) =>
        `${subject(finding)}: the organisation does not use this currency (it uses ${param(finding, 'currencies')}).`,
      remedy: () => 'Correct the code, or add the currency to the organisation in Xero.',
    },
  ],
  check(document, { facts, labels, report }) {
    const code = textOf(document.fields, 'CurrencyCode');
    if (code === undefined || code === facts.organisation.baseCurrency || facts.currencies.includes(code)) return;
    const currencies = [...new Set([facts.organisation.baseCurrency, ...facts.currencies])].join(', ');
    report({ code: 'resolve/currency', ...atField(labels, document, 'CurrencyCode'), params: { currencies } });
  },
};
