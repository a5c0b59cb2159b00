/** Transfers between bank accounts. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { bankAccount } from './fields/bank-account.ts';
import { deepLink } from './fields/deep-link.ts';
import { trackingReferences } from './fields/tracking-references.ts';

const own: readonly Field[] = [
  { name: 'BankTransferID', type: 'id', note: "Xero's identifier of an existing transfer." },
  ...bankAccount('FromBankAccount', 'that the money leaves'),
  ...bankAccount('ToBankAccount', 'that the money comes to'),
  {
    name: 'Amount',
    type: 'decimal',
    decimals: 2,
    required: 'create',
    note: 'In the currency of the account that the money leaves, above 0.',
  },
  { name: 'Date', type: 'date', required: 'create', note: 'The day on which the money moved.' },
  { name: 'Reference', type: 'text', note: 'Free text.' },
  {
    name: 'FromIsReconciled',
    type: 'boolean',
    note: 'Creates the outgoing side as reconciled; meant for taking over old books.',
  },
  {
    name: 'ToIsReconciled',
    type: 'boolean',
    note: 'Creates the incoming side as reconciled; meant for taking over old books.',
  },
  ...trackingReferences('FromTracking'),
  ...trackingReferences('ToTracking'),
];

const computed: readonly Field[] = [
  { name: 'CurrencyRate', type: 'decimal', decimals: 6, readOnly: true },
  { name: 'FromBankTransactionID', type: 'id', readOnly: true, note: 'The bank transaction of the outgoing side.' },
  { name: 'ToBankTransactionID', type: 'id', readOnly: true, note: 'The bank transaction of the incoming side.' },
  { name: 'Status', type: 'choice', values: ['AUTHORISED', 'DELETED'], readOnly: true },
  { name: 'HasAttachments', type: 'boolean', readOnly: true },
  { name: 'CreatedDateUTC', type: 'text', readOnly: true, note: 'When it was made, in UTC.' },
];

export const bankTransfers: Entity = {
  name: 'BankTransfers',
  singular: 'BankTransfer',
  path: '/BankTransfers',
  idField: 'BankTransferID',
  fields: [...own, ...computed],
  collections: { FromTracking: { kind: 'numbered' }, ToTracking: { kind: 'numbered' } },
  match: [],
  create: { method: 'PUT', path: '/BankTransfers', batch: 1, body: 'envelope' },
  status: {
    field: 'Status',
    initial: 'AUTHORISED',
    creatable: ['AUTHORISED'],
    moves: { AUTHORISED: [], DELETED: ['AUTHORISED'] },
    editable: [],
    gone: ['DELETED'],
  },
  verbs: {
    delete: {
      to: 'DELETED',
      final: true,
      route: { method: 'POST', path: '/BankTransfers', batch: 50, body: 'envelope', summarizeErrors: true },
    },
  },
  stage: 'documents',
  read: {
    paging: 'none',
    modifiedSince: true,
    where: true,
    hidden: { field: 'Status', query: { includeDeleted: 'true' } },
  },
  link: deepLink('/Bank/ViewTransaction.aspx?bankTransactionID={id}'),
  scope: 'accounting.banktransactions',
  rules: [],
  note: 'Money moved between two bank accounts; Xero makes a bank transaction of either side. A transfer cannot be changed, only deleted and made anew.',
};
