/** The contact of a document: named in short, or with the fields from which a new one is created. */

import type { Collection, Field } from '../../../model/entity.ts';
import { contactCollections, contactFields } from './contact-fields.ts';

/** `Contact` is satisfied by any `Contact.*` that tells who it is. */
export const documentContact: readonly Field[] = [
  {
    name: 'Contact',
    type: 'text',
    required: 'create',
    notSent: true,
    names: 'contact',
    note: "A contact's name, contact number or identifier. Contact.Name, Contact.ContactNumber or Contact.ContactID say which.",
  },
  ...contactFields.map(inDocument),
];

export const documentContactCollections: Readonly<Record<string, Collection>> = Object.fromEntries(
  Object.entries(contactCollections).map(([name, collection]) => [`Contact.${name}`, collection]),
);

function inDocument(field: Field): Field {
  const prefixed: Field = { ...field, name: `Contact.${field.name}` };
  return field.name === 'Name' ? { ...prefixed, names: 'contact-name' } : prefixed;
}
