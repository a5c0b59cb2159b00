/** Repeating invoices and bills: templates from which Xero makes documents on a schedule. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { carriedContact } from './fields/carried-contact.ts';
import { currencyCodes } from './fields/currency-codes.ts';
import { documentContact, documentContactCollections } from './fields/document-contact.ts';
import { lineAmountTypes } from './fields/line-amount-types.ts';
import { repeatingInvoiceLines } from './fields/order-lines.ts';
import { orderTheme, orderTotals } from './fields/order-totals.ts';

const DUE = [
  'DAYSAFTERBILLDATE',
  'DAYSAFTERBILLMONTH',
  'DAYSAFTERINVOICEDATE',
  'DAYSAFTERINVOICEMONTH',
  'OFCURRENTMONTH',
  'OFFOLLOWINGMONTH',
];

const schedule: readonly Field[] = [
  { name: 'Schedule.Period', type: 'integer', required: 'create', note: 'Every so many weeks or months.' },
  { name: 'Schedule.Unit', type: 'choice', values: ['WEEKLY', 'MONTHLY'], required: 'create' },
  {
    name: 'Schedule.DueDate',
    type: 'integer',
    required: 'create',
    note: 'When each document falls due: days, or the day of a month.',
  },
  {
    name: 'Schedule.DueDateType',
    type: 'choice',
    values: DUE,
    required: 'create',
    note: 'What the due date counts from.',
  },
  { name: 'Schedule.StartDate', type: 'date', required: 'create', note: 'The day of the first document.' },
  { name: 'Schedule.NextScheduledDate', type: 'date' },
  { name: 'Schedule.EndDate', type: 'date', note: 'The last day; without it the template goes on for ever.' },
];

const header: readonly Field[] = [
  { name: 'RepeatingInvoiceID', type: 'id', note: "Xero's identifier of an existing template." },
  {
    name: 'Type',
    type: 'choice',
    values: ['ACCREC', 'ACCPAY'],
    required: 'create',
    note: 'ACCREC makes sales invoices, ACCPAY bills.',
  },
  ...documentContact,
  ...schedule,
  lineAmountTypes,
  { name: 'Reference', type: 'text', note: 'Sales invoices only.' },
  {
    name: 'Status',
    type: 'choice',
    values: ['DRAFT', 'AUTHORISED', 'DELETED'],
    note: 'Whether the documents that it makes are drafts or approved. DRAFT where left out.',
  },
  {
    name: 'CurrencyCode',
    type: 'choice',
    values: currencyCodes,
    names: 'currency',
    note: "An ISO code that the organisation uses. Left out, the organisation's base currency.",
  },
  ...orderTheme,
  {
    name: 'ApprovedForSending',
    type: 'boolean',
    note: 'Every approved invoice that it makes is e-mailed to the customer.',
  },
  { name: 'SendCopy', type: 'boolean', note: 'A copy of each e-mail goes to its sender.' },
  { name: 'MarkAsSent', type: 'boolean', note: 'Every invoice that it makes shows as sent.' },
  { name: 'IncludePDF', type: 'boolean', note: 'Each e-mail has the PDF.' },
];

export const repeatingInvoices: Entity = {
  name: 'RepeatingInvoices',
  singular: 'RepeatingInvoice',
  path: '/RepeatingInvoices',
  idField: 'RepeatingInvoiceID',
  fields: [
    ...header,
    ...orderTotals,
    { name: 'ID', type: 'id', readOnly: true, note: 'The same as RepeatingInvoiceID.' },
    { name: 'HasAttachments', type: 'boolean', readOnly: true },
  ],
  collections: documentContactCollections,
  lines: repeatingInvoiceLines,
  match: [],
  create: { method: 'PUT', path: '/RepeatingInvoices', batch: 50, body: 'envelope', summarizeErrors: true },
  status: {
    field: 'Status',
    initial: 'DRAFT',
    creatable: ['DRAFT', 'AUTHORISED'],
    moves: { DRAFT: [], AUTHORISED: [], DELETED: ['DRAFT', 'AUTHORISED'] },
    editable: [],
    gone: ['DELETED'],
  },
  unposted: true,
  verbs: {
    delete: {
      to: 'DELETED',
      final: true,
      route: { method: 'POST', path: '/RepeatingInvoices', batch: 50, body: 'envelope', summarizeErrors: true },
    },
  },
  stage: 'documents',
  read: { paging: 'none', modifiedSince: false, where: true, carried: carriedContact },
  scope: 'accounting.invoices',
  rules: [],
  note: 'Xero lets templates be created and deleted, and nothing of them be changed. One of several lines is grouped by a column: `group: { column: Template }`.',
};
