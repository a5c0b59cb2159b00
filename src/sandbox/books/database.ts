/** One SQLite file of its owner's alone, or a database in memory: its statements, compiled once, and its transactions. */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

/** Gives the statement of an SQL text, compiled once. */
export type Prepared = (sql: string) => StatementSync;
export type Row = Readonly<Record<string, SQLOutputValue>>;

export interface Database {
  readonly prepared: Prepared;
  /** Runs one statement. */
  rows(sql: string, ...values: SQLInputValue[]): readonly Row[];
  /** Runs statements that give nothing back. */
  run(sql: string): void;
  /** Runs the work as one transaction, or as a part of the one that runs; an exception undoes just that. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** @throws Error of SQLite with the file's path in `file`, or of the file system. */
export function openDatabase(file: string | undefined): Database {
  if (file !== undefined) closeSync(openSync(file, 'a', 0o600));
  const db = naming(file, () => {
    const opened = new DatabaseSync(file ?? ':memory:');
    opened.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;');
    return opened;
  });
  const statements = new Map<string, StatementSync>();
  const prepared: Prepared = (sql) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    prepared,
    rows: (sql, ...values) => naming(file, () => prepared(sql).all(...values)),
    run: (sql) => naming(file, () => db.exec(sql)),
    transaction: (work) => transaction(db, work),
    close: () => {
      if (db.isOpen) db.close();
    },
  };
}

function naming<T>(file: string | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw Object.assign(error as Error, { file });
  }
}

function transaction<T>(db: DatabaseSync, work: () => T): T {
  const nested = db.isTransaction;
  db.exec(nested ? 'savepoint part' : 'begin immediate');
  try {
    const result = work();
    db.exec(nested ? 'release part' : 'commit');
    return result;
  } catch (error) {
    db.exec(nested ? 'rollback to part; release part' : 'rollback');
    throw error;
  }
}
