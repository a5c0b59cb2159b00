/** What happened to a record, kept in the organisation's books: notes of people, and entries of the system. */
import type { Store } from './store.ts';

export interface HistoryEntry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The kind of change: `Created`, `Note`, `Attached a file`. */
  readonly changes: string;
  readonly details: string;
}

export function addHistory(store: Store, parent: string, { at, changes, details }: HistoryEntry): void {
  store.rows('insert into history (parent, at, changes, details) values (?, ?, ?, ?)', parent, at, changes, details);
}

/** The newest first. */
export function historyOf(store: Store, parent: string): readonly HistoryEntry[] {
  const sql = 'select at, changes, details from history where parent = ? order by at desc, rowid desc';
  return store.rows(sql, parent).map(({ at, changes, details }) => ({
    at: Number(at),
    changes: String(changes),
    details: String(details),
  }));
}
