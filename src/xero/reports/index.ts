/** The reports that exist, one a file; written by `node scripts/build-indexes.ts`. */

import type { ReportSpec } from '../../model/report-spec.ts';
import { agedPayables } from './aged-payables.ts';
import { agedReceivables } from './aged-receivables.ts';
import { trialBalance } from './trial-balance.ts';

export const reports: readonly ReportSpec[] = [agedPayables, agedReceivables, trialBalance];
