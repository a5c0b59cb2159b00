/** The bank account that a document names, after names were resolved. */

import type { Document } from '../model/document.ts';
import type { AccountFact, Facts } from '../model/facts.ts';
import { accountOfCode } from '../model/line-defaults.ts';
import { textOf } from '../model/values.ts';

/** @param root `BankAccount`, `Account` ... Undefined where there is none, or it is not known. */
export function bankAccountOf(document: Document, facts: Facts, root: string): AccountFact | undefined {
  const id = textOf(document.fields, `${root}.AccountID`);
  if (id !== undefined) return facts.accountById(id);
  const code = textOf(document.fields, `${root}.Code`);
  return code === undefined ? undefined : accountOfCode(code, facts);
}

/** The field of the document that names the account, a short name first; undefined where none does. */
export function bankAccountField(document: Document, root: string): string | undefined {
  return [root, `${root}.AccountID`, `${root}.Code`].find((field) => document.fields.has(field));
}

/** Whether a bank transaction leaves an overpayment, which has no account, no tax and a currency of its own. */
export function isOverpayment(document: Document): boolean {
  return textOf(document.fields, 'Type')?.endsWith('-OVERPAYMENT') === true;
}
