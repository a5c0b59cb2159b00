/** Contact groups: listed, added, renamed and deleted; contacts are put into them and taken out again. */
import type { StoredRecord } from '../books/store.ts';
import { isGuid, zeroId } from '../guid.ts';
import { type JsonObject, textOf } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { messages } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, noContent, notFound, type Reply, validationReply } from '../server/reply.ts';
import { groupShape, memberShape } from '../validation/list-shapes.ts';
import * as texts from '../validation/messages.ts';
import { shapedElements } from '../validation/shaped-elements.ts';
import { emptyLists } from './contact-record.ts';
import { addMember, groupView, membersOf, removeMember } from './group-members.ts';

const mostGroups = 100;

export const contactGroups: Endpoint = (call) => {
  const [reference, sub, contact] = call.path;
  if (sub !== undefined) return sub === 'Contacts' && call.path.length < 4 ? members(call, contact) : undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (reference === undefined) return call.method === 'PUT' ? created(call) : undefined;
  const group = reading.find(call, reference);
  if (call.method !== 'POST') return undefined;
  return group === undefined ? notFound() : changed(call, group);
};

/** Each by itself: what can be saved is, though others are refused. */
function created(call: Call): Reply {
  const outcomes = shapedElements(call, 'ContactGroups', groupShape).map((input) => save(call, input, undefined));
  return answer(call, outcomes);
}

/** The name of one, or its end. */
function changed(call: Call, group: StoredRecord): Reply {
  const input = shapedElements(call, 'ContactGroups', groupShape)[0] ?? {};
  return answer(call, [save(call, input, group)]);
}

interface Saved {
  readonly element: JsonObject;
  readonly errors: readonly string[];
}

function answer(call: Call, outcomes: readonly Saved[]): Reply {
  const refused = outcomes.filter(({ errors }) => errors.length > 0);
  if (refused.length === 0) return envelope(call, { ContactGroups: outcomes.map(({ element }) => element) });
  return validationReply(refused.map(({ element, errors }) => ({ ...element, ValidationErrors: messages(errors) })));
}

function save(call: Call, input: JsonObject, before: StoredRecord | undefined): Saved {
  const name = textIn(input, 'Name') ?? textOf(before?.body.Name);
  const status = textOf(input.Status) ?? 'ACTIVE';
  const errors = status === 'DELETED' && before !== undefined ? [] : nameErrors(call, name, before);
  if (errors.length > 0) {
    const id = before?.id ?? zeroId;
    return { element: { ContactGroupID: id, Name: name, Contacts: [], HasValidationErrors: true }, errors };
  }
  const id = before?.id ?? crypto.randomUUID();
  const body = { ContactGroupID: id, Name: name, Status: status };
  const record = { kind: 'ContactGroups', id, key: name?.toLowerCase(), status, updated: call.now, body };
  call.store.put(record);
  return { element: groupView(record), errors: [] };
}

function nameErrors(call: Call, name: string | undefined, before: StoredRecord | undefined): readonly string[] {
  if (name === undefined) return [texts.nameMissing];
  const active = [{ column: 'status', operator: '=', value: 'ACTIVE' }] as const;
  const others = call.store.select('ContactGroups', { conditions: active }).filter(({ id }) => id !== before?.id);
  const errors: string[] = others.some(({ key }) => key === name.toLowerCase()) ? [texts.nameTaken] : [];
  if (before === undefined && others.length >= mostGroups) errors.push(texts.tooManyGroups);
  return errors;
}

/** PUT adds contacts; DELETE takes one out, or all. */
function members(call: Call, contact: string | undefined): Reply | undefined {
  const group = reading.find(call, call.path[0] ?? '');
  const known = call.method === 'DELETE' || (call.method === 'PUT' && contact === undefined);
  if (!known) return undefined;
  if (group === undefined) return notFound();
  if (call.method === 'PUT') return added(call, group);
  for (const id of contact === undefined ? membersOf(call.store, group.id) : [contact.toLowerCase()]) {
    removeMember(call.store, group.id, id);
  }
  return noContent();
}

/** One that belongs to the group already stays in it. */
function added(call: Call, group: StoredRecord): Reply {
  const inputs = shapedElements(call, 'Contacts', memberShape);
  const outcomes = inputs.map((input): Saved => {
    const contact = call.store.get('Contacts', textIn(input, 'ContactID') ?? zeroId);
    if (contact !== undefined) addMember(call.store, group.id, contact.id, call.now);
    const ContactID = contact?.id ?? textIn(input, 'ContactID') ?? zeroId;
    const { ContactGroups, Addresses, Phones, ContactPersons } = emptyLists;
    const flags = { HasValidationErrors: contact === undefined, ValidationErrors: [] };
    const element = { ContactID, Addresses, Phones, ContactGroups, ContactPersons, ...flags };
    return { element, errors: contact === undefined ? [texts.contactUnknown] : [] };
  });
  const refused = outcomes.filter(({ errors }) => errors.length > 0);
  if (refused.length === 0) return envelope(call, { Contacts: outcomes.map(({ element }) => element) });
  return validationReply(refused.map(({ element, errors }) => ({ ...element, ValidationErrors: messages(errors) })));
}

/** Deleted groups are shown nowhere; the contacts of a group with the one that the path names. */
const reading: Reading = {
  kind: 'ContactGroups',
  collection: 'ContactGroups',
  hidden: () => [{ column: 'status', operator: '=', value: 'ACTIVE' }],
  find: (call, reference) => {
    const group = isGuid(reference) ? call.store.get('ContactGroups', reference) : undefined;
    return group?.status === 'ACTIVE' ? group : undefined;
  },
  shape: (call, record) =>
    call.path.length === 0 ? groupView(record) : { ...groupView(record), Contacts: memberViews(call, record) },
};

function memberViews({ store }: Call, { id }: StoredRecord): readonly JsonObject[] {
  return membersOf(store, id).flatMap((contact) => {
    const body = store.get('Contacts', contact)?.body;
    const { ContactGroups, Addresses, Phones, ContactPersons } = emptyLists;
    const lists = { Addresses, Phones, ContactGroups, ContactPersons, HasValidationErrors: false };
    return body === undefined ? [] : [{ ContactID: contact, Name: body.Name, ...lists }];
  });
}
