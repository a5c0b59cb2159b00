/** Payments of invoices and refunds of credits: created or deleted, never changed. */
import type { StoredRecord } from '../books/store.ts';
import { paymentView } from '../documents/payment-view.ts';
import type { JsonObject } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { elementsOf, type Outcome, writeElements } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import { notFound, type Reply } from '../server/reply.ts';
import { paymentInBatch } from '../validation/bank-messages.ts';
import { checkShape, knownFields } from '../validation/check-shape.ts';
import { paymentShape } from '../validation/document-shapes.ts';
import { lockError } from '../validation/lock-error.ts';
import * as texts from '../validation/messages.ts';
import { endPayment } from './end-payment.ts';
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
  const problem = isPossible ? fixedError(call, record) : texts.notForModification('Payment');
  if (problem !== undefined)
    return { element: { ...record.body, ...knownFields(paymentShape, input) }, errors: [problem], warnings: [] };
  const deleted = endPayment(call, record);
  return { element: paymentView({ ...call, path: [record.id] }, deleted, 'detail'), errors: [], warnings: [] };
}

/** A payment of a batch goes with the batch alone. */
function fixedError(call: Call, { body, date }: StoredRecord): string | undefined {
  return body.BatchPaymentID === undefined ? lockError(call, date ?? call.today) : paymentInBatch;
}

const reading: Reading = {
  kind: 'Payments',
  collection: 'Payments',
  find: (call, reference) => call.store.get('Payments', reference),
  shape: paymentView,
};
