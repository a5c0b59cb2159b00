/** Takes the contact's own fields out of a document, which is sent with the contact's ID alone. */

import type { Document, Value } from '../model/document.ts';

const PREFIX = 'Contact.';

/** The fields taken out, named as the entity Contacts names them (`Name`, `EmailAddress`, `Phones.MOBILE.PhoneNumber`). */
export function stripContact(document: Document, contactId: string | undefined): ReadonlyMap<string, Value> {
  const taken = new Map<string, Value>();
  for (const [field, value] of document.fields) {
    if (field === 'Contact') document.fields.delete(field);
    if (!field.startsWith(PREFIX)) continue;
    document.fields.delete(field);
    taken.set(field.slice(PREFIX.length), value);
  }
  if (contactId !== undefined) document.fields.set('Contact.ContactID', contactId);
  return taken;
}
