/** Contacts that have to be created or updated before the documents that name them: one each, whatever the number of documents. */

import type { PreparedDocument, RunStore } from '../journal/run-store.ts';
import { canonicalForm } from '../mappers/canonical-form.ts';
import type { Document, Value } from '../model/document.ts';
import { foldKey } from '../model/index-facts.ts';
import type { ImportJob } from '../model/job.ts';
import type { Entity } from '../model/registry.ts';
import type { RowStatus } from '../model/run-summary.ts';
import type { CheckedDocument } from '../validators/check-document.ts';
import { toJsonText, writeElement } from '../xero/write-element.ts';
import { documentHash } from './document-key.ts';
import { STAGES } from './stages.ts';

/** A contact that a document needs, not made into a document of its own yet. */
export interface NeededContact {
  /** The same for all documents that need it. */
  readonly key: string;
  readonly write: () => Omit<PreparedDocument, 'seq'>;
}

/** The contact that has to go to Xero before the document. @param contacts the registry's Contacts; without them documents go as they are */
export function neededContact(
  job: ImportJob,
  contacts: Entity | undefined,
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
  if (!isNew && fields.size === 0) return undefined;
  if (isNew) fields.set('Name', contact.name);
  const own: Document = { ...document, fields, origins: new Map(), lines: [], verify: new Map() };
  const key = foldKey(isNew ? contact.name : contact.id);
  return { key, write: () => contactDocument(contacts, own, isNew ? undefined : contact.id, key) };
}

/** Entries kept in memory; beyond them the store is asked. */
const MOST_KNOWN = 20_000;

/** Gives the seqs of contact documents, each stored when it is first needed. */
export function contactSeqs(store: RunStore): (contact: NeededContact) => Promise<number> {
  const known = new Map<string, number>();
  return async ({ key, write }) => {
    const seq = known.get(key) ?? (await store.addContact(key, write()));
    if (known.size < MOST_KNOWN) known.set(key, seq);
    return seq;
  };
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
