/** Credit notes to customers and from suppliers. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { carriedContact } from './fields/carried-contact.ts';
import { deepLink } from './fields/deep-link.ts';
import { documentContact, documentContactCollections } from './fields/document-contact.ts';
import { documentCurrency } from './fields/document-currency.ts';
import { documentStatus, documentStatusField } from './fields/document-status.ts';
import { documentVerbs } from './fields/document-verbs.ts';
import { invoiceAddressCollection, invoiceAddresses } from './fields/invoice-addresses.ts';
import { lineAmountTypes } from './fields/line-amount-types.ts';
import { plainLineItems } from './fields/line-items.ts';
import { creditAllocations, documentPayments } from './fields/settlements.ts';

const header: readonly Field[] = [
  { name: 'CreditNoteID', type: 'id', note: "Xero's identifier of an existing credit note." },
  {
    name: 'CreditNoteNumber',
    type: 'text',
    maxLength: 255,
    note: "A customer credit note's number is unique, and Xero gives the next one where it is left out. On a supplier's it is the supplier's number.",
  },
  {
    name: 'Type',
    type: 'choice',
    values: ['ACCRECCREDIT', 'ACCPAYCREDIT'],
    required: 'create',
    note: 'ACCRECCREDIT credits a customer, ACCPAYCREDIT comes from a supplier. Amounts are positive.',
  },
  ...documentContact,
  { name: 'Date', type: 'date', required: 'create', note: 'The day of issue.' },
  { name: 'DueDate', type: 'date' },
  lineAmountTypes,
  { name: 'Reference', type: 'text', maxLength: 255, note: 'Customer credit notes only.' },
  documentStatusField,
  ...documentCurrency,
  { name: 'BrandingTheme', type: 'text', notSent: true, names: 'branding-theme', note: "A branding theme's name." },
  { name: 'BrandingThemeID', type: 'id' },
  ...invoiceAddresses,
];

const computed: readonly Field[] = [
  { name: 'SubTotal', type: 'decimal', decimals: 2, readOnly: true, note: 'Sum of the lines without tax.' },
  { name: 'TotalTax', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'Total', type: 'decimal', decimals: 2, readOnly: true, note: 'SubTotal and TotalTax together.' },
  { name: 'RemainingCredit', type: 'decimal', decimals: 2, readOnly: true, note: 'What is not yet used.' },
  { name: 'AppliedAmount', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'FullyPaidOnDate', type: 'date', readOnly: true },
  { name: 'CISDeduction', type: 'decimal', decimals: 2, readOnly: true, note: 'Contractors in the United Kingdom.' },
  { name: 'CISRate', type: 'decimal', readOnly: true, note: 'Contractors in the United Kingdom.' },
  { name: 'SentToContact', type: 'boolean', readOnly: true },
  { name: 'HasAttachments', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

export const creditNotes: Entity = {
  name: 'CreditNotes',
  singular: 'CreditNote',
  path: '/CreditNotes',
  idField: 'CreditNoteID',
  numberField: 'CreditNoteNumber',
  fields: [...header, ...computed],
  collections: { ...documentContactCollections, ...invoiceAddressCollection },
  lines: plainLineItems,
  inner: { payments: documentPayments, allocations: creditAllocations },
  group: [
    { fields: ['CreditNoteNumber'], when: { Type: ['ACCRECCREDIT'] } },
    { fields: ['Contact', 'CreditNoteNumber'], when: { Type: ['ACCPAYCREDIT'] } },
  ],
  match: [
    { fields: ['CreditNoteNumber'], when: { Type: ['ACCRECCREDIT'] } },
    { fields: ['Contact', 'CreditNoteNumber'], when: { Type: ['ACCPAYCREDIT'] } },
  ],
  lookUp: { by: 'where', field: 'CreditNoteNumber', most: 20 },
  create: { method: 'PUT', path: '/CreditNotes', batch: 50, body: 'envelope', summarizeErrors: true, unitdp: true },
  update: { method: 'POST', path: '/CreditNotes', batch: 50, body: 'envelope', summarizeErrors: true, unitdp: true },
  status: documentStatus,
  verbs: documentVerbs('CreditNotes', [['RemainingCredit', 'Total']]),
  stage: 'documents',
  read: {
    paging: 'page-size',
    modifiedSince: true,
    where: true,
    query: { unitdp: '4' },
    fast: {
      equal: ['CreditNoteID', 'CreditNoteNumber', 'Type', 'Status', 'Reference', 'Contact.ContactID', 'Contact.Name'],
      range: ['Date'],
    },
    carried: { ...carriedContact, InvoiceAddresses: [] },
  },
  link: {
    ACCRECCREDIT: deepLink('/AccountsReceivable/ViewCreditNote.aspx?creditNoteID={id}'),
    ACCPAYCREDIT: deepLink('/AccountsPayable/ViewCreditNote.aspx?creditNoteID={id}'),
  },
  scope: 'accounting.invoices',
  rules: [],
  note: 'Discounts are not possible. In an update that maps lines, the lines given replace all lines that Xero holds.',
};
