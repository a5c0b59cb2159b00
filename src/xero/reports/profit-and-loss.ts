/** Profit and loss: income and expenses of a period. */

import type { ReportSpec } from '../../model/report-spec.ts';
import {
  comparisonFields,
  layoutFields,
  periodField,
  statementCells,
  statementColumns,
  trackingField,
} from '../report-reading/statement-spec.ts';

export const profitAndLoss: ReportSpec = {
  name: 'ProfitAndLoss',
  columns: statementColumns(
    'Income, Less Cost of Sales, Plus Other Income or Less Operating Expenses, or as the layout calls them.',
    'The last day of the period, or the tracking option.',
  ),
  parameters: [
    periodField,
    ...comparisonFields,
    trackingField('trackingCategoryID', 'A column for each option of this category, by its name or identifier.'),
    trackingField('trackingOptionID', 'With the category: this option alone.'),
    trackingField('trackingCategoryID2', 'A second category.'),
    trackingField('trackingOptionID2', 'With the second category: this option alone.'),
    ...layoutFields,
  ],
  source: {
    kind: 'report',
    path: '/Reports/ProfitAndLoss',
    days: { from: 'fromDate', to: 'toDate' },
    cells: statementCells,
    query: { standardLayout: 'true' },
    about: 'account',
  },
  scopes: ['accounting.reports.profitandloss.read'],
  note: 'One row an account and period (or tracking option); without totals and profits. Income and expenses are both above zero.',
};
