import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { actions } from '../../src/xero/actions/index.ts';
import { entities } from '../../src/xero/entities/index.ts';
import { reports } from '../../src/xero/reports/index.ts';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

describe('rowpost fields', () => {
  test('lists what can be imported and exported, then reports, verbs last', async () => {
    const { run } = await openCommandLine();
    const { code, out } = await run('fields');
    expect(code).toBe(0);
    const names = [...entities, { name: 'Allocations' }, { name: 'Requests' }, ...reports, ...actions].map(
      ({ name }) => name,
    );
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual([...names, '']);
  });

  test('tells a field by its type, length, need and values, header and lines apart', async () => {
    const { run } = await openCommandLine();
    const { code, out } = await run('fields', 'invoices');
    expect(code).toBe(0);
    const [header = '', lines = ''] = out.split('under lines:');
    expect(header).toMatch(/^InvoiceNumber +text +255 /m);
    expect(header).toMatch(/^Type +one of +new +ACCREC ACCPAY\./m);
    expect(lines).toMatch(/^UnitAmount +number /m);
    expect(lines).not.toContain('InvoiceNumber');
  });

  test('tells the parts of a record that can be rows of an export', async () => {
    const { run } = await openCommandLine();
    const { out } = await run('fields', 'Invoices');
    const [, payments = '', allocations = ''] = out.split(/under (?:payments|allocations):/);
    expect(payments).toMatch(/^PaymentID +identifier .*computed/m);
    expect(allocations).toMatch(/^Kind .*computed/m);
  });

  test('tells what a report shows', async () => {
    const { run } = await openCommandLine();
    const { out } = await run('fields', 'trialbalance');
    expect(out).toMatch(/^YTDDebit +number +2 places +computed/m);
    expect(out).toMatch(/^under filter:\npaymentsOnly +yes\/no/m);
  });

  test('tells the fields of a verb, by what takes the same', async () => {
    const { run } = await openCommandLine();
    const { code, out } = await run('fields', 'ATTACH');
    expect(code).toBe(0);
    expect(out).toMatch(/^Attaches files to records.*\n\nfor Accounts, BankTransactions, .*RepeatingInvoices\n/);
    expect(out).toMatch(/^FilePath +text +new +The file/m);
    const groups = JSON.parse((await run('fields', 'delete', '--json')).out) as readonly {
      readonly for: readonly string[];
      readonly fields: readonly { readonly field: string }[];
    }[];
    const fieldsFor = (name: string) =>
      groups.find((group) => group.for.includes(name))?.fields.map(({ field }) => field);
    expect(fieldsFor('Items')).toEqual([]);
    expect(fieldsFor('Allocations')).toContain('AllocationID');
  });

  test('tells what a verb alone knows, and which verbs a record takes', async () => {
    const { run } = await openCommandLine();
    expect((await run('fields', 'requests')).out).toMatch(/^Path +text/m);
    expect((await run('fields', 'Items')).out).toMatch(/\nactions: delete, history, note\n$/);
  });

  test('gives the same as JSON', async () => {
    const { run } = await openCommandLine();
    const { out } = await run('fields', 'Payments', '--json');
    const fields = JSON.parse(out) as readonly { readonly field: string; readonly place: string }[];
    expect(fields.map(({ field }) => field)).toContain('Amount');
  });

  test('proposes the nearest name for one that it does not know', async () => {
    const { run } = await openCommandLine();
    const { code, out, err } = await run('fields', 'Invoce');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('Did you mean Invoices?');
    expect((await run('fields', 'Quux')).err).toMatch(
      /There are .*Contacts, CreditNotes, .*Invoices, .*TrialBalance, .*attach, .*void\./,
    );
  });
});

test('rowpost schema prints the file that editors are given', async () => {
  const { run } = await openCommandLine();
  const { code, out } = await run('schema');
  expect(code).toBe(0);
  expect(out).toBe(readFileSync(new URL('../../schema/job.schema.json', import.meta.url), 'utf8'));
});

