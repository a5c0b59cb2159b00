/** The key of the stored connections: of a passphrase, in the system's keychain, or in a file. */

import { randomBytes, type ScryptOptions, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { Refusal } from '../../../model/refusal.ts';
import type { Keychain } from './keychain.ts';
import { readPrivate, writePrivate } from './private-file.ts';
import type { SealHead } from './seal.ts';

export interface KeySources {
  /** What is written is put under it, unless `place` says otherwise. */
  readonly passphrase?: string;
  /** Absolute; it must be there, and is used unless `place` or a passphrase says otherwise. */
  readonly keyFile?: string;
  /** The system's; left out where none may be asked. */
  readonly keychain?: Keychain;
  /** Where the key of what is written is to be, whatever it was till now. */
  readonly place?: 'keychain' | 'file';
}

export interface KeyRing {
  /**
   * The head of what is written now; its key is there. What there is stays under the key that it has, unless told otherwise;
   * the first connections go under one in the keychain, or in a file where there is none.
   * @param before the head of what is replaced
   */
  fresh(before: SealHead | undefined): Promise<SealHead>;
  /** @param path of the file that it opens, for messages. @throws Refusal where the key is not there */
  of(head: SealHead, path: string): Promise<Buffer>;
}

const KEY_BYTES = 32;
const BASE = { format: 'rowpost-connections', version: 1 } as const;

/** @param ownFile the key file that may be made here, where none is named */
export function openKeyRing(sources: KeySources, ownFile: string): KeyRing {
  const { passphrase, keyFile, keychain, place } = sources;
  const salt = randomBytes(16).toString('base64');
  const known = new Map<string, Promise<Buffer>>();
  const once = (head: SealHead, find: () => Promise<Buffer>): Promise<Buffer> => {
    const name = head.key + head.salt;
    const key = known.get(name) ?? find();
    known.set(name, key);
    key.catch(() => known.delete(name));
    return key;
  };
  return {
    async fresh(before) {
      if (place === undefined && passphrase !== undefined) return { ...BASE, key: 'passphrase', salt };
      const kind = place ?? (keyFile === undefined ? before?.key : 'file');
      if (kind === 'keychain' || (kind === undefined && (await readPrivate(ownFile)) === undefined)) {
        const head = before?.key === 'keychain' ? before : await intoKeychain(keychain, kind === 'keychain');
        if (head !== undefined) return head;
      }
      if (keyFile === undefined && (await readPrivate(ownFile)) === undefined) await writePrivate(ownFile, freshKey());
      return { ...BASE, key: 'file', salt: '' };
    },
    async of(head, path) {
      if (head.key === 'keychain') return once(head, () => outOfKeychain(keychain, head.salt, path));
      if (head.key === 'file') return keyOf(await readPrivate(keyFile ?? ownFile), keyFile ?? ownFile, path);
      if (passphrase !== undefined) return once(head, () => stretch(passphrase, Buffer.from(head.salt, 'base64')));
      throw new Refusal(
        'connect/passphrase',
        `${path}: the connections were saved under a passphrase. Set ROWPOST_PASSPHRASE to it.`,
      );
    },
  };
}

/** Before anybody is asked to sign in. @throws Refusal where the key that is named, or the keychain that is asked for, cannot be had */
export async function insistOnKey({ passphrase, keyFile, keychain, place }: KeySources): Promise<void> {
  if (place === 'keychain') {
    await opened(keychain, (drawer) => drawer.read('probe')).catch((error) => Promise.reject(notTaken(error)));
  } else if (keyFile !== undefined && (place === 'file' || passphrase === undefined)) {
    keyOf(await readPrivate(keyFile), keyFile, 'the connections');
  }
}

function freshKey(): string {
  return `${randomBytes(KEY_BYTES).toString('base64')}\n`;
}

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

/** A new key under a name of its own, read back before anything is put under it. @throws Refusal where it `must` be there and cannot */
async function intoKeychain(keychain: Keychain | undefined, must: boolean): Promise<SealHead | undefined> {
  const [key, salt] = [freshKey().trim(), randomBytes(12).toString('hex')];
  try {
    await opened(keychain, (drawer) => drawer.write(salt, key));
    const kept = await opened(keychain, (drawer) => drawer.read(salt));
    if (kept !== key) throw new Error('it does not give back what it was given');
    return { ...BASE, key: 'keychain', salt };
  } catch (error) {
    if (!must) return undefined;
    throw notTaken(error);
  }
}

async function opened<T>(keychain: Keychain | undefined, use: (drawer: Keychain) => Promise<T>): Promise<T> {
  if (keychain === undefined) throw new Error('there is none');
  return use(keychain);
}

function notTaken(error: unknown): Refusal {
  return new Refusal(
    'connect/keychain',
    `The system's keychain cannot take the key of the connections (${reasonOf(error)}).\nUnlock it and try again, or leave ROWPOST_TOKEN_KEY=keychain out. What was stored stays as it was.`,
  );
}

async function outOfKeychain(keychain: Keychain | undefined, name: string, path: string): Promise<Buffer> {
  const text = await read(keychain, name, path);
  const key = Buffer.from(text ?? '', 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new Refusal(
    'connect/keychain',
    `${path}: its key is not in this system's keychain (rowpost, ${name}). It was saved by another user or on another computer, or the key was deleted.\nUse it where it was saved, or move the file away and connect again.`,
  );
}

async function read(keychain: Keychain | undefined, name: string, path: string): Promise<string | undefined> {
  try {
    return await opened(keychain, (drawer) => drawer.read(name));
  } catch (error) {
    throw new Refusal(
      'connect/keychain',
      `${path}: its key is in the system's keychain, which cannot be opened now: it is locked, or out of reach of this session (${reasonOf(error)}). Nothing stored was changed.\nUnlock the keychain (sign in to the desktop) and try again. For jobs that run where nobody is signed in, connect once more at the desktop with ROWPOST_TOKEN_KEY=file or a ROWPOST_PASSPHRASE.`,
    );
  }
}

/** Its first line, in brief. */
function reasonOf(error: unknown): string {
  const [line = ''] = error instanceof Error ? error.message.split('\n') : [];
  return line.slice(0, 160).replace(/[.:\s]+$/, '') || 'no reason is told';
}
