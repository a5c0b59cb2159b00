/** Receipts of the classic expenses, whose end Xero has announced. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { carriedContact } from './fields/carried-contact.ts';
import { CLASSIC_EXPENSES_END, CLASSIC_EXPENSES_NOTE } from './fields/classic-expenses.ts';
import { documentContact, documentContactCollections } from './fields/document-contact.ts';
import { lineAmountTypes } from './fields/line-amount-types.ts';
import { receiptLines } from './fields/order-lines.ts';
import { orderTotals, orderUpdated } from './fields/order-totals.ts';

const header: readonly Field[] = [
  { name: 'ReceiptID', type: 'id', note: "Xero's identifier of an existing receipt." },
  { name: 'User.UserID', type: 'id', required: 'create', note: 'Who spent the money; an export of Users has the IDs.' },
  ...documentContact,
  { name: 'Date', type: 'date', required: 'create', note: 'The day on the receipt.' },
  lineAmountTypes,
  { name: 'Reference', type: 'text' },
  {
    name: 'Status',
    type: 'choice',
    values: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DECLINED', 'VOIDED'],
    note: 'DRAFT where left out; an expense claim changes it.',
  },
];

export const receipts: Entity = {
  name: 'Receipts',
  singular: 'Receipt',
  path: '/Receipts',
  idField: 'ReceiptID',
  fields: [
    ...header,
    ...orderTotals,
    { name: 'ReceiptNumber', type: 'text', readOnly: true, note: 'Xero counts the receipts of a user.' },
    { name: 'HasAttachments', type: 'boolean', readOnly: true },
    { name: 'Url', type: 'text', readOnly: true },
    orderUpdated,
  ],
  collections: documentContactCollections,
  lines: receiptLines,
  match: [],
  create: { method: 'PUT', path: '/Receipts', batch: 1, body: 'element', unitdp: true },
  update: { method: 'POST', path: '/Receipts/{ReceiptID}', batch: 1, body: 'element', unitdp: true },
  status: {
    field: 'Status',
    initial: 'DRAFT',
    creatable: ['DRAFT'],
    moves: { DRAFT: ['DRAFT'], SUBMITTED: [], AUTHORISED: [], DECLINED: [], VOIDED: [] },
    editable: ['DRAFT'],
    gone: ['VOIDED'],
  },
  endOfLife: CLASSIC_EXPENSES_END,
  stage: 'documents',
  read: {
    paging: 'none',
    modifiedSince: true,
    where: true,
    gated: true,
    alone: true,
    query: { unitdp: '4' },
    carried: carriedContact,
  },
  scope: 'accounting.transactions',
  rules: [],
  note: CLASSIC_EXPENSES_NOTE,
};
