/** A payment as replies show it, with the document it pays; a refunded credit note stands there as an invoice. */
import { secondOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Shape } from '../reading/list.ts';
import type { Call } from '../server/call.ts';
import { invoiceKind, settledKinds } from './document-kind.ts';
import { listedContact, paidView, referredInvoice, writtenView } from './document-view.ts';
import { documentType, type SettledKind } from './settled-kind.ts';

/** In lists the document's head alone, read by itself the whole of it. */
export function paymentView(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  const alone = call.path.length > 0;
  const document = documentOf(call, record);
  const { Account, ...payment } = { ...fieldsOf(record), ...batchOf(call, record) };
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
  const { singular } = kindOf(document);
  return singular !== 'Invoice' && call.settings.refundShownAs === 'CreditNote'
    ? { [singular]: writtenView(call, document) }
    : { Invoice: view };
}

function fieldsOf(record: StoredRecord): JsonObject {
  const { Invoice: _i, CreditNote: _c, Prepayment: _p, Overpayment: _o, ...fields } = record.body;
  return { ...fields, UpdatedDateUTCString: `${secondOut(record.updated)}Z` };
}

function documentOf(call: Call, record: StoredRecord): StoredRecord | undefined {
  return call.store.get(paidKind(record).collection, record.parent ?? '');
}

/** The batch payment that a payment belongs to, without its payments. */
function batchOf(call: Call, { body }: StoredRecord): JsonObject {
  const batch = call.store.get('BatchPayments', textOf(body.BatchPaymentID) ?? '');
  if (batch === undefined) return {};
  const { Payments: _payments, DateString: _date, ...shown } = batch.body;
  return { BatchPayment: shown };
}

/** The kind of what a payment pays. */
export function paidKind(payment: StoredRecord): SettledKind {
  return Object.values(settledKinds).find(({ singular }) => payment.body[singular] !== undefined) ?? invoiceKind;
}

function kindOf(document: StoredRecord): SettledKind {
  return Object.values(settledKinds).find(({ collection }) => collection === document.kind) ?? invoiceKind;
}

function listedDocument(call: Call, document: StoredRecord): JsonObject {
  const { numberField } = kindOf(document);
  const { Type, CurrencyCode } = document.body;
  const head = {
    Type: documentType(textOf(Type)),
    InvoiceID: document.id,
    InvoiceNumber: numberField === undefined ? '' : (textOf(document.body[numberField]) ?? ''),
    CurrencyCode,
    Contact: listedContact(call, document),
  };
  return referredInvoice(head);
}
