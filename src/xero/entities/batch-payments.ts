/** Batch payments: several invoices or bills paid by one movement at the bank. */

import type { Field, Route } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { invoiceNarrowing } from './fields/payment-targets.ts';

const own: readonly Field[] = [
  { name: 'BatchPaymentID', type: 'id', note: "Xero's identifier of an existing batch payment." },
  {
    name: 'Account',
    type: 'text',
    required: 'create',
    notSent: true,
    names: 'account',
    note: 'The bank account: its code, name or identifier.',
  },
  { name: 'Account.AccountID', type: 'id', note: 'The account by its identifier.' },
  { name: 'Account.Code', type: 'text', maxLength: 10, note: 'The account by its code; a bank account may have none.' },
  { name: 'Date', type: 'date', required: 'create', note: 'The day on which the money moved.' },
  { name: 'Reference', type: 'text', maxLength: 255, note: 'Free text; in New Zealand up to 12 characters.' },
  { name: 'Particulars', type: 'text', maxLength: 12, note: 'New Zealand only.' },
  { name: 'Code', type: 'text', maxLength: 12, note: 'New Zealand only.' },
  { name: 'Details', type: 'text', maxLength: 18, note: 'Sent to the bank with the batch; not in New Zealand.' },
  {
    name: 'Narrative',
    type: 'text',
    maxLength: 18,
    note: "Shown on the organisation's own statement line; United Kingdom only.",
  },
];

const computed: readonly Field[] = [
  { name: 'TotalAmount', type: 'decimal', decimals: 2, readOnly: true, note: 'Sum of the payments.' },
  {
    name: 'Type',
    type: 'choice',
    values: ['PAYBATCH', 'RECBATCH'],
    readOnly: true,
    note: 'PAYBATCH pays bills, RECBATCH is paid by customers.',
  },
  { name: 'Status', type: 'choice', values: ['AUTHORISED', 'DELETED'], readOnly: true },
  { name: 'IsReconciled', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

const paid: readonly Field[] = [
  ...invoiceNarrowing,
  {
    name: 'Amount',
    type: 'decimal',
    decimals: 2,
    required: 'create',
    note: 'Above 0 and no more than is still due.',
  },
  { name: 'BankAccountNumber', type: 'text', note: "The supplier's bank account." },
  { name: 'Particulars', type: 'text', maxLength: 12, note: "On the supplier's bank statement; New Zealand only." },
  { name: 'Code', type: 'text', maxLength: 12, note: "On the supplier's bank statement; New Zealand only." },
  { name: 'Reference', type: 'text', note: "On the supplier's bank statement; in New Zealand up to 12 characters." },
  { name: 'Details', type: 'text', maxLength: 18, note: "On the supplier's bank statement; not in New Zealand." },
];

/** One address for each: that is how Xero takes a batch back. */
const removal: Route = { method: 'POST', path: '/BatchPayments/{BatchPaymentID}', batch: 1, body: 'element' };

export const batchPayments: Entity = {
  name: 'BatchPayments',
  singular: 'BatchPayment',
  path: '/BatchPayments',
  idField: 'BatchPaymentID',
  fields: [...own, ...computed],
  lines: { name: 'Payments', fields: paid, needed: true, idField: 'PaymentID' },
  group: [
    { fields: ['Account', 'Date'] },
    { fields: ['Account.AccountID', 'Date'] },
    { fields: ['Account.Code', 'Date'] },
  ],
  match: [],
  create: { method: 'PUT', path: '/BatchPayments', batch: 1, body: 'envelope' },
  status: {
    field: 'Status',
    initial: 'AUTHORISED',
    creatable: ['AUTHORISED'],
    moves: { AUTHORISED: [], DELETED: ['AUTHORISED'] },
    editable: [],
    gone: ['DELETED'],
  },
  verbs: {
    reverse: { to: 'DELETED', route: removal, final: true },
    delete: { to: 'DELETED', route: removal, final: true },
  },
  stage: 'payments',
  read: { paging: 'none', modifiedSince: true, where: true },
  scope: 'accounting.payments',
  rules: [],
  note: 'Sales invoices, or bills, that one movement at the bank pays: its lines are the payments, all made or none. Rows of one account and day are one batch unless `group` says otherwise. Documents are in the base currency. A batch cannot be changed, only taken back as a whole.',
};
