/** Documents, entities and labels for the tests, made of plain texts. */

import { type Decimal, decimal } from '../../../src/model/decimal.ts';
import type { Document, DocumentLine, FieldLabels, RowRef, Value } from '../../../src/model/document.ts';
import type { Field } from '../../../src/model/entity.ts';
import type { Entity } from '../../../src/model/registry.ts';

/** An amount is written `#12.50`. */
export type Plain = Readonly<Record<string, string | boolean>>;

export interface LinePlan extends Partial<Pick<DocumentLine, 'extra'>> {
  readonly values: Plain;
  readonly blank?: readonly string[];
  readonly verify?: Readonly<Record<string, string>>;
}

export function values(plain: Plain): Map<string, Value> {
  const entries = Object.entries(plain).map(([field, value]): [string, Value] => [field, typed(value)]);
  return new Map(entries);
}

/** Line n stands in row n + 2, as under a header. */
export function makeDocument(
  fields: Plain,
  lines: readonly LinePlan[] = [],
  verify: Readonly<Record<string, string>> = {},
): Document {
  const rows: RowRef[] = Array.from({ length: Math.max(1, lines.length) }, (_, index) => ({
    ordinal: index,
    number: index + 2,
  }));
  return {
    rows,
    fields: values(fields),
    origins: new Map(),
    lines: lines.map((line, index) => ({
      row: rows[index] ?? { ordinal: index, number: index + 2 },
      values: values(line.values),
      extra: line.extra ?? false,
      blank: new Set(line.blank ?? []),
      verify: amounts(line.verify ?? {}),
    })),
    verify: amounts(verify),
  };
}

/** Every field comes from a column of its own name behind `col `. */
export const labels: FieldLabels = {
  header: (field) => `col ${field}`,
  line: (field) => `col ${field}`,
  verify: (field) => `col ${field}`,
};

const lineFields: readonly Field[] = [
  { name: 'Description', type: 'text', maxLength: 4000, required: 'approved' },
  { name: 'Quantity', type: 'decimal', decimals: 4, required: 'approved' },
  { name: 'UnitAmount', type: 'decimal', decimals: 4, required: 'approved' },
  { name: 'LineAmount', type: 'decimal', decimals: 2 },
  { name: 'DiscountRate', type: 'decimal', decimals: 2 },
  { name: 'DiscountAmount', type: 'decimal', decimals: 2 },
  { name: 'ItemCode', type: 'text', maxLength: 30, names: 'item' },
  { name: 'AccountCode', type: 'text', maxLength: 10, required: 'approved', names: 'account-code' },
  { name: 'TaxType', type: 'text', names: 'tax-type' },
  { name: 'TaxAmount', type: 'decimal', decimals: 2 },
];

const contactFields: readonly Field[] = [
  { name: 'Contact', type: 'text', names: 'contact' },
  { name: 'Contact.ContactID', type: 'id' },
  { name: 'Contact.ContactNumber', type: 'text', maxLength: 50 },
  { name: 'Contact.Name', type: 'text', maxLength: 255, required: 'create', names: 'contact-name' },
  { name: 'Contact.EmailAddress', type: 'text', maxLength: 255 },
];

const statuses = {
  field: 'Status',
  initial: 'DRAFT',
  creatable: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
  moves: {
    DRAFT: ['DRAFT', 'SUBMITTED'],
    SUBMITTED: ['DRAFT', 'SUBMITTED'],
    AUTHORISED: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
    VOIDED: ['AUTHORISED'],
  },
  editable: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
  gone: ['DELETED', 'VOIDED'],
};

const shape = {
  stage: 'documents',
  read: { paging: 'page-size', modifiedSince: true, where: true },
  scope: 'accounting.invoices',
  rules: [],
} as const;

