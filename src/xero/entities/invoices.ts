/** Sales invoices and bills. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { billTemplate } from '../templates/bills.ts';
import { salesInvoiceTemplate } from '../templates/sales-invoices.ts';
import { carriedContact } from './fields/carried-contact.ts';
import { deepLink } from './fields/deep-link.ts';
import { documentContact, documentContactCollections } from './fields/document-contact.ts';
import { documentCurrency } from './fields/document-currency.ts';
import { documentStatus, documentStatusField } from './fields/document-status.ts';
import { documentVerbs } from './fields/document-verbs.ts';
import { invoiceAddressCollection, invoiceAddresses } from './fields/invoice-addresses.ts';
import { lineAmountTypes } from './fields/line-amount-types.ts';
import { discountedLineItems } from './fields/line-items.ts';
import { documentPayments, invoiceCredits } from './fields/settlements.ts';

const header: readonly Field[] = [
  { name: 'InvoiceID', type: 'id', note: "Xero's identifier of an existing invoice or bill." },
  {
    name: 'InvoiceNumber',
    type: 'text',
    maxLength: 255,
    note: "A sales invoice's number is unique, and Xero gives the next one where it is left out. On a bill it is the supplier's number.",
  },
  {
    name: 'Type',
    type: 'choice',
    values: ['ACCREC', 'ACCPAY'],
    required: 'create',
    note: 'ACCREC is a sales invoice, ACCPAY a bill.',
  },
  ...documentContact,
  { name: 'Date', type: 'date', required: 'create', note: 'The day of issue.' },
  { name: 'DueDate', type: 'date', required: 'approved' },
  lineAmountTypes,
  { name: 'Reference', type: 'text', maxLength: 255, note: 'Sales invoices only.' },
  documentStatusField,
  ...documentCurrency,
  { name: 'BrandingTheme', type: 'text', notSent: true, names: 'branding-theme', note: "A branding theme's name." },
  { name: 'BrandingThemeID', type: 'id' },
  { name: 'Url', type: 'text', note: 'A complete web address of the source document.' },
  { name: 'SentToContact', type: 'boolean', note: 'Marks an approved invoice as sent; nothing is e-mailed.' },
  { name: 'ExpectedPaymentDate', type: 'date', note: 'Shown on sales invoices.' },
  { name: 'PlannedPaymentDate', type: 'date', note: 'Shown on bills.' },
  {
    name: 'RoundingAmount',
    type: 'decimal',
    decimals: 2,
    note: 'From -0.10 to 0.10, where Xero has switched it on for the organisation.',
  },
  {
    name: 'EnteredTotal',
    type: 'decimal',
    decimals: 2,
    note: 'The total before the rounding amount, on drafts, where Xero has switched it on for the organisation.',
  },
  ...invoiceAddresses,
];

const computed: readonly Field[] = [
  { name: 'SubTotal', type: 'decimal', decimals: 2, readOnly: true, note: 'Sum of the lines without tax.' },
  { name: 'TotalTax', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'Total', type: 'decimal', decimals: 2, readOnly: true, note: 'SubTotal and TotalTax together.' },
  { name: 'TotalDiscount', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'AmountDue', type: 'decimal', decimals: 2, readOnly: true, note: 'What is still to be paid.' },
  { name: 'AmountPaid', type: 'decimal', decimals: 2, readOnly: true },
  {
    name: 'AmountCredited',
    type: 'decimal',
    decimals: 2,
    readOnly: true,
    note: 'Credit notes, over- and prepayments.',
  },
  { name: 'FullyPaidOnDate', type: 'date', readOnly: true },
  { name: 'CISDeduction', type: 'decimal', decimals: 2, readOnly: true, note: 'Contractors in the United Kingdom.' },
  { name: 'CISRate', type: 'decimal', readOnly: true, note: 'Contractors in the United Kingdom.' },
  { name: 'RepeatingInvoiceID', type: 'id', readOnly: true, note: 'The repeating invoice that it stems from.' },
  { name: 'IsDiscounted', type: 'boolean', readOnly: true },
  { name: 'HasAttachments', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

export const invoices: Entity = {
  name: 'Invoices',
  singular: 'Invoice',
  path: '/Invoices',
  idField: 'InvoiceID',
  numberField: 'InvoiceNumber',
  fields: [...header, ...computed],
  collections: { ...documentContactCollections, ...invoiceAddressCollection },
  lines: discountedLineItems,
  inner: { payments: documentPayments, allocations: invoiceCredits },
  group: [
    { fields: ['InvoiceNumber'], when: { Type: ['ACCREC'] } },
    { fields: ['Contact', 'InvoiceNumber'], when: { Type: ['ACCPAY'] } },
  ],
  match: [
    { fields: ['InvoiceNumber'], when: { Type: ['ACCREC'] } },
    { fields: ['Contact', 'InvoiceNumber'], when: { Type: ['ACCPAY'] } },
  ],
  lookUp: { by: 'list', parameter: 'InvoiceNumbers', most: 40 },
  create: { method: 'PUT', path: '/Invoices', batch: 50, body: 'envelope', summarizeErrors: true, unitdp: true },
  update: { method: 'POST', path: '/Invoices', batch: 50, body: 'envelope', summarizeErrors: true, unitdp: true },
  status: documentStatus,
  verbs: documentVerbs('Invoices', ['AmountPaid', 'AmountCredited']),
  stage: 'documents',
  read: {
    paging: 'page-size',
    modifiedSince: true,
    where: true,
    query: { unitdp: '4' },
    fast: {
      equal: ['Type', 'Reference', 'Contact.Name', 'Contact.ContactNumber', 'AmountPaid', 'InvoiceNumber', 'Status'],
      range: ['Date', 'DueDate', 'AmountDue'],
    },
    parameters: {
      InvoiceID: 'IDs',
      InvoiceNumber: 'InvoiceNumbers',
      'Contact.ContactID': 'ContactIDs',
      Status: 'Statuses',
    },
    carried: { ...carriedContact, InvoiceAddresses: [] },
  },
  templates: [salesInvoiceTemplate, billTemplate],
  link: {
    ACCREC: deepLink('/AccountsReceivable/View.aspx?InvoiceID={id}'),
    ACCPAY: deepLink('/AccountsPayable/View.aspx?InvoiceID={id}'),
  },
  scope: 'accounting.invoices',
  rules: [],
  note: 'Sales invoices (ACCREC) and bills (ACCPAY). In an update that maps lines, the lines given replace all lines that Xero holds.',
};
