/** What suppliers are owed on a day, document by document, by age. */

import type { ReportSpec } from '../../model/report-spec.ts';
import { agedColumns } from '../open-documents/aged-columns.ts';

export const agedPayables: ReportSpec = {
  name: 'AgedPayables',
  columns: agedColumns,
  parameters: [],
  source: { kind: 'open-documents', side: 'payable' },
  scopes: ['accounting.invoices.read', 'accounting.payments.read'],
  note: 'One row a bill, credit note, prepayment or overpayment that is open on the day; credits are negative.',
};
