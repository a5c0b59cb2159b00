/** A document's currency must be one that the organisation uses, its rate one that can be. */

import { type Decimal, equal } from '../../model/decimal.ts';
import type { Document } from '../../model/document.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { decimalOf, textOf } from '../../model/values.ts';
import { bankAccountOf } from '../bank-account.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

const ONE: Decimal = { units: 1n, scale: 0 };

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
    {
      code: 'resolve/currency-rate',
      title: 'Currency rate that cannot be',
      what: (finding) =>
        param(finding, 'currency') === ''
          ? `${subject(finding)}: a currency rate is greater than zero.`
          : `${subject(finding)}, but the document is in ${param(finding, 'currency')}, the organisation's own currency, whose rate is 1.`,
      remedy: () => 'Correct the rate or the currency code, or blank the rate.',
    },
  ],
  check(document, context) {
    const { facts, labels, report } = context;
    checkRate(document, context);
    const code = textOf(document.fields, 'CurrencyCode');
    if (code === undefined || code === facts.organisation.baseCurrency || facts.currencies.includes(code)) return;
    const currencies = [...new Set([facts.organisation.baseCurrency, ...facts.currencies])].join(', ');
    report({ code: 'resolve/currency', ...atField(labels, document, 'CurrencyCode'), params: { currencies } });
  },
};

/** Without a currency code the bank account's or the organisation's own holds, except on what is only changed, and on payments, which have none. */
function checkRate(document: Document, { entity, facts, labels, mode, report }: CheckContext): void {
  const rate = decimalOf(document.fields, 'CurrencyRate');
  if (rate === undefined) return;
  const { baseCurrency } = facts.organisation;
  const own = mode === 'create' && entity.fields.some(({ name }) => name === 'CurrencyCode');
  const bank = bankAccountOf(document, facts, 'BankAccount')?.currency || undefined;
  const code = textOf(document.fields, 'CurrencyCode') ?? bank ?? (own ? baseCurrency : undefined);
  const positive = rate.units > 0n;
  if (positive && (code !== baseCurrency || equal(rate, ONE))) return;
  const params = { currency: positive ? baseCurrency : '' };
  report({ code: 'resolve/currency-rate', ...atField(labels, document, 'CurrencyRate'), params });
}
