/** Money spent and received, with prepayments and overpayments. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { bankAccount } from './fields/bank-account.ts';
import { carriedContact } from './fields/carried-contact.ts';
import { currencyCodes } from './fields/currency-codes.ts';
import { deepLink } from './fields/deep-link.ts';
import { documentContact, documentContactCollections } from './fields/document-contact.ts';
import { lineAmountTypes } from './fields/line-amount-types.ts';
import { plainLineItems } from './fields/line-items.ts';

/** Those that are made and deleted by themselves. */
const OWN_TYPES = [
  ...['SPEND', 'RECEIVE', 'SPEND-PREPAYMENT', 'RECEIVE-PREPAYMENT'],
  ...['SPEND-OVERPAYMENT', 'RECEIVE-OVERPAYMENT'],
];

const header: readonly Field[] = [
  { name: 'BankTransactionID', type: 'id', note: "Xero's identifier of an existing bank transaction." },
  {
    name: 'Type',
    type: 'choice',
    values: [...OWN_TYPES, 'SPEND-TRANSFER', 'RECEIVE-TRANSFER'],
    required: 'create',
    note: 'SPEND and RECEIVE are money out and in; with PREPAYMENT or OVERPAYMENT it becomes a credit, to be set against invoices. TRANSFER is read alone: BankTransfers makes those.',
  },
  ...documentContact,
  ...bankAccount('BankAccount', 'that the money passes'),
  { name: 'Date', type: 'date', required: 'create', note: 'The day on which the money moved.' },
  lineAmountTypes,
  { name: 'Reference', type: 'text', maxLength: 255, note: 'Free text, e.g. a receipt number.' },
  {
    name: 'Status',
    type: 'choice',
    values: ['AUTHORISED', 'DELETED', 'VOIDED'],
    note: 'AUTHORISED where left out.',
  },
  {
    name: 'IsReconciled',
    type: 'boolean',
    note: 'Creates the transaction as reconciled; meant for taking over old books.',
  },
  {
    name: 'CurrencyCode',
    type: 'choice',
    values: currencyCodes,
    names: 'currency',
    note: "The bank account's own currency. An overpayment alone may have another one.",
  },
  {
    name: 'CurrencyRate',
    type: 'decimal',
    decimals: 6,
    note: "Units of the account's currency for one of the base currency. Left out, Xero takes the day's rate.",
  },
  { name: 'Url', type: 'text', note: 'A complete web address of the source document.' },
];

const computed: readonly Field[] = [
  { name: 'SubTotal', type: 'decimal', decimals: 2, readOnly: true, note: 'Sum of the lines without tax.' },
  { name: 'TotalTax', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'Total', type: 'decimal', decimals: 2, readOnly: true, note: 'SubTotal and TotalTax together.' },
  { name: 'PrepaymentID', type: 'id', readOnly: true, note: 'The prepayment that it made.' },
  { name: 'OverpaymentID', type: 'id', readOnly: true, note: 'The overpayment that it made.' },
  { name: 'HasAttachments', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

const route = { path: '/BankTransactions', batch: 50, body: 'envelope', summarizeErrors: true, unitdp: true } as const;

export const bankTransactions: Entity = {
  name: 'BankTransactions',
  singular: 'BankTransaction',
  path: '/BankTransactions',
  idField: 'BankTransactionID',
  fields: [...header, ...computed],
  collections: documentContactCollections,
  lines: plainLineItems,
  match: [],
  create: { method: 'PUT', ...route },
  update: { method: 'POST', ...route },
  status: {
    field: 'Status',
    initial: 'AUTHORISED',
    creatable: ['AUTHORISED'],
    moves: { AUTHORISED: ['AUTHORISED'], DELETED: ['AUTHORISED'], VOIDED: [] },
    editable: ['AUTHORISED'],
    gone: ['DELETED', 'VOIDED'],
  },
  verbs: {
    delete: {
      to: 'DELETED',
      final: true,
      requires: { Type: OWN_TYPES },
      remedies: { Type: 'It is one side of a bank transfer: `delete: BankTransfers` removes both.' },
    },
  },
  stage: 'documents',
  read: { paging: 'page-size', modifiedSince: true, where: true, query: { unitdp: '4' }, carried: carriedContact },
  link: deepLink('/Bank/ViewTransaction.aspx?bankTransactionID={id}'),
  scope: 'accounting.banktransactions',
  rules: [],
  note: 'Money spent or received, and prepayments and overpayments, for they are made here. There is no number: rows that are equal are all sent, and a second run of the same file sends none again. Nothing can be changed once it is reconciled.',
};
