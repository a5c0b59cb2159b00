/** The contact of a document that creates none: known by ID, number or name. */
import type { DocumentContact } from '../documents/document-contact.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { matchContact } from '../resources/contacts.ts';
import type { Call } from '../server/call.ts';
import * as texts from '../validation/messages.ts';

/** Nothing of the contact is changed, whatever else stands beside its name. */
export function knownContact(call: Call, given: JsonObject[string]): DocumentContact {
  const contact = matchContact(call.store, objectOf(given), call.settings);
  const isArchived = contact !== undefined && contact.status !== 'ACTIVE';
  const errors = contact === undefined ? [texts.contactMissing] : isArchived ? [texts.documentContactArchived] : [];
  return { errors, nestedErrors: [], save: () => ({ id: contact?.id ?? '', errors: [] }) };
}
