/** Tracking categories and their options: at most two active categories; used ones are archived, unused ones deleted. */
import type { StoredRecord } from '../books/store.ts';
import { zeroId } from '../guid.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { messages } from '../server/elements.ts';
import { isAsked, textIn } from '../server/input.ts';
import { envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import { trackingShape } from '../validation/list-shapes.ts';
import * as texts from '../validation/messages.ts';
import { shapedElements } from '../validation/shaped-elements.ts';
import { isUsed } from './usage.ts';

export const trackingCategories: Endpoint = (call) => {
  const [reference, sub, optionId] = call.path;
  if (call.path.length > 3 || (sub !== undefined && sub !== 'Options')) return undefined;
  if (call.method === 'GET') {
    if (sub !== undefined) return undefined;
    return readReply(call, reading);
  }
  if (reference === undefined) return call.method === 'PUT' ? saveCategory(call, undefined) : undefined;
  const category = call.store.get('TrackingCategories', reference);
  if (category === undefined) return notFound();
  if (sub === 'Options') return writeOption(call, category, optionId);
  if (call.method === 'PUT') return undefined;
  return call.method === 'POST' ? saveCategory(call, category) : removeCategory(call, category);
};

/** Adds or changes one category; options come by their own path. */
function saveCategory(call: Call, before: StoredRecord | undefined): Reply {
  const input = shapedElements(call, 'TrackingCategories', trackingShape)[0] ?? {};
  if (input.Status === 'DELETED' && before !== undefined) return removeCategory(call, before);
  const body: JsonObject = {
    Name: textIn(input, 'Name') ?? textOf(before?.body.Name),
    Status: textOf(input.Status) ?? before?.status ?? 'ACTIVE',
    TrackingCategoryID: before?.id ?? crypto.randomUUID(),
    Options: before?.body.Options ?? [],
  };
  const errors = categoryErrors(call, body, before);
  if (errors.length > 0) return refused({ ...body, TrackingCategoryID: before?.id ?? zeroId }, errors);
  return envelope(call, { TrackingCategories: [shown(put(call, body), false)] });
}

function categoryErrors(call: Call, body: JsonObject, before: StoredRecord | undefined): readonly string[] {
  const others = call.store
    .select('TrackingCategories', { conditions: [] })
    .filter((record) => record.id !== before?.id && record.status !== 'DELETED');
  const names = others.map((record) => record.body);
  const errors = nameErrors(textOf(body.Name), names);
  const active = others.filter((record) => record.status === 'ACTIVE').length;
  if (body.Status === 'ACTIVE' && active >= 2) errors.push(texts.mostCategories);
  if (before === undefined && others.length >= 4) errors.push(texts.mostCategoriesEver);
  if (before?.status === 'DELETED') errors.push(texts.trackingIsDeleted);
  return errors;
}

function removeCategory(call: Call, category: StoredRecord): Reply {
  if (isUsed(call.store, { TrackingCategoryID: category.id })) return refused(category.body, [texts.trackingInUse]);
  return envelope(call, { TrackingCategories: [shown(put(call, { ...category.body, Status: 'DELETED' }), false)] });
}

/** One option added, changed or deleted. */
function writeOption(call: Call, category: StoredRecord, optionId: string | undefined): Reply | undefined {
  if ((call.method === 'PUT') !== (optionId === undefined)) return undefined;
  const options = objectsOf(category.body.Options);
  const before = options.find((option) => option.TrackingOptionID === optionId?.toLowerCase());
  if (optionId !== undefined && before === undefined) return notFound();
  const input = call.method === 'DELETE' ? { Status: 'DELETED' } : shapedElements(call, 'Options', trackingShape)[0];
  const option = optionBody(input ?? {}, before);
  const others = options.filter((known) => known !== before && known.Status !== 'DELETED');
  const errors = optionErrors(call, option, before, others);
  if (errors.length > 0) {
    const TrackingOptionID = before?.TrackingOptionID ?? zeroId;
    return refused({ ...option, TrackingOptionID, HasValidationErrors: true }, errors);
  }
  const next =
    before === undefined ? [...options, option] : options.map((known) => (known === before ? option : known));
  put(call, { ...category.body, Options: next });
  return envelope(call, { Options: [option] });
}

function optionBody(input: JsonObject, before: JsonObject | undefined): JsonObject {
  const status = textOf(input.Status) ?? textOf(before?.Status) ?? 'ACTIVE';
  return {
    TrackingOptionID: before?.TrackingOptionID ?? crypto.randomUUID(),
    Name: textIn(input, 'Name') ?? textOf(before?.Name),
    Status: status,
    HasValidationErrors: false,
    IsDeleted: status === 'DELETED',
    IsArchived: status === 'ARCHIVED',
    IsActive: status === 'ACTIVE',
  };
}

function optionErrors(
  call: Call,
  option: JsonObject,
  before: JsonObject | undefined,
  others: readonly JsonObject[],
): readonly string[] {
  const errors = nameErrors(textOf(option.Name), others);
  if (before?.Status === 'DELETED') errors.push(texts.trackingIsDeleted);
  const isDeleted = option.Status === 'DELETED' && before !== undefined;
  const used = isDeleted && isUsed(call.store, { TrackingOptionID: String(before.TrackingOptionID) });
  return used ? [...errors, texts.trackingInUse] : errors;
}

function put(call: Call, body: JsonObject): StoredRecord {
  const record: StoredRecord = {
    kind: 'TrackingCategories',
    id: String(body.TrackingCategoryID),
    key: textOf(body.Name)?.toLowerCase(),
    status: String(body.Status),
    updated: call.now,
    body,
  };
  call.store.put(record);
  return record;
}

function nameErrors(name: string | undefined, others: readonly JsonObject[]): string[] {
  if (name === undefined) return [texts.nameMissing];
  const errors = name.length > 100 ? [texts.tooLong('Name', 100)] : [];
  const isTaken = others.some((other) => textOf(other.Name)?.toLowerCase() === name.toLowerCase());
  return isTaken ? [...errors, texts.trackingNameTaken(name)] : errors;
}

function refused(element: JsonObject, errors: readonly string[]): Reply {
  return validationReply([{ ...element, ValidationErrors: messages(errors) }]);
}

/** Deleted options are never shown, archived ones where they are asked for. */
function shown(record: StoredRecord, archivedToo: boolean): JsonObject {
  const statuses = archivedToo ? ['ACTIVE', 'ARCHIVED'] : ['ACTIVE'];
  const options = objectsOf(record.body.Options).filter((option) => statuses.includes(textOf(option.Status) ?? ''));
  return { ...record.body, Options: options };
}

const reading: Reading = {
  kind: 'TrackingCategories',
  collection: 'TrackingCategories',
  hidden: (call) => [
    { column: 'status', operator: 'in', value: isAsked(call, 'includeArchived') ? ['ACTIVE', 'ARCHIVED'] : ['ACTIVE'] },
  ],
  find: (call, reference) => call.store.get('TrackingCategories', reference),
  shape: (call, record) => shown(record, isAsked(call, 'includeArchived')),
};
