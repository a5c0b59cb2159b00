/** The journal in SQLite: `journal.db` in the workspace, and a file for each run beside it. */

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../model/refusal.ts';
import { deliverySecret } from './delivery-secret.ts';
import type { Journal } from './journal.ts';
import { openDatabase } from './open-database.ts';
import { journal0001 } from './schema/0001-journal.ts';
import { limits0001 } from './schema/0001-limits.ts';
import { journal0002 } from './schema/0002-resume.ts';
import { journal0003 } from './schema/0003-journal.ts';
import { journal0004 } from './schema/0004-bookmark.ts';
import { openSqliteRunStore, type SqliteRunStore } from './sqlite-run-store.ts';
import { bookmarks } from './statements/bookmarks.ts';
import { deliveries } from './statements/deliveries.ts';
import { limitWindows } from './statements/limit-windows.ts';
import { purgeRuns } from './statements/purge.ts';
import { requests } from './statements/requests.ts';
import { runs } from './statements/runs.ts';

/**
 * Opens or makes the journal of a workspace folder (`.rowpost`, made with mode 0700, its files with 0600). Throws a
 * Refusal where a file cannot be used: `journal/` newer, corrupt, busy, disk-full (exit 5), not-writable.
 */
export async function openSqliteJournal(folder: string): Promise<Journal> {
  makeFolder(join(folder, 'runs'));
  const path = join(folder, 'journal.db');
  const schema = [journal0001, journal0002, journal0003, journal0004];
  const database = openDatabase({ path, schema, durability: 'full', cacheMegabytes: 8 });
  const limits = openDatabase({
    path: join(folder, 'limits.db'),
    schema: [limits0001],
    durability: 'rebuildable',
    cacheMegabytes: 1,
  });
  const secret = deliverySecret(join(folder, 'delivery.key'));
  const discardRun = async (runId: string) => {
    await stores.get(runId)?.close();
    for (const side of ['', '-wal', '-shm']) rmSync(`${runPath(folder, runId)}${side}`, { force: true });
  };
  const purge = purgeRuns(database, secret);
  const stores = new Map<string, SqliteRunStore>();
  /** What the journal says of a run must never be ahead of the run's own file. */
  const commitStores = () => {
    for (const store of stores.values()) store.commit();
  };
  return {
    ...runs(database, commitStores),
    ...requests(database, commitStores),
    ...deliveries(database, secret),
    ...bookmarks(database),
    ...limitWindows(limits),
    async openRun(runId) {
      const open = stores.get(runId);
      if (open !== undefined) return open;
      const store = openSqliteRunStore(runPath(folder, runId), () => stores.delete(runId));
      stores.set(runId, store);
      return store;
    },
    discardRun,
    async purgeRuns(purged, purgedAt) {
      for (const { id } of purged) await discardRun(id);
      await purge(purged, purgedAt);
    },
    async close() {
      for (const store of [...stores.values()]) await store.close();
      limits.close();
      database.close();
    },
  };
}

/** A run's ID may come from the command line; it must not lead out of the folder. */
function runPath(folder: string, runId: string): string {
  if (!/^\w[\w.-]*$/.test(runId))
    throw new Refusal('journal/run-id', `${runId}: not the ID of a run. See \`rowpost runs\`.`);
  return join(folder, 'runs', `${runId}.db`);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Refusal(
      'journal/not-writable',
      `${path}: the folder cannot be made (${reason}). Check the permissions, or choose another folder with --home.`,
    );
  }
}
