/** Runs that stop before their end, and what goes on with them. */

import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RunRecord } from '../../src/journal/journal.ts';
import { openSqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { invoiceRows, invoicesJob } from '../pipeline/sample-jobs.ts';
import { openCommandLine } from '../support/command-line.ts';
import { type Call, type Disturbance, openGate } from '../support/gate.ts';

const JOB = invoicesJob({ send: '{ batch: 4 }', source: ['file: invoices.csv'] });
const isWrite = (call: Call) => call.method !== 'GET';
const DAY_USED_UP = { status: 429, headers: { 'retry-after': '4000', 'x-rate-limit-problem': 'day' } };

/** The command line before a sandbox that can be disturbed. */
async function openBench(rows = 12) {
  const sandbox = await startSandbox({ orgs: ['gb'], limits: 'off' });
  const gate = await openGate(sandbox.url);
  onTestFinished(async () => {
    await gate.close();
    await sandbox.close();
  });
  const line = await openCommandLine();
  await line.write({ 'job.yaml': JOB, 'invoices.csv': invoiceRows(rows) });
  const at = ['--api-url', gate.url];
  return {
    ...line,
    gate,
    start: (surroundings = {}) => line.runIn(surroundings, 'run', 'job.yaml', '--out', 'out', ...at),
    resume: (...args: readonly string[]) => line.run('resume', ...args, ...at),
    journal: () => openSqliteJournal(join(line.folder, '.rowpost')),
    async numbers(): Promise<readonly string[]> {
      const response = await fetch(`${sandbox.url}/api.xro/2.0/Invoices?page=1&pageSize=1000`, {
        headers: { authorization: 'Bearer sandbox-token' },
      });
      const { Invoices } = (await response.json()) as { Invoices: { InvoiceNumber: string }[] };
      return Invoices.map(({ InvoiceNumber }) => InvoiceNumber).sort();
    },
  };
}

function numbered(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `I-${String(index + 1).padStart(4, '0')}`);
}

/** From the second write on. */
function afterOne(disturbance: Disturbance): (call: Call) => Disturbance | undefined {
  let writes = 0;
  return (call) => {
    if (isWrite(call)) writes += 1;
    return writes > 1 ? disturbance : undefined;
  };
}

const ONE_AT_A_TIME = JOB.replace('batch: 4', 'batch: 1');

test('Ctrl-C parks the run; the job is refused until it is resumed, and then reported as one run', async () => {
  const { gate, start, resume, run, runIn, write, numbers, table, summary } = await openBench();
  await write({ 'job.yaml': ONE_AT_A_TIME });
  const stop = new AbortController();
  gate.disturb((call) => {
    if (isWrite(call)) stop.abort();
    return undefined;
  });
  const stopped = await start({ signal: stop.signal });
  const before = await summary('out/run.json');
  expect([stopped.code, before.status]).toEqual([5, 'parked']);
  expect(stopped.out).toContain(`go on      rowpost resume ${before.runId}\n`);
  expect(before.rows.UNSENT).toBeGreaterThan(0);
  gate.disturb(() => undefined);

  const refused = await runIn({}, 'run', 'job.yaml');
  expect(refused.code).toBe(5);
  expect(refused.err).toContain(`rowpost resume ${before.runId}`);
  expect((await run('runs')).out).toMatch(/parked .*UNSENT.*sent .* requests? +rowpost resume /);

  const resumed = await resume();
  expect(resumed.code, resumed.err).toBe(0);
  expect(resumed.out).toContain('job: finished.');
  expect(resumed.err).toContain(`Sends ${before.documents.UNSENT} documents in about ${before.documents.UNSENT} calls`);
  expect((await table('out/report.csv')).map(({ Status }) => Status)).toEqual(Array(12).fill('OK'));
  const after = await summary('out/run.json');
  expect(after).toMatchObject({ runId: before.runId, startedAt: before.startedAt, rows: { OK: 12, UNSENT: 0 } });
  expect(after.calls.sent).toBeGreaterThan(before.calls.sent);
  expect(await numbers()).toEqual(numbered(12));
  const again = await resume();
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('No run of this workspace is unfinished')]);
});

