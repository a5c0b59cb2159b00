/** Folders, disks and files of the workspace that fail: told in a sentence, and what was sent is never told as unsent. */

import { spawnSync } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { csvOf, jobOf } from '../support/bad-input.ts';
import { type CommandLine, openCommandLine } from '../support/command-line.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const FULL_DISK = new URL('../support/bad-input-full-disk.ts', import.meta.url).href;
const PAGE = 4096;

async function openPlace(documents = 2): Promise<CommandLine> {
  const place = await openCommandLine();
  const rows = Array.from({ length: documents }, (_, index) => ({ No: `N-${index}`, Item: `Desk ${'x'.repeat(300)}` }));
  await place.write({ 'job.yaml': jobOf(), 'input.csv': csvOf(rows) });
  return place;
}

/** The program in a process of its own, on a disk that is full for some of its files. */
function onFullDisk({ folder }: CommandLine, full: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', FULL_DISK, MAIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...full },
  });
  expect(stdout + stderr).not.toMatch(/^\s+at \S+.*:\d+:\d+|a fault of its own/m);
  return { code: status, out: stdout, err: stderr };
}

async function fates(place: CommandLine, path: string): Promise<readonly string[]> {
  return (await place.table(path)).map((row) => `${row.Status} ${row.Code}`.trim());
}

/** Invoices in the books of the place's sandbox. */
function documentsIn({ folder }: CommandLine): number {
  const books = new DatabaseSync(join(folder, '.rowpost', 'sandbox', 'gb.db'), { readOnly: true });
  const counted = books.prepare("SELECT count(*) AS documents FROM record WHERE kind = 'Invoices'").get();
  books.close();
  return Number(counted?.documents);
}

describe('a folder of reports that cannot be written', () => {
  test.each([
    { what: 'is a file', make: (path: string) => writeFile(path, 'mine') },
    {
      what: 'holds a folder named like a report',
      make: (path: string) => mkdir(join(path, 'report.csv'), { recursive: true }),
    },
  ])('$what: refused before anything is sent', async ({ make }) => {
    const place = await openPlace();
    await make(join(place.folder, 'taken'));
    const { code, err } = await place.run('run', 'job.yaml', '--out', 'taken');
    expect(code).toBe(1);
    expect(err).toMatch(/taken.*(?:a file|a folder) has that name\. Nothing was sent\..*--out/);
    expect((await place.run('runs')).out).toContain('refused');
    await place.run('run', 'job.yaml', '--out', 'out');
    expect(await fates(place, 'out/report.csv')).toEqual(['OK', 'OK']);
  });

  test('since its disk is full once everything is sent: the run is told as sent, and its report can be had', async () => {
    const place = await openPlace();
    const { code, err } = onFullDisk(place, { FULL_FILE: '.report.csv' }, 'run', 'job.yaml', '--out', 'out');
    expect(code).toBe(5);
    expect(err).toContain('the disk is full. Free some space');
    const [, id = ''] = /2 documents in Xero: `rowpost report (\S+)`/.exec(err) ?? [];
    expect((await place.run('runs')).out).toMatch(new RegExp(`${id}.*finished.*2 OK`));
    expect((await place.run('report', id, '--out', 'later')).code).toBe(0);
    expect(await fates(place, 'later/report.csv')).toEqual(['OK', 'OK']);
  });
});

