/** Quotes to customers. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { documentContact, documentContactCollections } from './fields/document-contact.ts';
import { documentCurrency } from './fields/document-currency.ts';
import { lineAmountTypes } from './fields/line-amount-types.ts';
import { quoteLines } from './fields/order-lines.ts';
import { orderTheme, orderTotals, orderUpdated, totalDiscount } from './fields/order-totals.ts';

const header: readonly Field[] = [
  { name: 'QuoteID', type: 'id', note: "Xero's identifier of an existing quote." },
  {
    name: 'QuoteNumber',
    type: 'text',
    maxLength: 255,
    note: 'Unique. Xero gives the next one where it is left out.',
  },
  ...documentContact,
  { name: 'Date', type: 'date', required: 'create', note: 'The day of issue.' },
  { name: 'ExpiryDate', type: 'date' },
  { ...lineAmountTypes, values: ['EXCLUSIVE', 'INCLUSIVE', 'NOTAX'] },
  { name: 'Reference', type: 'text', maxLength: 4000 },
  {
    name: 'Status',
    type: 'choice',
    values: ['DRAFT', 'SENT', 'DECLINED', 'ACCEPTED', 'INVOICED', 'DELETED'],
    note: 'DRAFT where left out. SENT marks it as sent; nothing is e-mailed.',
  },
  ...documentCurrency,
  ...orderTheme,
  { name: 'Title', type: 'text', maxLength: 100 },
  { name: 'Summary', type: 'text', maxLength: 3000 },
  { name: 'Terms', type: 'text', maxLength: 4000 },
];

/** As users of the API report it; a quote begins as a draft or as sent. */
const status: Entity['status'] = {
  field: 'Status',
  initial: 'DRAFT',
  creatable: ['DRAFT', 'SENT'],
  moves: {
    DRAFT: ['DRAFT', 'SENT', 'DECLINED', 'ACCEPTED', 'INVOICED'],
    SENT: ['DRAFT', 'SENT', 'DECLINED', 'ACCEPTED', 'INVOICED'],
    DECLINED: ['SENT', 'ACCEPTED', 'INVOICED'],
    ACCEPTED: ['SENT', 'DECLINED', 'INVOICED'],
    INVOICED: ['SENT', 'ACCEPTED'],
    DELETED: ['DRAFT', 'SENT', 'DECLINED', 'ACCEPTED', 'INVOICED'],
  },
  editable: ['DRAFT', 'SENT', 'DECLINED', 'ACCEPTED', 'INVOICED'],
  gone: ['DELETED'],
};

/** What Xero wants to see in every change, whatever it is about. */
const ALWAYS = ['Contact.ContactID', 'Date'];

export const quotes: Entity = {
  name: 'Quotes',
  singular: 'Quote',
  path: '/Quotes',
  idField: 'QuoteID',
  numberField: 'QuoteNumber',
  fields: [...header, ...orderTotals, totalDiscount, orderUpdated],
  collections: documentContactCollections,
  lines: quoteLines,
  match: [{ fields: ['QuoteNumber'] }],
  lookUp: { by: 'list', parameter: 'QuoteNumber', most: 1 },
  create: { method: 'PUT', path: '/Quotes', batch: 50, body: 'envelope', summarizeErrors: true },
  update: { method: 'POST', path: '/Quotes', batch: 50, body: 'envelope', summarizeErrors: true },
  restated: ALWAYS,
  status,
  unposted: true,
  verbs: { delete: { to: 'DELETED', final: true, carries: ALWAYS } },
  stage: 'documents',
  read: {
    paging: 'page',
    modifiedSince: true,
    where: false,
    single: { Status: 'Status', 'Contact.ContactID': 'ContactID', QuoteNumber: 'QuoteNumber' },
    bounds: { Date: ['DateFrom', 'DateTo'], ExpiryDate: ['ExpiryDateFrom', 'ExpiryDateTo'] },
    carried: { Contact: ['ContactID', 'Name'] },
  },
  scope: 'accounting.invoices',
  rules: [],
  note: 'Quotes stand in no ledger, and a lock date does not bind them. In an update that maps lines, the lines given replace all lines that Xero holds.',
};
