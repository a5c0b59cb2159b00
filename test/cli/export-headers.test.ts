/** Headers of exports: each one stands once, whatever `all` stands for. */

import { expect, test } from 'vitest';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const PAYMENTS = `org: sandbox-gb
import: Payments
source: { file: payments.csv, dates: iso }
columns: { Invoice: Number, Account: { value: "090" }, Date: Paid, Amount: Amount, Reference: Ref }
`;
const PAID = 'Number,Paid,Amount,Ref\r\nA-1,2026-10-20,50.00,part\r\nA-1,2026-10-21,70.00,rest\r\n';

async function withPayments(job: string): Promise<CommandLine> {
  const line = await openCommandLine();
  await line.write({ 'import.yaml': invoicesJob(), 'invoices.csv': INVOICES, 'export.yaml': job });
  await line.write({ 'payments.yaml': PAYMENTS, 'payments.csv': PAID });
  expect(await line.run('run', 'import.yaml')).toMatchObject({ code: 0 });
  expect(await line.run('run', 'payments.yaml')).toMatchObject({ code: 0 });
  return line;
}

const ALL = (file: string) => `org: sandbox-gb
export: Invoices
columns: all
payments: all
output: { file: ${file} }
`;

test('a field of a payment that is called as one of its invoice says of what it is', async () => {
  const line = await withPayments(ALL('out.jsonl'));
  expect(await line.run('run', 'export.yaml')).toMatchObject({ code: 0 });
  const rows = (await line.read('out.jsonl')).trim().split('\n');
  const dates = rows.map((row) => JSON.parse(row) as Record<string, unknown>);
  expect(dates).toMatchObject([
    { InvoiceNumber: 'A-1', Date: '2026-10-01', 'Payment.Date': '2026-10-20', 'Payment.Reference': 'part', Amount: 50 },
    { InvoiceNumber: 'A-1', Date: '2026-10-01', 'Payment.Date': '2026-10-21', 'Payment.Reference': 'rest', Amount: 70 },
  ]);
});

test('all fields of lines are found again in the file that was written', async () => {
  const job = ALL('out.csv')
    .replace('payments: all', 'lines: all')
    .replace('out.csv', 'out.csv, mode: update, key: [LineItemID]');
  const line = await withPayments(job);
  expect((await line.run('run', 'export.yaml')).out).toContain('(3 added, 0 updated, 0 unchanged)');
  expect((await line.run('run', 'export.yaml')).out).toContain('(0 added, 0 updated, 3 unchanged)');
});

test('a header of the job that `all` gives to another field is refused, where it stands', async () => {
  const line = await openCommandLine();
  await line.write({ 'export.yaml': ALL('out.csv').replace('payments: all', 'payments: { Amount: total }') });
  const { code, err } = await line.run('run', 'export.yaml');
  expect(code).toBe(1);
  expect(err).toContain('export.yaml:4:13  job/same-header');
  expect(err).toContain('`total` is the header of `Total` and of `Amount`.');
});
