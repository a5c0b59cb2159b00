/** What is told of a run that broke off. */

import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';
import { openGate } from '../support/gate.ts';

test('a run that broke off after it was resumed is not listed with the counts of its first stop', async () => {
  const { run, write, folder, summary } = await openCommandLine();
  await write({ 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES });
  await run('run', 'job.yaml', '--out', 'out');
  expect((await run('runs')).out).toMatch(/finished .*3 OK/);
  const journal = await openSqliteJournal(join(folder, '.rowpost'));
  await journal.updateRun((await summary('out/run.json')).runId, { status: 'delivering' });
  await journal.close();
  const { out } = await run('runs');
  expect(out).toMatch(/delivering .*sent .*rowpost resume /);
  expect(out).not.toContain('3 OK');
});

test('a command that is stopped at once says where to see how to go on', async () => {
  const { runIn, write } = await openCommandLine();
  await write({ 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES });
  const { code, err } = await runIn({ signal: AbortSignal.abort() }, 'run', 'job.yaml');
  expect([code, err]).toEqual([5, expect.stringContaining('`rowpost runs` shows')]);
});

test('a resumed run that is stopped while it asks Xero tells its documents in doubt so', async () => {
  const sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  const gate = await openGate(sandbox.url);
  onTestFinished(async () => {
    await gate.close();
    await sandbox.close();
  });
  const { run, runIn, write, table } = await openCommandLine();
  await write({ 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES });
  const at = ['--api-url', gate.url];
  let cut = false;
  gate.disturb(({ method }) => {
    if (method !== 'GET' && !cut) {
      cut = true;
      return { reset: 'after' };
    }
    return cut ? { status: 401, body: '{"Detail":"TokenExpired"}' } : undefined;
  });
  expect((await run('run', 'job.yaml', '--out', 'out', ...at)).code).toBe(3);
  const stop = new AbortController();
  gate.disturb(({ path }) => {
    if (!path.includes('/Invoices')) return undefined;
    stop.abort();
    return { status: 503 };
  });
  const stopped = await runIn({ signal: stop.signal }, 'resume', ...at);
  expect(stopped.code, stopped.err).toBe(5);
  for (const { Code, Message } of await table('out/report.csv')) {
    expect(Code).toContain('xero/unknown-outcome');
    expect(Message).toContain('(the run was stopped before Xero could be asked)');
  }
});