test('a lost network: what is in doubt is told as unknown until it is settled', async () => {
  const { gate, start, resume, numbers, table } = await openBench();
  gate.disturb(afterOne({ status: 401, body: '{"Detail":"TokenExpired"}' }));
  let cut = false;
  const expired = afterOne({ status: 401, body: '{"Detail":"TokenExpired"}' });
  gate.disturb((call) => {
    if (isWrite(call) && !cut) {
      cut = true;
      return { reset: 'after' };
    }
    return cut ? expired({ ...call, method: 'PUT' }) : undefined;
  });
  const stopped = await start();
  expect(stopped.code).toBe(3);
  const codes = (await table('out/report.csv')).map(({ Code }) => Code);
  expect(codes).toContain('xero/unknown-outcome');
  gate.disturb(() => undefined);
  const resumed = await resume();
  expect(resumed.code, resumed.err).toBe(0);
  const rows = await table('out/report.csv');
  expect(rows.map(({ Status, Code }) => `${Status}${Code}`)).toEqual(Array(12).fill('OK'));
  expect(new Set(rows.map((row) => row['Xero ID'])).size).toBe(12);
  expect(await numbers()).toEqual(numbered(12));
});

test('a used-up day parks the run with the time from which it may go on', async () => {
  const { gate, start, resume, summary, run } = await openBench();
  gate.disturb(afterOne(DAY_USED_UP));
  const stopped = await start();
  const { status, resumeAt, runId } = await summary('out/run.json');
  expect([stopped.code, status]).toEqual([5, 'parked']);
  const from = `${resumeAt?.slice(0, 16).replace('T', ' ')}`;
  expect(Date.parse(resumeAt ?? '') - Date.now()).toBeGreaterThan(3_900_000);
  expect(stopped.out).toContain(`rowpost resume ${runId}, from ${from} UTC on`);
  expect((await run('runs')).out).toContain(`rowpost resume ${runId} from ${from} on`);
  gate.disturb(() => undefined);
  const early = await resume();
  expect([early.code, early.err]).toEqual([5, expect.stringContaining('daily limit is used up')]);
});

test('the time from which a run may go on has no seconds, and is the later one that Xero names on a resume too early', async () => {
  const { gate, start, resume, summary, run } = await openBench();
  gate.disturb(afterOne(DAY_USED_UP));
  const { err } = await start();
  const { resumeAt, runId } = await summary('out/run.json');
  expect(err).toContain(`about ${resumeAt?.slice(0, 16).replace('T', ' ')} UTC`);
  expect(resumeAt).toMatch(/:00\.000Z$/);
  gate.disturb(() => ({ ...DAY_USED_UP, headers: { ...DAY_USED_UP.headers, 'retry-after': '80000' } }));
  const early = await resume();
  const [, later = ''] = /until about (\S+ \S+) UTC/.exec(early.err) ?? [];
  expect((await run('runs')).out).toContain(`rowpost resume ${runId} from ${later} on`);
});

test('a run that was stopped before anything was sent makes way for the next one', async () => {
  const { gate, start, numbers } = await openBench();
  gate.disturb(() => ({ status: 403, body: '{"Title":"Forbidden"}' }));
  expect((await start()).code).toBe(3);
  gate.disturb(() => undefined);
  const second = await start();
  expect(second.code).toBe(0);
  expect(second.err).toMatch(
    /^The run \S+ of this job broke off before anything was sent; this run takes its place\.\n/,
  );
  expect(await numbers()).toEqual(numbered(12));
});

test('a run that was stopped before anything was sent can be resumed: its source is read again', async () => {
  const { gate, start, resume, summary, numbers } = await openBench();
  gate.disturb(() => ({ status: 403, body: '{"Title":"Forbidden"}' }));
  await start();
  gate.disturb(() => undefined);
  const resumed = await resume();
  expect([resumed.code, resumed.err]).toEqual([
    0,
    expect.stringMatching(/broke off before anything was sent, so it reads/),
  ]);
  expect((await summary('out/run.json')).rows.OK).toBe(12);
  expect(await numbers()).toEqual(numbered(12));
});

