/** A bank transaction: through a bank account, in its currency; an overpayment without account and tax; no transfers. */

import type { Document } from '../../model/document.ts';
import type { AccountFact } from '../../model/facts.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { bankAccountOf, checkBankAccount, isOverpayment, toldAccount } from '../bank-account.ts';
import { param, subject } from '../finding-text.ts';
import { atField, atLine } from '../places.ts';

export const bankTransaction: Rule = {
  name: 'bank-transaction',
  kinds: [
    {
      code: 'map/bank-transfer',
      title: 'Transfer among bank transactions',
      what: (finding) => `${subject(finding)}: Xero shows transfers here, but they are made as bank transfers.`,
      remedy: () => 'Import transfers by `import: BankTransfers`, and leave such rows out here with `drop`.',
    },
    {
      code: 'account-code/not-a-bank-account',
      title: 'Account is no bank account',
      what: (finding) => `${subject(finding)}: the account ${param(finding, 'account')} is no bank account.`,
      remedy: () => 'Name a bank account. What the money is for goes to the lines, by their AccountCode.',
    },
    {
      code: 'account-code/bank-account-archived',
      title: 'Bank account is archived',
      what: (finding) => `${subject(finding)}: the bank account ${param(finding, 'account')} is archived.`,
      remedy: () => 'Name a bank account that is in use, or restore this one in Xero.',
    },
    {
      code: 'resolve/bank-currency',
      title: "Currency is not the bank account's",
      what: (finding) =>
        `${subject(finding)}, but the bank account ${param(finding, 'account')} is kept in ${param(finding, 'currency')}, and Xero would take the amounts in that.`,
      remedy: () => 'Name the bank account of that currency, or correct the currency.',
    },
    {
      code: 'account-code/overpayment',
      title: 'Line of an overpayment has an account',
      what: (finding) =>
        `${subject(finding)}: an overpayment goes to ${param(finding, 'control')} by itself, whatever its lines say.`,
      remedy: () => 'Leave AccountCode blank on overpayments, or import the row as a prepayment, which has accounts.',
    },
    {
      code: 'tax-type/overpayment',
      title: 'Overpayment with tax',
      what: (finding) => `${subject(finding)}: an overpayment bears no tax.`,
      remedy: () => 'Let LineAmountTypes be NoTax and TaxType be blank, or import the row as a prepayment.',
    },
  ],
  check(document, context) {
    if (context.entity.name !== 'BankTransactions') return;
    const { labels, report } = context;
    if (textOf(document.fields, 'Type')?.endsWith('-TRANSFER') === true) {
      report({ code: 'map/bank-transfer', ...atField(labels, document, 'Type') });
    }
    const account = bankAccountOf(document, context.facts, 'BankAccount');
    if (checkBankAccount(document, 'BankAccount', context) && account !== undefined) {
      checkCurrency(document, account, context);
    }
    if (isOverpayment(document)) checkOverpayment(document, context);
  },
};

function checkCurrency(document: Document, account: AccountFact, { labels, report }: CheckContext): void {
  const code = textOf(document.fields, 'CurrencyCode');
  if (code === undefined || account.currency === '' || code === account.currency || isOverpayment(document)) return;
  const params = { account: toldAccount(account), currency: account.currency };
  report({ code: 'resolve/bank-currency', ...atField(labels, document, 'CurrencyCode'), params });
}

function checkOverpayment(document: Document, { facts, labels, report }: CheckContext): void {
  const received = textOf(document.fields, 'Type')?.startsWith('RECEIVE') === true;
  const control = facts.accounts.find(({ systemAccount }) => systemAccount === (received ? 'DEBTORS' : 'CREDITORS'));
  for (const line of document.lines) {
    const code = textOf(line.values, 'AccountCode');
    if (code !== undefined && code !== control?.code) {
      const params = { control: control === undefined ? 'the control account' : toldAccount(control) };
      report({ code: 'account-code/overpayment', ...atLine(labels, line, 'AccountCode'), params });
    }
    if (line.values.has('TaxType') && facts.taxRate(textOf(line.values, 'TaxType') ?? '')?.effectiveRate.units !== 0n) {
      report({ code: 'tax-type/overpayment', ...atLine(labels, line, 'TaxType') });
    }
  }
  const types = textOf(document.fields, 'LineAmountTypes');
  if (types !== undefined && types !== 'NoTax') {
    report({ code: 'tax-type/overpayment', ...atField(labels, document, 'LineAmountTypes') });
  }
}
