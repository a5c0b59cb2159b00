/** Puts a judged document into the books. */
import { instantOut } from '../books/calendar.ts';
import { decimalOf, toJson } from '../books/decimal.ts';
import type { StoredRecord } from '../books/store.ts';
import { newId } from '../guid.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import { postDocument } from '../ledger/post-document.ts';
import { markRole } from '../resources/contacts.ts';
import type { Call } from '../server/call.ts';
import type { Outcome } from '../server/elements.ts';
import { amountIn } from '../server/input.ts';
import { isSet } from '../validation/check-shape.ts';
import * as texts from '../validation/messages.ts';
import { balanceFields, isSettledInPart } from './balance.ts';
import type { DocumentKind } from './document-kind.ts';
import { documentRecord } from './document-record.ts';
import { writtenView } from './document-view.ts';
import { type Draft, totalsOf } from './draft.ts';
import { nextNumber } from './match-document.ts';
import { isQuietEdit } from './paid-edit.ts';
import type { DocumentStatus } from './status.ts';

/** Saves the document with its contact; where the contact is refused, nothing is saved. */
export function storeDocument(
  call: Call,
  draft: Draft,
  warnings: readonly string[],
): Outcome | { readonly contactErrors: readonly string[] } {
  const { id, errors } = draft.contact.save();
  return errors.length > 0 ? { contactErrors: errors } : stored(call, draft, id, warnings);
}

/** Deletes or voids: nothing else of the request counts. The reply still says what was open. */
export function endDocument(call: Call, kind: DocumentKind, before: StoredRecord, status: DocumentStatus): Outcome {
  const fields: JsonObject = { ...before.body, Status: status, UpdatedDateUTC: instantOut(call.now) };
  const body = { ...fields, ...balanceFields(kind, fields) };
  const record = documentRecord(kind, before.id, body, call.now);
  call.store.put(record);
  postDocument(call, record);
  const { AmountDue, RemainingCredit } = before.body;
  const open = kind.collection === 'Invoices' ? { AmountDue } : { RemainingCredit };
  return { element: { ...writtenView(call, record), ...open }, errors: [], warnings: [] };
}

function stored(call: Call, draft: Draft, contactId: string, warnings: readonly string[]): Outcome {
  const { kind, before, input, type, status } = draft;
  const sales = type === kind.types.sales;
  const id = before?.id ?? newId(call.now);
  const number = draft.number ?? (sales ? nextNumber(call, kind) : '');
  const approved = status === 'AUTHORISED' || status === 'PAID';
  const invoice = kind.collection === 'Invoices';
  const wantsSent = invoice && isSet(input.SentToContact);
  const sent = approved && (wantsSent || (before?.body.SentToContact === true && input.SentToContact !== false));
  const fields: JsonObject = {
    Type: type,
    [kind.idField]: id,
    [kind.numberField]: number,
    ...linksOf(kind, before?.body ?? {}),
    ...(invoice || sent ? { SentToContact: sent } : {}),
    ...amountsOf(draft),
    ...attachmentsOf(before?.body ?? {}),
    Contact: { ContactID: contactId },
    ...draft.header.fields,
    Status: status,
    LineItems: draft.lines.map((line) => line.body),
    ...totalsOf(draft.totals),
    UpdatedDateUTC: instantOut(call.now),
  };
  const body = { ...fields, ...balanceFields(kind, fields) };
  const record = documentRecord(kind, id, body, call.now);
  const kept = before !== undefined && isSettledInPart(before.body) && isQuietEdit(before.body, body);
  const { UpdatedDateUTC } = before?.body ?? {};
  const saved = kept ? { ...record, updated: before.updated, body: { ...body, UpdatedDateUTC } } : record;
  call.store.put(saved);
  postDocument(call, saved);
  markRole(call.store, contactId, sales ? 'IsCustomer' : 'IsSupplier');
  const notSent = wantsSent && !sent ? [texts.sentOnlyAuthorised] : [];
  return { element: writtenView(call, saved), errors: [], warnings: [...warnings, ...notSent] };
}

/** What is settled on it stays through any edit. */
function linksOf(kind: DocumentKind, before: JsonObject): JsonObject {
  const links =
    kind.collection === 'Invoices'
      ? ['Payments', 'CreditNotes', 'Prepayments', 'Overpayments']
      : ['Payments', 'Allocations'];
  return Object.fromEntries(links.map((field) => [field, objectsOf(before[field])]));
}

function attachmentsOf(before: JsonObject): JsonObject {
  const { HasAttachments, Attachments } = before;
  return { HasAttachments: HasAttachments === true, ...(Attachments === undefined ? {} : { Attachments }) };
}

/** Fields of invoices alone: the discount, the rounding and the total a draft was entered with. */
function amountsOf(draft: Draft): JsonObject {
  if (draft.kind.collection !== 'Invoices') return {};
  const { totalDiscount } = draft.totals;
  const given = amountIn(draft.input, 'EnteredTotal') ?? decimalOf(draft.before?.body.EnteredTotal);
  const entered = draft.status === 'DRAFT' ? given : undefined;
  return {
    IsDiscounted: totalDiscount.units !== 0n,
    ...(totalDiscount.units === 0n ? {} : { TotalDiscount: toJson(totalDiscount) }),
    ...(draft.rounding === undefined ? {} : { RoundingAmount: toJson(draft.rounding) }),
    ...(entered === undefined ? {} : { EnteredTotal: toJson(entered) }),
  };
}
