/** What a report takes to read. */

import type { ReportSpec } from '../../model/report-spec.ts';
import type { Api } from '../api.ts';
import { estimateOpenDocuments, type OpenEstimate } from '../open-documents/estimate-open-documents.ts';

/** Xero's own reports take one call and do not tell their rows before. @param asAt `YYYY-MM-DD` */
export async function estimateReport(api: Api, { source }: ReportSpec, asAt: string): Promise<OpenEstimate> {
  if (source.kind === 'report') return { records: 0, calls: 1 };
  return estimateOpenDocuments(api, { side: source.side, day: asAt });
}
