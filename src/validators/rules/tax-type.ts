/** A line's tax rate must be in use, fit the account's class, a sale or a purchase, and a document that has tax at all. */

import { isZero } from '../../model/decimal.ts';
import type { DocumentLine } from '../../model/document.ts';
import type { TaxRateFact } from '../../model/facts.ts';
import { accountOfCode, documentSide, lineAccountCode, type Side } from '../../model/line-defaults.ts';
import { rateApplies } from '../../model/rate-applies.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atLine } from '../places.ts';

export const taxType: Rule = {
  name: 'tax-type',
  kinds: [
    {
      code: 'tax-type/deleted',
      title: 'Tax rate is deleted',
      what: (finding) => `${subject(finding)}: the tax rate ${param(finding, 'rate')} is no longer in use.`,
      remedy: () => 'Use a tax rate that is in use, or translate the old one with a `lookup`.',
    },
    {
      code: 'tax-type/not-for-account',
      title: 'Tax rate does not fit the account',
      what: (finding) =>
        `${subject(finding)}: the tax rate ${param(finding, 'rate')} cannot be used with account ${param(finding, 'account')} (${param(finding, 'class')}).`,
      remedy: () =>
        'Correct the tax rate or the account; rates on income go with sales accounts, rates on expenses with purchase accounts.',
    },
    {
      code: 'tax-type/wrong-side',
      title: 'Tax rate is meant for the other side',
      what: (finding) =>
        `${subject(finding)}: the tax rate ${param(finding, 'rate')} is for ${param(finding, 'meant')}, but the document is a ${param(finding, 'side')}.`,
      remedy: () => 'Check that the tax rate is the one you mean; Xero reports it on the other side of the tax return.',
    },
    {
      code: 'tax-type/no-tax',
      title: 'Tax rate in a document without tax',
      what: (finding) =>
        `${subject(finding)}: the tax rate ${param(finding, 'rate')} adds tax, but the document's LineAmountTypes is NoTax, so Xero would leave the tax out.`,
      remedy: () => 'Let LineAmountTypes be Exclusive or Inclusive, or give the line a tax rate without tax, or none.',
    },
  ],
  check(document, context) {
    const side = documentSide(context.entity.name, document.fields);
    const untaxed = textOf(document.fields, 'LineAmountTypes')?.toUpperCase() === 'NOTAX';
    for (const line of document.lines) {
      const code = textOf(line.values, 'TaxType');
      const rate = code === undefined ? undefined : context.facts.taxRate(code);
      if (rate === undefined) continue;
      if (untaxed && !isZero(rate.effectiveRate)) {
        context.report({
          code: 'tax-type/no-tax',
          ...atLine(context.labels, line, 'TaxType'),
          params: { rate: told(rate) },
        });
      } else checkRate(rate, line, side, context);
    }
  },
};

function checkRate(rate: TaxRateFact, line: DocumentLine, side: Side | undefined, context: CheckContext): void {
  const { facts, labels, report } = context;
  const place = () => atLine(labels, line, 'TaxType');
  if (rate.status === 'DELETED' || rate.status === 'ARCHIVED') {
    report({ code: 'tax-type/deleted', ...place(), params: { rate: told(rate) } });
    return;
  }
  const code = lineAccountCode(line.values, facts, side);
  const account = code === undefined ? undefined : accountOfCode(code, facts);
  if (account !== undefined && !rateApplies(rate, account.class)) {
    const params = { rate: told(rate), account: `${account.code} ${account.name}`, class: account.class.toLowerCase() };
    report({ code: 'tax-type/not-for-account', ...place(), params });
    return;
  }
  const meant = rate.expenses && !rate.revenue ? 'purchase' : rate.revenue && !rate.expenses ? 'sale' : undefined;
  if (meant === undefined || side === undefined || meant === side) return;
  report({
    code: 'tax-type/wrong-side',
    severity: 'WARNING',
    ...place(),
    params: { rate: told(rate), meant: `${meant}s`, side },
  });
}

function told(rate: TaxRateFact): string {
  return `${rate.taxType} (${rate.name})`;
}
