/** The endpoint of prepayments, and of overpayments: lists, single reads, and allocations below a credit. */
import { bankCreditReading } from '../documents/bank-credit-reading.ts';
import { readReply } from '../reading/list.ts';
import { allocationsReply } from '../resources/allocations.ts';
import type { Endpoint } from '../server/call.ts';
import { notFound } from '../server/reply.ts';

export function bankCredit(collection: 'Prepayments' | 'Overpayments'): Endpoint {
  return (call) => {
    const [reference = '', sub, subId] = call.path;
    if (call.path.length < 2) return call.method === 'GET' ? readReply(call, bankCreditReading(collection)) : undefined;
    if (sub?.toLowerCase() !== 'allocations' || call.path.length > 3) return undefined;
    const credit = call.store.get(collection, reference);
    return credit === undefined ? notFound() : allocationsReply(call, credit, subId);
  };
}
