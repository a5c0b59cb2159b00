/** The example jobs: which others go before them, how they end, and what they come to. Added up by hand from the samples, too. */

import { localDay, namedDay } from '../../src/model/days.ts';
import { settingsExamples, settingsOutputs } from './settings-examples.ts';
import { verbExamples } from './verb-examples.ts';

export interface Example {
  readonly job: string;
  /** Jobs that run first on the same books. */
  readonly after?: readonly string[];
  readonly exitCode: number;
  /** Documents by status; those not named are 0. */
  readonly documents: Readonly<Record<string, number>>;
  /** Added up by hand from the sample; of the documents that are OK or WARNING. */
  readonly totals: Readonly<Record<string, string>>;
}

export const EXAMPLES: readonly Example[] = [
  ...settingsExamples,
  ...verbExamples,
  {
    job: 'import-approved-invoices',
    exitCode: 0,
    documents: { OK: 8 },
    totals: { SubTotal: '2515.40', TotalTax: '503.08', Total: '3018.48' },
  },
  {
    job: 'import-bank-transactions',
    exitCode: 0,
    documents: { OK: 6 },
    totals: { SubTotal: '1094.38', TotalTax: '196.47', Total: '1290.85' },
  },
  { job: 'import-bank-transfers', exitCode: 0, documents: { OK: 4 }, totals: { Amount: '9250.00' } },
  {
    job: 'import-batch-payments',
    after: ['import-approved-invoices'],
    exitCode: 0,
    documents: { OK: 3 },
    totals: { Amount: '1999.00' },
  },
  {
    job: 'import-bills',
    exitCode: 0,
    documents: { OK: 11 },
    totals: { SubTotal: '5100.32', TotalTax: '907.41', Total: '6007.73' },
  },
  { job: 'import-contacts', exitCode: 0, documents: { OK: 8 }, totals: {} },
  {
    job: 'import-credit-notes',
    exitCode: 0,
    documents: { OK: 5 },
    totals: { SubTotal: '713.00', TotalTax: '115.00', Total: '828.00' },
  },
  {
    job: 'import-european',
    exitCode: 0,
    documents: { OK: 1, WARNING: 4 },
    totals: { SubTotal: '11121.44', TotalTax: '496.00', Total: '11617.44' },
  },
  {
    job: 'import-month-end-journals',
    exitCode: 0,
    documents: { OK: 5 },
    totals: { Debits: '28426.40' },
  },
  {
    job: 'import-payments',
    after: ['import-approved-invoices'],
    exitCode: 0,
    documents: { OK: 9 },
    totals: { Amount: '2677.48' },
  },
  {
    job: 'import-purchase-orders',
    exitCode: 0,
    documents: { OK: 5 },
    totals: { SubTotal: '3558.94', TotalTax: '711.79', Total: '4270.73' },
  },
  {
    job: 'import-quotes',
    exitCode: 0,
    documents: { OK: 4 },
    totals: { SubTotal: '22665.00', TotalTax: '4533.00', Total: '27198.00' },
  },
  {
    job: 'import-repeating-invoices',
    exitCode: 0,
    documents: { OK: 4 },
    totals: { SubTotal: '4510.00', TotalTax: '902.00', Total: '5412.00' },
  },
  {
    job: 'approve-purchase-orders',
    after: ['import-purchase-orders'],
    exitCode: 0,
    documents: { OK: 3 },
    totals: {},
  },
  {
    job: 'import-sales-invoices',
    exitCode: 0,
    documents: { OK: 40 },
    totals: { SubTotal: '15220.66', TotalTax: '3030.09', Total: '18250.75' },
  },
  { job: 'import-sales-invoices-wrong', exitCode: 2, documents: { ERROR: 19, UNSENT: 4 }, totals: {} },
  {
    job: 'import-web-orders',
    exitCode: 0,
    documents: { OK: 3, WARNING: 4 },
    totals: { SubTotal: '428.29', TotalTax: '85.63', Total: '513.92' },
  },
  {
    job: 'import-xero-bill-template',
    exitCode: 0,
    documents: { OK: 4, WARNING: 1 },
    totals: { SubTotal: '876.89', TotalTax: '139.35', Total: '1016.24' },
  },
  {
    job: 'import-xero-sales-template',
    exitCode: 0,
    documents: { OK: 3, WARNING: 1 },
    totals: { SubTotal: '3382.80', TotalTax: '300.60', Total: '3683.40' },
  },
  {
    job: 'migrate-workbook',
    exitCode: 0,
    documents: { OK: 11 },
    totals: {
      'Open items SubTotal': '2396.90',
      'Open items TotalTax': '460.10',
      'Open items Total': '2857.00',
      'Payments Amount': '674.00',
    },
  },
  { job: 'update-contact-emails', exitCode: 0, documents: { OK: 6 }, totals: {} },
];

