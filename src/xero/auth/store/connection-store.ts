/** The connections of a workspace in one encrypted file, changed by one process at a time. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../../model/refusal.ts';
import type { ConnectionStore, Connections } from '../sign-in.ts';
import { holdLock } from './hold-lock.ts';
import { type KeySources, openKeyRing } from './key-ring.ts';
import { readPrivate, writePrivate } from './private-file.ts';
import { headOf, type SealHead, seal, unseal } from './seal.ts';

export interface StoreOptions extends KeySources {
  /** The workspace. */
  readonly home: string;
}

const NOTHING: Connections = { signIns: [], organisations: [] };

/** Its methods reject with a Refusal where a file is damaged, another's, readable by others, or its key is missing; it stays as it is. */
export function openConnectionStore(options: StoreOptions): ConnectionStore {
  const folder = join(options.home, 'connections');
  const [path, lock] = [pathIn(options.home), join(folder, 'lock')];
  const keys = openKeyRing(options, join(folder, 'key'));
  const open = async (): Promise<Opened> => {
    const sealed = await readPrivate(path);
    if (sealed === undefined) return { head: undefined, connections: NOTHING };
    const head = headOf(sealed);
    const text = head && unseal(sealed, await keys.of(head, path), head);
    if (text === undefined) throw damaged(path);
    return { head, connections: JSON.parse(text) as Connections };
  };
  return {
    read: async () => (await open()).connections,
    async change(work) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return holdLock(lock, async () => {
        const before = await open();
        let head = before.head;
        const save = async (next: Connections) => {
          await writeFile(join(folder, '.gitignore'), '*\n', { mode: 0o600 });
          head = await keys.fresh(head);
          await writePrivate(path, seal(JSON.stringify(next), await keys.of(head, path), head));
        };
        return work(before.connections, save);
      });
    },
  };
}

interface Opened {
  /** Undefined where nothing is stored. */
  readonly head: SealHead | undefined;
  readonly connections: Connections;
}

/** Where the key of the stored connections is; undefined where there are none. Needs no key. */
export async function placeOfKey(home: string): Promise<SealHead['key'] | undefined> {
  return headOf((await readPrivate(pathIn(home))) ?? '')?.key;
}

function pathIn(home: string): string {
  return join(home, 'connections', 'connections.json');
}

function damaged(path: string): Refusal {
  return new Refusal(
    'connect/damaged',
    `${path}: the saved connections were changed or cut off, or the passphrase is another one; nothing of them is used, and the file stays as it is. Put a backup back, or move the file away and connect again.`,
  );
}
