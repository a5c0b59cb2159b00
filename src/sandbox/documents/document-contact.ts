/** The contact of a document: known by id, number or name, or created from its name. */
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { matchContact, saveContact } from '../resources/contacts.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import { contactErrors } from '../validation/contact-errors.ts';
import * as texts from '../validation/messages.ts';

export interface DocumentContact {
  /** Creates or updates the contact; call it once the document is known to be good. */
  save(): SavedContact;
  readonly errors: readonly string[];
  /** Errors that Xero reports inside the contact, not on the document. */
  readonly nestedErrors: readonly string[];
}

export interface SavedContact {
  readonly id: string;
  readonly errors: readonly string[];
}

const references = ['ContactID', 'ContactNumber', 'Name'];

/** Finds the contact that a document's `Contact` means. */
export function documentContact(call: Call, given: JsonObject[string]): DocumentContact {
  const input = objectOf(given);
  const nowhere = { save: () => ({ id: '', errors: [] }), nestedErrors: [] };
  if (references.every((field) => textIn(input, field) === undefined))
    return { ...nowhere, errors: [texts.contactMissing] };
  const known = matchContact(call.store, input, call.settings);
  if (known !== undefined && known.status !== 'ACTIVE') return { ...nowhere, errors: [texts.documentContactArchived] };
  const nestedErrors = contactErrors(input);
  if (known === undefined) {
    const missing = textIn(input, 'Name') === undefined || textIn(input, 'ContactID') !== undefined;
    return { save: () => saved(call, input), errors: missing ? [texts.contactMissing] : [], nestedErrors };
  }
  const extra = Object.keys(input).filter((field) => !references.includes(field));
  const changes = extra.some((field) => known.body[field] !== input[field]);
  const whole = { ContactPersons: [], ...input, ContactID: known.id, Name: known.body.Name };
  return {
    save: () => (changes ? saved(call, whole) : { id: known.id, errors: [] }),
    errors: [],
    nestedErrors,
  };
}

function saved(call: Call, input: JsonObject): SavedContact {
  const { element, errors } = saveContact(call, input, 'upsert');
  return { id: textOf(element.ContactID) ?? '', errors };
}
