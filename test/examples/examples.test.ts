/**
 * Every example job runs against fresh books of a sandbox, and its report is compared whole with samples/expected.
 * `UPDATE_EXAMPLES=1 npx vitest run test/examples` writes the reports anew; read them before they are committed.
 */

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localDay, namedDay } from '../../src/model/days.ts';
import { type JobEnvironment, type JobRun, runJob } from './run-job.ts';
import { settingsExamples, settingsOutputs } from './settings-examples.ts';
import { verbExamples } from './verb-examples.ts';

interface Example {
  readonly job: string;
  /** Jobs that run first on the same books. */
  readonly after?: readonly string[];
  readonly exitCode: number;
  /** Documents by status; those not named are 0. */
  readonly documents: Readonly<Record<string, number>>;
  /** Added up by hand from the sample; of the documents that are OK or WARNING. */
  readonly totals: Readonly<Record<string, string>>;
}

const EXAMPLES: readonly Example[] = [
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

interface Output {
  readonly job: string;
  readonly after: readonly string[];
  readonly exitCode: number;
  /** What it writes, below `out`. */
  readonly file: string;
  readonly printed: readonly string[];
}

const PAID = ['import-approved-invoices', 'import-payments'];

/** Added up by hand from the samples, too. */
const OUTPUTS: readonly Output[] = [
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

/** Those that have amounts computed; a change of state has none. */
const COMPUTED = EXAMPLES.filter(({ job }) => !verbExamples.some((each) => each.job === job));

const root = fileURLToPath(new URL('../../', import.meta.url));
const recording = process.env.UPDATE_EXAMPLES === '1';
const TIME = /\/Date\(\d+(?:\+0000)?\)\/|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rowpost-example-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('example jobs', () => {
  test('are all listed here', async () => {
    const files = (await readdir(join(root, 'jobs'))).filter((name) => name.endsWith('.yaml'));
    expect([...EXAMPLES, ...OUTPUTS].map(({ job }) => `${job}.yaml`).sort()).toEqual(files.sort());
  });

  test.each(EXAMPLES)('$job reports what samples/expected says', async (example) => {
    for (const job of example.after ?? []) expect(await run(job, 'before')).toMatchObject({ code: 0 });
    const { code, printed } = await run(example.job, 'out');
    const report = numbered(await readFile(join(folder, 'out', 'report.csv'), 'utf8'));
    const expected = join(root, 'samples', 'expected', `${example.job}.csv`);
    if (recording) await writeFile(expected, report);
    expect(report, printed).toBe(await readFile(expected, 'utf8'));
    expect(code, printed).toBe(example.exitCode);
    const summary = JSON.parse(await readFile(join(folder, 'out', 'run.json'), 'utf8'));
    expect(summary.exitCode).toBe(example.exitCode);
    expect(summary.totals).toEqual(example.totals);
    expect(counted(summary.documents)).toEqual(example.documents);
  });

  test.each(COMPUTED)('$job reports the same where Xero rounds inclusive tax the other way', async (example) => {
    const env = { ROWPOST_INCLUSIVE_TAX: 'tax-rounded' };
    for (const job of example.after ?? []) expect(await run(job, 'before', env)).toMatchObject({ code: 0 });
    const { printed } = await run(example.job, 'out', env);
    const report = numbered(await readFile(join(folder, 'out', 'report.csv'), 'utf8'));
    expect(report, printed).toBe(await readFile(join(root, 'samples', 'expected', `${example.job}.csv`), 'utf8'));
  });

  test.each(OUTPUTS)('$job writes what samples/expected says', async (example) => {
    for (const name of ['jobs', 'samples']) await cp(join(root, name), join(folder, name), { recursive: true });
    for (const job of example.after) expect(await run(job, 'before', {}, folder)).toMatchObject({ code: 0 });
    const { code, printed } = await run(example.job, 'out', {}, folder);
    expect(code, printed).toBe(example.exitCode);
    const written = numbered(await textOf(join(folder, 'out', example.file)));
    const expected = join(root, 'samples', 'expected', `${example.job}.txt`);
    if (recording) await writeFile(expected, written);
    expect(written, printed).toBe(await readFile(expected, 'utf8'));
    for (const line of example.printed) expect(printed).toContain(line);
  });

  test.each([...EXAMPLES, ...OUTPUTS])('$job is linked from the guide and opens with what it is', async ({ job }) => {
    expect(await readFile(join(root, 'docs', 'guide', 'examples.md'), 'utf8')).toContain(`](../../jobs/${job}.yaml)`);
    const text = await readFile(join(root, 'jobs', `${job}.yaml`), 'utf8');
    expect(text.split('\n').slice(0, 2)).toEqual([
      '# yaml-language-server: $schema=../schema/job.schema.json',
      expect.stringMatching(/^# \S/),
    ]);
  });

  test('the README shows the first one as it is, and the head of its report', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const job = await readFile(join(root, 'jobs', 'import-sales-invoices.yaml'), 'utf8');
    expect(readme).toContain('](jobs/import-sales-invoices.yaml)');
    expect(readme).toContain(`\`\`\`yaml\n${job.slice(job.indexOf('org:'))}\`\`\``);
    const expected = await readFile(join(root, 'samples', 'expected', 'import-sales-invoices.csv'), 'utf8');
    const shown = numbered(/```csv\n(.*?)```/s.exec(readme)?.[1] ?? 'no report');
    expect(expected.replace('\uFEFF', '').replaceAll('\r\n', '\n').startsWith(shown)).toBe(true);
  });
});

function run(job: string, out: string, env?: JobEnvironment, base = root): Promise<JobRun> {
  return runJob(join(base, 'jobs', `${job}.yaml`), folder, out, env);
}

/** A CSV as it is, of a workbook the values of all cells, a row a line, sheet after sheet. */
async function textOf(path: string): Promise<string> {
  if (path.endsWith('.csv')) return readFile(path, 'utf8');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook.worksheets.map((sheet) => `# ${sheet.name}\n${sheetText(sheet)}`).join('\n');
}

function sheetText(sheet: ExcelJS.Worksheet): string {
  const lines: string[] = [];
  sheet.eachRow((row) => {
    const values = Array.isArray(row.values) ? row.values.slice(1) : [];
    lines.push(`${Array.from(values, cellText).join(' | ')}\n`);
  });
  return lines.join('');
}

function cellText(value: ExcelJS.CellValue | undefined): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && value !== null && 'formula' in value)
    return `${cellText(value.result)} =${value.formula}`;
  return String(value ?? '');
}

/** Identifiers are drawn anew in each run: they become id-1, id-2, ... in the order in which they appear; times pass. */
function numbered(report: string): string {
  const names = new Map<string, string>();
  return report.replace(TIME, 'TIME').replace(GUID, (id) => {
    const name = names.get(id) ?? `id-${names.size + 1}`;
    names.set(id, name);
    return name;
  });
}

function counted(statuses: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(statuses).filter(([, count]) => count > 0));
}
