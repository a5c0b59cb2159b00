/** Expense claims of the classic expenses, whose end Xero has announced. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { CLASSIC_EXPENSES_END, CLASSIC_EXPENSES_NOTE } from './fields/classic-expenses.ts';
import { orderUpdated } from './fields/order-totals.ts';

const fields: readonly Field[] = [
  { name: 'ExpenseClaimID', type: 'id', note: "Xero's identifier of an existing claim." },
  {
    name: 'User.UserID',
    type: 'id',
    required: 'create',
    note: 'Whose receipts they are; an export of Users has the IDs.',
  },
  {
    name: 'Status',
    type: 'choice',
    values: ['SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'],
    note: 'SUBMITTED where left out. Xero sets PAID itself.',
  },
  { name: 'Total', type: 'decimal', decimals: 2, readOnly: true, note: 'Of its receipts.' },
  { name: 'AmountDue', type: 'decimal', decimals: 2, readOnly: true, note: 'What is still to be paid.' },
  { name: 'AmountPaid', type: 'decimal', decimals: 2, readOnly: true },
  { name: 'PaymentDueDate', type: 'date', readOnly: true },
  { name: 'ReportingDate', type: 'date', readOnly: true },
  orderUpdated,
];

export const expenseClaims: Entity = {
  name: 'ExpenseClaims',
  singular: 'ExpenseClaim',
  path: '/ExpenseClaims',
  idField: 'ExpenseClaimID',
  fields,
  lines: {
    name: 'Receipts',
    fields: [
      { name: 'ReceiptID', type: 'id', required: 'create', note: 'A receipt of the user that no claim has yet.' },
    ],
    needed: true,
  },
  group: [{ fields: ['User.UserID'] }],
  match: [],
  create: { method: 'PUT', path: '/ExpenseClaims', batch: 1, body: 'element' },
  status: {
    field: 'Status',
    initial: 'SUBMITTED',
    creatable: ['SUBMITTED'],
    moves: { SUBMITTED: [], AUTHORISED: ['SUBMITTED'], PAID: [], VOIDED: ['SUBMITTED', 'AUTHORISED'], DELETED: [] },
    editable: [],
    gone: ['VOIDED', 'DELETED'],
  },
  verbs: {
    approve: {
      to: 'AUTHORISED',
      past: ['PAID'],
      route: { method: 'POST', path: '/ExpenseClaims/{ExpenseClaimID}', batch: 1, body: 'element' },
    },
    void: {
      to: 'VOIDED',
      final: true,
      route: { method: 'POST', path: '/ExpenseClaims/{ExpenseClaimID}', batch: 1, body: 'element' },
    },
  },
  endOfLife: CLASSIC_EXPENSES_END,
  stage: 'documents',
  read: { paging: 'none', modifiedSince: true, where: true, gated: true, alone: true },
  scope: 'accounting.transactions',
  rules: [],
  note: CLASSIC_EXPENSES_NOTE,
};
