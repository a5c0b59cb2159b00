/** Payments of invoices and refunds of credit notes: created or deleted, never changed. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { creditNoteKind, invoiceKind } from '../documents/document-kind.ts';
import { documentView } from '../documents/document-view.ts';
import { withoutEntry } from '../documents/settle.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import { listReply, oneReply, type Reading, type Shape } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, messages, writeElements } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { envelope, notFound, type Reply, validationReply } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';
import { savePayment } from './save-payment.ts';

export const payments: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET')
    return reference === undefined ? listReply(call, reading) : oneReply(call, reading, reference);
  if (call.method === 'POST' && reference !== undefined) return deletePayment(call, reference);
  if (reference !== undefined || call.method === 'DELETE') return undefined;
  const inputs = elementsOf(call, 'Payments');
  const taken = call.method === 'POST' ? inputs.slice(0, 1) : inputs;
  return writeElements(call, { collection: 'Payments', flag: 'HasValidationErrors', save: savePayment }, taken);
};

/** POST of `Status: DELETED`; the document is open again. */
function deletePayment(call: Call, reference: string): Reply {
  const record = call.store.get('Payments', reference);
  if (record === undefined) return notFound();
  const [input = {}] = elementsOf(call, 'Payments');
  const wanted = textIn(input, 'Status')?.toUpperCase();
  if (wanted !== 'DELETED' || record.status === 'DELETED') {
    const element = { ...record.body, ...input, HasValidationErrors: true };
    return validationReply([{ ...element, ValidationErrors: messages([texts.notForModification('Payment')]) }]);
  }
  const body: JsonObject = { ...record.body, Status: 'DELETED', UpdatedDateUTC: instantOut(call.now) };
  const deleted = { ...record, status: 'DELETED', updated: call.now, body };
  call.store.put(deleted);
  const kind = record.body.Invoice === undefined ? creditNoteKind : invoiceKind;
  const document = call.store.get(kind.collection, record.parent ?? '');
  const isIt = (entry: JsonObject) => entry.PaymentID === record.id;
  if (document !== undefined) withoutEntry(call, kind, document, 'Payments', isIt);
  return envelope(call, { Payments: [shapePayment(call, deleted, 'detail')] });
}

const reading: Reading = {
  kind: 'Payments',
  collection: 'Payments',
  paged: true,
  columns: {
    paymentid: 'id',
    paymenttype: 'type',
    status: 'status',
    date: 'date',
    'invoice.invoiceid': 'parent',
    'creditnote.creditnoteid': 'parent',
    reference: 'key',
    updateddateutc: 'updated',
  },
  find: (call, reference) => call.store.get('Payments', reference),
  shape: shapePayment,
};

/** Lists show the head of the document only. */
function shapePayment(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  const kind = record.body.Invoice === undefined ? creditNoteKind : invoiceKind;
  const field = kind === invoiceKind ? 'Invoice' : 'CreditNote';
  const document = call.store.get(kind.collection, record.parent ?? '');
  if (document === undefined || shape === 'summaryOnly') return record.body;
  const view = documentView(call, document, 'summary');
  const { Type, CurrencyCode, CurrencyRate, Contact } = view;
  const number = textOf(view[kind.numberField]);
  const head = {
    Type,
    [kind.idField]: document.id,
    [kind.numberField]: number,
    Contact: { ContactID: objectOf(Contact).ContactID, Name: objectOf(Contact).Name },
    CurrencyCode,
    CurrencyRate,
    HasErrors: false,
    LineItems: [],
  };
  return { ...record.body, [field]: head };
}
