/** What the login server remembers, in a SQLite file of its owner's alone: its key, logins, connections, codes, tokens. */
import { createHash, randomBytes } from 'node:crypto';
import { type Database, openDatabase } from '../books/database.ts';

export type IdentityStore = Pick<Database, 'rows' | 'transaction' | 'close'>;

/** Codes, tickets and refresh tokens are kept as hashes; times are milliseconds since the epoch. */
const schema = `
create table if not exists signing_key (id integer primary key check (id = 1), pem text not null);
create table if not exists ticket (hash text primary key, request text not null, expires integer not null) without rowid;
create table if not exists login (
  id text primary key, app text not null, scopes text not null, at integer not null, session text not null,
  refused integer not null default 0) without rowid;
create table if not exists code (
  hash text primary key, login text not null, request text not null, expires integer not null,
  used integer not null default 0) without rowid;
create table if not exists refresh_token (
  hash text primary key, login text not null, expires integer not null, replaced integer) without rowid;
create table if not exists connection (
  id text primary key, app text not null, tenant text not null, login text not null, created integer not null,
  updated integer not null, unique (app, tenant));
create table if not exists consent (app text primary key, scopes text not null) without rowid;`;

/** Opens the file, or a store in memory. */
export function openIdentityStore(file: string | undefined): IdentityStore {
  const database = openDatabase(file);
  database.run(schema);
  return database;
}

/** A secret nobody can guess: 43 characters. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The form in which a secret is kept. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
