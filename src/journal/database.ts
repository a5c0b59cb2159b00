/** One SQLite file, read and written in transactions, its errors told as refusals. */

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { databaseRefusal } from './database-refusal.ts';

/** Rows appended before they are committed. */
const APPEND_LIMIT = 20_000;

export interface Statement<Row> {
  run(...values: readonly SQLInputValue[]): { readonly changes: number; readonly rowId: number };
  get(...values: readonly SQLInputValue[]): Row | undefined;
  all(...values: readonly SQLInputValue[]): readonly Row[];
}

export interface Database {
  /** A statement whose rows have the shape `Row`: columns by name, NULL as null. */
  prepare<Row = unknown>(sql: string): Statement<Row>;
  /** Sees what is appended but not committed yet. */
  read<T>(work: () => T): T;
  /** All of the work or nothing of it, committed when it returns, and before it what was appended. */
  write<T>(work: () => T): T;
  /** All of the work or nothing of it, committed together with its neighbours: every 20,000 rows, or by `commit`. */
  append<T>(rows: number, work: () => T): T;
  /** Commits what was appended and flushes it to the disk. */
  commit(): void;
  /** Commits and closes; may be called twice. */
  close(): void;
}

/** `relaxed`: commits are not flushed before the first `commit`, for a file that can be rebuilt until then. */
export function databaseOn(connection: DatabaseSync, path: string, relaxed: boolean): Database {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const end = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');
  const mark = connection.prepare('SAVEPOINT work');
  const release = connection.prepare('RELEASE work');
  const back = connection.prepare('ROLLBACK TO work');
  let unflushed = relaxed;
  let appended = 0;
  let lost: unknown;

  /** Runs work on the connection; where SQLite gave up a transaction with appended rows in it, nothing more is done. */
  const guarded = <T>(work: () => T): T => {
    if (lost !== undefined) throw lost;
    const wasOpen = connection.isTransaction;
    try {
      return work();
    } catch (error) {
      const refusal = databaseRefusal(error, path);
      if (wasOpen && !connection.isTransaction) lost = refusal;
      throw refusal;
    }
  };
  const endAppending = () => {
    appended = 0;
    if (connection.isTransaction) end.run();
  };
  const write = <T>(work: () => T): T => {
    endAppending();
    begin.run();
    try {
      const result = work();
      end.run();
      return result;
    } catch (error) {
      if (connection.isTransaction) rollback.run();
      throw error;
    }
  };
  const append = <T>(rows: number, work: () => T): T => {
    if (!connection.isTransaction) begin.run();
    mark.run();
    try {
      const result = work();
      release.run();
      appended += rows;
      if (appended >= APPEND_LIMIT) endAppending();
      return result;
    } catch (error) {
      if (connection.isTransaction) {
        back.run();
        release.run();
      }
      throw error;
    }
  };
  const commit = () => {
    endAppending();
    if (!unflushed) return;
    connection.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_checkpoint(TRUNCATE)');
    unflushed = false;
  };
  return {
    prepare: <Row>(sql: string) => guarded(() => statementOn<Row>(connection, sql)),
    read: guarded,
    write: (work) => guarded(() => write(work)),
    append: (rows, work) => guarded(() => append(rows, work)),
    commit: () => guarded(commit),
    close: () => {
      if (!connection.isOpen) return;
      try {
        if (lost === undefined) guarded(commit);
      } finally {
        connection.close();
      }
    },
  };
}

function statementOn<Row>(connection: DatabaseSync, sql: string): Statement<Row> {
  const statement = connection.prepare(sql);
  return {
    run: (...values) => {
      const { changes, lastInsertRowid } = statement.run(...values);
      return { changes: Number(changes), rowId: Number(lastInsertRowid) };
    },
    get: (...values) => statement.get(...values) as Row | undefined,
    all: (...values) => statement.all(...values) as unknown as readonly Row[],
  };
}
