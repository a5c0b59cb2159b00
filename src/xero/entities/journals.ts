/** Journals: every posting of the ledger. */

import type { Field } from '../../model/entity.ts';
import type { Entity } from '../../model/registry.ts';

const amount = (name: string, note: string): Field => ({ name, type: 'decimal', decimals: 2, readOnly: true, note });

const line: readonly Field[] = [
  { name: 'JournalLineID', type: 'id', readOnly: true },
  { name: 'AccountID', type: 'id', readOnly: true },
  { name: 'AccountCode', type: 'text', readOnly: true, note: 'Blank for a bank account without a code.' },
  {
    name: 'AccountType',
    type: 'choice',
    values: `BANK CURRENT CURRLIAB DEPRECIATN DIRECTCOSTS EQUITY EXPENSE FIXED INVENTORY LIABILITY NONCURRENT
      OTHERINCOME OVERHEADS PREPAYMENT REVENUE SALES TERMLIAB PAYG`.split(/\s+/),
    readOnly: true,
  },
  { name: 'AccountName', type: 'text', readOnly: true },
  { name: 'Description', type: 'text', readOnly: true },
  amount(
    'NetAmount',
    'Without tax, in the base currency: debits positive, credits negative. All lines add up to nothing.',
  ),
  amount('GrossAmount', 'With the tax that belongs to the line.'),
  amount('TaxAmount', 'Posted by a line of its own.'),
  { name: 'TaxType', type: 'text', readOnly: true },
  { name: 'TaxName', type: 'text', readOnly: true },
];

export const journals: Entity = {
  name: 'Journals',
  singular: 'Journal',
  path: '/Journals',
  idField: 'JournalID',
  numberField: 'JournalNumber',
  fields: [
    { name: 'JournalID', type: 'id', readOnly: true },
    {
      name: 'JournalNumber',
      type: 'integer',
      readOnly: true,
      note: 'Counts the postings in the order in which they were made.',
    },
    { name: 'JournalDate', type: 'date', readOnly: true },
    { name: 'CreatedDateUTC', type: 'text', readOnly: true, note: 'When it was posted, in UTC.' },
    { name: 'Reference', type: 'text', readOnly: true },
    { name: 'SourceID', type: 'id', readOnly: true, note: 'The record that it stems from.' },
    {
      name: 'SourceType',
      type: 'choice',
      values:
        `ACCREC ACCPAY ACCRECCREDIT ACCPAYCREDIT ACCRECPAYMENT ACCPAYPAYMENT ARCREDITPAYMENT APCREDITPAYMENT CASHREC
        CASHPAID TRANSFER ARPREPAYMENT APPREPAYMENT AROVERPAYMENT APOVERPAYMENT EXPCLAIM EXPPAYMENT MANJOURNAL PAYSLIP
        WAGEPAYABLE INTEGRATEDPAYROLLPE INTEGRATEDPAYROLLPT EXTERNALSPENDMONEY INTEGRATEDPAYROLLPTPAYMENT
        INTEGRATEDPAYROLLCN`.split(/\s+/),
      readOnly: true,
    },
  ],
  lines: { name: 'JournalLines', fields: line, tracking: true, trackingList: 'TrackingCategories' },
  match: [],
  stage: 'documents',
  read: {
    paging: 'offset',
    offset: 'JournalNumber',
    stamp: 'CreatedDateUTC',
    modifiedSince: true,
    where: false,
    gated: true,
    options: [
      { name: 'paymentsOnly', type: 'boolean', readOnly: true, note: 'true: on a cash basis, what is paid alone.' },
    ],
  },
  scope: 'accounting.journals',
  rules: [],
  note: 'Every posting of the ledger, a row a line. Read in the order of JournalNumber, a hundred a call; Xero gives them out to apps of its Advanced tier alone.',
};
