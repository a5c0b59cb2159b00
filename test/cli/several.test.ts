import { describe, expect, test } from 'vitest';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const BILLS = 'Number,Customer,Dated,Due,Net\nB-1,Basket Case,2026-10-01,2026-10-31,10.00\n';

describe('several runs', () => {
  test('to several organisations have a report each and one summary', async () => {
    const { run, write, table } = await openCommandLine();
    const job = invoicesJob().replace('org: sandbox-gb', 'org: [sandbox-gb, sandbox-nz]').replace('OUTPUT2', 'NONE');
    await write({ 'job.yaml': job, 'invoices.csv': INVOICES });
    const { code, out } = await run('run', 'job.yaml', '--out', 'out');
    expect(out).toContain('2 runs:\n  job  sandbox-gb  finished     3 OK\n  job  sandbox-nz  finished     3 OK\n');
    for (const alias of ['sandbox-gb', 'sandbox-nz'])
      expect(await table(`out/job-${alias}-1/report.csv`)).toHaveLength(3);
    expect(code).toBe(0);
  });

  test('of one organisation go in the order given, each on what the one before has done', async () => {
    const { run, write, table } = await openCommandLine();
    const files = { 'a.csv': INVOICES, 'b.csv': `${INVOICES}${BILLS.split('\n')[1]}\n` };
    const jobs = {
      'a.yaml': invoicesJob().replace('invoices.csv', 'a.csv'),
      'b.yaml': invoicesJob().replace('invoices.csv', 'b.csv'),
    };
    await write({ ...files, ...jobs });
    const { code, out } = await run('run', 'a.yaml', 'b.yaml', '--out', 'out');
    expect(code).toBe(0);
    expect(out).toContain(
      '2 runs:\n  a  sandbox-gb  finished     3 OK\n  b  sandbox-gb  finished     1 OK  3 SKIPPED\n',
    );
    const rows = await table('out/b-sandbox-gb-2/report.csv');
    expect(rows.map(({ Status }) => Status)).toEqual(['SKIPPED', 'SKIPPED', 'SKIPPED', 'OK']);
  });

  test('go on where one is refused, but not in its organisation', async () => {
    const { run, write } = await openCommandLine();
    const to = (org: string, file: string) => invoicesJob().replace('sandbox-gb', org).replace('invoices.csv', file);
    await write({ 'a.csv': INVOICES, 'a.yaml': to('acme', 'a.csv'), 'b.yaml': to('acme', 'a.csv') });
    await write({ 'c.yaml': to('sandbox-gb', 'a.csv') });
    const { code, out, err } = await run('run', 'a.yaml', 'b.yaml', 'c.yaml', '--out', 'out');
    expect(code).toBe(1);
    expect(err).toContain('a.yaml (acme): acme is not a connected organisation.');
    expect(err).toContain('b.yaml (acme): not run, since a.yaml was refused');
    expect(out).toContain(
      '3 runs:\n  a  acme        refused\n  b  acme        refused\n  c  sandbox-gb  finished     3 OK\n',
    );
  });
});
