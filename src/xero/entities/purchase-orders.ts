/** Purchase orders to suppliers. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { carriedContact } from './fields/carried-contact.ts';
import { deepLink } from './fields/deep-link.ts';
import { documentContact, documentContactCollections } from './fields/document-contact.ts';
import { documentCurrency } from './fields/document-currency.ts';
import { lineAmountTypes } from './fields/line-amount-types.ts';
import { purchaseOrderLines } from './fields/order-lines.ts';
import { orderTheme, orderTotals, orderUpdated, totalDiscount } from './fields/order-totals.ts';

const header: readonly Field[] = [
  { name: 'PurchaseOrderID', type: 'id', note: "Xero's identifier of an existing order." },
  {
    name: 'PurchaseOrderNumber',
    type: 'text',
    note: 'Unique, a deleted order keeps it. Xero gives the next one where it is left out.',
  },
  ...documentContact,
  { name: 'Date', type: 'date', required: 'create', note: 'The day of issue.' },
  { name: 'DeliveryDate', type: 'date', note: 'When the goods are to be delivered.' },
  { name: 'ExpectedArrivalDate', type: 'date' },
  lineAmountTypes,
  { name: 'Reference', type: 'text' },
  {
    name: 'Status',
    type: 'choice',
    values: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'BILLED', 'DELETED'],
    note: 'DRAFT where left out.',
  },
  ...documentCurrency,
  ...orderTheme,
  {
    name: 'SentToContact',
    type: 'boolean',
    note: 'Marks an approved or billed order as sent; nothing is e-mailed.',
  },
  { name: 'DeliveryAddress', type: 'text' },
  { name: 'AttentionTo', type: 'text', note: 'Who takes the delivery.' },
  { name: 'Telephone', type: 'text', note: 'Of whoever takes the delivery.' },
  { name: 'DeliveryInstructions', type: 'text', maxLength: 500 },
];

/** No table of moves is published; these are what users of the API report. */
const status: Entity['status'] = {
  field: 'Status',
  initial: 'DRAFT',
  creatable: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
  moves: {
    DRAFT: ['DRAFT', 'SUBMITTED'],
    SUBMITTED: ['DRAFT', 'SUBMITTED'],
    AUTHORISED: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
    BILLED: ['AUTHORISED'],
    DELETED: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
  },
  editable: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'BILLED'],
  gone: ['DELETED'],
  keepsNumber: true,
};

export const purchaseOrders: Entity = {
  name: 'PurchaseOrders',
  singular: 'PurchaseOrder',
  path: '/PurchaseOrders',
  idField: 'PurchaseOrderID',
  numberField: 'PurchaseOrderNumber',
  fields: [
    ...header,
    ...orderTotals,
    totalDiscount,
    { name: 'HasAttachments', type: 'boolean', readOnly: true },
    orderUpdated,
  ],
  collections: documentContactCollections,
  lines: purchaseOrderLines,
  match: [{ fields: ['PurchaseOrderNumber'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/PurchaseOrders', batch: 50, body: 'envelope', summarizeErrors: true },
  update: { method: 'POST', path: '/PurchaseOrders', batch: 50, body: 'envelope', summarizeErrors: true },
  status,
  unposted: true,
  verbs: {
    delete: {
      to: 'DELETED',
      final: true,
      remedies: { BILLED: 'Delete or void the bill that was made of it, or leave the row out.' },
    },
    approve: { to: 'AUTHORISED', past: ['BILLED'] },
    submit: { to: 'SUBMITTED', past: ['AUTHORISED', 'BILLED'] },
  },
  stage: 'documents',
  read: {
    paging: 'page-size',
    modifiedSince: true,
    where: false,
    single: { Status: 'Status' },
    bounds: { Date: ['DateFrom', 'DateTo'] },
    carried: carriedContact,
  },
  link: deepLink('/Accounts/Payable/PurchaseOrders/View/{id}/'),
  scope: 'accounting.invoices',
  rules: [],
  note: 'Orders stand in no ledger, and a lock date does not bind them. Prices keep four decimals. In an update that maps lines, the lines given replace all lines that Xero holds.',
};