export interface Output {
  readonly job: string;
  readonly after: readonly string[];
  readonly exitCode: number;
  /** What it writes, below `out`. */
  readonly file: string;
  readonly printed: readonly string[];
}

const PAID = ['import-approved-invoices', 'import-payments'];

/** Added up by hand from the samples, too. */
export const OUTPUTS: readonly Output[] = [
  ...settingsOutputs,
  {
    job: 'export-bill-lines',
    after: ['import-bills'],
    exitCode: 0,
    file: 'bill-lines.csv',
    printed: ['13 rows of 11 records'],
  },
  {
    job: 'link-billable-expenses',
    after: ['import-bills', 'export-bill-lines'],
    exitCode: 0,
    file: 'report.csv',
    printed: ['documents  3 OK'],
  },
  {
    job: 'export-open-receivables',
    after: PAID,
    exitCode: 0,
    file: 'open-receivables.xlsx',
    printed: ['Total 897.00   Paid 556.00   Outstanding 341.00'],
  },
  {
    job: 'export-october-lines',
    after: ['import-approved-invoices', 'import-sales-invoices'],
    exitCode: 0,
    file: 'sales-lines-2026-10.csv',
    printed: ['98 added, 0 updated, 0 unchanged'],
  },
  {
    job: 'export-journals',
    after: ['import-month-end-journals', ...PAID],
    exitCode: 0,
    file: 'general-ledger.csv',
    printed: ['61 rows of 22 records'],
  },
  {
    job: 'export-month-end-pack',
    after: ['import-month-end-journals', ...PAID],
    exitCode: 0,
    file: 'month-end-2026-10.xlsx',
    printed: ['Opening 0.00   In 2621.48   Out 0.00   Closing 2621.48'],
  },
  { job: 'export-contacts', after: ['import-contacts'], exitCode: 0, file: 'contacts.csv', printed: [] },
  {
    job: 'update-contacts',
    after: ['import-contacts', 'export-contacts'],
    exitCode: 0,
    file: 'report.csv',
    printed: ['documents  31 OK'],
  },
  {
    job: 'export-trial-balance',
    after: PAID,
    exitCode: 0,
    file: `trial-balance-${namedDay('last-month-end', localDay(Date.now()))}.xlsx`,
    printed: ['Debit 3018.48   Credit 3018.48'],
  },
  {
    job: 'reconcile-sales-ledger',
    after: PAID,
    exitCode: 6,
    file: 'reconciliation-sales-ledger.xlsx',
    printed: ['FAIL', '1 matched, 6 different, 3 only in the sheet, 1 only in Xero', 'and 2 more causes'],
  },
  {
    job: 'attach-receipts',
    after: ['import-approved-invoices'],
    exitCode: 0,
    file: 'report.csv',
    printed: ['documents  3 OK'],
  },
  {
    job: 'download-attachments',
    after: ['import-approved-invoices', 'attach-receipts'],
    exitCode: 0,
    file: 'report.csv',
    printed: ['Reads from Demo Company (UK)', 'documents  3 OK'],
  },
  {
    job: 'invoice-pdfs',
    after: ['import-approved-invoices'],
    exitCode: 0,
    file: 'report.csv',
    printed: ['documents  3 OK'],
  },
  {
    job: 'email-invoices',
    after: ['import-approved-invoices'],
    exitCode: 0,
    file: 'report.csv',
    printed: ['documents  3 OK'],
  },
  {
    job: 'add-notes',
    after: ['import-approved-invoices'],
    exitCode: 0,
    file: 'report.csv',
    printed: ['documents  3 OK'],
  },
  {
    job: 'contact-history',
    after: ['import-contacts'],
    exitCode: 0,
    file: 'contact-history.csv',
    printed: ['documents  2 OK'],
  },
  { job: 'raw-requests', after: [], exitCode: 0, file: 'report.csv', printed: ['documents  3 OK'] },
  { job: 'reconcile-receivables', after: PAID, exitCode: 0, file: 'receivables-2026-10-31.xlsx', printed: ['PASS'] },
];
