/** Payments of invoices and refunds of credits: created or deleted, never changed. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { paidKind, paymentView } from '../documents/payment-view.ts';
import { withoutEntry } from '../documents/settle.ts';
import type { JsonObject } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, type Outcome, writeElements } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { notFound, type Reply } from '../server/reply.ts';
import { checkShape, knownFields } from '../validation/check-shape.ts';
import { paymentShape } from '../validation/document-shapes.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';
import { savePayment } from './save-payment.ts';

export const payments: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method === 'DELETE' || (call.method === 'PUT' && reference !== undefined)) return undefined;
  const inputs = elementsOf(call, 'Payments');
  checkShape('Payments', paymentShape, inputs);
  if (reference !== undefined) return deleteReply(call, reference, inputs[0] ?? {});
  const isOne = call.method === 'POST' && call.settings.paymentPost === 'first';
  return written(call, isOne ? inputs.slice(0, 1) : inputs, (input) => postedOrNew(call, input));
};

function written(call: Call, inputs: readonly JsonObject[], save: (input: JsonObject) => Outcome): Reply {
  const writing = { collection: 'Payments', flag: 'HasValidationErrors' } as const;
  return writeElements(call, { ...writing, save }, inputs);
}

/** POST to a payment's address: `Status: DELETED` and nothing else. */
function deleteReply(call: Call, reference: string, input: JsonObject): Reply {
  const record = call.store.get('Payments', reference);
  if (record === undefined) return notFound();
  return written(call, [input], () => deletePayment(call, record, input));
}

/** A POST may also name the payment to delete in its body. */
function postedOrNew(call: Call, input: JsonObject): Outcome {
  const id = call.method === 'POST' ? textIn(input, 'PaymentID') : undefined;
  const record = id === undefined ? undefined : call.store.get('Payments', id);
  return record === undefined ? savePayment(call, input) : deletePayment(call, record, input);
}

/** The document is open again. */
function deletePayment(call: Call, record: StoredRecord, input: JsonObject): Outcome {
  const wanted = textIn(input, 'Status')?.toUpperCase();
  const isPossible = wanted === 'DELETED' && record.status !== 'DELETED';
  const problem = isPossible ? lockError(call, record.date ?? call.today) : texts.notForModification('Payment');
  if (problem !== undefined)
    return { element: { ...record.body, ...knownFields(paymentShape, input) }, errors: [problem], warnings: [] };
  const body: JsonObject = { ...record.body, Status: 'DELETED', UpdatedDateUTC: instantOut(call.now) };
  const deleted = { ...record, status: 'DELETED', updated: call.now, body };
  call.store.put(deleted);
  const kind = paidKind(record);
  const document = call.store.get(kind.collection, record.parent ?? '');
  const isIt = (entry: JsonObject) => entry.PaymentID === record.id;
  if (document !== undefined) withoutEntry(call, kind, document, 'Payments', isIt);
  return { element: paymentView({ ...call, path: [record.id] }, deleted, 'detail'), errors: [], warnings: [] };
}

const reading: Reading = {
  kind: 'Payments',
  collection: 'Payments',
  find: (call, reference) => call.store.get('Payments', reference),
  shape: paymentView,
};
