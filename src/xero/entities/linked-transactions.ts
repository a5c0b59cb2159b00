/** Linked transactions: lines of bills, or of money spent, that are charged on to a customer. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';

const fields: readonly Field[] = [
  { name: 'LinkedTransactionID', type: 'id', note: "Xero's identifier of an existing link." },
  {
    name: 'SourceTransactionID',
    type: 'id',
    required: 'create',
    note: 'The bill, or the bank transaction of the type SPEND, that is charged on.',
  },
  {
    name: 'SourceLineItemID',
    type: 'id',
    required: 'create',
    note: 'Its line: an export of the bills with their LineItemID has both. A line is linked once.',
  },
  {
    name: 'Contact',
    type: 'text',
    notSent: true,
    names: 'known-contact',
    note: "The customer who is to bear it: a contact's name, number or identifier.",
  },
  { name: 'ContactID', type: 'id', note: 'The customer by identifier.' },
  { name: 'TargetTransactionID', type: 'id', note: 'The sales invoice on which it is charged.' },
  { name: 'TargetLineItemID', type: 'id', note: 'The line of that invoice; several links may share it.' },
  {
    name: 'Status',
    type: 'choice',
    values: ['APPROVED', 'DRAFT', 'ONDRAFT', 'BILLED', 'VOIDED'],
    readOnly: true,
    note: 'Follows from the bill and the invoice.',
  },
  { name: 'Type', type: 'choice', values: ['BILLABLEEXPENSE'], readOnly: true },
  {
    name: 'SourceTransactionTypeCode',
    type: 'choice',
    values: ['ACCPAY', 'SPEND'],
    readOnly: true,
    note: 'ACCPAY for a bill, SPEND for money spent.',
  },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

export const linkedTransactions: Entity = {
  name: 'LinkedTransactions',
  singular: 'LinkedTransaction',
  path: '/LinkedTransactions',
  idField: 'LinkedTransactionID',
  numberField: 'SourceLineItemID',
  fields,
  match: [{ fields: ['SourceLineItemID'] }],
  lookUp: { by: 'all' },
  create: { method: 'PUT', path: '/LinkedTransactions', batch: 1, body: 'element' },
  update: { method: 'POST', path: '/LinkedTransactions/{LinkedTransactionID}', batch: 1, body: 'element' },
  unposted: true,
  verbs: {
    delete: {
      route: { method: 'DELETE', path: '/LinkedTransactions/{LinkedTransactionID}', batch: 1, body: 'none' },
      final: true,
    },
  },
  stage: 'payments',
  read: {
    paging: 'page',
    modifiedSince: false,
    where: false,
    single: {
      LinkedTransactionID: 'LinkedTransactionID',
      SourceTransactionID: 'SourceTransactionID',
      ContactID: 'ContactID',
      Status: 'Status',
      TargetTransactionID: 'TargetTransactionID',
    },
  },
  scope: 'accounting.invoices',
  rules: [],
  note: 'Billable expenses: what was bought for a customer, on its way to an invoice. Xero takes one a call.',
};
