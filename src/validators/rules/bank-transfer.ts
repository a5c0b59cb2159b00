/** A transfer: an amount above zero, from one bank account to another one. */

import { compare, ZERO } from '../../model/decimal.ts';
import type { Rule } from '../../model/rule.ts';
import { decimalOf } from '../../model/values.ts';
import { bankAccountOf, checkBankAccount, toldAccount } from '../bank-account.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

export const bankTransfer: Rule = {
  name: 'bank-transfer',
  kinds: [
    {
      code: 'map/transfer-amount',
      title: 'Transfer is not above zero',
      what: (finding) => `${subject(finding)}: a transfer must be above zero.`,
      remedy: () => 'Correct the amount; the direction is told by the accounts, so turn signs with `then: abs`.',
    },
    {
      code: 'account-code/same-bank-account',
      title: 'Transfer to the account it comes from',
      what: (finding) => `${subject(finding)}: the money would come from ${param(finding, 'account')} and go there.`,
      remedy: () => 'Name two different bank accounts.',
    },
    {
      code: 'resolve/transfer-currency',
      title: 'Transfer between currencies',
      what: (finding) =>
        `${subject(finding)}: the money leaves in ${param(finding, 'from')} and comes in ${param(finding, 'to')}, by a rate that Xero chooses.`,
      remedy: () => 'Compare the incoming side with the bank statement, and correct it in Xero where it differs.',
    },
  ],
  check(document, context) {
    if (context.entity.name !== 'BankTransfers') return;
    const { facts, labels, report } = context;
    const amount = decimalOf(document.fields, 'Amount');
    if (amount !== undefined && compare(amount, ZERO) <= 0)
      report({ code: 'map/transfer-amount', ...atField(labels, document, 'Amount') });
    const fine = ['FromBankAccount', 'ToBankAccount'].map((root) => checkBankAccount(document, root, context));
    const [from, to] = ['FromBankAccount', 'ToBankAccount'].map((root) => bankAccountOf(document, facts, root));
    if (fine.includes(false) || from === undefined || to === undefined) return;
    const place = { column: labels.header('ToBankAccount') ?? 'ToBankAccount', value: toldAccount(to) };
    if (from.id === to.id) {
      report({ code: 'account-code/same-bank-account', ...place, params: { account: toldAccount(from) } });
    } else if (from.currency !== to.currency && from.currency !== '' && to.currency !== '') {
      const params = { from: from.currency, to: to.currency };
      report({ code: 'resolve/transfer-currency', severity: 'WARNING', ...place, params });
    }
  },
};
