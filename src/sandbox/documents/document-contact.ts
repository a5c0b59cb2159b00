/** The contact of a document: known by id, number or name, or created from its name. */
import type { JsonObject } from '../json.ts';
import { objectOf } from '../json.ts';
import { matchContact, saveContact } from '../resources/contacts.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import { contactErrors } from '../validation/contact-errors.ts';
import * as texts from '../validation/messages.ts';

export interface DocumentContact {
  /** The id of a known contact; undefined for one that is to be created. */
  readonly id: string | undefined;
  /** Creates or updates the contact; call it once the document is known to be good. */
  save(): string;
  readonly errors: readonly string[];
  /** Errors that Xero reports inside the contact, not on the document. */
  readonly nestedErrors: readonly string[];
}

const references = ['ContactID', 'ContactNumber', 'Name'];

/** Finds the contact that a document's `Contact` means. */
export function documentContact(call: Call, given: JsonObject[string]): DocumentContact {
  const input = objectOf(given);
  const nothing = { id: undefined, save: () => '', nestedErrors: [] };
  if (references.every((field) => textIn(input, field) === undefined))
    return { ...nothing, errors: [texts.contactMissing] };
  const known = matchContact(call.store, input);
  if (known?.status === 'ARCHIVED') return { ...nothing, errors: [texts.documentContactArchived] };
  const nestedErrors = contactErrors(input);
  if (known === undefined) {
    const missing = textIn(input, 'Name') === undefined || textIn(input, 'ContactID') !== undefined;
    return {
      id: undefined,
      save: () => String(saveContact(call, input, 'upsert').element.ContactID),
      errors: missing ? [texts.contactMissing] : [],
      nestedErrors,
    };
  }
  const changes = Object.keys(input).some((field) => !references.includes(field) && known.body[field] !== input[field]);
  return {
    id: known.id,
    save: () => {
      if (changes) saveContact(call, { ...input, ContactID: known.id, Name: known.body.Name }, 'upsert');
      return known.id;
    },
    errors: [],
    nestedErrors,
  };
}
