/** Contacts that have to be created or updated before the documents that name them: one each, whatever the number of documents. */

import type { PreparedDocument, RunStore } from '../journal/run-store.ts';
import { canonicalForm } from '../mappers/canonical-form.ts';
import type { Document, Value } from '../model/document.ts';
import type { Facts } from '../model/facts.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ImportJob } from '../model/job.ts';
import type { Entity } from '../model/registry.ts';
import type { RowStatus } from '../model/run-summary.ts';
import { valueText } from '../model/values.ts';
import type { CheckedDocument } from '../validators/check-document.ts';
import { toJsonText, writeElement } from '../xero/write-element.ts';
import { documentHash } from './document-key.ts';
import { STAGES } from './stages.ts';

/** A contact that a document needs, not made into a document of its own yet. */
export interface NeededContact {
  /** The same for all documents that need it. */
  readonly key: string;
  readonly name: string;
  /** What the document says of it, as the entity Contacts names it. */
  readonly fields: ReadonlyMap<string, Value>;
  readonly write: () => Omit<PreparedDocument, 'seq'>;
}

export interface ContactPlan {
  readonly job: ImportJob;
  readonly facts: Facts;
  /** The registry's Contacts; without them documents go as they are. */
  readonly contacts: Entity | undefined;
}

/** The contact that has to go to Xero before the document. */
export function neededContact(
  { job, contacts, facts }: ContactPlan,
  checked: CheckedDocument,
  document: Document,
  status: RowStatus,
): NeededContact | undefined {
  const { contact, contactFields } = checked;
  if (status === 'ERROR' || contacts === undefined || contact.kind === 'none') return undefined;
  const isNew = contact.kind === 'new';
  if (!isNew && job.send.contacts !== 'update') return undefined;
  const fields = new Map<string, Value>(contactFields);
  fields.delete(contacts.idField);
  const name = isNew ? contact.name : (facts.contactById(contact.id)?.name ?? '');
  if (isNew) fields.set('Name', name);
  else if (isFoundBy(name, contactFields)) fields.delete('Name');
  if (fields.size === 0) return undefined;
  const own: Document = { ...document, fields, origins: new Map(), lines: [], verify: new Map() };
  const key = foldKey(isNew ? contact.name : contact.id);
  return { key, name, fields, write: () => contactDocument(contacts, own, isNew ? undefined : contact.id, key) };
}

/** The name that a contact was found by is not changed by the finding: capitals stay as Xero has them. */
function isFoundBy(name: string, given: CheckedDocument['contactFields']): boolean {
  const own = given?.get('Name');
  if (typeof own !== 'string' || given?.has('ContactID') || given?.has('ContactNumber')) return false;
  return foldKey(own) === foldKey(name);
}

/** Entries kept in memory; beyond them the store is asked, and what documents say of a contact is not compared. */
const MOST_KNOWN = 20_000;

export interface StoredContact {
  readonly seq: number;
  /** What the first document says of it, which is what is sent. */
  readonly first: ReadonlyMap<string, Value>;
}

/** Gives the contact documents, each stored when it is first needed. */
export function storedContacts(store: RunStore): (contact: NeededContact) => Promise<StoredContact> {
  const known = new Map<string, StoredContact>();
  return async ({ key, fields, write }) => {
    const stored = known.get(key) ?? { seq: await store.addContact(key, write()), first: fields };
    if (known.size < MOST_KNOWN) known.set(key, stored);
    return stored;
  };
}

/** The fields of which a later document says something else than is sent. */
export function differingFields({ fields }: NeededContact, { first }: StoredContact): readonly string[] {
  if (fields === first) return [];
  return [...fields].flatMap(([field, value]) => {
    const sent = first.get(field);
    const same = sent !== undefined && foldKey(valueText(sent)) === foldKey(valueText(value));
    return same ? [] : [field];
  });
}

function contactDocument(
  contacts: Entity,
  document: Document,
  id: string | undefined,
  key: string,
): Omit<PreparedDocument, 'seq'> {
  const route = id === undefined ? contacts.create! : contacts.update!;
  const name = document.fields.get('Name');
  return {
    entity: contacts.name,
    stage: STAGES.indexOf(contacts.stage),
    state: 'ready',
    status: 'OK',
    verb: id === undefined ? 'create' : 'update',
    body: toJsonText(writeElement(contacts, document, route)),
    hash: documentHash(canonicalForm(document)),
    key,
    ...(typeof name === 'string' ? { number: name } : {}),
    ...(id === undefined ? {} : { xeroId: id }),
  };
}
