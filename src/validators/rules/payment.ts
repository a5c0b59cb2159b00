/** A payment: an amount above zero, one document that it settles, and an account that money can come from. */

import { compare, ZERO } from '../../model/decimal.ts';
import type { Document } from '../../model/document.ts';
import type { AccountFact, Facts } from '../../model/facts.ts';
import { accountOfCode } from '../../model/line-defaults.ts';
import type { Rule } from '../../model/rule.ts';
import { decimalOf, textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';
import { paymentTargets } from '../resolve/payment-target.ts';

export const payment: Rule = {
  name: 'payment',
  kinds: [
    {
      code: 'map/payment-amount',
      title: 'Payment is not above zero',
      what: (finding) => `${subject(finding)}: a payment must be above zero.`,
      remedy: () =>
        'Correct the amount; turn signs with `then: abs` or `then: negate`, and pay refunds against a CreditNote.',
    },
    {
      code: 'map/payment-target',
      title: 'Payment needs one document',
      what: (finding) => `The payment names ${param(finding, 'count')} documents; it must settle exactly one.`,
      remedy: () => 'Fill in the Invoice or the CreditNote, and blank the other.',
    },
    {
      code: 'account-code/not-for-payments',
      title: 'Account cannot be paid from',
      what: (finding) =>
        `${subject(finding)}: the account ${param(finding, 'account')} is no bank account and is not enabled for payments.`,
      remedy: () => 'Name a bank account, or tick "Enable payments to this account" in Xero.',
    },
    {
      code: 'account-code/archived-for-payments',
      title: 'Payment account is archived',
      what: (finding) => `${subject(finding)}: the account ${param(finding, 'account')} is archived.`,
      remedy: () => 'Name a bank account that is in use.',
    },
  ],
  check(document, { entity, facts, labels, report }) {
    if (entity.name !== 'Payments') return;
    const amount = decimalOf(document.fields, 'Amount');
    if (amount !== undefined && compare(amount, ZERO) <= 0)
      report({ code: 'map/payment-amount', ...atField(labels, document, 'Amount') });
    const count = paymentTargets(document).length;
    if (count !== 1) report({ code: 'map/payment-target', params: { count: count === 0 ? 'no' : count.toString() } });
    const field = ['Account.AccountID', 'Account.Code'].find((name) => document.fields.has(name));
    if (field === undefined) return;
    const account = accountOf(document, facts);
    if (account === undefined) {
      report({ code: 'resolve/unknown-account', ...atField(labels, document, field), params: { candidates: '' } });
      return;
    }
    const params = { account: `${account.code} ${account.name}`.trim() };
    const column = labels.header('Account') ?? labels.header(field) ?? field;
    const place = { column, value: params.account };
    if (account.status !== 'ACTIVE') report({ code: 'account-code/archived-for-payments', ...place, params });
    else if (account.type !== 'BANK' && !account.enablePayments)
      report({ code: 'account-code/not-for-payments', ...place, params });
  },
};

function accountOf(document: Document, facts: Facts): AccountFact | undefined {
  const id = textOf(document.fields, 'Account.AccountID');
  if (id !== undefined) return facts.accountById(id);
  const code = textOf(document.fields, 'Account.Code');
  return code === undefined ? undefined : accountOfCode(code, facts);
}
