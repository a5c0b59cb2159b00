/** Tracking categories and their options: at most two active categories. */
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { listReply, oneReply, type Reading } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, messages, zeroId } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';

export const trackingCategories: Endpoint = (call) => {
  const [reference, sub, optionId] = call.path;
  if (call.method === 'GET' && call.path.length < 2) {
    return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
  }
  const category = reference === undefined ? undefined : call.store.get('TrackingCategories', reference);
  if (reference !== undefined && category === undefined) return notFound();
  if (sub === 'Options' && category !== undefined && (call.method === 'PUT' || call.method === 'POST')) {
    return saveOption(call, category, optionId);
  }
  const creates = call.method === 'PUT' && reference === undefined;
  const updates = call.method === 'POST' && call.path.length === 1;
  return creates || updates ? saveCategory(call, category) : undefined;
};

function saveCategory(call: Call, before: StoredRecord | undefined): Reply {
  const input = elementsOf(call, 'TrackingCategories')[0] ?? {};
  const name = textIn(input, 'Name') ?? textOf(before?.body.Name);
  const status = textIn(input, 'Status')?.toUpperCase() ?? before?.status ?? 'ACTIVE';
  const others = call.store
    .select('TrackingCategories', { conditions: [] })
    .filter((record) => record.id !== before?.id);
  const active = others.filter((record) => record.status === 'ACTIVE');
  const errors = nameErrors(
    name,
    others.map((record) => record.body),
  );
  if (status === 'ACTIVE' && active.length >= 2) errors.push('The maximum number of active tracking categories is 2.');
  if (before === undefined && others.length >= 4) errors.push('The maximum number of tracking categories is 4.');
  const id = before?.id ?? crypto.randomUUID();
  const body: JsonObject = {
    Name: name,
    Status: status,
    TrackingCategoryID: id,
    Options: before?.body.Options ?? [],
  };
  if (errors.length > 0) return refused({ ...body, TrackingCategoryID: before?.id ?? zeroId }, errors);
  call.store.put({ kind: 'TrackingCategories', id, key: name?.toLowerCase(), status, updated: call.now, body });
  return envelope(call, { TrackingCategories: [body] });
}

function saveOption(call: Call, category: StoredRecord, optionId: string | undefined): Reply | undefined {
  if ((call.method === 'POST') !== (optionId !== undefined)) return undefined;
  const input = elementsOf(call, 'Options')[0] ?? {};
  const options = objectsOf(category.body.Options);
  const before = options.find((option) => option.TrackingOptionID === optionId?.toLowerCase());
  if (optionId !== undefined && before === undefined) return notFound();
  const name = textIn(input, 'Name') ?? textOf(before?.Name);
  const status = textIn(input, 'Status')?.toUpperCase() ?? textOf(before?.Status) ?? 'ACTIVE';
  const others = options.filter((option) => option !== before);
  const errors = nameErrors(name, others);
  const option: JsonObject = {
    TrackingOptionID: before?.TrackingOptionID ?? crypto.randomUUID(),
    Name: name,
    Status: status,
    HasValidationErrors: errors.length > 0,
    IsDeleted: status === 'DELETED',
    IsArchived: status === 'ARCHIVED',
    IsActive: status === 'ACTIVE',
  };
  if (errors.length > 0) return refused({ ...option, TrackingOptionID: before?.TrackingOptionID ?? zeroId }, errors);
  const next =
    before === undefined ? [...options, option] : options.map((known) => (known === before ? option : known));
  call.store.put({ ...category, updated: call.now, body: { ...category.body, Options: next } });
  return envelope(call, { Options: [option] });
}

function nameErrors(name: string | undefined, others: readonly JsonObject[]): string[] {
  if (name === undefined) return ['Name must be specified.'];
  const errors = name.length > 100 ? [texts.tooLong('Name', 100)] : [];
  const isTaken = others.some((other) => textOf(other.Name)?.toLowerCase() === name.toLowerCase());
  return isTaken ? [...errors, `The tracking name ${name} must be unique.`] : errors;
}

function refused(element: JsonObject, errors: readonly string[]): Reply {
  return validationReply([{ ...element, ValidationErrors: messages(errors) }]);
}

const reading: Reading = {
  kind: 'TrackingCategories',
  collection: 'TrackingCategories',
  paged: false,
  columns: { trackingcategoryid: 'id', name: 'key', status: 'status' },
  hidden: (call) =>
    call.query.get('includeArchived')?.toLowerCase() === 'true'
      ? []
      : [{ column: 'status', operator: '=', value: 'ACTIVE' }],
  find: (call, reference) => call.store.get('TrackingCategories', reference),
  shape: (_call, record) => record.body,
};
