/** What jobs ask a user to allow: enough for every call that they make, and no more. */

import { describe, expect, test } from 'vitest';
import { loadJob } from '../../../../src/job/load-job.ts';
import { transforms } from '../../../../src/mappers/transforms/index.ts';
import { granularScopes } from '../../../../src/sandbox/identity/scopes.ts';
import { scopeOfCall, scopesFor } from '../../../../src/xero/auth/scopes-for.ts';
import { REGISTRY } from '../../../support/workspace.ts';

function scopes(...texts: readonly string[]): readonly string[] {
  const jobs = texts.map((text) => {
    const loaded = loadJob(Buffer.from(text), '/jobs/job.yaml', { registry: REGISTRY, transforms });
    if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
    return loaded.job;
  });
  return scopesFor(jobs, REGISTRY);
}

const INVOICES = `org: a
import: Invoices
source: { file: a.csv }
columns: { Type: { value: ACCREC }, LineAmountTypes: { value: Exclusive }, InvoiceNumber: N, Contact.Name: C, Date: D, DueDate: E }
lines: { Description: W, Quantity: Q, UnitAmount: U, AccountCode: { value: "200" } }
`;
const PAYMENTS = `org: a
import: Payments
source: { file: a.csv }
columns: { Invoice: N, Account: A, Date: D, Amount: M }
`;
const EXPORT = 'org: a\nexport: CreditNotes\ncolumns: all\noutput: { file: a.csv }\n';
const REPORT = 'org: a\nexport: TrialBalance\nas-at: 2026-10-31\noutput: { file: a.csv }\n';
const RECONCILE = `org: a
reconcile: Receivables
source: { file: a.csv }
key: [Number]
columns: { Number: N, AmountDue: M }
output: { file: a.xlsx }
`;

const action = (head: string, columns: string) => `org: a\n${head}\nsource: { file: a.csv }\ncolumns: { ${columns} }\n`;

describe('scopes', () => {
  test.each([
    ['an import of invoices', INVOICES, 'accounting.contacts accounting.invoices accounting.settings.read'],
    [
      'an import of invoices for known customers',
      `${INVOICES}send: { contacts: existing }\n`,
      'accounting.contacts.read accounting.invoices accounting.settings.read',
    ],
    [
      'an import of payments',
      PAYMENTS,
      'accounting.contacts.read accounting.invoices.read accounting.payments accounting.settings.read',
    ],
    ['an export', EXPORT, 'accounting.contacts.read accounting.invoices.read accounting.settings.read'],
    ['a report', REPORT, 'accounting.contacts.read accounting.reports.trialbalance.read accounting.settings.read'],
    [
      'voids',
      action('void: Invoices', 'InvoiceNumber: N'),
      'accounting.contacts.read accounting.invoices accounting.settings.read',
    ],
    [
      'payments taken back',
      action('reverse: Payments', 'InvoiceNumber: N'),
      'accounting.contacts.read accounting.invoices.read accounting.payments accounting.settings.read',
    ],
    [
      'prepayments set against invoices',
      action('allocate: Prepayments', 'PrepaymentID: N, Invoice: I, Amount: A'),
      'accounting.contacts.read accounting.invoices.read accounting.payments accounting.settings.read',
    ],
    [
      'allocations taken back',
      action('delete: Allocations', 'CreditNote: N'),
      'accounting.contacts.read accounting.invoices accounting.payments accounting.settings.read',
    ],
    [
      'a reconciliation',
      RECONCILE,
      'accounting.contacts.read accounting.invoices.read accounting.payments.read accounting.reports.trialbalance.read accounting.settings.read',
    ],
  ])('of %s', (_what, job, wanted) => {
    expect(scopes(job).join(' ')).toBe(wanted);
  });

  test('of several jobs are joined, a reading one within a writing one', () => {
    expect(scopes(INVOICES, EXPORT, PAYMENTS)).toEqual([
      'accounting.contacts',
      'accounting.invoices',
      'accounting.payments',
      'accounting.settings.read',
    ]);
  });

  test('without a job are granular, and cover every entity that all apps may read', () => {
    const all = scopesFor([], REGISTRY);
    expect(all.filter((scope) => !granularScopes.has(scope))).toEqual([]);
    for (const { name, scope, read } of REGISTRY.entities) {
      expect([name, all.some((given) => given.startsWith(scope))]).toEqual([name, read.gated !== true]);
    }
  });
});

test.each([
  ['PUT', '/Invoices', 'accounting.invoices'],
  ['GET', '/Invoices/3c1e', 'accounting.invoices.read'],
  ['POST', '/Invoices/3c1e/Email', 'accounting.invoices'],
  ['GET', '/Organisation', 'accounting.settings.read'],
  ['GET', '/Reports/TrialBalance', 'accounting.reports.trialbalance.read'],
  ['GET', '/Unheard', undefined],
])('%s %s needs %s', (method, path, scope) => {
  expect(scopeOfCall(method, path, REGISTRY)).toBe(scope);
});
