/** Layouts that are imported again, from the command line: what is loaded for them, and what is said at the end. */

import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

/** Three approved invoices in the books of sandbox-gb. */
async function withInvoices(): Promise<CommandLine> {
  const line = await openCommandLine();
  await line.write({ 'import.yaml': invoicesJob(), 'invoices.csv': INVOICES });
  expect((await line.run('run', 'import.yaml')).code).toBe(0);
  return line;
}

function exportJob(columns: string, more = ''): string {
  return `org: sandbox-gb\nexport: Invoices\n${columns}\noutput: { file: out.csv }\n${more}`;
}

test("Xero's own layout names tax rates and themes, which are loaded for it", async () => {
  const line = await withInvoices();
  await line.write({ 'export.yaml': exportJob('columns: template', 'filter: { Type: ACCREC }\n') });
  const { code, out } = await line.run('run', 'export.yaml');
  expect(code).toBe(0);
  expect(out).not.toContain('left out');
  const rows = await line.table('out.csv');
  expect(rows.map((row) => [row['*InvoiceNumber'], row['*TaxType'], row.BrandingTheme])).toEqual([
    ['A-1', '20% (VAT on Income)', 'Standard'],
    ['A-2', '20% (VAT on Income)', 'Standard'],
    ['A-3', '20% (VAT on Income)', 'Standard'],
  ]);
});

test('what is left out is said at the end and counted in run.json', async () => {
  const line = await withInvoices();
  await line.write({
    'like.yaml': invoicesJob().replace('"200"', '"260"'),
    'export.yaml': exportJob('columns: { template: like.yaml }'),
  });
  const { code, out } = await line.run('run', 'export.yaml', '--out', 'reports');
  expect(code).toBe(0);
  expect(out).toContain('left out   3 records that the layout has no column for: AccountCode (3)');
  expect((await line.summary('reports/run.json')).documents).toMatchObject({ OK: 0, SKIPPED: 3 });
});

test('the job whose columns are written is named where it cannot be read, is no import, or cannot be turned round', async () => {
  const line = await openCommandLine();
  await line.write({
    'sum.yaml': invoicesJob().replace('UnitAmount: Net', 'UnitAmount: { sum: [Net, Gross] }'),
    'a.yaml': exportJob('columns: { template: sum.yaml }'),
    'b.yaml': exportJob('columns: { template: missing.yaml }'),
    'c.yaml': exportJob('columns: { template: a.yaml }').replace('a.yaml', 'd.yaml'),
    'd.yaml': exportJob('columns: all'),
  });
  const said = async (job: string) => {
    const { code, err } = await line.run('run', job);
    expect(code).toBe(1);
    return err;
  };
  expect(await said('a.yaml')).toMatch(/a\.yaml:3:1 {2}job\/template\n.*sum\.yaml.*`UnitAmount`.*`sum`/);
  expect(await said('b.yaml')).toContain('missing.yaml does not exist');
  expect(await said('c.yaml')).toContain('d.yaml, which is no import');
});

test('a lookup from a file is turned round, unless two of its texts stand for one value', async () => {
  const line = await withInvoices();
  const columns =
    'columns: { InvoiceNumber: No, Contact.Name: { column: Who, lookup: { file: map.csv, key: Ours, value: Xero } } }';
  await line.write({
    'export.yaml': exportJob(columns, 'order: InvoiceNumber\n'),
    'map.csv': 'Ours,Xero\nBC,Basket Case\nAF,ABC Furniture\n',
  });
  expect((await line.run('run', 'export.yaml')).code).toBe(0);
  expect((await line.table('out.csv')).map(({ Who }) => Who)).toEqual(['BC', 'AF', 'City Limousines']);
  await line.write({ 'map.csv': 'Ours,Xero\nBC,Basket Case\nBasket,Basket Case\n' });
  const { code, err } = await line.run('run', 'export.yaml');
  expect(code).toBe(1);
  expect(err).toContain('BC and Basket both stand for Basket Case');
});

test('a lookup and a constant may name an account as people do', async () => {
  const line = await withInvoices();
  const job = invoicesJob()
    .replace('{ value: OUTPUT2 }', '{ column: VAT, lookup: { full: 20% (VAT on Income) } }')
    .replace('"200"', 'Sales');
  await line.write({ 'like.yaml': job, 'export.yaml': exportJob('columns: { template: like.yaml }') });
  expect((await line.run('run', 'export.yaml')).code).toBe(0);
  expect((await line.table('out.csv')).map(({ VAT }) => VAT)).toEqual(['full', 'full', 'full']);
  const two = '{ column: VAT, lookup: { full: 20% (VAT on Income), most: OUTPUT2 } }';
  await line.write({ 'like.yaml': job.replace(/\{ column: VAT.*\}/, two) });
  const { code, err } = await line.run('run', 'export.yaml');
  expect(code).toBe(1);
  expect(err).toContain('full and most for the one value OUTPUT2');
});

test("a sales sample of Xero's template goes out as it came in", async () => {
  const line = await openCommandLine();
  const from = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  await copyFile(from('samples/xero-sales-template.csv'), join(line.folder, 'in.csv'));
  await copyFile(from('jobs/import-xero-sales-template.yaml'), join(line.folder, 'import.yaml'));
  await line.write({
    'export.yaml': exportJob('columns: template', 'filter: { Type: ACCREC }\norder: InvoiceNumber\n'),
  });
  expect((await line.run('run', 'import.yaml', '--input', 'in.csv')).code).toBe(0);
  expect((await line.run('run', 'export.yaml')).code).toBe(0);
  const kept = ['*ContactName', '*InvoiceNumber', '*InvoiceDate', '*Description', '*AccountCode', '*TaxType'];
  const pick = (rows: readonly Readonly<Record<string, string>>[]) =>
    rows.map((row) => kept.map((header) => row[header])).sort();
  expect(pick(await line.table('out.csv'))).toEqual(pick(await line.table('in.csv')));
});
