/** Receipts of the classic expenses: what a user spent, until an expense claim takes it up. */
import { documentContact } from '../documents/document-contact.ts';
import { type JsonObject, objectOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { textIn } from '../server/input.ts';
import * as orderTexts from '../validation/order-messages.ts';
import { receiptShape } from '../validation/order-shapes.ts';
import type { OrderChange, OrderKind, OwnHead } from './order-kind.ts';
import { orderView } from './order-view.ts';

export const receiptKind: OrderKind = {
  collection: 'Receipts',
  idField: 'ReceiptID',
  shape: receiptShape,
  next: { none: ['DRAFT', 'SUBMITTED'], DRAFT: ['SUBMITTED'] },
  texts: {
    unknown: orderTexts.unknownId('receipt'),
    statusChange: orderTexts.statusInvalid('Receipt'),
    deleted: orderTexts.isDeleted('receipt'),
    statusOfNew: (status) => orderTexts.statusOfNew('receipt', status),
  },
  strict: ['DRAFT', 'SUBMITTED'],
  discounts: [],
  what: 'receipts',
  lineAmountTypes: 'Inclusive',
  sells: () => false,
  contact: documentContact,
  head,
  // Lists show the head alone.
  view: (call, record) => {
    const view = { ...orderView(call, record), ID: record.id };
    return call.method === 'GET' && call.path.length === 0 ? { ...view, LineItems: [] } : view;
  },
};

/** Receipts are numbered as they come. */
function head(call: Call, { before, input }: OrderChange): OwnHead {
  const user = claimant(call, input.User ?? before.User);
  const ReceiptNumber = before.ReceiptNumber ?? String(call.store.count('Receipts', []) + 1);
  return {
    fields: { User: user ?? {}, ReceiptNumber },
    errors: user === undefined ? [orderTexts.userInvalid] : [],
    warnings: [],
  };
}

/** The user whom a request means, as the books know him. */
export function claimant(call: Call, given: JsonObject[string]): JsonObject | undefined {
  return call.store.get('Users', textIn(objectOf(given), 'UserID') ?? '')?.body;
}
