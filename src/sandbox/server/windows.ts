/** Counts of calls in windows of time, kept in tables of the books: fixed windows, or rolling ones. */
import type { Store } from '../books/store.ts';

/** Where counts are kept: an organisation's books, or what several organisations share. */
export type Counters = Pick<Store, 'rows'>;

export interface Window {
  /** Unlike all others in the same tables. */
  readonly key: string;
  /** Milliseconds. */
  readonly length: number;
  readonly most: number;
  /** Where a fixed window begins, in ms from a full minute or day. */
  readonly offset: number;
}

/** Every operation takes the same time however many calls are in the window. */
export interface Counting {
  used(counters: Counters, window: Window, now: number): number;
  count(counters: Counters, window: Window, now: number): void;
  /** Milliseconds until a full window takes a call again. */
  freeIn(counters: Counters, window: Window, now: number): number;
}

/** All calls of a window are forgotten at once when the next begins. */
export const fixedWindows: Counting = {
  used: (counters, window, now) => {
    const row = counters.rows('select start, used from window where name = ?', window.key)[0];
    return row?.start === startOf(window, now) ? Number(row.used) : 0;
  },
  count: (counters, window, now) => {
    counters.rows(
      `insert into window values (?, ?, 1) on conflict do update
       set used = case start when excluded.start then used + 1 else 1 end, start = excluded.start`,
      window.key,
      startOf(window, now),
    );
  },
  freeIn: (_counters, window, now) => startOf(window, now) + window.length - now,
};

/** A call is forgotten when it is as old as the window is long. */
export const rollingWindows: Counting = {
  used: (counters, window, now) => {
    const over = 'delete from window_call where name = ? and at <= ? returning at';
    const gone = counters.rows(over, window.key, now - window.length).length;
    const sql =
      gone === 0
        ? 'select used from window where name = ?'
        : 'update window set used = used - ?2 where name = ?1 returning used';
    return Number(counters.rows(sql, ...(gone === 0 ? [window.key] : [window.key, gone]))[0]?.used ?? 0);
  },
  count: (counters, window, now) => {
    counters.rows('insert into window_call values (?, ?)', window.key, now);
    counters.rows('insert into window values (?, 0, 1) on conflict do update set used = used + 1', window.key);
  },
  freeIn: (counters, window, now) => {
    const tooMany = Math.max(0, rollingWindows.used(counters, window, now) - window.most);
    const sql = 'select at from window_call where name = ? order by at limit 1 offset ?';
    return Number(counters.rows(sql, window.key, tooMany)[0]?.at ?? now) + window.length - now;
  },
};

function startOf(window: Window, now: number): number {
  return Math.floor((now - window.offset) / window.length) * window.length + window.offset;
}
