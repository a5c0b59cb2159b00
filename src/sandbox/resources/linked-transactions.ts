/** Linked transactions: lines of bills and of money spent that are charged on to a customer, one a call. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { newId, zeroId } from '../guid.ts';
import { type JsonObject, objectsOf, textOf } from '../json.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { messages, writeElements } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, noContent, notFound, type Reply, validationReply } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';
import * as orderTexts from '../validation/order-messages.ts';
import { linkedTransactionShape } from '../validation/order-shapes.ts';
import { shapedElements } from '../validation/shaped-elements.ts';

const kind = 'LinkedTransactions';
const pageSize = 100;
const filters = ['LinkedTransactionID', 'SourceTransactionID', 'ContactID', 'Status', 'TargetTransactionID'];
const writable = ['SourceTransactionID', 'SourceLineItemID', 'ContactID', 'TargetTransactionID', 'TargetLineItemID'];

/** PUT creates one, POST to an address changes it, DELETE removes it. */
export const linkedTransactions: Endpoint = (call) => {
  const [id] = call.path;
  if (call.path.length > 1) return undefined;
  if (id === undefined) {
    if (call.method === 'GET') return listed(call);
    return call.method === 'PUT' ? written(call, undefined) : undefined;
  }
  const target = call.method === 'PUT' ? undefined : call.store.get(kind, id);
  if (call.method === 'PUT') return undefined;
  if (target === undefined) return notFound();
  if (call.method === 'DELETE') return removed(call, target);
  return call.method === 'GET' ? envelope(call, { [kind]: [view(call, target)] }) : written(call, target);
};

/** A hundred on a page, without saying how many there are. */
function listed(call: Call): Reply {
  const asked = filters.flatMap((name) => {
    const value = call.query.get(name)?.trim().toLowerCase() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  const all = call.store.select(kind, { conditions: [] }).map((record) => view(call, record));
  const found = all.filter((one) => asked.every(([name, value]) => textOf(one[name])?.toLowerCase() === value));
  const page = Math.max(Math.trunc(Number(call.query.get('page') ?? '1')) || 1, 1);
  return envelope(call, { [kind]: found.slice((page - 1) * pageSize, page * pageSize) });
}

function removed(call: Call, target: StoredRecord): Reply {
  if (statusOf(call, target.body) === 'BILLED') {
    return validationReply([{ ...view(call, target), ValidationErrors: messages([orderTexts.linkIsBilled]) }]);
  }
  call.store.remove(kind, target.id);
  return noContent();
}

function written(call: Call, before: StoredRecord | undefined): Reply {
  const [first] = shapedElements(call, kind, linkedTransactionShape);
  return writeElements(call, { collection: kind, flag: 'none', save: (input) => saved(call, before, input) }, [
    first ?? {},
  ]);
}

function saved(call: Call, before: StoredRecord | undefined, input: JsonObject) {
  const given = writable.flatMap((field) => {
    const id = textIn(input, field)?.toLowerCase();
    return id === undefined ? [] : [[field, id] as const];
  });
  const merged: JsonObject = { ...before?.body, ...Object.fromEntries(given) };
  const isBilled = before !== undefined && statusOf(call, before.body) === 'BILLED';
  const errors = isBilled ? [orderTexts.linkIsBilled] : linkErrors(call, merged, before?.id);
  const id = before?.id ?? newId(call.now);
  if (errors.length > 0) {
    return { element: { ...merged, LinkedTransactionID: before?.id ?? zeroId }, errors, warnings: [] };
  }
  const body: JsonObject = { ...merged, LinkedTransactionID: id, Type: 'BILLABLEEXPENSE' };
  const record = { kind, id, parent: textOf(body.ContactID), updated: call.now, body };
  call.store.put(record);
  return { element: view(call, record), errors: [], warnings: [] };
}

function linkErrors(call: Call, link: JsonObject, ownId: string | undefined): readonly string[] {
  const line = textIn(link, 'SourceLineItemID');
  if (line === undefined || textIn(link, 'SourceTransactionID') === undefined) return [orderTexts.sourceMissing];
  if (!hasLine(sourceOf(call, link), line)) return [orderTexts.sourceMismatch];
  const twin = call.store.select(kind, { conditions: [] }).find(({ body }) => body.SourceLineItemID === line);
  if (twin !== undefined && twin.id !== ownId) return [orderTexts.sourceIsLinked];
  const contact = textIn(link, 'ContactID');
  const isKnown = contact === undefined || call.store.get('Contacts', contact) !== undefined;
  return [...(isKnown ? [] : [texts.contactMissing]), ...targetErrors(call, link, contact)];
}

function targetErrors(call: Call, link: JsonObject, contact: string | undefined): readonly string[] {
  const line = textIn(link, 'TargetLineItemID');
  if (textIn(link, 'TargetTransactionID') === undefined) return line === undefined ? [] : [orderTexts.targetMissing];
  const target = targetOf(call, link);
  if (target?.type !== 'ACCREC') return [orderTexts.targetMissing];
  return [
    ...(contact === undefined || target.parent === contact ? [] : [orderTexts.targetContactMismatch]),
    ...(line === undefined || hasLine(target, line) ? [] : [orderTexts.targetMismatch]),
  ];
}

/** A bill, or money spent through a bank account. */
function sourceOf(call: Call, link: JsonObject): StoredRecord | undefined {
  const id = textIn(link, 'SourceTransactionID') ?? '';
  const bill = call.store.get('Invoices', id);
  const source = bill ?? call.store.get('BankTransactions', id);
  return source?.type === 'ACCPAY' || source?.type === 'SPEND' ? source : undefined;
}

function targetOf(call: Call, link: JsonObject): StoredRecord | undefined {
  return call.store.get('Invoices', textIn(link, 'TargetTransactionID') ?? '');
}

function hasLine(record: StoredRecord | undefined, id: string): boolean {
  return objectsOf(record?.body.LineItems).some(({ LineItemID }) => textOf(LineItemID) === id.toLowerCase());
}

/** What its source and its target are makes its status. */
function statusOf(call: Call, link: JsonObject): string {
  const source = sourceOf(call, link)?.status ?? 'VOIDED';
  if (source === 'VOIDED' || source === 'DELETED') return 'VOIDED';
  const target = targetOf(call, link)?.status;
  if (target === 'AUTHORISED' || target === 'PAID') return 'BILLED';
  if (target === 'DRAFT' || target === 'SUBMITTED') return 'ONDRAFT';
  return source === 'DRAFT' || source === 'SUBMITTED' ? 'DRAFT' : 'APPROVED';
}

function view(call: Call, { body, updated }: StoredRecord): JsonObject {
  const source = sourceOf(call, body)?.type;
  return {
    ...body,
    Status: statusOf(call, body),
    ...(source === undefined ? {} : { SourceTransactionTypeCode: source }),
    UpdatedDateUTC: instantOut(updated),
  };
}
