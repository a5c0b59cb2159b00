/** Bank accounts over a period: opening and closing balance, and what came in and went out. */

import type { Field } from '../../model/entity.ts';
import type { ReportSpec } from '../../model/report-spec.ts';
import { periodField } from '../report-reading/statement-spec.ts';

const amount = (name: string, note: string): Field => ({ name, type: 'decimal', decimals: 2, readOnly: true, note });

export const bankSummary: ReportSpec = {
  name: 'BankSummary',
  columns: [
    { name: 'Account', type: 'text', readOnly: true, note: "The bank account's name." },
    { name: 'AccountCode', type: 'text', readOnly: true, note: 'Blank for a bank account without a code.' },
    { name: 'AccountID', type: 'id', readOnly: true },
    amount('OpeningBalance', 'Before the first day.'),
    amount('CashReceived', 'Within the period.'),
    amount('CashSpent', 'Within the period, above zero.'),
    amount('ClosingBalance', 'On the last day.'),
  ],
  parameters: [periodField],
  source: {
    kind: 'report',
    path: '/Reports/BankSummary',
    days: { from: 'fromDate', to: 'toDate' },
    cells: [
      { of: 'label' },
      { of: 'account-code' },
      { of: 'attribute', name: 'accountID' },
      { of: 'titled', title: 'Opening Balance' },
      { of: 'titled', title: 'Cash Received' },
      { of: 'titled', title: 'Cash Spent' },
      { of: 'titled', title: 'Closing Balance' },
    ],
    about: 'accountID',
  },
  scopes: ['accounting.reports.banksummary.read'],
  note: 'One row a bank account; without the line of totals.',
};
