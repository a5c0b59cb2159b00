/** Payments of invoices and bills, and refunds of credit notes, over- and prepayments. */

import type { Field, Route } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { deepLink } from './fields/deep-link.ts';
import { creditNoteNarrowing, invoiceNarrowing } from './fields/payment-targets.ts';
import { refundsShownAsInvoices } from './fields/refunds-shown-as-invoices.ts';

const own: readonly Field[] = [
  { name: 'PaymentID', type: 'id', note: "Xero's identifier of an existing payment." },
  ...invoiceNarrowing,
  ...creditNoteNarrowing,
  {
    name: 'Prepayment',
    type: 'text',
    notSent: true,
    names: 'prepayment',
    note: 'The prepayment that is refunded: its InvoiceNumber or identifier.',
  },
  { name: 'Prepayment.PrepaymentID', type: 'id', note: 'The prepayment by its identifier.' },
  { name: 'Overpayment.OverpaymentID', type: 'id', note: 'The overpayment that is refunded.' },
  {
    name: 'Account',
    type: 'text',
    required: 'create',
    notSent: true,
    names: 'account',
    note: 'The bank account, or another one that takes payments: its code, name or identifier.',
  },
  { name: 'Account.AccountID', type: 'id', note: 'The account by its identifier.' },
  { name: 'Account.Code', type: 'text', maxLength: 10, note: 'The account by its code; a bank account may have none.' },
  { name: 'Date', type: 'date', required: 'create', note: 'The day on which the money moved.' },
  {
    name: 'Amount',
    type: 'decimal',
    decimals: 2,
    required: 'create',
    note: "In the document's currency, above 0 and no more than is still due.",
  },
  {
    name: 'CurrencyRate',
    type: 'decimal',
    decimals: 6,
    note: 'Units of the foreign currency for one of the base currency; only for documents in a foreign currency.',
  },
  { name: 'BankAmount', type: 'decimal', decimals: 2, note: "The amount in the bank account's currency." },
  { name: 'Reference', type: 'text', note: 'Free text, e.g. Direct Debit.' },
  {
    name: 'IsReconciled',
    type: 'boolean',
    note: 'Creates the payment as reconciled; meant for taking over old books.',
  },
  { name: 'Status', type: 'choice', values: ['AUTHORISED', 'DELETED'], note: 'AUTHORISED where left out.' },
  { name: 'BankAccountNumber', type: 'text', note: "The supplier's bank account." },
  { name: 'Particulars', type: 'text', note: "Shown on the supplier's bank statement." },
  { name: 'Details', type: 'text', note: "Shown on the supplier's bank statement." },
];

const computed: readonly Field[] = [
  {
    name: 'PaymentType',
    type: 'choice',
    values: [
      'ACCRECPAYMENT',
      'ACCPAYPAYMENT',
      'ARCREDITPAYMENT',
      'APCREDITPAYMENT',
      'AROVERPAYMENTPAYMENT',
      'ARPREPAYMENTPAYMENT',
      'APPREPAYMENTPAYMENT',
      'APOVERPAYMENTPAYMENT',
    ],
    readOnly: true,
  },
  { name: 'BatchPaymentID', type: 'id', readOnly: true, note: 'The batch payment that it belongs to.' },
  { name: 'HasAccount', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

/** A payment is taken back by its own address. */
const removal: Route = { method: 'POST', path: '/Payments/{PaymentID}', batch: 1, body: 'element' };

export const payments: Entity = {
  name: 'Payments',
  singular: 'Payment',
  path: '/Payments',
  idField: 'PaymentID',
  fields: [...own, ...computed],
  match: [],
  create: { method: 'PUT', path: '/Payments', batch: 50, body: 'envelope', summarizeErrors: true },
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
  read: {
    paging: 'page-size',
    modifiedSince: true,
    where: true,
    fast: { equal: ['PaymentID', 'PaymentType', 'Status', 'Reference', 'Invoice.InvoiceID'], range: ['Date'] },
    shownAs: refundsShownAsInvoices,
  },
  link: deepLink('/Bank/ViewTransaction.aspx?bankTransactionID={id}'),
  scope: 'accounting.payments',
  rules: [],
  note: 'A payment settles exactly one invoice, bill, credit note, prepayment or overpayment. It cannot be changed, only deleted and created anew.',
};
