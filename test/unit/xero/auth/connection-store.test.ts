/** The encrypted file of the connections: what it gives back, what it refuses, and that it stays as it was. */

import { chmod, chown, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Connections } from '../../../../src/xero/auth/sign-in.ts';
import { openConnectionStore, type StoreOptions } from '../../../../src/xero/auth/store/connection-store.ts';

const SOME: Connections = {
  signIns: [],
  organisations: [
    { alias: 'a', tenantId: 't', connectionId: 'c', name: 'Zoë & Co', country: 'GB', currency: 'GBP', signIn: 's' },
  ],
};

let home = '';
const fileOf = (name: string) => join(home, 'connections', name);

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rowpost-store-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
});

async function save(options: Partial<StoreOptions> = {}, what = SOME): Promise<void> {
  await openConnectionStore({ home, ...options }).change(async (_all, keep) => keep(what));
}

const read = (options: Partial<StoreOptions> = {}) => openConnectionStore({ home, ...options }).read();

/** The refusal's code; the file has not changed. */
async function refusedAs(options: Partial<StoreOptions> = {}): Promise<string> {
  const before = await readFile(fileOf('connections.json'), 'latin1');
  const failure = await read(options).catch((error: unknown) => error);
  await expect(save(options)).rejects.toThrow();
  expect(await readFile(fileOf('connections.json'), 'latin1')).toBe(before);
  expect(failure).toMatchObject({ name: 'Refusal', exitCode: 1 });
  expect((failure as Error).message).toContain(home);
  return (failure as { readonly code: string }).code;
}

/** Only the administrator can give a file away; anybody has one of the administrator's. */
async function giveAway(path: string): Promise<void> {
  if (userInfo().uid === 0) return chown(path, 1, 1);
  await rm(path);
  await symlink('/etc/passwd', path);
}

describe('the store', () => {
  test('begins with nothing, and gives back what was saved', async () => {
    expect(await read()).toEqual({ signIns: [], organisations: [] });
    await save();
    expect(await read()).toEqual(SOME);
    expect(await readFile(fileOf('connections.json'), 'utf8')).not.toContain('Zoë & Co');
  });

  test('keeps a change whole while another one waits', async () => {
    const steps: string[] = [];
    const slow = openConnectionStore({ home }).change(async (_all, keep) => {
      steps.push('one begins');
      await new Promise((resolve) => setTimeout(resolve, 80));
      await keep(SOME);
      steps.push('one ends');
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await openConnectionStore({ home }).change(async (all) => {
      steps.push(`two sees ${all.organisations.length}`);
    });
    await slow;
    expect(steps).toEqual(['one begins', 'one ends', 'two sees 1']);
  });

  test('is opened by its passphrase alone', async () => {
    await save({ passphrase: 'correct horse' });
    expect(await read({ passphrase: 'correct horse' })).toEqual(SOME);
    expect(await refusedAs({ passphrase: 'wrong horse' })).toBe('connect/damaged');
    expect(await refusedAs()).toBe('connect/passphrase');
  });

  test('goes over to a passphrase at the next change', async () => {
    await save();
    await openConnectionStore({ home, passphrase: 'new' }).change(async (all, keep) => keep(all));
    expect(await read({ passphrase: 'new' })).toEqual(SOME);
    expect(await refusedAs()).toBe('connect/passphrase');
  });

  test('takes a key file that is named, and makes none there', async () => {
    const keyFile = join(home, 'my.key');
    await expect(save({ keyFile })).rejects.toMatchObject({ code: 'connect/key-file' });
    await writeFile(keyFile, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });
    await save({ keyFile });
    expect(await read({ keyFile })).toEqual(SOME);
    await writeFile(keyFile, Buffer.alloc(32, 8).toString('base64'));
    expect(await refusedAs({ keyFile })).toBe('connect/damaged');
    await rm(keyFile);
    expect(await refusedAs({ keyFile })).toBe('connect/key-file');
  });
});

describe('a file that is refused', () => {
  test('every cut of it, and every changed byte of its content', async () => {
    await save();
    const path = fileOf('connections.json');
    const whole = await readFile(path, 'utf8');
    for (const cut of [0, 1, 40, whole.length >> 1, whole.length - 4]) {
      await writeFile(path, whole.slice(0, cut));
      expect([cut, await refusedAs()]).toEqual([cut, 'connect/damaged']);
    }
    const data = whole.indexOf('"data"') + 10;
    for (const at of [whole.indexOf('"iv"') + 8, data, data + 21, data + 100]) {
      const other = whole[at] === 'A' ? 'B' : 'A';
      await writeFile(path, whole.slice(0, at) + other + whole.slice(at + 1));
      expect([at, await refusedAs()]).toEqual([at, 'connect/damaged']);
    }
    await writeFile(path, whole);
    expect(await read()).toEqual(SOME);
  });

  test('a key that was cut off, or is gone, and nothing takes its place', async () => {
    await save();
    const whole = await readFile(fileOf('key'), 'utf8');
    for (const cut of ['', whole.slice(0, 20), undefined]) {
      await (cut === undefined ? rm(fileOf('key')) : writeFile(fileOf('key'), cut));
      expect(await refusedAs()).toBe('connect/key-file');
      expect(await readFile(fileOf('key'), 'utf8').catch(() => undefined)).toBe(cut);
    }
    await writeFile(fileOf('key'), whole, { mode: 0o600 });
    expect(await read()).toEqual(SOME);
  });

  test.each(['connections.json', 'key'])('one that others may read: %s', async (name) => {
    await save();
    for (const mode of [0o644, 0o640, 0o604]) {
      await chmod(fileOf(name), mode);
      expect(await refusedAs()).toBe('connect/readable-by-others');
    }
    await chmod(fileOf(name), 0o600);
    expect(await read()).toEqual(SOME);
  });

  test.each(['connections.json', 'key', 'my.key'])('one that is of another user: %s', async (name) => {
    const keyFile = join(home, 'my.key');
    await writeFile(keyFile, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });
    const options = name === 'my.key' ? { keyFile } : {};
    await save(options);
    const path = name === 'my.key' ? keyFile : fileOf(name);
    await giveAway(path);
    const refused = await read(options).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'connect/of-another-user', exitCode: 1 });
    expect((refused as Error).message).toContain(`${path}: it belongs to another user`);
  });
});

test('a lock that the system does not let be taken is told by its place, and nothing is changed', async () => {
  await save();
  await rm(fileOf('lock'));
  await mkdir(fileOf('lock'));
  await expect(save()).rejects.toMatchObject({
    code: 'connect/not-saved',
    exitCode: 5,
    message: `${fileOf('lock')}: you may not write there. Check the permissions, or choose another folder with --home. The connections stay as they were.`,
  });
  expect(await read()).toEqual(SOME);
});
