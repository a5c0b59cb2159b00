/** What Xero is about to end is said at every run, whatever the run does. */

import { expect, test } from 'vitest';
import { openCommandLine } from '../support/command-line.ts';

const TOLD = 'Xero ends ExpenseClaims in February 2027.';
const EXPORT = `org: sandbox-gb
export: ExpenseClaims
columns: { ExpenseClaimID: Claim, Total: Total }
output: { file: claims.csv }
`;
const RECONCILE = `org: sandbox-gb
reconcile: ExpenseClaims
source: { file: claims.csv }
key: [ExpenseClaimID]
columns: { ExpenseClaimID: Claim, Total: Total }
output: { file: claims.xlsx }
`;

test('exports, checks of them and reconciliations say it', async () => {
  const line = await openCommandLine();
  await line.write({ 'export.yaml': EXPORT, 'reconcile.yaml': RECONCILE });
  for (const command of ['check', 'run']) {
    const { out, code } = await line.run(command, 'export.yaml', '--out', 'reports');
    expect([code, out]).toEqual([0, expect.stringContaining(TOLD)]);
  }
  expect((await line.summary('reports/run.json')).findings).toEqual({ 'xero/end-of-life': 1 });
  await line.write({ 'claims.csv': 'Claim,Total\n11111111-2222-4333-8444-555555555555,10.00\n' });
  expect((await line.run('run', 'reconcile.yaml')).out).toContain(TOLD);
});
