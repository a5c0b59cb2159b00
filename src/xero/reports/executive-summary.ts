/** Key figures of a month beside those of the month before. */

import type { ReportSpec } from '../../model/report-spec.ts';

export const executiveSummary: ReportSpec = {
  name: 'ExecutiveSummary',
  columns: [
    {
      name: 'Section',
      type: 'text',
      readOnly: true,
      note: 'Cash, Profitability, Balance Sheet, Income, Performance or Position.',
    },
    { name: 'Figure', type: 'text', readOnly: true, note: 'Cash received, Gross profit margin and so on.' },
    { name: 'Period', type: 'text', readOnly: true, note: 'The month, the month before, or Variance.' },
    {
      name: 'Value',
      type: 'text',
      readOnly: true,
      note: 'As Xero shows it: an amount, a percentage, a number of days or a ratio.',
    },
  ],
  parameters: [],
  source: {
    kind: 'report',
    path: '/Reports/ExecutiveSummary',
    days: { asAt: 'date' },
    cells: [{ of: 'section' }, { of: 'label' }, { of: 'heading' }, { of: 'value' }],
  },
  scopes: ['accounting.reports.executivesummary.read'],
  note: 'One row a figure and month, of the month that the day lies in.',
};
