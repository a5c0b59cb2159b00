/** What customers owe on a day, document by document, by age. */

import type { ReportSpec } from '../../model/report-spec.ts';
import { agedColumns } from '../open-documents/aged-columns.ts';

export const agedReceivables: ReportSpec = {
  name: 'AgedReceivables',
  columns: agedColumns,
  parameters: [],
  source: { kind: 'open-documents', side: 'receivable' },
  scopes: ['accounting.invoices.read', 'accounting.payments.read'],
  note: 'One row a sales invoice, credit note, prepayment or overpayment that is open on the day; credits are negative.',
};
