/** Further people of a contact: they need a primary person with an e-mail address, and stand in a row without gaps. */

import type { Document } from '../../model/document.ts';
import type { CheckContext, Rule } from '../../model/rule.ts';
import { param, subject } from '../finding-text.ts';
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
    {
      code: 'map/person-gap',
      title: 'Contact person after a blank one',
      what: (finding) =>
        `${subject(finding)}, but person ${param(finding, 'before')} is blank. Xero knows people by their order alone, so this one could take another's place.`,
      remedy: (finding) => `Fill in person ${param(finding, 'before')} as it stands in Xero, or move this one up.`,
    },
  ],
  check(document, context) {
    const { entity, labels, mode, report } = context;
    const prefix = entity.name === 'Contacts' ? '' : 'Contact.';
    const persons = firstFields(document, `${prefix}ContactPersons.`);
    const [first] = persons.values();
    if (first === undefined) return;
    if (mode === 'create' && !document.fields.has(`${prefix}EmailAddress`))
      report({ code: 'map/contact-persons', ...atField(labels, document, first) });
    if (!mayUpdate(context)) return;
    for (const [place, field] of persons) {
      if (place === 1 || persons.has(place - 1)) continue;
      report({
        code: 'map/person-gap',
        ...atField(labels, document, field),
        params: { before: (place - 1).toString() },
      });
    }
  },
};

/** Whether the contact may be one that Xero holds, with people of its own. */
function mayUpdate({ entity, mode, contacts }: CheckContext): boolean {
  return entity.name === 'Contacts' ? mode !== 'create' : contacts === 'update';
}

/** The first field given of each person, by the person's place from 1. */
function firstFields(document: Document, prefix: string): ReadonlyMap<number, string> {
  const fields = new Map<number, string>();
  for (const field of document.fields.keys()) {
    if (!field.startsWith(prefix)) continue;
    const place = Number.parseInt(field.slice(prefix.length), 10);
    if (!fields.has(place)) fields.set(place, field);
  }
  return fields;
}
