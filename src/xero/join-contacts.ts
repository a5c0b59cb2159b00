/** Reads the contacts of documents, where more of them is wanted than lists of the documents hold. */

import type { EntityShape } from '../model/entity.ts';
import type { Api } from './api.ts';
import { contacts } from './entities/contacts.ts';
import { type ExactJson, type ExactObject, textAt } from './exact-json.ts';
import { portions } from './portions.ts';
import { entityCollection, readCollection } from './read-collection.ts';
import type { PagesOptions } from './read-pages.ts';

/** The fields, of those named, that stand in the contact alone: as paths within a contact. */
export function joinedContactPaths(entity: EntityShape, fields: readonly string[]): readonly string[] {
  const held = entity.read.carried?.Contact;
  if (held === undefined) return [];
  const paths = fields.filter((field) => field.startsWith('Contact.')).map((field) => field.slice('Contact.'.length));
  return [...new Set(paths)].filter((path) => !held.includes(path));
}

export interface ContactsOptions extends Pick<PagesOptions, 'onPage' | 'expect' | 'patience'> {
  /** Only these contacts; all without. */
  readonly ids?: readonly string[];
}

/** What documents hold of a contact stands in a contact too. */
const ALWAYS = ['ContactID', 'ContactNumber', 'Name'];
const MOST_IDS = 40;

/**
 * Hands over every contact by its ID, archived ones included, with what the paths ask for and no more. One that is
 * changed meanwhile comes again. Rejects as the API does, or with a Refusal for an unreadable reply.
 */
export async function readContacts(
  api: Api,
  paths: readonly string[],
  onContact: (id: string, contact: ExactObject) => void,
  { ids, ...options }: ContactsOptions = {},
): Promise<void> {
  const kept = new Set([...ALWAYS, ...paths.map((path) => path.split('.', 1)[0]!)]);
  const receive = async (elements: readonly ExactObject[]): Promise<void> => {
    for (const element of elements) onContact(textAt(element, 'ContactID'), partOf(element, kept));
  };
  const all = { includeArchived: 'true' };
  const queries = ids === undefined ? [all] : portions(ids, MOST_IDS, ',').map((IDs) => ({ ...all, IDs }));
  for (const query of queries) {
    await readCollection(api, entityCollection(contacts, query), receive, { ...options, drop: async () => {} });
  }
}

function partOf(contact: ExactObject, kept: ReadonlySet<string>): ExactObject {
  const part: Record<string, ExactJson> = {};
  for (const name of kept) {
    const value = contact[name];
    if (value !== undefined) part[name] = value;
  }
  return part;
}