export const invoices: Entity = {
  ...shape,
  name: 'Invoices',
  singular: 'Invoice',
  path: '/Invoices',
  idField: 'InvoiceID',
  numberField: 'InvoiceNumber',
  fields: [
    { name: 'InvoiceID', type: 'id' },
    { name: 'InvoiceNumber', type: 'text', maxLength: 255 },
    { name: 'Type', type: 'choice', values: ['ACCREC', 'ACCPAY'], required: 'create' },
    ...contactFields,
    { name: 'LineAmountTypes', type: 'choice', values: ['Exclusive', 'Inclusive', 'NoTax'], required: 'create' },
    { name: 'Date', type: 'date', required: 'create' },
    { name: 'DueDate', type: 'date', required: 'approved' },
    { name: 'Reference', type: 'text', maxLength: 255 },
    { name: 'BrandingTheme', type: 'text', names: 'branding-theme' },
    { name: 'BrandingThemeID', type: 'id' },
    { name: 'Url', type: 'text' },
    { name: 'CurrencyCode', type: 'text', names: 'currency' },
    { name: 'CurrencyRate', type: 'decimal', decimals: 6 },
    { name: 'Status', type: 'choice', values: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'VOIDED'] },
  ],
  lines: { name: 'LineItems', fields: lineFields, tracking: true, arithmetic: 'line-items' },
  match: [
    { fields: ['InvoiceID'] },
    { fields: ['InvoiceNumber'], when: { Type: ['ACCREC'] } },
    { fields: ['Contact.ContactID', 'InvoiceNumber'], when: { Type: ['ACCPAY'] } },
  ],
  status: statuses,
};

export const contacts: Entity = {
  ...shape,
  name: 'Contacts',
  singular: 'Contact',
  path: '/Contacts',
  idField: 'ContactID',
  fields: [
    { name: 'ContactID', type: 'id' },
    { name: 'ContactNumber', type: 'text', maxLength: 50 },
    { name: 'AccountNumber', type: 'text', maxLength: 50 },
    { name: 'Name', type: 'text', maxLength: 255, required: 'create' },
    { name: 'EmailAddress', type: 'text', maxLength: 255 },
    { name: 'ContactPersons.1.EmailAddress', type: 'text', maxLength: 255 },
    { name: 'ContactPersons.1.FirstName', type: 'text', maxLength: 255 },
    { name: 'Website', type: 'text' },
  ],
  collections: { ContactPersons: { kind: 'numbered' } },
  match: [{ fields: ['ContactID'] }, { fields: ['ContactNumber'] }, { fields: ['Name'] }],
  stage: 'contacts',
};

export const payments: Entity = {
  ...shape,
  name: 'Payments',
  singular: 'Payment',
  path: '/Payments',
  idField: 'PaymentID',
  fields: [
    { name: 'Invoice', type: 'text', names: 'invoice' },
    { name: 'Invoice.InvoiceID', type: 'id' },
    { name: 'Invoice.InvoiceNumber', type: 'text' },
    { name: 'Invoice.Contact.Name', type: 'text', notSent: true },
    { name: 'Invoice.Type', type: 'choice', values: ['ACCREC', 'ACCPAY'], notSent: true },
    { name: 'CreditNote', type: 'text', names: 'credit-note' },
    { name: 'Account', type: 'text', names: 'account', required: 'create' },
    { name: 'Account.AccountID', type: 'id' },
    { name: 'Account.Code', type: 'text', names: 'account-code' },
    { name: 'Date', type: 'date', required: 'create' },
    { name: 'Amount', type: 'decimal', decimals: 2, required: 'create' },
    { name: 'Reference', type: 'text' },
  ],
  match: [],
  stage: 'payments',
};

export const journals: Entity = {
  ...shape,
  name: 'ManualJournals',
  singular: 'ManualJournal',
  path: '/ManualJournals',
  idField: 'ManualJournalID',
  fields: [
    { name: 'Narration', type: 'text', required: 'create' },
    { name: 'LineAmountTypes', type: 'choice', values: ['Exclusive', 'Inclusive', 'NoTax'] },
    { name: 'Date', type: 'date', required: 'create' },
    { name: 'Status', type: 'choice', values: ['DRAFT', 'POSTED'] },
  ],
  lines: {
    name: 'JournalLines',
    fields: [
      { name: 'LineAmount', type: 'decimal', decimals: 2, required: 'create' },
      { name: 'AccountCode', type: 'text', required: 'create', names: 'account-code' },
      { name: 'Description', type: 'text' },
      { name: 'TaxType', type: 'text', names: 'tax-type' },
    ],
    arithmetic: 'journal',
  },
  match: [{ fields: ['ManualJournalID'] }],
};

function typed(value: string | boolean): Value {
  return typeof value === 'string' && value.startsWith('#') ? decimal(value.slice(1)) : value;
}

function amounts(plain: Readonly<Record<string, string>>): Map<string, Decimal> {
  return new Map(Object.entries(plain).map(([field, text]) => [field, decimal(text)]));
}
