/** How prepayments and overpayments are read: credits that a bank transaction leaves, made and changed by nothing else. */
import { secondOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import type { JsonObject } from '../json.ts';
import type { Reading, Shape } from '../reading/list.ts';
import type { Call } from '../server/call.ts';
import { listedContact } from './document-view.ts';

/** By ID alone; in lists without pages no lines, as of other documents. */
export function bankCreditReading(kind: 'Prepayments' | 'Overpayments'): Reading {
  return {
    kind,
    collection: kind,
    find: (call, reference) => call.store.get(kind, reference),
    shape: bankCreditView,
  };
}

function bankCreditView(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  const { LineItems, ...body } = record.body;
  return {
    ...body,
    LineItems: shape === 'detail' ? LineItems : [],
    Contact: listedContact(call, record),
    UpdatedDateUTCString: `${secondOut(record.updated)}Z`,
  };
}
