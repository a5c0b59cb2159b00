/** Counts kept beside the records, so that no list has to count its rows: by type, status and day, and by stretches of the order of change. */
import type { SQLInputValue } from 'node:sqlite';
import type { Prepared } from './database.ts';

/** What of a record decides where it is counted. */
export interface Counted {
  readonly kind: string;
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly date: string;
  readonly updated: number;
}

/** Where a page of a list begins. */
export interface Place {
  readonly updated: number;
  readonly id: string;
  /** Records between that place and the page. */
  readonly rest: number;
}

/** A stretch of the order of change that holds a day of a range, from its first place up to the next stretch. */
export interface Stretch {
  readonly updated: number;
  readonly id: string;
  readonly nextUpdated: number;
  readonly nextId: string;
}

export interface Tally {
  /** Moves a record from where it was counted to where it is; undefined for a record that was not, or is no more, there. */
  move(before: Counted | undefined, after: Counted | undefined): void;
  /** Where the record at this offset of a kind's order of change is found. */
  place(kind: string, offset: number): Place | undefined;
  /** The stretches in which days from `from` to `to` may be. */
  stretches(kind: string, from: string, to: string): Iterable<Stretch>;
}

export const tallySchema = `
create table if not exists tally (
  kind text not null, day text not null, type text not null, status text not null, n integer not null,
  primary key (kind, day, type, status)) without rowid;
create table if not exists stretch (
  kind text not null, updated integer not null, id text not null, n integer not null,
  first_day text not null, last_day text not null, primary key (kind, updated, id)) without rowid;`;

/** The day of the row that counts all days. */
export const anyDay = '*';

const longest = 1024;
const earliest = Number.MIN_SAFE_INTEGER;
const latest = Number.MAX_SAFE_INTEGER;
const noDay = '~';

export function createTally(prepared: Prepared): Tally {
  return {
    move: (before, after) => {
      if (before !== undefined && after !== undefined && isSame(before, after)) return;
      if (before !== undefined) leave(prepared, before);
      if (after !== undefined) enter(prepared, after);
    },
    place: (kind, offset) => {
      let rest = offset;
      for (const { updated, id, n } of prepared(inOrder).iterate(kind)) {
        if (rest < Number(n)) return { updated: Number(updated), id: String(id), rest };
        rest -= Number(n);
      }
      return undefined;
    },
    stretches: (kind, from, to) => stretches(prepared, kind, from, to),
  };
}

const inOrder = 'select updated, id, n from stretch where kind = ? order by updated, id';
const holding = `select updated, id, n from stretch where kind = ? and (updated, id) <= (?, ?)
order by updated desc, id desc limit 1`;
const count = 'insert into tally values (?, ?, ?, ?, ?) on conflict do update set n = n + excluded.n';
const lengthen = `update stretch set n = n + 1, first_day = min(first_day, ?), last_day = max(last_day, ?)
where kind = ? and updated = ? and id = ?`;

function isSame(a: Counted, b: Counted): boolean {
  return a.updated === b.updated && a.date === b.date && a.status === b.status && a.type === b.type;
}

function enter(prepared: Prepared, record: Counted): void {
  counted(prepared, record, 1);
  const { kind, updated, id, date } = record;
  const held = prepared(holding).get(kind, updated, id);
  const [low, high] = date === '' ? [noDay, ''] : [date, date];
  if (held === undefined) {
    prepared('insert into stretch values (?, ?, ?, 1, ?, ?)').run(kind, earliest, '', low, high);
    return;
  }
  prepared(lengthen).run(low, high, kind, held.updated as number, held.id as string);
  if (Number(held.n) >= longest) split(prepared, kind, Number(held.updated), String(held.id), Number(held.n) + 1);
}

function leave(prepared: Prepared, record: Counted): void {
  counted(prepared, record, -1);
  const { kind, updated, id } = record;
  const held = prepared(holding).get(kind, updated, id);
  if (held === undefined) return;
  const shorten = prepared('update stretch set n = n - 1 where kind = ? and updated = ? and id = ?');
  shorten.run(kind, held.updated as number, held.id as string);
}

function counted(prepared: Prepared, { kind, type, status, date }: Counted, by: number): void {
  prepared(count).run(kind, anyDay, type, status, by);
  if (date !== '') prepared(count).run(kind, date, type, status, by);
}

/** Cuts a stretch in the middle; the record just stored is among those it holds. */
function split(prepared: Prepared, kind: string, updated: number, id: string, n: number): void {
  const half = Math.floor(n / 2);
  const middle = prepared(
    `select updated, id from record where kind = ? and (updated, id) >= (?, ?) order by updated, id limit 1 offset ${half}`,
  ).get(kind, updated, id);
  if (middle === undefined) return;
  const days = (size: number) =>
    `select coalesce(min(date), '${noDay}') low, coalesce(max(date), '') high from (
      select date from record where kind = ? and (updated, id) >= (?, ?) order by updated, id limit ${size})`;
  const left = prepared(days(half)).get(kind, updated, id);
  const right = prepared(days(n - half)).get(kind, middle.updated as number, middle.id as string);
  prepared('update stretch set n = ?, first_day = ?, last_day = ? where kind = ? and updated = ? and id = ?').run(
    half,
    left?.low as string,
    left?.high as string,
    kind,
    updated,
    id,
  );
  const values = [kind, middle.updated, middle.id, n - half, right?.low, right?.high] as SQLInputValue[];
  prepared('insert into stretch values (?, ?, ?, ?, ?, ?)').run(...values);
}

function* stretches(prepared: Prepared, kind: string, from: string, to: string): Iterable<Stretch> {
  const rows = prepared(
    'select updated, id, first_day <= ? and last_day >= ? fits from stretch where kind = ? order by updated, id',
  ).iterate(to, from, kind);
  let open: { readonly updated: number; readonly id: string } | undefined;
  for (const row of rows) {
    const [updated, id] = [Number(row.updated), String(row.id)];
    if (open !== undefined) yield { ...open, nextUpdated: updated, nextId: id };
    open = row.fits === 1 ? { updated, id } : undefined;
  }
  if (open !== undefined) yield { ...open, nextUpdated: latest, nextId: '' };
}
