/** The connections of a workspace in one encrypted file, changed by one process at a time. */

import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../../../model/refusal.ts';
import type { ConnectionStore, Connections } from '../sign-in.ts';
import { holdLock } from './hold-lock.ts';
import { readPrivate, writePrivate } from './private-file.ts';
import { headOf, type SealHead, seal, unseal } from './seal.ts';

export interface StoreOptions {
  /** The workspace. */
  readonly home: string;
  /** The key is made of it; else of a key file. */
  readonly passphrase?: string;
  /** Absolute; default `connections/key` in the workspace, made when it is needed. */
  readonly keyFile?: string;
}

const NOTHING: Connections = { signIns: [], organisations: [] };

/** Its methods reject with a Refusal where a file is damaged, readable by others, or its key is missing; it stays as it is. */
export function openConnectionStore({ home, passphrase, keyFile }: StoreOptions): ConnectionStore {
  const folder = join(home, 'connections');
  const [path, lock] = [join(folder, 'connections.json'), join(folder, 'lock')];
  const keys = keyRing(passphrase, keyFile ?? join(folder, 'key'), keyFile === undefined);
  const read = async (): Promise<Connections> => {
    const sealed = await readPrivate(path);
    if (sealed === undefined) return NOTHING;
    const head = headOf(sealed);
    const text = head && unseal(sealed, await keys.of(head, path), head);
    if (text === undefined) throw damaged(path);
    return JSON.parse(text) as Connections;
  };
  return {
    read,
    async change(work) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return holdLock(lock, async () => {
        const save = async (next: Connections) => {
          await writeFile(join(folder, '.gitignore'), '*\n', { mode: 0o600 });
          const head = await keys.fresh();
          await writePrivate(path, seal(JSON.stringify(next), await keys.of(head, path), head));
        };
        return work(await read(), save);
      });
    },
  };
}

interface KeyRing {
  /** The head of what is written now. */
  fresh(): Promise<SealHead>;
  of(head: SealHead, path: string): Promise<Buffer>;
}

/** @param isOwn the key file may be made here; one that the user names must be there */
function keyRing(passphrase: string | undefined, keyFile: string, isOwn: boolean): KeyRing {
  const base = { format: 'rowpost-connections', version: 1 } as const;
  const salt = randomBytes(16).toString('base64');
  const made = new Map<string, Promise<Buffer>>();
  const derive = (text: string, from: string): Promise<Buffer> => {
    const key = made.get(from) ?? stretch(text, Buffer.from(from, 'base64'));
    made.set(from, key);
    return key;
  };
  return {
    async fresh() {
      if (passphrase !== undefined) return { ...base, key: 'passphrase', salt };
      if (isOwn && (await readPrivate(keyFile)) === undefined) {
        await writePrivate(keyFile, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
      }
      return { ...base, key: 'file', salt: '' };
    },
    async of(head, path) {
      if (head.key === 'file') return keyOf(await readPrivate(keyFile), keyFile, path);
      if (passphrase !== undefined) return derive(passphrase, head.salt);
      throw new Refusal(
        'connect/passphrase',
        `${path}: the connections were saved under a passphrase. Set ROWPOST_PASSPHRASE to it.`,
      );
    },
  };
}

const KEY_BYTES = 32;
const scryptKey = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

function stretch(passphrase: string, salt: Buffer): Promise<Buffer> {
  return scryptKey(passphrase.normalize('NFC'), salt, KEY_BYTES, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 });
}

function keyOf(text: string | undefined, keyFile: string, path: string): Buffer {
  const key = Buffer.from(text?.trim() ?? '', 'base64');
  if (key.length === KEY_BYTES) return key;
  const what = text === undefined ? 'is not there' : 'is no key: 32 bytes as base64';
  throw new Refusal(
    'connect/key-file',
    `${keyFile}: the key of ${path} ${what}. Put the key file back, or move the connections away and connect again.`,
  );
}

function damaged(path: string): Refusal {
  return new Refusal(
    'connect/damaged',
    `${path}: the saved connections were changed or cut off, or the passphrase is another one; nothing of them is used, and the file stays as it is. Put a backup back, or move the file away and connect again.`,
  );
}
