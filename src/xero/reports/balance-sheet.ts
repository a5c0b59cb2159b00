/** The balance sheet: what the organisation has, owes and is worth on a day. */

import type { ReportSpec } from '../../model/report-spec.ts';
import {
  comparisonFields,
  layoutFields,
  statementCells,
  statementColumns,
  trackingField,
} from '../report-reading/statement-spec.ts';

export const balanceSheet: ReportSpec = {
  name: 'BalanceSheet',
  columns: statementColumns(
    'Bank, Current Assets, Fixed Assets, Current Liabilities, Equity and so on, or as the layout calls them.',
    'The day.',
  ),
  parameters: [
    ...comparisonFields,
    trackingField('trackingOptionID1', 'Only what bears this tracking option, by its name or identifier.'),
    trackingField('trackingOptionID2', 'And this one.'),
    ...layoutFields,
  ],
  source: {
    kind: 'report',
    path: '/Reports/BalanceSheet',
    days: { asAt: 'date' },
    cells: statementCells,
    query: { standardLayout: 'true' },
    about: 'account',
  },
  scopes: ['accounting.reports.balancesheet.read'],
  note: "One row an account and day; without totals. Assets, liabilities and equity are above zero; this year's profit is the row Current Year Earnings.",
};
