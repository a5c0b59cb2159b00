/** The reports that exist, one a file; written by `node scripts/build-indexes.ts`. */

import type { ReportSpec } from '../../model/report-spec.ts';
import { agedPayables } from './aged-payables.ts';
import { agedReceivables } from './aged-receivables.ts';
import { balanceSheet } from './balance-sheet.ts';
import { bankSummary } from './bank-summary.ts';
import { budgetSummary } from './budget-summary.ts';
import { executiveSummary } from './executive-summary.ts';
import { profitAndLoss } from './profit-and-loss.ts';
import { trialBalance } from './trial-balance.ts';

export const reports: readonly ReportSpec[] = [
  agedPayables,
  agedReceivables,
  balanceSheet,
  bankSummary,
  budgetSummary,
  executiveSummary,
  profitAndLoss,
  trialBalance,
];
