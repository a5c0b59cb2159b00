/** Opens one SQLite file privately and brings it to the schema that this program knows. */

import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Database, databaseOn } from './database.ts';
import { databaseRefusal, newerRefusal } from './database-refusal.ts';

/** How long to wait for another process's transaction, in ms. */
const BUSY_TIMEOUT = 10_000;

export interface DatabaseOptions {
  readonly path: string;
  /** One script for each version of the schema; never edited, only added to. */
  readonly schema: readonly string[];
  /** `full`: each commit reaches the disk. `rebuildable`: the commits to a new file need not before it is complete. */
  readonly durability: 'full' | 'rebuildable';
  readonly cacheMegabytes: number;
}

/** Opens or makes the file, mode 0600. Throws a Refusal: `journal/` newer, corrupt, not-writable, busy, disk-full. */
export function openDatabase(options: DatabaseOptions): Database {
  const { path } = options;
  const isNew = !existsSync(path);
  try {
    makePrivate(path);
    const connection = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
    try {
      const relaxed = options.durability === 'rebuildable' && isNew;
      configure(connection, options, relaxed);
      migrate(connection, options.schema, path);
      return databaseOn(connection, path, relaxed);
    } catch (error) {
      connection.close();
      throw error;
    }
  } catch (error) {
    throw databaseRefusal(asDatabaseError(error), path);
  }
}

/** The side files that SQLite makes (`-wal`, `-shm`) take the mode of the file itself. */
function makePrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

/** An error of the file system, told in SQLite's codes: full, or cannot be opened. */
function asDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  return Object.assign(error, { errcode: error.code === 'ENOSPC' ? 13 : 14 });
}

/**
 * Large pages take the blocks of a run's rows with less ado; they can be chosen for a new file only. On macOS a disk has
 * taken in what it was given only after a full flush.
 */
function configure(connection: DatabaseSync, options: DatabaseOptions, relaxed: boolean): void {
  if (relaxed) connection.exec('PRAGMA page_size = 8192');
  connection.exec(`
    PRAGMA cache_size = ${-1024 * options.cacheMegabytes};
    PRAGMA temp_store = FILE;
    PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON;
    PRAGMA wal_autocheckpoint = ${relaxed ? 2000 : 4000};
  `);
  const mode = connection.prepare('PRAGMA journal_mode').get()?.journal_mode;
  if (mode !== 'wal') connection.exec('PRAGMA journal_mode = WAL');
  const settled = options.durability === 'full' ? 'FULL' : 'NORMAL';
  connection.exec(`PRAGMA synchronous = ${relaxed ? 'OFF' : settled}`);
}

function migrate(connection: DatabaseSync, schema: readonly string[], path: string): void {
  if (versionOf(connection) === schema.length) return;
  connection.exec('BEGIN IMMEDIATE');
  try {
    const version = versionOf(connection);
    if (version > schema.length) throw newerRefusal(path);
    for (const script of schema.slice(version)) connection.exec(script);
    connection.exec(`PRAGMA user_version = ${schema.length}`);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(connection: DatabaseSync): number {
  return Number(connection.prepare('PRAGMA user_version').get()?.user_version);
}
