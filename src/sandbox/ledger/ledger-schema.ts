/** The tables of the ledger, kept in an organisation's books. */

/**
 * `journal` and `journal_line` are only added to. `account_day` holds their sums by account and day, `open_item` what
 * is open on documents: both follow from the lines and the documents.
 */
export const ledgerSchema = `
create table if not exists journal (
  number integer primary key, id text not null, kind text not null, source text not null, date text not null,
  created integer not null, contact text, reference text, reverses integer);
create index if not exists journal_source on journal (source);
create table if not exists journal_line (
  journal integer not null, position integer not null, account text not null, role text not null, net integer not null,
  tax integer, tax_type text, description text, tracking text, document text, item text, quantity integer,
  primary key (journal, position)) without rowid;
create table if not exists account_day (
  account text not null, date text not null, net integer not null, primary key (account, date)) without rowid;
create table if not exists open_item (
  document text primary key, contact text not null, side text not null, due text not null, net integer not null) without rowid;
create index if not exists open_item_contact on open_item (contact, side, due, net);`;
