/** Batch payments: created and deleted, never changed. */
import { createBatchPayment, deleteBatchPayment } from '../bank/save-batch-payment.ts';
import type { JsonObject } from '../json.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Endpoint } from '../server/call.ts';
import { elementsOf, writeElements } from '../server/elements.ts';
import { notFound } from '../server/reply.ts';
import { batchPaymentShape } from '../validation/bank-shapes.ts';
import { checkShape } from '../validation/check-shape.ts';

export const batchPayments: Endpoint = (call) => {
  const [reference] = call.path;
  if (call.path.length > 1) return undefined;
  if (call.method === 'GET') return readReply(call, reading);
  if (call.method === 'DELETE' || (call.method === 'PUT' && reference !== undefined)) return undefined;
  if (reference !== undefined && call.store.get('BatchPayments', reference) === undefined) return notFound();
  const given = elementsOf(call, 'BatchPayments');
  checkShape('BatchPayments', batchPaymentShape, given);
  const inputs = reference === undefined ? given : given.map((each) => ({ ...each, BatchPaymentID: reference }));
  const save = (input: JsonObject) =>
    call.method === 'PUT' ? createBatchPayment(call, input) : deleteBatchPayment(call, input);
  return writeElements(call, { collection: 'BatchPayments', flag: 'none', save }, inputs);
};

const reading: Reading = {
  kind: 'BatchPayments',
  collection: 'BatchPayments',
  find: (call, reference) => call.store.get('BatchPayments', reference),
  shape: (_call, { body }) => body,
};
