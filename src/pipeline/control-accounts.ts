/** The control account of a ledger against its open documents: what the trial balance says, and what the documents come to. */

import { type Decimal, formatFixed, parseDecimal, subtract, ZERO } from '../model/decimal.ts';
import { CONTROL_ACCOUNTS, isLedger } from '../model/ledger.ts';
import type { ControlAccount } from '../model/reconciliation.ts';
import { Refusal } from '../model/refusal.ts';
import type { ReportSpec } from '../model/report-spec.ts';
import { cellText } from '../model/source-row.ts';
import { readReport } from '../xero/report-reading/read-report.ts';
import type { Connection } from './parts.ts';

/**
 * One call. None where the organisation has no such account.
 * @param day `YYYY-MM-DD`
 * @param open what the documents of the ledger come to in base currency, credits negative
 */
export async function controlAccounts(
  ledger: string,
  day: string,
  open: Decimal,
  trialBalance: ReportSpec,
  { api, facts }: Connection,
): Promise<readonly ControlAccount[]> {
  if (!isLedger(ledger)) return [];
  const account = facts.accounts.find(({ systemAccount }) => systemAccount === CONTROL_ACCOUNTS[ledger]);
  if (account === undefined) return [];
  const [id, debit, credit] = ['AccountID', 'YTDDebit', 'YTDCredit'].map((name) =>
    trialBalance.columns.findIndex((column) => column.name === name),
  );
  let balance: Decimal = ZERO;
  await readReport(api, facts, trialBalance, { asAt: day, parameters: {} }, async (rows) => {
    for (const row of rows) {
      const text = (place: number | undefined) => cellText(row[place ?? -1] ?? '');
      if (text(id).toLowerCase() !== account.id.toLowerCase()) continue;
      balance = subtract(parseDecimal(text(debit)) ?? ZERO, parseDecimal(text(credit)) ?? ZERO);
    }
  });
  const signed = ledger === 'Payables' ? subtract(ZERO, open) : open;
  const label = `${account.code} ${account.name}`.trim();
  return [{ account: label, ledger: formatFixed(balance, 2), documents: formatFixed(signed, 2) }];
}

/** Throws where the program knows no trial balance. */
export function trialBalanceOf(reports: readonly ReportSpec[]): ReportSpec {
  const spec = reports.find(({ name }) => name === 'TrialBalance');
  if (spec === undefined)
    throw new Refusal('reconcile/no-report', 'This version knows no trial balance to compare with.');
  return spec;
}
