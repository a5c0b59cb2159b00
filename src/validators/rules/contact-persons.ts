/** Further people of a contact need a primary person with an e-mail address. */

import type { Rule } from '../../model/rule.ts';
import { subject } from '../finding-text.ts';
import { atField } from '../places.ts';

export const contactPersons: Rule = {
  name: 'contact-persons',
  kinds: [
    {
      code: 'map/contact-persons',
      title: 'Contact person without a primary e-mail address',
      what: (finding) =>
        `${subject(finding)}: Xero takes further people only where the contact itself has an e-mail address.`,
      remedy: () => 'Map and fill in EmailAddress of the contact, or leave the contact persons out.',
    },
  ],
  check(document, { entity, labels, mode, report }) {
    if (mode !== 'create') return;
    const prefix = entity.name === 'Contacts' ? '' : 'Contact.';
    if (document.fields.has(`${prefix}EmailAddress`)) return;
    const persons = `${prefix}ContactPersons.`;
    for (const field of document.fields.keys()) {
      if (!field.startsWith(persons)) continue;
      report({ code: 'map/contact-persons', ...atField(labels, document, field) });
      return;
    }
  },
};
