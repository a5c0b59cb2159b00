/** Files that are the user's alone: written whole or not at all, and refused where they are another's or others can read them. */

import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { platform, userInfo } from 'node:os';
import { dirname } from 'node:path';
import { Refusal } from '../../../model/refusal.ts';

/** Undefined where it does not exist. @throws Refusal where it is another user's, or other users may read it; Windows has neither mark */
export async function readPrivate(path: string): Promise<string | undefined> {
  const file = await openToRead(path);
  if (file === undefined) return undefined;
  try {
    const { mode, uid } = await file.stat();
    if (platform() !== 'win32') await refuseStrange(path, mode, uid);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/** Durable when it resolves; an error names the file, which those of open files do not. The caller sees to it that nobody else writes. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    throw Object.assign(error as Error, { path: draft });
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

async function openToRead(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new Refusal(
      'connect/unreadable',
      `${path}: you may not read it (${code}). Run rowpost as the user whose file it is, or give the file to this one.`,
    );
  }
}

/** What is checked is what is read: both come from the open file. */
async function refuseStrange(path: string, mode: number, uid: number): Promise<void> {
  const own = await ownUid();
  if (uid !== own) {
    throw new Refusal(
      'connect/of-another-user',
      `${path}: it belongs to another user (uid ${uid}, and you are ${own}), so it is not used. Run rowpost as that user, or make the file yours with \`chown\` if you know where it comes from.`,
    );
  }
  if ((mode & 0o077) === 0) return;
  throw new Refusal(
    'connect/readable-by-others',
    `${path}: other users of this computer may read it (mode ${(mode & 0o777).toString(8)}), so it is not used. Make it private with \`chmod 600\`; if it was open for long, connect again.`,
  );
}

/** Containers may run under a number that has no name; then Linux itself tells it. */
async function ownUid(): Promise<number> {
  try {
    return userInfo().uid;
  } catch {
    return (await stat('/proc/self')).uid;
  }
}

/** Windows knows no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (platform() === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
