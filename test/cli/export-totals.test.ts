/** Totals of exports: what they add up is said where it is not all of one currency. */

import { expect, test } from 'vitest';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const JOB = `org: sandbox-us
export: Invoices
columns: { InvoiceNumber: Number, CurrencyCode: Currency, Total: Gross }
output: { file: out.xlsx, totals: [Gross] }
`;

test('totals over several currencies are said to be that, in the last lines and in run.json', async () => {
  const line = await openCommandLine();
  const job = invoicesJob()
    .replace('sandbox-gb', 'sandbox-us')
    .replace('DueDate: Due', 'DueDate: Due\n  CurrencyCode: Currency')
    .replace('  TaxType: { value: OUTPUT2 }\n', '  TaxType: { value: NONE }\n');
  const [header = '', one = '', two = ''] = INVOICES.split('\n');
  const rows = [`${header},Currency`, `${one},USD`, `${two},CAD`];
  await line.write({ 'import.yaml': job, 'invoices.csv': rows.join('\n'), 'export.yaml': JOB });
  expect(await line.run('run', 'import.yaml')).toMatchObject({ code: 0 });
  const { out } = await line.run('run', 'export.yaml', '--out', 'reports');
  expect(out).toContain('currencies the totals add up amounts in CAD, USD');
  expect(await line.summary('reports/run.json')).toMatchObject({ output: { currencies: ['CAD', 'USD'] } });
  await line.write({ 'export.yaml': JOB.replace('columns:', 'filter: { CurrencyCode: USD }\ncolumns:') });
  expect((await line.run('run', 'export.yaml')).out).not.toContain('currencies');
});

test('totals of several sheets are told apart in run.json', async () => {
  const line = await openCommandLine();
  const sheet = (name: string, type: string) =>
    `  - { export: Invoices, sheet: ${name}, filter: { Type: ${type} }, columns: { Total: Total }, totals: [Total] }\n`;
  const sheets = `sheets:\n${sheet('Sales', 'ACCREC')}${sheet('Bills', 'ACCPAY')}`;
  const job = `org: sandbox-gb\n${sheets}output: { file: out.xlsx }\n`;
  await line.write({ 'import.yaml': invoicesJob(), 'invoices.csv': INVOICES, 'export.yaml': job });
  expect(await line.run('run', 'import.yaml')).toMatchObject({ code: 0 });
  await line.run('run', 'export.yaml', '--out', 'reports');
  expect((await line.summary('reports/run.json')).totals).toEqual({ 'Sales.Total': '720.00', 'Bills.Total': '0.00' });
});

test('an expression that Xero does not understand is a problem of the job', async () => {
  const line = await openCommandLine();
  const job = JOB.replace('columns:', "where: 'Foo == 1'\ncolumns:");
  await line.write({ 'export.yaml': job });
  for (const command of ['run', 'check']) {
    const { code, err } = await line.run(command, 'export.yaml');
    expect(code).toBe(1);
    expect(err).toContain('job/where');
    expect(err).toContain('Xero does not understand `where: Foo == 1`: No property');
  }
});
