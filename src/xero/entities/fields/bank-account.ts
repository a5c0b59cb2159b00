/** How a record names a bank account. */

import type { Field } from '../../../model/entity.ts';

/** @param root `BankAccount`, `FromBankAccount` ... @param which completes the sentences: `that the money passes` */
export function bankAccount(root: string, which: string): readonly Field[] {
  return [
    {
      name: root,
      type: 'text',
      required: 'create',
      notSent: true,
      names: 'account',
      note: `The bank account ${which}: its code, name or identifier.`,
    },
    { name: `${root}.AccountID`, type: 'id', note: 'The bank account by its identifier.' },
    {
      name: `${root}.Code`,
      type: 'text',
      maxLength: 10,
      note: 'The bank account by its code; a bank account may have none.',
    },
    { name: `${root}.Name`, type: 'text', maxLength: 150, readOnly: true },
  ];
}
