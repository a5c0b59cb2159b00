/** What is told of a run that broke off. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

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
