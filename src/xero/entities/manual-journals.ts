/** Manual journals. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';
import { deepLink } from './fields/deep-link.ts';

const header: readonly Field[] = [
  { name: 'ManualJournalID', type: 'id', note: "Xero's identifier of an existing journal." },
  { name: 'Narration', type: 'text', required: 'create', note: 'What the journal is for.' },
  { name: 'Date', type: 'date', required: 'create' },
  {
    name: 'LineAmountTypes',
    type: 'choice',
    values: ['Exclusive', 'Inclusive', 'NoTax'],
    required: 'create',
    note: 'NoTax for journals without tax; else whether the amounts are without or with their tax.',
  },
  {
    name: 'Status',
    type: 'choice',
    values: ['DRAFT', 'POSTED', 'DELETED', 'VOIDED', 'ARCHIVED'],
    note: 'DRAFT where left out. A POSTED journal is in the books: it can be changed and voided, not deleted.',
  },
  { name: 'Url', type: 'text', note: 'The web address of a source document.' },
  { name: 'ShowOnCashBasisReports', type: 'boolean', note: 'true where left out.' },
  { name: 'HasAttachments', type: 'boolean', readOnly: true },
  { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
];

const line: readonly Field[] = [
  { name: 'Description', type: 'text' },
  {
    name: 'LineAmount',
    type: 'decimal',
    decimals: 2,
    required: 'create',
    note: 'Debits are positive, credits negative; all lines add up to nothing, tax included.',
  },
  {
    name: 'AccountCode',
    type: 'text',
    required: 'approved',
    names: 'account-code',
    note: "An account's code or its name. Bank, inventory and control accounts take no journal lines.",
  },
  { name: 'AccountID', type: 'id', note: 'The account by its identifier instead of its code.' },
  {
    name: 'TaxType',
    type: 'text',
    names: 'tax-type',
    note: "A tax rate's code or its display name. Left out, the account's own tax rate is used, unless the journal is NoTax.",
  },
  {
    name: 'TaxAmount',
    type: 'decimal',
    decimals: 2,
    note: 'Xero computes it from the tax rate; an amount that is another is refused here.',
  },
  { name: 'IsBlank', type: 'boolean', note: 'The line has neither amount nor account.' },
];

export const manualJournals: Entity = {
  name: 'ManualJournals',
  singular: 'ManualJournal',
  path: '/ManualJournals',
  idField: 'ManualJournalID',
  fields: header,
  lines: { name: 'JournalLines', fields: line, tracking: true, arithmetic: 'journal' },
  match: [],
  create: { method: 'PUT', path: '/ManualJournals', batch: 50, body: 'envelope', summarizeErrors: true },
  update: { method: 'POST', path: '/ManualJournals', batch: 50, body: 'envelope', summarizeErrors: true },
  status: {
    field: 'Status',
    initial: 'DRAFT',
    creatable: ['DRAFT', 'POSTED'],
    moves: {
      DRAFT: ['DRAFT'],
      POSTED: ['DRAFT', 'POSTED'],
      DELETED: ['DRAFT'],
      VOIDED: ['POSTED'],
      ARCHIVED: [],
    },
    editable: ['DRAFT', 'POSTED'],
    gone: ['DELETED', 'VOIDED'],
    binding: ['POSTED', 'post'],
  },
  verbs: {
    approve: { to: 'POSTED', final: true },
    void: { to: 'VOIDED', final: true, remedies: { DRAFT: 'It is not posted: delete it.' } },
    delete: { to: 'DELETED', final: true, remedies: { POSTED: 'It is posted: void it.' } },
  },
  stage: 'documents',
  read: {
    paging: 'page-size',
    modifiedSince: true,
    where: true,
    fast: { equal: ['Status'], range: ['Date'] },
  },
  link: deepLink('/Journal/View.aspx?invoiceID={id}'),
  scope: 'accounting.manualjournals',
  rules: [],
  note: 'Journals entered by hand; their lines are the debits and credits. Rows of one journal are put together by `group`.',
};
