/** The share of an organisation's limits that a command may use. */

import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { invoiceRows, invoicesJob } from '../pipeline/sample-jobs.ts';
import { openCommandLine } from '../support/command-line.ts';

const JOB = invoicesJob({ send: '{ batch: 1 }', source: ['file: invoices.csv'] });

test('a wrong share is refused before anything is opened: no run, no sandbox that keeps the process alive', async () => {
  const { run, write, read } = await openCommandLine();
  await write({ 'job.yaml': JOB, 'invoices.csv': invoiceRows(1) });
  const { code, err } = await run('run', 'job.yaml', '--limit-share', '2');
  expect([code, err]).toEqual([1, expect.stringContaining('--limit-share 2 is no share')]);
  expect((await run('runs')).out).toBe('There are no runs in this workspace yet.\n');
  await expect(read('.rowpost/sandbox/gb.db')).rejects.toThrow('ENOENT');
});

test('a run that is resumed keeps the share that it was started with', async () => {
  const sandbox = await startSandbox({
    orgs: ['gb'],
    limits: { minute: 60, day: 40, concurrent: 5, appMinute: 10_000 },
  });
  onTestFinished(() => sandbox.close());
  const { run, write, summary } = await openCommandLine();
  await write({ 'job.yaml': JOB, 'invoices.csv': invoiceRows(60) });
  const at = ['--api-url', sandbox.url];
  const started = await run('run', 'job.yaml', '--out', 'out', '--limit-share', '0.5', ...at);
  expect([started.code, started.err]).toEqual([5, expect.stringContaining('This run has used its share')]);
  expect((await summary('out/run.json')).documents.UNSENT).toBeGreaterThan(40);
  const resumed = await run('resume', ...at);
  expect([resumed.code, resumed.err]).toEqual([5, expect.stringContaining('This run has used its share')]);
});
