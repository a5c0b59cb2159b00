/** A payment as replies show it, with the document it pays; a refunded credit note stands there as an invoice. */
import { secondOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Shape } from '../reading/list.ts';
import type { Call } from '../server/call.ts';
import { creditNoteKind, invoiceKind } from './document-kind.ts';
import { listedContact, paidView, referredInvoice, writtenView } from './document-view.ts';

/** In lists the document's head alone, read by itself the whole of it. */
export function paymentView(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  const alone = call.path.length > 0;
  const document = documentOf(call, record);
  const { Account, ...payment } = fieldsOf(record);
  if (document === undefined || shape === 'summaryOnly') return { ...payment, Account };
  if (alone) return { ...payment, Account, ...shownDocument(call, document, paidView(call, document, true)) };
  const { AccountID, Code } = Account as JsonObject;
  return { ...payment, Account: { AccountID, Code }, ...shownDocument(call, document, listedDocument(call, document)) };
}

/** The reply to a new payment: the document with what is left, without its list of payments. */
export function newPaymentView(call: Call, record: StoredRecord, document: StoredRecord): JsonObject {
  return { ...fieldsOf(record), ...shownDocument(call, document, paidView(call, document, false)) };
}

/** The document by the field that shows it. */
export function shownDocument(call: Call, document: StoredRecord, view: JsonObject): JsonObject {
  const credit = document.kind === creditNoteKind.collection;
  return credit && call.settings.refundShownAs === 'CreditNote'
    ? { CreditNote: writtenView(call, document) }
    : { Invoice: view };
}

function fieldsOf(record: StoredRecord): JsonObject {
  const { Invoice: _invoice, CreditNote: _credit, ...fields } = record.body;
  return { ...fields, UpdatedDateUTCString: `${secondOut(record.updated)}Z` };
}

function documentOf(call: Call, record: StoredRecord): StoredRecord | undefined {
  const kind = record.body.Invoice === undefined ? creditNoteKind : invoiceKind;
  return call.store.get(kind.collection, record.parent ?? '');
}

function listedDocument(call: Call, document: StoredRecord): JsonObject {
  const kind = document.kind === creditNoteKind.collection ? creditNoteKind : invoiceKind;
  const { Type, CurrencyCode } = document.body;
  const head = {
    Type,
    InvoiceID: document.id,
    InvoiceNumber: textOf(document.body[kind.numberField]) ?? '',
    CurrencyCode,
    Contact: listedContact(call, document),
  };
  return referredInvoice(head);
}
