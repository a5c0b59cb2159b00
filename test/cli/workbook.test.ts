import { describe, expect, test } from 'vitest';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

const NOMINAL = 'Code,Name\n201,Timber sales\n';
const CUSTOMERS = 'Name\nHarbour Lights\n';
const INVOICES = 'Number,Customer,Net\nOB-1,Harbour Lights,100.00\nOB-2,Harbour Lights,50.00\n';
const PAYMENTS = 'Document,Amount\nOB-1,60.00\n';

/** Sheets in an order that Xero would refuse. */
const JOB = `org: sandbox-gb
source: { numbers: "1,234.56" }
balances: { Receivables: 90.00 }
sheets:
  - import: Payments
    source: { file: payments.csv }
    columns: { Invoice: Document, Account: { value: Business Bank Account }, Date: { value: 2026-10-05 }, Amount: Amount }
  - import: Invoices
    source: { file: invoices.csv }
    columns:
      Type: { value: ACCREC }
      Status: { value: AUTHORISED }
      LineAmountTypes: { value: NoTax }
      InvoiceNumber: Number
      Contact.Name: Customer
      Date: { value: 2026-09-30 }
      DueDate: { value: 2026-10-30 }
    lines: { Description: { value: Boards }, Quantity: { value: 1 }, UnitAmount: Net, AccountCode: { value: "201" } }
    send: { contacts: existing }
  - import: Contacts
    source: { file: customers.csv }
    columns: { Name: Name }
  - import: Accounts
    source: { file: nominal.csv }
    columns: { Code: Code, Name: Name, Type: { value: REVENUE }, TaxType: { value: NONE } }
`;

const FILES = {
  'job.yaml': JOB,
  'nominal.csv': NOMINAL,
  'customers.csv': CUSTOMERS,
  'invoices.csv': INVOICES,
  'payments.csv': PAYMENTS,
};

async function opened(files: Readonly<Record<string, string>> = {}): Promise<CommandLine> {
  const line = await openCommandLine();
  await line.write({ ...FILES, ...files });
  return line;
}

const sheets = async ({ table }: CommandLine, out = 'out') =>
  (await table(`${out}/report.csv`)).map((row) => `${row.Sheet} ${row.Status} ${row.Code}`.trim());

describe('several sheets in one job', () => {
  test('are delivered each after what it rests on, reported as one, and not a second time', async () => {
    const line = await opened();
    const { code, out } = await line.run('run', 'job.yaml', '--out', 'out');
    expect(code).toBe(0);
    expect(out).toContain('job: finished.\n  Accounts  1 OK\n  Contacts  1 OK\n  Invoices  2 OK');
    expect(await sheets(line)).toEqual(['Payments OK', 'Invoices OK', 'Invoices OK', 'Contacts OK', 'Accounts OK']);
    const summary = await line.summary('out/run.json');
    expect(summary).toMatchObject({ status: 'finished', rows: { OK: 5 }, documents: { OK: 5 }, exitCode: 0 });
    expect(summary.source.files.map(({ rows }) => rows)).toEqual([1, 1, 2, 1]);
    expect(summary.totals).toMatchObject({ 'Invoices Total': '150.00', 'Payments Amount': '60.00' });
    expect(summary).toMatchObject({
      sheets: [{ sheet: 'Accounts' }, { sheet: 'Contacts' }, { sheet: 'Invoices' }, {}],
    });
    const again = await line.run('run', 'job.yaml', '--out', 'again');
    expect(again.code).toBe(0);
    expect((await sheets(line, 'again')).every((fate) => fate.includes('SKIPPED'))).toBe(true);
  });

  test('are all checked first, with what the others will create: one row wrong, and nothing is sent', async () => {
    const line = await opened({ 'payments.csv': 'Document,Amount\nOB-1,60.00\nOB-9,1.00\nOB-2,50.01\n' });
    const { code, out } = await line.run('run', 'job.yaml', '--out', 'out');
    expect(code).toBe(2);
    expect(out).toContain('checks failed, nothing was sent');
    expect(await sheets(line)).toEqual([
      'Payments UNSENT xero/not-sent',
      'Payments ERROR resolve/unknown-invoice',
      'Payments ERROR totals/overpaid',
      'Invoices UNSENT xero/not-sent',
      'Invoices UNSENT xero/not-sent',
      'Contacts UNSENT xero/not-sent',
      'Accounts UNSENT xero/not-sent',
    ]);
    expect((await line.run('check', 'job.yaml', '--out', 'check')).code).toBe(2);
    await line.write({ 'payments.csv': PAYMENTS });
    expect((await line.run('check', 'job.yaml', '--out', 'check')).code).toBe(0);
    expect((await line.run('run', 'job.yaml', '--out', 'out')).code).toBe(0);
  });

  test('whose open items do not come to the control account are refused', async () => {
    const line = await opened({ 'job.yaml': JOB.replace('90.00', '91.00') });
    const { code, out } = await line.run('run', 'job.yaml', '--out', 'out');
    expect(code).toBe(2);
    expect(out).toContain('open items of 91.00 in Receivables; those of the sheets come to 90.00 (difference -1.00)');
    expect(await line.summary('out/run.json')).toMatchObject({
      findings: { 'totals/balances': 1 },
      rows: { UNSENT: 5 },
    });
  });

  test('end where one is stopped; resume finishes that one, and the job run again the others', async () => {
    const line = await opened();
    const stop = new AbortController();
    const err = (text: string) => {
      if (text.startsWith('Sends 2 documents')) stop.abort();
    };
    const stopped = await line.runIn({ signal: stop.signal, err }, 'run', 'job.yaml', '--out', 'out');
    expect(stopped.code).toBe(5);
    expect(await sheets(line)).toContain('Payments UNSENT xero/not-sent');
    expect(await sheets(line)).toContain('Contacts OK');
    const resumed = await line.run('resume');
    expect(resumed).toMatchObject({
      code: 0,
      err: expect.stringContaining('Run it again for them: rowpost run job.yaml'),
    });
    const again = await line.run('run', 'job.yaml', '--out', 'again');
    expect(again.code).toBe(0);
    expect(await sheets(line, 'again')).toContain('Payments OK');
    expect((await sheets(line, 'again')).filter((fate) => fate.includes('SKIPPED'))).toHaveLength(4);
  });

  test('may act on what is there: payments are reversed before their invoice is voided', async () => {
    const line = await opened();
    expect((await line.run('run', 'job.yaml')).code).toBe(0);
    await line.write({
      'undo.yaml': `org: sandbox-gb
sheets:
  - void: Invoices
    source: { file: undo.csv }
    columns: { InvoiceNumber: Number }
  - reverse: Payments
    source: { file: undo.csv }
    columns: { Invoice: Number }
`,
      'undo.csv': 'Number\nOB-1\n',
    });
    const { code } = await line.run('run', 'undo.yaml', '--out', 'undone');
    expect(await sheets(line, 'undone')).toEqual(['void Invoices OK', 'reverse Payments OK']);
    expect(code).toBe(0);
  });

  test('take no options that are meant for one of them', async () => {
    const line = await opened();
    const { code, err } = await line.run('run', 'job.yaml', '--retry', 'last');
    expect(code).toBe(1);
    expect(err).toContain('--retry: a job of several sheets does not know that option');
  });
});
