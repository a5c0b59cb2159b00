/** Allocations as records of their own, known through the credit that they are made from. */

import type { Act, Entity } from '../model/registry.ts';
import { creditNoteNarrowing, invoiceNarrowing } from './entities/fields/payment-targets.ts';

export const allocations: Entity = {
  name: 'Allocations',
  singular: 'Allocation',
  path: '/{Owner}/{OwnerID}/Allocations',
  idField: 'AllocationID',
  fields: [
    ...creditNoteNarrowing,
    { name: 'Prepayment.PrepaymentID', type: 'id', note: 'The prepayment that was set against something.' },
    { name: 'Overpayment.OverpaymentID', type: 'id', note: 'The overpayment that was set against something.' },
    ...invoiceNarrowing,
    { name: 'AllocationID', type: 'id', note: "Xero's identifier, as an export of allocations gives it." },
    { name: 'Amount', type: 'decimal', decimals: 2, note: 'Tells one of several allocations to an invoice.' },
    { name: 'Date', type: 'date', note: 'Tells one of several allocations to an invoice.' },
  ],
  match: [],
  stage: 'allocations',
  read: { paging: 'none', modifiedSince: false, where: false },
  scope: 'accounting.invoices',
  rules: [],
  note: 'What was set of a credit note, prepayment or overpayment against an invoice or bill.',
};

/** Takes an allocation back: the credit is left again, and the invoice due. */
export const removeAllocation: Act = {
  route: { method: 'DELETE', path: '/{Owner}/{OwnerID}/Allocations/{AllocationID}', batch: 1, body: 'none' },
  keys: [['CreditNote'], ['Prepayment.PrepaymentID'], ['Overpayment.OverpaymentID']],
  fields: allocations.fields,
  removes: true,
  once: true,
  inner: {
    entity: 'Allocations',
    owners: ['CreditNotes', 'Prepayments', 'Overpayments'],
    list: 'Allocations',
    idField: 'AllocationID',
    word: 'allocation',
  },
};