test('one process works on a run at a time; one that is gone holds nothing', async () => {
  const bench = await openBench();
  bench.gate.disturb(afterOne({ status: 401, body: '{"Detail":"TokenExpired"}' }));
  await bench.start();
  bench.gate.disturb(() => undefined);
  const journal = await bench.journal();
  const [run] = await journal.unfinishedRuns();
  const claim = (owner: string) => journal.claimRun(run!.id, owner, Date.now(), Date.now() + 60_000);
  await claim('another-machine/1/0/x');
  const refused = await bench.resume();
  expect([refused.code, refused.err]).toEqual([5, expect.stringContaining(`is working on the run ${run!.id}`)]);
  expect((await bench.start()).err).toContain('is under way in another rowpost');
  await journal.releaseRun(run!.id, 'another-machine/1/0/x');
  await claim(`${hostname()}/4242/0/x`);
  await journal.close();
  expect((await bench.resume()).code).toBe(5);
  const resumed = await bench.runIn({ isAlive: () => false }, 'resume', '--api-url', bench.gate.url);
  expect(resumed.code, resumed.err).toBe(0);
  expect(await bench.numbers()).toEqual(numbered(12));
});

test('a process that slept while another one took its run over leaves it alone', async () => {
  const { gate, start, resume, journal, numbers, read, summary } = await openBench();
  const other = await journal();
  let writes = 0;
  gate.disturb(async (call) => {
    if (!isWrite(call)) return undefined;
    writes += 1;
    const [run] = await other.unfinishedRuns();
    if (writes === 2) await other.claimRun(run!.id, 'another-machine/1/0/x', Date.now() + 61_000, Date.now() + 120_000);
    return writes === 2 ? { status: 401, body: '{"Detail":"TokenExpired"}' } : undefined;
  });
  const slept = await start();
  expect([slept.code, slept.err]).toEqual([5, expect.stringContaining('has taken the run')]);
  const [run] = await other.unfinishedRuns();
  expect(run?.status).toBe('delivering');
  await expect(read('out/report.csv')).rejects.toThrow('ENOENT');
  await other.releaseRun(run!.id, 'another-machine/1/0/x');
  await other.close();
  gate.disturb(() => undefined);
  expect((await resume()).code).toBe(0);
  expect((await summary('out/run.json')).rows).toMatchObject({ OK: 12, UNSENT: 0 });
  expect(await numbers()).toEqual(numbered(12));
});

test('a run whose file is gone is not read again as if nothing had been sent', async () => {
  const { gate, start, resume, run, journal, numbers } = await openBench();
  gate.disturb(afterOne({ status: 401, body: '{"Detail":"TokenExpired"}' }));
  await start();
  gate.disturb(() => undefined);
  const books = await journal();
  const [{ id }] = (await books.unfinishedRuns()) as [RunRecord];
  await books.discardRun(id);
  await books.close();
  const before = await numbers();
  const resumed = await resume();
  expect([resumed.code, resumed.err]).toEqual([1, expect.stringContaining(`rowpost purge ${id}`)]);
  expect(await numbers()).toEqual(before);
  expect((await run('purge', id)).code).toBe(0);
  expect((await start()).code).toBe(0);
  expect(await numbers()).toEqual(numbered(12));
});

test('of two commands that run a job at the same time one sends', async () => {
  const { run, write, folder } = await openBench();
  await write({ 'job.yaml': JOB });
  const both = await Promise.all([run('run', 'job.yaml', '--out', 'a'), run('run', 'job.yaml', '--out', 'b')]);
  expect(both.map(({ code }) => code).sort()).toEqual([0, 5]);
  expect(both.find(({ code }) => code === 5)?.err).toContain('is under way in another rowpost');
  const journal = await openSqliteJournal(join(folder, '.rowpost'));
  const counts = await Promise.all((await journal.runs(5)).map(({ id }) => journal.sentCount(id)));
  await journal.close();
  expect(counts.filter((count) => count !== undefined)).toHaveLength(1);
});
