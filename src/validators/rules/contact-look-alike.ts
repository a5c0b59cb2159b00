/** New contacts whose name is nearly that of a contact which Xero has: perhaps the same one, spelt in another way. */

import { foldKey } from '../../model/index-facts.ts';
import type { Rule } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { param, subject } from '../finding-text.ts';
import { atField } from '../places.ts';

export const contactLookAlike: Rule = {
  name: 'contact-look-alike',
  kinds: [
    {
      code: 'duplicate/similar-contact',
      title: 'New contact looks like an existing one',
      what: (finding) =>
        `${subject(finding)} is a new contact, and Xero has one of nearly the same name: ${param(finding, 'candidates')}.`,
      remedy: () => 'Leave the row out if they are the same; the name may stand as it is if they are not.',
    },
  ],
  check(document, { entity, facts, labels, mode, report }) {
    const name = entity.name === 'Contacts' && mode !== 'update' ? textOf(document.fields, 'Name') : undefined;
    if (name === undefined || facts.contactsByName(name).length > 0) return;
    const alike = facts.similarContacts(name).filter((contact) => foldKey(contact.name) !== foldKey(name));
    if (alike.length === 0) return;
    const candidates = alike
      .slice(0, 3)
      .map((contact) => contact.name)
      .join(', ');
    report({
      code: 'duplicate/similar-contact',
      severity: 'WARNING',
      ...atField(labels, document, 'Name'),
      params: { candidates },
    });
  },
};
