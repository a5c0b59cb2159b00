/** Lists, single reads and bulk writes of orders. */
import type { StoredRecord } from '../books/store.ts';
import { attachmentViews } from '../files/attachment-view.ts';
import { type Reading, readReply } from '../reading/list.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { modeOf, writeElements } from '../server/elements.ts';
import { notFound } from '../server/reply.ts';
import { repeatedKeys } from '../validation/repeated-keys.ts';
import { shapedElements } from '../validation/shaped-elements.ts';
import { referredOrder } from './match-order.ts';
import type { OrderKind } from './order-kind.ts';
import { saveOrder } from './save-order.ts';

/** The collection and its records; sub-resources are the caller's. `hasPost`: the collection takes POST, too. */
export function orderEndpoint(kind: OrderKind, hasPost: boolean): Endpoint {
  const reading = orderReading(kind);
  return (call) => {
    const [reference] = call.path;
    if (call.path.length > 1) return undefined;
    if (call.method === 'GET') return readReply(call, reading);
    const isTaken = reference === undefined ? call.method === 'PUT' || hasPost : call.method === 'POST';
    if (!isTaken || call.method === 'DELETE') return undefined;
    const target = reference === undefined ? undefined : reading.find(call, reference);
    if (reference !== undefined && target === undefined) return notFound();
    return written(call, kind, target?.id);
  };
}

export function orderReading(kind: OrderKind): Reading {
  return {
    kind: kind.collection,
    collection: kind.collection,
    find: (call, reference) => referredOrder(call, kind, reference),
    shape: (call, record) => {
      const files = call.path.length > 0 ? { Attachments: attachmentViews(call, record) } : {};
      return { ...kind.view(call, withLines(call, record)), ...files };
    },
  };
}

/** Lists that are looked through have their records without lines. */
function withLines(call: Call, record: StoredRecord): StoredRecord {
  return record.body.LineItems === undefined ? (call.store.get(record.kind, record.id) ?? record) : record;
}

function written(call: Call, kind: OrderKind, id: string | undefined) {
  const inputs = shapedElements(call, kind.collection, kind.shape).map((input) =>
    id === undefined ? input : { ...input, [kind.idField]: id },
  );
  const repeated = repeatedKeys(call, inputs, kind.numbers?.field ?? kind.idField);
  const mode = modeOf(call);
  return writeElements(
    call,
    { collection: kind.collection, flag: 'HasErrors', save: (input) => saveOrder(call, kind, input, mode, repeated) },
    inputs,
  );
}
