/** Manual journals. */

import type { Entity } from '../../model/registry.ts';

export const manualJournals: Entity = {
  name: 'ManualJournals',
  singular: 'ManualJournal',
  path: '/ManualJournals',
  idField: 'ManualJournalID',
  fields: [
    { name: 'ManualJournalID', type: 'id' },
    { name: 'Narration', type: 'text' },
    { name: 'Date', type: 'date' },
    { name: 'LineAmountTypes', type: 'choice', values: ['Exclusive', 'Inclusive', 'NoTax'] },
    { name: 'Status', type: 'choice', values: ['DRAFT', 'POSTED', 'DELETED', 'VOIDED', 'ARCHIVED'] },
    { name: 'Url', type: 'text', note: 'The web address of a source document.' },
    { name: 'ShowOnCashBasisReports', type: 'boolean' },
    { name: 'HasAttachments', type: 'boolean', readOnly: true },
    { name: 'UpdatedDateUTC', type: 'text', readOnly: true, note: 'When it was last changed, in UTC.' },
  ],
  lines: {
    name: 'JournalLines',
    fields: [
      { name: 'Description', type: 'text' },
      { name: 'LineAmount', type: 'decimal', decimals: 2, note: 'Debits are positive, credits negative.' },
      { name: 'AccountCode', type: 'text', names: 'account-code' },
      { name: 'AccountID', type: 'id' },
      { name: 'TaxType', type: 'text', names: 'tax-type' },
      { name: 'TaxAmount', type: 'decimal', decimals: 2 },
      { name: 'IsBlank', type: 'boolean', note: 'The line has neither amount nor account.' },
    ],
    tracking: true,
    arithmetic: 'journal',
  },
  match: [],
  stage: 'documents',
  read: {
    paging: 'page-size',
    modifiedSince: true,
    where: true,
    fast: { equal: ['Status'], range: ['Date'] },
  },
  scope: 'accounting.manualjournals',
  rules: [],
  note: 'Journals entered by hand; their lines are the debits and credits.',
};
