/** A lock between processes that the system takes back when its holder dies: a transaction on an empty SQLite file. */

import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../../model/refusal.ts';

const BUSY = 5;
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
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(path, { timeout: 0 });
  for (let waited = 0; ; waited += STEP_MS) {
    try {
      database.exec('BEGIN EXCLUSIVE');
      return () => database.close();
    } catch (error) {
      const isBusy = error instanceof Error && 'errcode' in error && error.errcode === BUSY;
      if (isBusy && waited < PATIENCE_MS) {
        await wait(STEP_MS);
        continue;
      }
      database.close();
      if (!isBusy) throw error;
      throw new Refusal(
        'connect/locked',
        `${path}: another rowpost has been at the connections for minutes. End it first.`,
      );
    }
  }
}

/** Only where it is missing: closing a file of one's own would end the locks that this process has on it. */
async function create(path: string): Promise<void> {
  try {
    await (await open(path, 'wx', 0o600)).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
