/** Overpayments of customers and to suppliers. */

import type { Entity } from '../../model/registry.ts';
import { bankCreditFields } from './fields/bank-credit.ts';
import { carriedContact } from './fields/carried-contact.ts';
import { documentContactCollections } from './fields/document-contact.ts';
import { plainLineItems } from './fields/line-items.ts';
import { creditAllocations, documentPayments } from './fields/settlements.ts';

export const overpayments: Entity = {
  name: 'Overpayments',
  singular: 'Overpayment',
  path: '/Overpayments',
  idField: 'OverpaymentID',
  fields: [
    { name: 'OverpaymentID', type: 'id', readOnly: true },
    {
      name: 'Type',
      type: 'choice',
      values: ['RECEIVE-OVERPAYMENT', 'SPEND-OVERPAYMENT', 'AROVERPAYMENT'],
      readOnly: true,
      note: 'RECEIVE and AR come from a customer, SPEND goes to a supplier.',
    },
    ...bankCreditFields,
  ],
  collections: documentContactCollections,
  lines: plainLineItems,
  inner: { payments: documentPayments, allocations: creditAllocations },
  match: [],
  stage: 'documents',
  read: { paging: 'page-size', modifiedSince: true, where: true, query: { unitdp: '4' }, carried: carriedContact },
  scope: 'accounting.payments',
  rules: [],
  note: 'What was paid beyond an invoice: `import: BankTransactions` makes them, `allocate` sets them against invoices, `import: Payments` refunds them.',
};
