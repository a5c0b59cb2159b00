/** The sandbox's books: records of all kinds in one SQLite file, found by id, key, parent or time of change. */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { type JsonObject, parseJson } from '../json.ts';

/** One record: the columns that are searched, and the body as it goes over the wire. */
export interface StoredRecord {
  readonly kind: string;
  readonly id: string;
  /** Number, code or name in lower case. */
  readonly key?: string | undefined;
  /** A second key, such as a contact number. */
  readonly secondKey?: string | undefined;
  /** The id of what it belongs to: a document's contact, a payment's document. */
  readonly parent?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  readonly date?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly updated: number;
  readonly body: JsonObject;
}

export type Column = 'id' | 'key' | 'second_key' | 'parent' | 'type' | 'status' | 'date' | 'updated';
export interface Condition {
  readonly column: Column;
  readonly operator: '=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';
  readonly value: string | number | readonly string[];
}
export interface Selection {
  readonly conditions: readonly Condition[];
  readonly limit?: number;
  readonly offset?: number;
}

export interface Store {
  /** Runs the work as one transaction, or as a part of the one that runs; an exception undoes just that. */
  transaction<T>(work: () => T): T;
  get(kind: string, id: string): StoredRecord | undefined;
  /** Records in the order of change, then id. */
  select(kind: string, selection: Selection): readonly StoredRecord[];
  count(kind: string, conditions: readonly Condition[]): number;
  put(record: StoredRecord): void;
  remove(kind: string, id: string): void;
  /** A named text kept beside the records. */
  note(name: string): string | undefined;
  setNote(name: string, value: string): void;
  /** Runs a statement of the tables that guard the server: windows and idempotency. */
  rows(sql: string, ...values: SQLInputValue[]): readonly Record<string, SQLOutputValue>[];
  clear(): void;
  close(): void;
}

const schema = `
create table if not exists record (
  kind text not null, id text not null, key text, second_key text, parent text, type text, status text, date text,
  updated integer not null, body text not null, unique (kind, id));
create index if not exists record_key on record (kind, key);
create index if not exists record_second_key on record (kind, second_key) where second_key is not null;
create index if not exists record_parent on record (kind, parent) where parent is not null;
create index if not exists record_date on record (kind, date) where date is not null;
create index if not exists record_updated on record (kind, updated, id);
create table if not exists note (name text primary key, value text not null) without rowid;
create table if not exists window (name text primary key, start integer not null, used integer not null) without rowid;
create table if not exists window_call (name text not null, at integer not null);
create index if not exists window_call_at on window_call (name, at);
create table if not exists kept_reply (
  app text not null, key text not null, fingerprint text not null, at integer not null, status integer not null,
  type text not null, headers text not null, body blob not null, primary key (app, key));
create index if not exists kept_reply_at on kept_reply (at);
create table if not exists attachment (
  id text primary key, parent text not null, name text not null, type text not null, online integer not null, bytes blob not null);
create index if not exists attachment_parent on attachment (parent);
create table if not exists history (parent text not null, at integer not null, changes text not null, details text not null);
create index if not exists history_parent on history (parent);`;

/** Opens the books in a file of its owner's alone, or in memory. */
export function openStore(file: string | undefined): Store {
  if (file !== undefined) closeSync(openSync(file, 'a', 0o600));
  const db = new DatabaseSync(file ?? ':memory:');
  db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;');
  db.exec(schema);
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepared = (sql: string) => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    transaction: (work) => transaction(db, work),
    get: (kind, id) => read(prepared(`${columns} where kind = ? and id = ?`).all(kind, id.toLowerCase()))[0],
    select: (kind, selection) => {
      const filter = conditionSql(selection.conditions);
      const page = selection.limit === undefined ? '' : ` limit ${selection.limit} offset ${selection.offset ?? 0}`;
      const sql = `${columns} where kind = ?${filter.sql} order by ${orderOf(selection.conditions)}${page}`;
      return read(prepared(sql).all(kind, ...filter.values));
    },
    count: (kind, conditions) => {
      const filter = conditionSql(conditions);
      return Number(
        prepared(`select count(*) n from record where kind = ?${filter.sql}`).get(kind, ...filter.values)?.n,
      );
    },
    put: (record) => {
      prepared(upsert).run(...written(record));
    },
    remove: (kind, id) => {
      prepared('delete from record where kind = ? and id = ?').run(kind, id);
    },
    note: (name) => prepared('select value from note where name = ?').get(name)?.value as string | undefined,
    setNote: (name, value) => {
      prepared('insert into note values (?, ?) on conflict do update set value = excluded.value').run(name, value);
    },
    rows: (sql, ...values) => prepared(sql).all(...values),
    clear: () => {
      const tables = db.prepare("select name from sqlite_schema where type = 'table'").all();
      for (const { name } of tables) db.exec(`delete from ${name};`);
    },
    close: () => {
      if (db.isOpen) db.close();
    },
  };
}

const keys: readonly Column[] = ['id', 'key', 'second_key', 'parent'];
const columns = 'select kind, id, key, second_key, parent, type, status, date, updated, body from record';
const upsert = `insert into record (kind, id, key, second_key, parent, type, status, date, updated, body)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (kind, id) do update set key = excluded.key,
second_key = excluded.second_key, parent = excluded.parent, type = excluded.type, status = excluded.status,
date = excluded.date, updated = excluded.updated, body = excluded.body`;

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

/** A plus sign keeps the index of the order out where the index of a key finds the few records at once. */
function orderOf(conditions: readonly Condition[]): string {
  const keyed = conditions.some(
    ({ column, operator }) => keys.includes(column) && (operator === '=' || operator === 'in'),
  );
  return keyed ? '+updated, +id' : 'updated, id';
}

function conditionSql(conditions: readonly Condition[]): { sql: string; values: SQLInputValue[] } {
  let sql = '';
  const values: SQLInputValue[] = [];
  for (const { column, operator, value } of conditions) {
    if (operator === 'in' || operator === 'not in') {
      const list = value as readonly string[];
      sql += ` and ${column} ${operator} (${list.map(() => '?').join(', ')})`;
      values.push(...list);
    } else {
      sql += ` and ${column} ${operator} ?`;
      values.push(value as string | number);
    }
  }
  return { sql, values };
}

function written(record: StoredRecord): SQLInputValue[] {
  const { kind, id, key, secondKey, parent, type, status, date, updated, body } = record;
  const optional = [key, secondKey, parent, type, status, date].map((value) => value ?? null);
  return [kind, id, ...optional, updated, JSON.stringify(body)];
}

function read(rows: readonly Record<string, SQLOutputValue>[]): readonly StoredRecord[] {
  const text = (value: SQLOutputValue | undefined) => (value === null ? undefined : (value as string));
  return rows.map((row) => ({
    kind: row.kind as string,
    id: row.id as string,
    key: text(row.key),
    secondKey: text(row.second_key),
    parent: text(row.parent),
    type: text(row.type),
    status: text(row.status),
    date: text(row.date),
    updated: row.updated as number,
    body: parseJson(row.body as string) as JsonObject,
  }));
}
