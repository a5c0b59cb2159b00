/** Where the key of the stored connections is kept, how it moves, and what becomes of them where it cannot be got at. */

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Connections } from '../../../../src/xero/auth/sign-in.ts';
import {
  openConnectionStore,
  placeOfKey,
  type StoreOptions,
} from '../../../../src/xero/auth/store/connection-store.ts';
import type { Keychain } from '../../../../src/xero/auth/store/keychain.ts';
import { type Drawer, openDrawer } from '../../../support/drawer.ts';

const SOME: Connections = {
  signIns: [],
  organisations: [
    { alias: 'a', tenantId: 't', connectionId: 'c', name: 'Zoë & Co', country: 'GB', currency: 'GBP', signIn: 's' },
  ],
};

let home = '';
let keychain: Drawer = openDrawer();

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rowpost-keys-'));
  keychain = openDrawer();
  onTestFinished(() => rm(home, { recursive: true, force: true }));
});

type Keys = Omit<StoreOptions, 'home'>;

const pathOf = (name: string) => join(home, 'connections', name);
const read = (keys: Keys) => openConnectionStore({ home, ...keys }).read();
const save = (keys: Keys) =>
  openConnectionStore({ home, ...keys }).change(async (_all, keep) => {
    await keep({ signIns: [], organisations: [] });
    await keep(SOME);
  });
const hasKeyFile = () =>
  stat(pathOf('key')).then(
    () => true,
    () => false,
  );

describe('the first connections', () => {
  test('go under a key in the keychain: 32 bytes, made once and read back', async () => {
    await save({ keychain });
    expect([...keychain.secrets.values()].map((key) => Buffer.from(key, 'base64').length)).toEqual([32]);
    expect([await placeOfKey(home), await hasKeyFile()]).toEqual(['keychain', false]);
    expect(await read({ keychain })).toEqual(SOME);
    const text = await readFile(pathOf('connections.json'), 'utf8');
    expect(text).not.toContain([...keychain.secrets.values()][0]);
    await save({ keychain });
    expect(keychain.secrets.size).toBe(1);
  });

  const forgetful: Keychain = { read: async () => undefined, write: async () => undefined };
  const refusing: Keychain = { ...forgetful, write: () => Promise.reject(new Error('AccessDenied')) };

  test.each([
    ['there is none', {}],
    ['it cannot be opened', { keychain: refusing }],
    ['it does not keep what it is given', { keychain: forgetful }],
    ['a file is wanted', { keychain: openDrawer(), place: 'file' }],
  ] as const)('go under a key file where %s', async (_why, keys) => {
    await save(keys);
    expect([await placeOfKey(home), await hasKeyFile()]).toEqual(['file', true]);
    expect(await read(keys)).toEqual(SOME);
  });

  test('are refused where the keychain is wanted and cannot be had, and nothing is stored', async () => {
    for (const keys of [{}, { keychain: forgetful }, { keychain: refusing }]) {
      await expect(save({ ...keys, place: 'keychain' })).rejects.toMatchObject({ code: 'connect/keychain' });
    }
    expect([await placeOfKey(home), await hasKeyFile()]).toEqual([undefined, false]);
  });

  test('go under the key file that is there, or named, and under the passphrase', async () => {
    const keyFile = join(home, 'my.key');
    await writeFile(keyFile, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });
    await save({ keychain, keyFile });
    expect(await placeOfKey(home)).toBe('file');
    await rm(pathOf('connections.json'));
    await save({ keychain, passphrase: 'correct horse' });
    expect(await placeOfKey(home)).toBe('passphrase');
    await rm(pathOf('connections.json'));
    await writeFile(pathOf('key'), Buffer.alloc(32, 9).toString('base64'), { mode: 0o600 });
    await save({ keychain });
    expect([await placeOfKey(home), keychain.secrets.size]).toEqual(['file', 0]);
  });
});

describe('a key that there is', () => {
  test('stays where it is, whatever else could be had', async () => {
    await save({});
    await save({ keychain });
    expect([await placeOfKey(home), keychain.secrets.size]).toEqual(['file', 0]);
    expect(await read({ keychain })).toEqual(SOME);
  });

  test('moves at the next change where that is asked for, from anywhere to anywhere', async () => {
    const passphrase = 'correct horse';
    const moves: readonly (readonly [Keys, string])[] = [
      [{ place: 'file' }, 'file'],
      [{ place: 'keychain' }, 'keychain'],
      [{ passphrase }, 'passphrase'],
      [{ passphrase, place: 'keychain' }, 'keychain'],
      [{ place: 'file' }, 'file'],
      [{ passphrase }, 'passphrase'],
      [{ passphrase, place: 'file' }, 'file'],
    ];
    for (const [keys, place] of moves) {
      await save({ keychain, ...keys });
      expect(await placeOfKey(home)).toBe(place);
      const { passphrase: _left, ...without } = keys;
      expect(await read({ keychain, ...(place === 'passphrase' ? keys : without) })).toEqual(SOME);
    }
  });
});

describe('a keychain that does not open later on', () => {
  /** The refusal's words; the file has not changed. */
  async function refusedWith(keys: Keys): Promise<string> {
    const before = await readFile(pathOf('connections.json'), 'utf8');
    const failures = [await read(keys).catch(String), await save(keys).catch(String)];
    expect(await readFile(pathOf('connections.json'), 'utf8')).toBe(before);
    expect(failures[1]).toBe(failures[0]);
    await expect(read(keys)).rejects.toMatchObject({ code: 'connect/keychain', exitCode: 1 });
    return String(failures[0]);
  }

  test('is told with what to do, and serves again once it does', async () => {
    await save({ keychain });
    const store = openConnectionStore({ home, keychain });
    keychain.locked = true;
    await expect(store.read()).rejects.toThrow(
      /cannot be opened now: .* \(it is locked\)\. Nothing stored was changed/,
    );
    for (const keys of [{ keychain }, { keychain, place: 'file' }, {}] as const) {
      const words = await refusedWith(keys);
      expect(words).toContain('ROWPOST_TOKEN_KEY=file');
      expect(words).not.toContain('nobody wants to see');
    }
    keychain.locked = false;
    expect(await store.read()).toEqual(SOME);
  });

  test('or that is the one of another computer, is told as that', async () => {
    await save({ keychain });
    expect(await refusedWith({ keychain: openDrawer() })).toContain('on another computer');
  });

  test('does not end a run that has it open', async () => {
    await save({ keychain });
    const store = openConnectionStore({ home, keychain });
    await store.read();
    keychain.locked = true;
    await store.change(async (all, keep) => keep(all));
    expect(await store.read()).toEqual(SOME);
  });

  test('with another key opens nothing', async () => {
    await save({ keychain });
    const [name] = [...keychain.secrets.keys()];
    keychain.secrets.set(name!, Buffer.alloc(32, 1).toString('base64'));
    await expect(read({ keychain })).rejects.toMatchObject({ code: 'connect/damaged' });
  });
});
