/** The bank account that a document names, after names were resolved. */

import type { Document } from '../model/document.ts';
import type { AccountFact, Facts } from '../model/facts.ts';
import { accountOfCode } from '../model/line-defaults.ts';
import type { CheckContext } from '../model/rule.ts';
import { textOf } from '../model/values.ts';
import { atField } from './places.ts';

/** @param root `BankAccount`, `Account` ... Undefined where there is none, or it is not known. */
export function bankAccountOf(document: Document, facts: Facts, root: string): AccountFact | undefined {
  const id = textOf(document.fields, `${root}.AccountID`);
  if (id !== undefined) return facts.accountById(id);
  const code = textOf(document.fields, `${root}.Code`);
  return code === undefined ? undefined : accountOfCode(code, facts);
}

/** Whether a bank transaction leaves an overpayment, which has no account, no tax and a currency of its own. */
export function isOverpayment(document: Document): boolean {
  return textOf(document.fields, 'Type')?.endsWith('-OVERPAYMENT') === true;
}

/** Reports an account that is none of the bank's or not in use; false where there is something wrong with it. */
export function checkBankAccount(document: Document, root: string, { facts, labels, report }: CheckContext): boolean {
  const field = [`${root}.AccountID`, `${root}.Code`].find((name) => document.fields.has(name));
  if (field === undefined) return false;
  const place = atField(labels, document, field);
  const account = bankAccountOf(document, facts, root);
  if (account === undefined) {
    report({ code: 'resolve/unknown-account', ...place, params: { candidates: '' } });
    return false;
  }
  const params = { account: toldAccount(account) };
  const named = { column: labels.header(root) ?? place.column, value: params.account };
  if (account.type !== 'BANK') report({ code: 'account-code/not-a-bank-account', ...place, ...named, params });
  else if (account.status !== 'ACTIVE') {
    report({ code: 'account-code/bank-account-archived', ...place, ...named, params });
  }
  return account.type === 'BANK' && account.status === 'ACTIVE';
}

export function toldAccount({ code, name }: AccountFact): string {
  return `${code} ${name}`.trim();
}
