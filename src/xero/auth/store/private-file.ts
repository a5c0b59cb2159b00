/** Files that nobody else may read: written whole or not at all, and refused where others can read them. */

import { open, readFile, rename, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname } from 'node:path';
import { Refusal } from '../../../model/refusal.ts';

/** Undefined where it does not exist. @throws Refusal where other users of the computer may read it */
export async function readPrivate(path: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(path);
    if (platform() !== 'win32' && (mode & 0o077) !== 0) {
      throw new Refusal(
        'connect/readable-by-others',
        `${path}: other users of this computer may read it (mode ${(mode & 0o777).toString(8)}), so it is not used. Make it private with \`chmod 600\`; if it was open for long, connect again.`,
      );
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Durable when it resolves; the caller sees to it that nobody else writes. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Windows knows no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (platform() === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
