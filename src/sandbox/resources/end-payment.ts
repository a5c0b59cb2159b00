/** Takes a payment back: the document that it paid is open again. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { paidKind } from '../documents/payment-view.ts';
import { withoutEntry } from '../documents/settle.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';

/** The deleted payment. */
export function endPayment(call: Call, record: StoredRecord): StoredRecord {
  const body: JsonObject = { ...record.body, Status: 'DELETED', UpdatedDateUTC: instantOut(call.now) };
  const deleted = { ...record, status: 'DELETED', updated: call.now, body };
  call.store.put(deleted);
  const kind = paidKind(record);
  const document = call.store.get(kind.collection, record.parent ?? '');
  const isIt = (entry: JsonObject) => entry.PaymentID === record.id;
  if (document !== undefined) withoutEntry(call, kind, document, 'Payments', isIt);
  return deleted;
}
