/** Creates, updates or deletes one purchase order, quote, repeating invoice or receipt. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { newId, zeroId } from '../guid.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { type Mode, messages, type Outcome } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { knownFields } from '../validation/check-shape.ts';
import { givenOrderId, matchOrder, nextOrderNumber, orderOfNumber } from './match-order.ts';
import { draftedOrder, type OrderDraft, orderErrors, orderTotals } from './order-draft.ts';
import type { OrderKind } from './order-kind.ts';
import { orderRecord } from './order-record.ts';

/** `refusedNumbers`: numbers, in lower case, that this call may not create at all. */
export function saveOrder(
  call: Call,
  kind: OrderKind,
  input: JsonObject,
  mode: Mode,
  refusedNumbers: ReadonlySet<string>,
): Outcome {
  const before = matchOrder(call, kind, input, mode);
  if (before === undefined && mode === 'upsert' && givenOrderId(kind, input) !== undefined) {
    return refused(kind, input, undefined, [kind.texts.unknown]);
  }
  const current = before?.status;
  const status = textIn(input, 'Status') ?? current ?? kind.next.none[0];
  const problems = [...statusErrors(kind, current, status), ...(kind.missing?.(input) ?? [])];
  if (problems.length > 0) return refused(kind, input, before, problems);
  if (before !== undefined && isEnd(status)) return ended(call, kind, before, status);
  const draft = draftedOrder(call, kind, before, input, status);
  const errors = orderErrors(kind, draft, isNumberTaken(call, kind, draft, refusedNumbers));
  const warnings = [...draft.lines.flatMap((line) => line.warnings), ...draft.own.warnings];
  const nested = draft.contact.nestedErrors;
  if (errors.length > 0 || nested.length > 0)
    return { ...refused(kind, input, before, errors, draft, nested), warnings };
  const contact = draft.contact.save();
  return contact.errors.length > 0
    ? { ...refused(kind, input, before, [], draft, contact.errors), warnings }
    : { element: stored(call, kind, draft, contact.id), errors: [], warnings };
}

function statusErrors(kind: OrderKind, from: string | undefined, to: string): readonly string[] {
  if (from === undefined) return kind.next.none.includes(to) ? [] : [kind.texts.statusOfNew(to)];
  if (kind.texts.fixed !== undefined && !isEnd(from) && !isEnd(to)) return [kind.texts.fixed];
  if (isEnd(from)) return [...(to === from ? [] : [kind.texts.statusChange]), kind.texts.deleted];
  return to === from || kind.next[from]?.includes(to) === true ? [] : [kind.texts.statusChange];
}

function isEnd(status: string): boolean {
  return status === 'DELETED' || status === 'VOIDED';
}

/** Nothing else of the request counts. */
function ended(call: Call, kind: OrderKind, before: StoredRecord, status: string): Outcome {
  const body = { ...before.body, Status: status, UpdatedDateUTC: instantOut(call.now) };
  const record = orderRecord(kind, before.id, body, call.now);
  call.store.put(record);
  return { element: kind.view(call, record), errors: [], warnings: [] };
}

function isNumberTaken(call: Call, kind: OrderKind, draft: OrderDraft, refusedNumbers: ReadonlySet<string>): boolean {
  const number = kind.numbers === undefined ? undefined : textIn(draft.input, kind.numbers.field);
  if (number === undefined) return false;
  const holder = orderOfNumber(call, kind, number);
  const isAnothers = holder !== undefined && holder.id !== draft.before?.id;
  return isAnothers || (draft.before === undefined && refusedNumbers.has(number.toLowerCase()));
}

function stored(call: Call, kind: OrderKind, draft: OrderDraft, contactId: string): JsonObject {
  const { before, input, status } = draft;
  const old = before?.body ?? {};
  const id = before?.id ?? newId(call.now);
  const number =
    kind.numbers === undefined ? undefined : (textIn(input, kind.numbers.field) ?? old[kind.numbers.field]);
  const { HasAttachments, Attachments } = old;
  const body: JsonObject = {
    [kind.idField]: id,
    ...(kind.numbers === undefined ? {} : { [kind.numbers.field]: number ?? nextOrderNumber(call, kind) }),
    Contact: { ContactID: contactId },
    ...draft.header.fields,
    Reference: textOf(input.Reference ?? old.Reference) ?? '',
    ...draft.own.fields,
    Status: status,
    LineItems: draft.lines.map((line) => line.body),
    ...orderTotals(draft),
    HasAttachments: HasAttachments === true,
    ...(Attachments === undefined ? {} : { Attachments }),
    UpdatedDateUTC: instantOut(call.now),
  };
  const record = orderRecord(kind, id, body, call.now);
  call.store.put(record);
  return kind.view(call, record);
}

/** The echo of what was asked for, with the figures as far as they were computed. */
function refused(
  kind: OrderKind,
  input: JsonObject,
  before: StoredRecord | undefined,
  errors: readonly string[],
  draft?: OrderDraft,
  contactErrors: readonly string[] = [],
): Outcome {
  const computed = draft === undefined ? {} : orderTotals(draft);
  const lines = Array.isArray(input.LineItems)
    ? { LineItems: objectsOf(input.LineItems).map((line) => ({ ...line, ValidationErrors: [] })) }
    : {};
  const element: JsonObject = {
    ...computed,
    ...knownFields(kind.shape, input),
    ...lines,
    [kind.idField]: before?.id ?? givenOrderId(kind, input) ?? zeroId,
    Contact: { ...objectOf(input.Contact), ValidationErrors: messages(contactErrors) },
  };
  return { element, errors, warnings: [], nestedError: true };
}
