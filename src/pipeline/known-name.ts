/** The one text by which an account or a contact is compared, whichever of its names stands in a cell or in Xero's reply. PURE. */

import type { Facts } from '../model/facts.ts';

/** An account's code, or its name where it has none; a contact's name. What is not known stays as it is. */
export function knownName(field: string, facts: Facts): (text: string) => string {
  if (field === 'Account' || field.endsWith('BankAccount')) {
    return (text) => {
      const account = facts.accountsByCode(text)[0] ?? facts.accountsByName(text)[0] ?? facts.accountById(text);
      return account === undefined ? text : account.code || account.name;
    };
  }
  if (field !== 'Contact') return (text) => text;
  return (text) => {
    if (facts.contactsByName(text).length > 0) return text;
    return (facts.contactById(text) ?? facts.contactsByNumber(text)[0])?.name ?? text;
  };
}
