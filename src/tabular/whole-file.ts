/** Writes a file whole or not at all: a temporary file in the same folder, renamed at the end. */

import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../model/refusal.ts';

/**
 * Calls `write` with the path of a temporary file and puts that file in place of `path` when it is done.
 * Where `write` says that nothing changed, and on a failure, the temporary file is removed and what stood at `path` stays.
 * Throws `write/failed` with the cause in words.
 */
export async function writeWhole(
  path: string,
  write: (temporary: string) => Promise<'unchanged' | undefined> | Promise<void>,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    if ((await write(temporary)) === 'unchanged') return await rm(temporary, { force: true });
    await flush(temporary);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw refusalOf(path, error);
  }
}

/** Without it a power cut soon after may leave the name with nothing in the file. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function refusalOf(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof Refusal || typeof code !== 'string') return error;
  return new Refusal('write/failed', `${path} was not written: ${causeOf(code, path)}`);
}

function causeOf(code: string, path: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full. Free some space and try again.';
    case 'ENOENT':
    case 'ENOTDIR':
      return `the folder ${dirname(path)} does not exist. Make it, or name another.`;
    case 'EISDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return 'a folder has that name. Name another file.';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'you may not write there, or the file is open in another program. Close it, or name another folder.';
    case 'EBUSY':
      return 'it is open in another program. Close it there and try again.';
    default:
      return `the system reports ${code}. Try another folder.`;
  }
}
