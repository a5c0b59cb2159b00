/** What `purge` removes, and what stays known. */

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { invoicesJob as bareInvoicesJob, csv } from '../pipeline/sample-jobs.ts';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';
import { openGate } from '../support/gate.ts';

test('rows, texts and keys go; running the job again still creates nothing twice', async () => {
  const { run, write, folder, table } = await openCommandLine();
  const numbered = INVOICES.replaceAll('A-', 'QZ-');
  await write({ 'job.yaml': invoicesJob(), 'invoices.csv': numbered });
  const first = JSON.parse((await run('run', 'job.yaml', '--json')).out);
  const purged = await run('purge');
  expect([purged.code, purged.out]).toEqual([
    0,
    expect.stringContaining('The rows and documents of 1 run were removed.'),
  ]);
  expect(purged.out).toContain('So was what was saved of sandbox-gb for checks without a connection.');
  expect(await readdir(join(folder, '.rowpost'))).not.toContain('snapshots');
  expect(await readdir(join(folder, '.rowpost/runs'))).toEqual([]);
  const journal = await readFile(join(folder, '.rowpost/journal.db'), 'latin1');
  for (const text of ['QZ-1', 'qz-1', 'Basket Case', 'invoices.csv', 'AccountCode'])
    expect(journal).not.toContain(text);
  expect((await stat(join(folder, '.rowpost/delivery.key'))).mode & 0o777).toBe(0o600);

  const report = await run('report', first.runId);
  expect([report.code, report.err]).toEqual([1, expect.stringContaining('were removed by `rowpost purge`')]);
  expect((await run('runs')).out).toContain(first.runId);
  const again = await run('run', 'job.yaml', '--out', 'out');
  expect(again.code).toBe(0);
  const rows = await table('out/report.csv');
  expect(rows.map(({ Status }) => Status)).toEqual(Array(3).fill('SKIPPED'));
  expect(rows.every(({ Message }) => Message?.includes(first.runId))).toBe(true);

  await write({ 'invoices.csv': numbered.replace('300.00', '301.00') });
  await run('run', 'job.yaml', '--out', 'changed');
  expect((await table('changed/report.csv')).map(({ Code }) => Code)).toEqual([
    'duplicate/already-delivered',
    'duplicate/already-delivered',
    'duplicate/exists',
  ]);
});

test('a run that is given up stays in doubt where nobody can tell', async () => {
  const sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  const gate = await openGate(sandbox.url);
  onTestFinished(async () => {
    await gate.close();
    await sandbox.close();
  });
  const { run, write, table } = await openCommandLine();
  const job = bareInvoicesJob({ type: 'ACCPAY', source: ['file: input.csv'] }).replace('  InvoiceNumber: No\n', '');
  await write({
    'job.yaml': `${job}group: row\nunused: ignore\n`,
    'input.csv': csv('1,Net Connect,2026-10-05,Paper,1,5.00'),
  });
  let lost = false;
  gate.disturb((call) => {
    if (lost) return { status: 401, body: '{"Detail":"TokenExpired"}' };
    lost = call.method === 'PUT';
    return lost ? { reset: 'after' } : undefined;
  });
  const at = ['--api-url', gate.url];
  expect((await run('run', 'job.yaml', ...at)).code).toBe(3);
  gate.disturb(() => undefined);
  const [{ id }] = JSON.parse((await run('runs', '--json')).out);
  expect((await run('purge')).out).toContain(`Kept: ${id}, which is unfinished.`);
  expect((await run('run', 'job.yaml', ...at)).code).toBe(5);
  expect((await run('purge', id)).out).toContain('Of that run 1 document is in doubt');
  expect((await run('resume', id, ...at)).code).toBe(1);
  expect((await run('run', 'job.yaml', '--out', 'out', ...at)).code).toBe(2);
  expect((await table('out/report.csv')).map(({ Code }) => Code)).toEqual(['duplicate/in-doubt']);
});
