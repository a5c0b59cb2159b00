/** A batch payment: each line pays one document an amount above zero; which texts go to the bank depends on the country. */

import { compare, ZERO } from '../../model/decimal.ts';
import type { Document } from '../../model/document.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { decimalOf, textOf } from '../../model/values.ts';
import { checkBankAccount } from '../bank-account.ts';
import { param, subject } from '../finding-text.ts';
import { targetFieldOf, targetsOfLine } from '../line-targets.ts';
import { atField, atLine, type Place } from '../places.ts';

/** Texts of a batch and of its payments that go with one country, or with all others. */
const ABROAD: Readonly<Record<string, (country: string) => boolean>> = {
  Particulars: (country) => country !== 'NZ',
  Code: (country) => country !== 'NZ',
  Details: (country) => country === 'NZ',
  Narrative: (country) => country !== 'GB',
};

export const batchPayment: Rule = {
  name: 'batch-payment',
  kinds: [
    {
      code: 'map/other-country',
      title: 'Text is for another country',
      what: (finding) =>
        `${subject(finding)}: Xero has ${param(finding, 'field')} ${param(finding, 'where')}, and may leave it out here.`,
      remedy: () => 'Take the field out of the job; outside New Zealand Details says what the payment is for.',
    },
  ],
  check(document, context) {
    if (context.entity.name !== 'BatchPayments') return;
    const { labels, report } = context;
    checkBankAccount(document, 'Account', context);
    for (const line of document.lines) {
      const amount = decimalOf(line.values, 'Amount');
      if (amount !== undefined && compare(amount, ZERO) <= 0)
        report({ code: 'map/payment-amount', ...atLine(labels, line, 'Amount') });
      const count = targetsOfLine(document, line).length;
      if (count === 1) continue;
      const place = atLine(labels, line, targetFieldOf(line));
      report({ code: 'map/payment-target', ...place, params: { count: count === 0 ? 'no' : count.toString() } });
    }
    checkCountry(document, context);
    if (context.facts.organisation.countryCode === 'NZ') checkReferences(document, context);
  },
};

/** Longest reference in New Zealand. */
const MOST = 12;

function checkReferences(document: Document, { labels, report }: CheckContext): void {
  const tell = (text: string, place: Place) => {
    if (text.length <= MOST) return;
    report({ code: 'limit/too-long', ...place, params: { length: String(text.length), most: String(MOST) } });
  };
  tell(textOf(document.fields, 'Reference') ?? '', atField(labels, document, 'Reference'));
  for (const line of document.lines) tell(textOf(line.values, 'Reference') ?? '', atLine(labels, line, 'Reference'));
}

/** Told once a document, where it first stands. */
function checkCountry(document: Document, { facts, labels, report }: CheckContext): void {
  const { countryCode } = facts.organisation;
  for (const [field, isAbroad] of Object.entries(ABROAD)) {
    if (!isAbroad(countryCode)) continue;
    const line = document.lines.find(({ values }) => values.has(field));
    const place: Place | undefined = document.fields.has(field)
      ? atField(labels, document, field)
      : line && atLine(labels, line, field);
    if (place === undefined) continue;
    const where = { Details: 'outside New Zealand', Narrative: 'in the United Kingdom' }[field] ?? 'in New Zealand';
    report({ code: 'map/other-country', severity: 'WARNING', ...place, params: { field, where } });
  }
}
