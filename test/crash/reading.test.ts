/** Programs killed while they read: nothing was sent, so the source is read again, unless it has changed. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { INVOICES, invoicesJob } from '../support/command-line.ts';
import { runProgram } from './program.ts';

const RUN = ['run', 'job.yaml', '--out', 'out'];

/** A folder in which a run was killed when the file had been read. */
async function killedWhileReading(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-reading-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'job.yaml'), invoicesJob());
  await writeFile(join(folder, 'invoices.csv'), INVOICES);
  await runProgram(folder, ['check', 'job.yaml'], {}, join(folder, 'moments'));
  const moments = (await readFile(join(folder, 'moments'), 'utf8')).split('\n');
  const moment = moments.lastIndexOf('after store.addFile') + 1;
  expect(moment).toBeGreaterThan(0);
  expect((await runProgram(folder, RUN, { moment })).code).toBeNull();
  return folder;
}

test('the same source is read again under the same run', async () => {
  const folder = await killedWhileReading();
  const resumed = await runProgram(folder, ['resume']);
  expect(resumed.code, resumed.printed).toBe(0);
  expect(resumed.printed).toContain('broke off before anything was sent, so it reads its source again');
  expect(JSON.parse(await readFile(join(folder, 'out/run.json'), 'utf8'))).toMatchObject({ rows: { OK: 3 } });
});

test('a source that has changed is refused, and the job can run anew', async () => {
  const folder = await killedWhileReading();
  await writeFile(join(folder, 'invoices.csv'), INVOICES.replace('300.00', '301.00'));
  const resumed = await runProgram(folder, ['resume']);
  expect(resumed.code).toBe(1);
  expect(resumed.printed).toMatch(/invoices\.csv has changed since the run \S+ read it/);
  const anew = await runProgram(folder, RUN);
  expect(anew.code, anew.printed).toBe(0);
});