describe('rowpost runs', () => {
  test('says that there are none yet', async () => {
    const { run } = await openCommandLine();
    expect(await run('runs')).toEqual({ code: 0, out: 'There are no runs in this workspace yet.\n', err: '' });
  });

  test('lists them, the latest first, with what they came to', async () => {
    const { run, write } = await openCommandLine();
    await write({ 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES });
    await run('check', 'job.yaml');
    await run('run', 'job.yaml');
    const { code, out } = await run('runs');
    expect(code).toBe(0);
    const line = (command: string, sent: string) =>
      expect.stringMatching(
        new RegExp(`^\\d{8}-\\d{6}-[0-9a-f]{4}  .{16}  ${command} +finished +job to sandbox-gb  3 OK${sent}$`),
      );
    expect(out.trimEnd().split('\n')).toEqual([line('run', '  sent .{5} in 1 request'), line('check', '')]);
    const listed = JSON.parse((await run('runs', '--json')).out);
    expect(listed.map(({ command, status }: Record<string, string>) => [command, status])).toEqual([
      ['run', 'finished'],
      ['check', 'finished'],
    ]);
    expect(listed[0].summary.rows.OK).toBe(3);
    expect(listed[0].sent).toMatchObject({ requests: 1, open: 0 });
  });
});

describe('rowpost report', () => {
  test('writes the same bytes again, each format by itself or all of them', async () => {
    const { run, write, read } = await openCommandLine();
    await write({ 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES });
    await run('run', 'job.yaml', '--out', 'out');
    const first = {
      csv: await read('out/report.csv'),
      json: await read('out/run.json'),
      xlsx: await read('out/report.xlsx'),
    };
    const csv = await run('report', 'last', '--format', 'csv', '--out', 'again');
    expect(csv).toMatchObject({ code: 0, out: 'again/report.csv\n' });
    expect(await read('again/report.csv')).toBe(first.csv);
    await expect(read('again/run.json')).rejects.toThrow('ENOENT');
    const all = await run('report', 'last', '--out', 'all');
    expect(all.out.split('\n').sort()).toEqual(['', 'all/report.csv', 'all/report.xlsx', 'all/run.json']);
    expect({
      csv: await read('all/report.csv'),
      json: await read('all/run.json'),
      xlsx: await read('all/report.xlsx'),
    }).toEqual(first);
  });

  test('writes into the folder of the run where none is named', async () => {
    const { run, write, read } = await openCommandLine();
    await write({ 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES });
    const { runId } = JSON.parse((await run('run', 'job.yaml', '--json')).out);
    const before = await read(`runs/${runId}/report.csv`);
    await write({ [`runs/${runId}/report.csv`]: 'spoilt' });
    expect(await run('report', runId, '--format', 'csv')).toMatchObject({ code: 0, out: `runs/${runId}/report.csv\n` });
    expect(await read(`runs/${runId}/report.csv`)).toBe(before);
  });

  test('refuses a run that it does not know, naming those that there are', async () => {
    const { run, write } = await openCommandLine();
    expect(await run('report', 'last')).toMatchObject({ code: 1, out: '' });
    await write({ 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES });
    const { runId } = JSON.parse((await run('check', 'job.yaml', '--json')).out);
    const { code, err } = await run('report', '20200101-000000-0000');
    expect(code).toBe(1);
    expect(err).toContain(runId);
    expect((await run('report', 'last', '--format', 'pdf')).err).toContain('csv, xlsx and json');
  });

  test('refuses a run that ended before its rows were checked', async () => {
    const { run, write } = await openCommandLine();
    await write({ 'job.yaml': invoicesJob(), 'invoices.csv': 'Number,Customer\nA-1,Basket Case\n' });
    expect((await run('run', 'job.yaml')).code).toBe(1);
    const { code, err } = await run('report', 'last');
    expect(code).toBe(1);
    expect(err).toContain('no report');
  });
});
