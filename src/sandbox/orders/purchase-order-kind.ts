/** Purchase orders: four decimals in every price, contacts that must exist, and statuses up to BILLED. */
import { dayOf, dayPair } from '../books/calendar.ts';
import { type JsonObject, textOf } from '../json.ts';
import type { Call } from '../server/call.ts';
import { isSet } from '../validation/check-shape.ts';
import * as texts from '../validation/messages.ts';
import * as orderTexts from '../validation/order-messages.ts';
import { purchaseOrderShape } from '../validation/order-shapes.ts';
import { knownContact } from './known-contact.ts';
import type { OrderChange, OrderKind, OwnHead } from './order-kind.ts';
import { orderView } from './order-view.ts';

const days = ['DeliveryDate', 'ExpectedArrivalDate'];
const delivery = ['DeliveryAddress', 'AttentionTo', 'Telephone', 'DeliveryInstructions'];
const longestInstructions = 500;

export const purchaseOrderKind: OrderKind = {
  collection: 'PurchaseOrders',
  idField: 'PurchaseOrderID',
  shape: purchaseOrderShape,
  numbers: { field: 'PurchaseOrderNumber', prefix: 'PO-', taken: orderTexts.orderNumberTaken },
  next: {
    none: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'BILLED'],
    DRAFT: ['SUBMITTED', 'AUTHORISED', 'DELETED'],
    SUBMITTED: ['DRAFT', 'AUTHORISED', 'DELETED'],
    AUTHORISED: ['BILLED', 'DELETED'],
    BILLED: [],
  },
  texts: {
    unknown: orderTexts.unknownId('purchase order'),
    statusChange: orderTexts.orderStatusInvalid,
    deleted: orderTexts.orderIsDeleted,
    statusOfNew: (status) => orderTexts.statusOfNew('purchase order', status),
  },
  strict: [],
  discounts: ['DiscountRate'],
  what: 'purchase orders',
  unitPlaces: 4,
  lineAmountTypes: 'Exclusive',
  sells: () => false,
  contact: knownContact,
  head,
  view: (call, record) => ({
    ...orderView(call, record),
    IsDiscounted: record.body.TotalDiscount !== undefined,
    Type: 'PURCHASEORDER',
  }),
};

function head(_call: Call, { before, input, status }: OrderChange): OwnHead {
  const pairs = days.map((field) => dayPair(field, dayOf(input[field]) ?? dayOf(before[field])));
  const kept = delivery.map((field) => [field, textOf(input[field] ?? before[field])] as const);
  const isApproved = status === 'AUTHORISED' || status === 'BILLED';
  const wantsSent = isSet(input.SentToContact);
  const wasSent = before.SentToContact === true && input.SentToContact !== false;
  const fields: JsonObject = {
    ...Object.assign({}, ...pairs),
    ...Object.fromEntries(kept.filter(([, text]) => text !== undefined)),
    SentToContact: isApproved && (wantsSent || wasSent),
  };
  const instructions = textOf(input.DeliveryInstructions) ?? '';
  const isLong = instructions.length > longestInstructions;
  return {
    fields,
    errors: isLong ? [texts.tooLong('DeliveryInstructions', longestInstructions)] : [],
    warnings: wantsSent && !isApproved ? [orderTexts.orderSentOnlyApproved] : [],
  };
}
