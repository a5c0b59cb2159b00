/** A lock between processes that the system takes back when its holder dies: a transaction on an empty SQLite file. */

import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../../model/refusal.ts';

const BUSY = 5;
const FULL = 'the disk is full or cannot be written. Free some space and try again.';
const CLOSED = 'you may not write there. Check the permissions, or choose another folder with --home.';
/** By SQLite's codes for a folder that is read-only, a fault of the disk, a full one, and a file that cannot be opened. */
const WORDS: ReadonlyMap<number | undefined, string> = new Map([
  [8, CLOSED],
  [10, FULL],
  [13, FULL],
  [14, CLOSED],
]);
const STEP_MS = 25;
const PATIENCE_MS = 150_000;

/** Resolves with what `work` does while no other process holds the lock. */
export async function holdLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const release = await take(path);
  try {
    return await work();
  } finally {
    release();
  }
}

async function take(path: string): Promise<() => void> {
  await create(path);
  const database = await openDatabase(path);
  for (let waited = 0; ; waited += STEP_MS) {
    try {
      database.exec('BEGIN EXCLUSIVE');
      return () => database.close();
    } catch (error) {
      const isBusy = resultCode(error) === BUSY;
      if (isBusy && waited < PATIENCE_MS) {
        await wait(STEP_MS);
        continue;
      }
      database.close();
      if (!isBusy) throw refusalOf(error, path);
      throw new Refusal(
        'connect/locked',
        `${path}: another rowpost has been at the connections for minutes. End it first.`,
      );
    }
  }
}

async function openDatabase(path: string) {
  const { DatabaseSync } = await import('node:sqlite');
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw refusalOf(error, path);
  }
}

/** SQLite's primary one (https://sqlite.org/rescode.html). */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

/** Any other error is handed back as it is. */
function refusalOf(error: unknown, path: string): unknown {
  const words = WORDS.get(resultCode(error));
  if (words === undefined) return error;
  return new Refusal('connect/not-saved', `${path}: ${words} The connections stay as they were.`, 5);
}

/** Only where it is missing: closing a file of one's own would end the locks that this process has on it. */
async function create(path: string): Promise<void> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
