/** Finds the contact that a document is for: by ID, number or name; or says that it is a new one. */

import type { Document, FieldLabels } from '../../model/document.ts';
import type { ContactFact, Facts } from '../../model/facts.ts';
import { foldKey } from '../../model/index-facts.ts';
import { nearest } from '../../model/nearest.ts';
import type { CheckContext, Report } from '../../model/rule.ts';
import { textOf } from '../../model/values.ts';
import { atField } from '../places.ts';
import { preferActive } from './resolution.ts';

export type ContactResolution =
  | { readonly kind: 'known'; readonly id: string }
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'none' };

export interface ContactQuery {
  readonly facts: Facts;
  readonly labels: FieldLabels;
  readonly contacts: CheckContext['contacts'];
  /** `Contact` takes a name, and look-alikes are refused. */
  readonly names: boolean;
}

const NO_CONTACT: ContactResolution = { kind: 'none' };
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Tell = (report: Report) => void;

/** The fields that may say which contact it is, the surest first. */
const FIELDS = ['Contact.ContactID', 'Contact', 'Contact.ContactNumber', 'Contact.Name'] as const;

export function resolveContact(document: Document, query: ContactQuery, tell: Tell): ContactResolution {
  const field = FIELDS.find((name) => document.fields.has(name));
  if (field === undefined) return NO_CONTACT;
  const text = textOf(document.fields, field) ?? '';
  const found = preferActive(candidatesOf(field, text, query));
  const place = atField(query.labels, document, field);
  const [contact] = found;
  if (contact === undefined) return unknown(document, field, text, query, tell);
  if (found.length > 1) {
    tell({
      code: 'resolve/ambiguous-contact',
      ...place,
      params: { candidates: list(found), count: found.length.toString() },
    });
    return NO_CONTACT;
  }
  if (contact.status !== 'ACTIVE') {
    tell({ code: 'resolve/archived-contact', ...place, params: { name: contact.name } });
    return NO_CONTACT;
  }
  if (contradicts(document, field, contact, query)) {
    const given = textOf(document.fields, 'Contact.Name') ?? '';
    tell({ code: 'resolve/contact-mismatch', ...place, params: { name: contact.name, given } });
    return NO_CONTACT;
  }
  return { kind: 'known', id: contact.id };
}

function candidatesOf(field: (typeof FIELDS)[number], text: string, query: ContactQuery): readonly ContactFact[] {
  const { facts } = query;
  if (field === 'Contact.Name') return facts.contactsByName(text);
  if (field === 'Contact.ContactNumber') return facts.contactsByNumber(text);
  const byId = facts.contactById(text);
  if (byId !== undefined) return [byId];
  if (field === 'Contact.ContactID') return [];
  const byNumber = facts.contactsByNumber(text);
  return query.names ? [...new Set([...byNumber, ...facts.contactsByName(text)])] : byNumber;
}

/** Nothing is found: a new contact if it has a name that nobody else nearly has, and the job allows it. */
function unknown(document: Document, field: string, text: string, query: ContactQuery, tell: Tell): ContactResolution {
  const name = newName(document, field, text, query);
  const place = atField(query.labels, document, name === undefined || field === 'Contact' ? field : 'Contact.Name');
  const similar = name === undefined || !query.names ? [] : query.facts.similarContacts(name);
  const own = name === undefined ? [] : preferActive(query.facts.contactsByName(name));
  if (own.length > 0) {
    tell({ code: 'resolve/contact-mismatch', ...place, params: { name: list(own), given: text } });
    return NO_CONTACT;
  }
  if (similar.length > 0) {
    tell({ code: 'resolve/similar-contact', ...place, params: { candidates: list(similar) } });
    return NO_CONTACT;
  }
  if (name === undefined || query.contacts === 'existing') {
    const names = query.facts.contacts.filter((contact) => contact.status === 'ACTIVE').map((contact) => contact.name);
    const candidates = GUID.test(text) ? '' : nearest(text, names).join(', ');
    tell({ code: 'resolve/unknown-contact', ...place, params: { candidates } });
    return NO_CONTACT;
  }
  tell({ code: 'resolve/new-contact', severity: 'WARNING', ...place, params: { name } });
  return { kind: 'new', name };
}

function newName(document: Document, field: string, text: string, query: ContactQuery): string | undefined {
  if (field === 'Contact.ContactID' || GUID.test(text)) return undefined;
  const name = textOf(document.fields, 'Contact.Name');
  return name ?? (field === 'Contact' && query.names ? text : undefined);
}

/** An ID or number of one contact beside the name of another: an update alone may rename. */
function contradicts(document: Document, field: string, contact: ContactFact, query: ContactQuery): boolean {
  const name = textOf(document.fields, 'Contact.Name');
  if (name === undefined || field === 'Contact.Name' || query.contacts === 'update') return false;
  return foldKey(name) !== foldKey(contact.name);
}

function list(contacts: readonly ContactFact[]): string {
  const shown = contacts
    .slice(0, 5)
    .map((contact) => (contact.number === '' ? contact.name : `${contact.name} (${contact.number})`));
  return shown.join(', ');
}