describe('a full disk below the workspace', () => {
  test('while the rows are read: nothing is sent, and the same command works once there is room', async () => {
    const place = await openPlace(400);
    const full = { FULL_DATABASE: '/runs/', FULL_PAGES: '40' };
    const { code, err } = onFullDisk(place, full, 'run', 'job.yaml', '--out', 'out');
    expect(code).toBe(5);
    expect(err).toMatch(/\.rowpost\/runs\/\S+: the disk is full.*Free some space and try again/);
    expect((await place.run('run', 'job.yaml', '--out', 'out')).code).toBe(0);
    expect(new Set(await fates(place, 'out/report.csv'))).toEqual(new Set(['OK']));
  });

  test('while documents are sent: none is told as unsent or failed that may be in the books', async () => {
    const place = await openPlace(400);
    await place.run('check', 'job.yaml', '--out', 'out', '--limit', '1');
    const { size } = await stat(join(place.folder, '.rowpost', 'journal.db'));
    const full = { FULL_DATABASE: 'journal.db', FULL_PAGES: String(size / PAGE + 30) };
    const { code, err, out } = onFullDisk(place, full, 'run', 'job.yaml', '--out', 'out');
    expect(code).toBe(5);
    expect(err).toContain('the disk is full');
    expect(out).not.toContain('to correct');
    const first = await fates(place, 'out/report.csv');
    const isTold = (fate: string) => ['OK', 'ERROR xero/unknown-outcome', 'UNSENT xero/not-sent'].includes(fate);
    expect(first.filter((fate) => !isTold(fate))).toEqual([]);
    const kept = documentsIn(place);
    expect(kept).toBeGreaterThanOrEqual(first.filter((fate) => fate === 'OK').length);
    expect(kept).toBeLessThanOrEqual(first.filter((fate) => !fate.startsWith('UNSENT')).length);
    expect(kept).toBeLessThan(400);
    const resumed = await place.run('resume');
    expect(resumed.code, resumed.err).toBe(0);
    expect(new Set(await fates(place, 'out/report.csv'))).toEqual(new Set(['OK']));
    expect(documentsIn(place)).toBe(400);
  });
});

describe('a workspace', () => {
  test('that is a file, or where a file stands in the way', async () => {
    const place = await openPlace();
    await writeFile(join(place.folder, 'taken'), '');
    const taken = await place.run('run', 'job.yaml', '--home', 'taken');
    expect(taken).toMatchObject({ code: 1, err: expect.stringContaining('--home') });
    await mkdir(join(place.folder, 'home'));
    await writeFile(join(place.folder, 'home', 'sandbox'), '');
    const inTheWay = await place.run('run', 'job.yaml', '--home', 'home');
    expect(inTheWay).toMatchObject({ code: 1, err: expect.stringContaining('a file stands where a folder is needed') });
  });

  test('whose journal is damaged: it is named and left as it is', async () => {
    const place = await openPlace();
    await place.run('run', 'job.yaml', '--out', 'out');
    const path = join(place.folder, '.rowpost', 'journal.db');
    const damaged = Buffer.alloc(20_000, 'no journal ');
    await writeFile(path, damaged);
    for (const command of ['run', 'check']) {
      const { code, err } = await place.run(command, 'job.yaml', '--out', 'out');
      expect(code).toBe(1);
      expect(err).toMatch(/journal\.db: the file is damaged.*backup/);
    }
    expect((await readFile(path)).equals(damaged)).toBe(true);
  });

  test('whose sandbox has damaged books: they are named; a damaged notice is no hindrance', async () => {
    const place = await openPlace();
    await place.run('run', 'job.yaml', '--out', 'out');
    await writeFile(join(place.folder, '.rowpost', 'sandbox', 'gb.json'), '{"url":"nowhere"}');
    expect((await place.run('run', 'job.yaml', '--out', 'out')).code).toBe(0);
    for (const file of ['login.db', 'server.db', 'gb.db']) {
      const path = join(place.folder, '.rowpost', 'sandbox', file);
      const books = await readFile(path);
      await writeFile(path, 'no books '.repeat(1000));
      for (const args of [['run', 'job.yaml'], ['sandbox']]) {
        const { code, err } = await place.run(...args);
        expect(code).toBe(1);
        expect(err).toMatch(/: the books of the sandbox cannot be used.*--home/);
        expect(err.startsWith(`${path}: `)).toBe(true);
      }
      await writeFile(path, books);
    }
  });
});
