/** Prepayments of customers and to suppliers. */

import type { Entity } from '../../model/registry.ts';
import { bankCreditFields } from './fields/bank-credit.ts';
import { carriedContact } from './fields/carried-contact.ts';
import { documentContactCollections } from './fields/document-contact.ts';
import { plainLineItems } from './fields/line-items.ts';
import { creditAllocations, documentPayments } from './fields/settlements.ts';

export const prepayments: Entity = {
  name: 'Prepayments',
  singular: 'Prepayment',
  path: '/Prepayments',
  idField: 'PrepaymentID',
  numberField: 'InvoiceNumber',
  fields: [
    { name: 'PrepaymentID', type: 'id', readOnly: true },
    {
      name: 'Type',
      type: 'choice',
      values: ['RECEIVE-PREPAYMENT', 'SPEND-PREPAYMENT', 'ARPREPAYMENT', 'APPREPAYMENT'],
      readOnly: true,
      note: 'RECEIVE and AR come from a customer, SPEND and AP go to a supplier.',
    },
    {
      name: 'InvoiceNumber',
      type: 'text',
      readOnly: true,
      note: 'Of prepayments received: they share the numbers of sales invoices.',
    },
    { name: 'BrandingThemeID', type: 'id', readOnly: true },
    ...bankCreditFields,
  ],
  collections: documentContactCollections,
  lines: plainLineItems,
  inner: { payments: documentPayments, allocations: creditAllocations },
  match: [],
  lookUp: { by: 'list', parameter: 'InvoiceNumbers', most: 40 },
  stage: 'documents',
  read: { paging: 'page-size', modifiedSince: true, where: true, query: { unitdp: '4' }, carried: carriedContact },
  scope: 'accounting.payments',
  rules: [],
  note: 'Money received or paid before the invoice: `import: BankTransactions` makes them, `allocate` sets them against invoices, `import: Payments` refunds them.',
};
