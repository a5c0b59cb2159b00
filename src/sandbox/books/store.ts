/** The sandbox's books: records of all kinds in one SQLite file, found by id, key, parent or time of change. */
import type { SQLInputValue } from 'node:sqlite';
import { ledgerSchema } from '../ledger/ledger-schema.ts';
import type { Condition } from './condition.ts';
import { type Database, openDatabase, type Row } from './database.ts';
import { countRows, type Selection, scanRows, selectRows } from './selection.ts';
import { recordOf, type StoredRecord, upsert, written } from './stored-record.ts';
import { type Counted, createTally, tallySchema } from './tally.ts';

export type { Column, Condition } from './condition.ts';
export type { Selection } from './selection.ts';
export type { StoredRecord } from './stored-record.ts';

export interface Store {
  /** Runs the work as one transaction, or as a part of the one that runs; an exception undoes just that. */
  transaction<T>(work: () => T): T;
  get(kind: string, id: string): StoredRecord | undefined;
  /** Records in the order of change, then id. */
  select(kind: string, selection: Selection): readonly StoredRecord[];
  /** Records without their line items, one by one in the order of change; the store must not be written meanwhile. */
  scan(kind: string, conditions: readonly Condition[]): Iterable<StoredRecord>;
  /** How many records meet the conditions, and at least one of `any`, if there are some. */
  count(kind: string, conditions: readonly Condition[], any?: readonly Condition[]): number;
  put(record: StoredRecord): void;
  remove(kind: string, id: string): void;
  /** What is made of a kind's records, kept until one of them changes. */
  derived<T>(kind: string, name: string, make: () => T): T;
  /** A named text kept beside the records. */
  note(name: string): string | undefined;
  setNote(name: string, value: string): void;
  /** Runs a statement of the tables beside the records: of the ledger, of files and history, of windows and replies. */
  rows(sql: string, ...values: SQLInputValue[]): readonly Row[];
  clear(): void;
  close(): void;
}

const schema = `
create table if not exists record (
  kind text not null, id text not null, key text, second_key text, parent text, type text, status text, date text,
  updated integer not null, label text, due text, open integer, body text not null, lines text, unique (kind, id));
create index if not exists record_key on record (kind, key);
create index if not exists record_second_key on record (kind, second_key) where second_key is not null;
create index if not exists record_parent on record (kind, parent, updated, id, type, status, date) where parent is not null;
create index if not exists record_updated on record (kind, updated, id, type, status, date, due, open, label);
create index if not exists record_status on record (kind, status, updated, id);
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

/** Grows when the tables change; books of another layout start anew. */
const layout = 3;
/** In KiB: the indexes of 200,000 invoices. */
const cacheSize = 64_000;
/** Pages that are written before they are moved to the file: so many that most calls need not wait for that. */
const checkpoint = 8000;

const tuning = `pragma cache_size = -${cacheSize}; pragma wal_autocheckpoint = ${checkpoint};
pragma journal_size_limit = 67108864; pragma temp_store = memory;`;

/** Opens the books in a file of its owner's alone, or in memory. */
export function openStore(file: string | undefined): Store {
  const db = openDatabase(file);
  db.run(tuning);
  layTables(db);
  const { prepared, rows } = db;
  const tally = createTally(prepared);
  const derived = new Map<string, Map<string, unknown>>();
  const move = (kind: string, id: string, write: () => Counted | undefined) => {
    derived.delete(kind);
    const before = countedOf(prepared(countedColumns).get(kind, id));
    tally.move(before, write());
  };
  return {
    transaction: (work) => {
      try {
        return db.transaction(work);
      } catch (error) {
        derived.clear();
        throw error;
      }
    },
    get: (kind, id) => {
      const row = prepared('select * from record where kind = ? and id = ?').get(kind, id.toLowerCase());
      return row === undefined ? undefined : recordOf(row);
    },
    select: (kind, selection) => selectRows(prepared, tally, kind, selection).map(recordOf),
    scan: function* (kind, conditions) {
      for (const row of scanRows(prepared, kind, conditions)) yield recordOf(row);
    },
    count: (kind, conditions, any) => countRows(prepared, kind, conditions, any),
    put: (record) => {
      move(record.kind, record.id, () => {
        prepared(upsert).run(...written(record));
        const { kind, id, type = '', status = '', date = '', updated } = record;
        return { kind, id, type, status, date, updated };
      });
    },
    remove: (kind, id) => {
      move(kind, id, () => {
        prepared('delete from record where kind = ? and id = ?').run(kind, id);
        return undefined;
      });
    },
    derived: <T>(kind: string, name: string, make: () => T): T => {
      const known = derived.get(kind) ?? new Map<string, unknown>();
      derived.set(kind, known);
      if (!known.has(name)) known.set(name, make());
      return known.get(name) as T;
    },
    note: (name) => prepared('select value from note where name = ?').get(name)?.value as string | undefined,
    setNote: (name, value) => {
      prepared('insert into note values (?, ?) on conflict do update set value = excluded.value').run(name, value);
    },
    rows,
    clear: () => {
      for (const name of tableNames(db)) db.run(`delete from ${name};`);
      derived.clear();
    },
    close: db.close,
  };
}

const countedColumns = 'select kind, id, type, status, date, updated from record where kind = ? and id = ?';

function countedOf(row: Row | undefined): Counted | undefined {
  if (row === undefined) return undefined;
  const [type, status, date] = [row.type, row.status, row.date].map((value) => String(value ?? ''));
  return {
    kind: String(row.kind),
    id: String(row.id),
    type: type ?? '',
    status: status ?? '',
    date: date ?? '',
    updated: Number(row.updated),
  };
}

function layTables(db: Database): void {
  const found = db.rows('pragma user_version')[0]?.user_version;
  if (found !== layout) for (const name of tableNames(db)) db.run(`drop table ${name}`);
  db.run(`${schema}${ledgerSchema}${tallySchema} pragma user_version = ${layout};`);
}

function tableNames(db: Database): readonly string[] {
  const tables = db.rows("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'");
  return tables.map(({ name }) => String(name));
}
