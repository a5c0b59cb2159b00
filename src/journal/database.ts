/** One SQLite file, read and written in transactions, its errors told as refusals. */

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { databaseRefusal } from './database-refusal.ts';

/** Rows appended before they are committed. */
const APPEND_LIMIT = 20_000;

/** A prepared statement; columns come by name, NULL as null. */
export interface Statement<Row> {
  run(...values: readonly SQLInputValue[]): { readonly changes: number; readonly lastInsertRowid: number };
  get(...values: readonly SQLInputValue[]): Row | undefined;
  all(...values: readonly SQLInputValue[]): readonly Row[];
}

export interface Database {
  /** A statement whose rows have the shape `Row`; to be run within `read`, `write` or `append`. */
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
  const { write, append, end, holdsRows } = transactionsOn(connection);
  let unflushed = relaxed;
  let lost: unknown;

  /** Where SQLite gave up the transaction that held appended rows, nothing more is done. */
  const guarded = <T>(work: () => T): T => {
    if (lost !== undefined) throw lost;
    try {
      return work();
    } catch (error) {
      const refusal = databaseRefusal(error, path);
      if (holdsRows() && !connection.isTransaction) lost = refusal;
      throw refusal;
    }
  };
  const commit = () => {
    end();
    if (!unflushed) return;
    connection.exec('PRAGMA synchronous = NORMAL');
    touch(connection);
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    unflushed = false;
  };
  return {
    prepare: <Row>(sql: string) => guarded(() => connection.prepare(sql) as unknown as Statement<Row>),
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

/** A checkpoint that finds nothing to move flushes nothing, not even what earlier ones moved while commits were relaxed. */
function touch(connection: DatabaseSync): void {
  const version = Number(connection.prepare('PRAGMA user_version').get()?.user_version);
  connection.exec(`PRAGMA user_version = ${version}`);
}

interface Transactions extends Pick<Database, 'write' | 'append'> {
  /** Commits what was appended. */
  readonly end: () => void;
  /** Rows are appended and not committed. */
  readonly holdsRows: () => boolean;
}

function transactionsOn(connection: DatabaseSync): Transactions {
  const sql = ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', 'SAVEPOINT work', 'RELEASE work', 'ROLLBACK TO work'];
  const [begin, commit, rollback, mark, release, back] = sql.map((text) => connection.prepare(text));
  let appended = 0;
  const end = () => {
    if (connection.isTransaction) commit!.run();
    appended = 0;
  };
  /** Some errors end the transaction by themselves; then there is nothing to undo. */
  const undoing = <T>(work: () => T, undo: () => void): T => {
    try {
      return work();
    } catch (error) {
      if (connection.isTransaction) undo();
      throw error;
    }
  };
  const finish = <T>(result: T): T => {
    commit!.run();
    return result;
  };
  return {
    end,
    holdsRows: () => appended > 0,
    write: (work) => {
      end();
      begin!.run();
      return undoing(
        () => finish(work()),
        () => rollback!.run(),
      );
    },
    append: (rows, work) => {
      if (!connection.isTransaction) begin!.run();
      mark!.run();
      const undo = () => {
        back!.run();
        release!.run();
      };
      const result = undoing(work, undo);
      release!.run();
      appended += rows;
      if (appended >= APPEND_LIMIT) end();
      return result;
    },
  };
}
