import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { databaseOn } from '../../../src/journal/database.ts';
import { openSqliteJournal } from '../../../src/journal/sqlite-journal.ts';
import { Refusal } from '../../../src/model/refusal.ts';
import { openJournal, ready, runRecord, temporaryFolder } from './open-journal.ts';

const SOURCE = pathToFileURL(join(import.meta.dirname, '../../../src/journal/sqlite-journal.ts')).href;

/** Runs the body, which knows `journal` and `folder`, in a process of its own; answers with its signal or exit code. */
async function inProcess(folder: string, body: string): Promise<NodeJS.Signals | number> {
  const script = `import { openSqliteJournal } from ${JSON.stringify(SOURCE)};
    const journal = await openSqliteJournal(${JSON.stringify(folder)});
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
  const [code, signal] = (await once(child, 'exit')) as [number, NodeJS.Signals | null];
  return signal ?? code;
}

const DIE = "process.kill(process.pid, 'SIGKILL'); await new Promise(() => setInterval(() => {}, 1000));";

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Refusal);
  return error as Refusal;
}

describe('a process that is killed', () => {
  it('leaves its stored requests and what they rest on', async () => {
    const folder = temporaryFolder();
    const body = `
      await journal.createRun(${JSON.stringify(runRecord('r1'))});
      const store = await journal.openRun('r1');
      await store.addDocuments([${JSON.stringify(ready(1, { body: '{}' }))}], []);
      await journal.storeRequests([{ runId: 'r1', method: 'PUT', path: '/Invoices', query: '', body: '{}', members: [1],
        intentAt: 7 }]);
      ${DIE}`;
    expect(await inProcess(folder, body)).toBe('SIGKILL');
    const journal = await openJournal(folder);
    expect(await journal.openRequests('r1', 0, 10)).toMatchObject([{ members: [1], body: '{}', intentAt: 7 }]);
    expect(await (await journal.openRun('r1')).document(1)).toMatchObject({ seq: 1, body: '{}' });
  });

  it('leaves the documents of a run that it called prepared', async () => {
    const folder = temporaryFolder();
    const body = `
      await journal.createRun(${JSON.stringify(runRecord('r1'))});
      await (await journal.openRun('r1')).addDocuments([${JSON.stringify(ready(1))}], []);
      await journal.updateRun('r1', { status: 'prepared' });
      ${DIE}`;
    expect(await inProcess(folder, body)).toBe('SIGKILL');
    const journal = await openJournal(folder);
    expect(await journal.run('r1')).toMatchObject({ status: 'prepared' });
    expect(await (await journal.openRun('r1')).document(1)).toMatchObject({ state: 'ready' });
  });

  it('leaves what became of documents', async () => {
    const folder = temporaryFolder();
    const body = `
      await journal.createRun(${JSON.stringify(runRecord('r1'))});
      const store = await journal.openRun('r1');
      await store.addDocuments([${JSON.stringify(ready(1))}, ${JSON.stringify(ready(2))}], []);
      await store.changeDocuments([{ seq: 2, state: 'sent' }], []);
      ${DIE}`;
    expect(await inProcess(folder, body)).toBe('SIGKILL');
    const journal = await openJournal(folder);
    const left = await (await journal.openRun('r1')).documents({ after: 0, limit: 10 });
    expect(left.map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'ready'],
      [2, 'sent'],
    ]);
  });
});

it('can be made by several processes at once', async () => {
  const folder = join(temporaryFolder(), 'home');
  const ids = ['a', 'b', 'c', 'd'];
  const exits = ids.map((id) => inProcess(folder, `await journal.createRun(${JSON.stringify(runRecord(id))});`));
  expect(await Promise.all(exits)).toEqual([0, 0, 0, 0]);
  const runs = await (await openJournal(folder)).runs(10);
  expect(runs.map((run) => run.id).sort()).toEqual(ids);
});

describe('the folder', () => {
  it('and its files are for the user alone', async () => {
    const folder = join(temporaryFolder(), '.rowpost');
    const journal = await openJournal(folder);
    await (await journal.openRun('r1')).note('a', 1);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'runs')).mode & 0o777).toBe(0o700);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const file of files) expect(statSync(join(file.parentPath, file.name)).mode & 0o777).toBe(0o600);
  });

  it('has files that others could read made private', async () => {
    const folder = temporaryFolder();
    const journal = await openSqliteJournal(folder);
    await journal.close();
    chmodSync(join(folder, 'journal.db'), 0o644);
    await openJournal(folder);
    expect(statSync(join(folder, 'journal.db')).mode & 0o777).toBe(0o600);
  });

  it('is refused where it cannot be made', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const refusal = await refusalOf(openSqliteJournal(join(file, '.rowpost')));
    expect(refusal.code).toBe('journal/not-writable');
    expect(refusal.message).toContain(join(file, '.rowpost'));
  });

  it('is refused where the journal is a folder', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'journal.db'));
    expect((await refusalOf(openSqliteJournal(folder))).code).toBe('journal/not-writable');
  });
});

describe('a file', () => {
  it('of a newer version is refused and left alone', async () => {
    const folder = temporaryFolder();
    await (await openSqliteJournal(folder)).close();
    const path = join(folder, 'journal.db');
    const other = new DatabaseSync(path);
    other.exec('PRAGMA user_version = 99');
    other.close();
    const refusal = await refusalOf(openSqliteJournal(folder));
    expect(refusal).toMatchObject({ code: 'journal/newer', exitCode: 1 });
    expect(refusal.message).toContain(path);
    expect(refusal.message).toContain('Update rowpost');
    const untouched = new DatabaseSync(path);
    expect(untouched.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 });
    untouched.close();
  });

  it('that is no database is refused by name', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'journal.db'), 'Invoice No,Customer\n'.repeat(500));
    const refusal = await refusalOf(openSqliteJournal(folder));
    expect(refusal.code).toBe('journal/corrupt');
    expect(refusal.message).toContain(join(folder, 'journal.db'));
  });

  it('that is damaged is refused by name when that shows', async () => {
    const folder = temporaryFolder();
    const journal = await openSqliteJournal(folder);
    for (let id = 0; id < 200; id += 1) await journal.createRun(runRecord(`r${id}`));
    await journal.close();
    const path = join(folder, 'journal.db');
    const content = readFileSync(path);
    writeFileSync(path, content.fill(0x5a, 4096));
    const refusal = await refusalOf(openSqliteJournal(folder).then((again) => again.runs(500)));
    expect(refusal.code).toBe('journal/corrupt');
    expect(refusal.message).toContain(path);
  });

  it('on a full disk gives a refusal that a run can be resumed from', () => {
    const path = join(temporaryFolder(), 'full.db');
    const connection = new DatabaseSync(path);
    connection.exec('CREATE TABLE t (text TEXT); PRAGMA max_page_count = 20');
    const database = databaseOn(connection, path, false);
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    const fill = () => database.write(() => insert.run('x'.repeat(200_000)));
    expect(fill).toThrow(expect.objectContaining({ code: 'journal/disk-full', exitCode: 5 }));
    expect(fill).toThrow(path);
    database.close();
  });

  it('that can be rebuilt is flushed from its first commit on', () => {
    const path = join(temporaryFolder(), 'flushed.db');
    const connection = new DatabaseSync(path);
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; CREATE TABLE t (text TEXT)');
    const database = databaseOn(connection, path, true);
    database.append(1, () => connection.exec("INSERT INTO t VALUES ('first')"));
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    database.commit();
    expect(connection.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 1 });
    expect(statSync(`${path}-wal`).size).toBe(0);
    database.close();
  });

  it('takes nothing more once appended rows were lost', () => {
    const path = join(temporaryFolder(), 'lost.db');
    const connection = new DatabaseSync(path);
    connection.exec('CREATE TABLE t (text TEXT)');
    const database = databaseOn(connection, path, false);
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    database.append(1, () => insert.run('first'));
    const losing = () => {
      connection.exec('ROLLBACK');
      throw new Error('out of space');
    };
    expect(() => database.append(1, losing)).toThrow('out of space');
    expect(() => database.append(1, () => insert.run('second'))).toThrow('out of space');
    expect(() => database.commit()).toThrow('out of space');
    database.close();
  });
});

describe('the file of a run', () => {
  it('keeps what was appended before a call that failed', async () => {
    const folder = temporaryFolder();
    const journal = await openSqliteJournal(folder);
    const store = await journal.openRun('r1');
    await store.addDocuments([ready(1)], []);
    await expect(store.addDocuments([ready(2), ready(1)], [])).rejects.toThrow();
    await journal.close();
    const again = await (await openJournal(folder)).openRun('r1');
    expect((await again.documents({ after: 0, limit: 10 })).map(({ seq }) => seq)).toEqual([1]);
  });

  it('is the same store while open, and a new one afterwards', async () => {
    const journal = await openJournal();
    const store = await journal.openRun('r1');
    expect(await journal.openRun('r1')).toBe(store);
    await store.close();
    await store.close();
    expect(await journal.openRun('r1')).not.toBe(store);
  });

  it('goes without a trace when discarded', async () => {
    const folder = temporaryFolder();
    const journal = await openJournal(folder);
    const store = await journal.openRun('r1');
    await store.note('a', 1);
    expect(existsSync(join(folder, 'runs', 'r1.db'))).toBe(true);
    await store.discard();
    expect(readdirSync(join(folder, 'runs'))).toEqual([]);
    expect(await (await journal.openRun('r1')).noted('a')).toBeUndefined();
  });

  it('lies in the folder whatever the ID says', async () => {
    const journal = await openJournal();
    for (const id of ['../journal', 'a/b', '', '.', '..']) {
      expect((await refusalOf(journal.openRun(id))).code).toBe('journal/run-id');
    }
  });
});
