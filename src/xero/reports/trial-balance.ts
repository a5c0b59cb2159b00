/** The trial balance: what every account stands at on a day. */

import type { Field } from '../../model/entity.ts';
import type { ReportSpec } from '../../model/report-spec.ts';

const amount = (name: string, note: string): Field => ({ name, type: 'decimal', decimals: 2, readOnly: true, note });

export const trialBalance: ReportSpec = {
  name: 'TrialBalance',
  columns: [
    { name: 'Section', type: 'text', readOnly: true, note: 'Revenue, Expenses, Assets, Liabilities or Equity.' },
    { name: 'Account', type: 'text', readOnly: true, note: "The account's name." },
    { name: 'AccountCode', type: 'text', readOnly: true, note: 'Blank for a bank account without a code.' },
    { name: 'AccountID', type: 'id', readOnly: true },
    amount('Debit', 'Movement of the calendar month up to the day.'),
    amount('Credit', 'Movement of the calendar month up to the day.'),
    amount('YTDDebit', 'Balance on the day; of income and expenses since the financial year began.'),
    amount('YTDCredit', 'Balance on the day; of income and expenses since the financial year began.'),
  ],
  parameters: [
    { name: 'paymentsOnly', type: 'boolean', note: 'true: on a cash basis, what is paid alone. false where left out.' },
  ],
  source: {
    kind: 'report',
    path: '/Reports/TrialBalance',
    days: { asAt: 'date' },
    cells: [
      { of: 'section' },
      { of: 'label' },
      { of: 'account-code' },
      { of: 'attribute', name: 'account' },
      { of: 'titled', title: 'Debit' },
      { of: 'titled', title: 'Credit' },
      { of: 'titled', title: 'YTD Debit' },
      { of: 'titled', title: 'YTD Credit' },
    ],
  },
  scopes: ['accounting.reports.trialbalance.read'],
  note: 'One row an account that has moved, in base currency; without the line of totals.',
};
