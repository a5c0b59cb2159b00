/** What the overall budget plans for each account. */

import type { ReportSpec } from '../../model/report-spec.ts';
import { statementCells, statementColumns } from '../report-reading/statement-spec.ts';

export const budgetSummary: ReportSpec = {
  name: 'BudgetSummary',
  columns: statementColumns('Income, Less Cost of Sales and so on.', 'The last month of the period: Oct-26.'),
  parameters: [
    { name: 'periods', type: 'integer', note: 'How many periods, 1 to 12, from the month of the day on.' },
    {
      name: 'timeframe',
      type: 'choice',
      values: ['1', '3', '12'],
      note: 'Months of a period: 1, a quarter or a year.',
    },
  ],
  source: {
    kind: 'report',
    path: '/Reports/BudgetSummary',
    days: { asAt: 'date' },
    cells: statementCells,
    about: 'account',
  },
  scopes: ['accounting.reports.budgetsummary.read'],
  note: 'One row an account and period of the overall budget; without totals and profits.',
};
