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

export interface ContactPlan {
  readonly job: ImportJob;
  readonly store: RunStore;
  /** The registry's Contacts; without them documents go as they are. */
  readonly contacts: Entity | undefined;
}

/** Resolves with the seq of the contact document that this one needs, where it needs one. */
export async function storeContact(
  plan: ContactPlan,
  checked: CheckedDocument,
  document: Document,
  status: RowStatus,
): Promise<number | undefined> {
  const { contact, contactFields } = checked;
  const { contacts } = plan;
  if (status === 'ERROR' || contacts === undefined || contact.kind === 'none') return undefined;
  const isNew = contact.kind === 'new';
  const fields = new Map<string, Value>(contactFields);
  fields.delete(contacts.idField);
  if (!isNew && (plan.job.send.contacts !== 'update' || fields.size === 0)) return undefined;
  if (isNew) fields.set('Name', contact.name);
  const own: Document = { ...document, fields, origins: new Map(), lines: [], verify: new Map() };
  const key = foldKey(isNew ? contact.name : contact.id);
  return plan.store.addContact(key, contactDocument(contacts, own, isNew ? undefined : contact.id, key));
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
