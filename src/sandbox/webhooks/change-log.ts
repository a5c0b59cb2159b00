/** Changes of an organisation's contacts, invoices and credits, kept in its books by the transaction that made them. */
import type { Store } from '../books/store.ts';
import type { Category } from './subscription.ts';

export type Books = Pick<Store, 'rows'>;

export interface Change {
  readonly seq: number;
  readonly category: Category;
  readonly type: 'CREATE' | 'UPDATE';
  readonly resourceId: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Type and Status of the document; null for a contact. */
  readonly documentType: string | null;
  readonly status: string | null;
}

export interface ChangeLog {
  /** Begins or ends keeping changes. */
  keep(on: boolean): void;
  /** In their order, from after `seq`. */
  after(seq: number, most: number): readonly Change[];
  last(): number;
  /** Drops changes up to and with `seq`, and all from before `at`. */
  drop(seq: number, at: number): void;
}

const table = `create table if not exists webhook_event (
  seq integer primary key autoincrement, category text not null, type text not null, resource text not null,
  at integer not null, document_type text, status text, unique (resource, at))`;

/** Several changes of a resource in one call are one; what leaves its UpdatedDateUTC alone is none. */
const trigger = (event: 'insert' | 'update', type: Change['type']) => `
create temp trigger if not exists webhook_${event} after ${event} on main.record
when new.kind in ('Contacts', 'Invoices', 'CreditNotes', 'Prepayments', 'Overpayments')${event === 'update' ? ' and new.updated <> old.updated' : ''}
begin
  insert into webhook_event (category, type, resource, at, document_type, status)
  values (upper(substr(new.kind, 1, length(new.kind) - 1)), '${type}', new.id, new.updated, new.type, new.status)
  on conflict (resource, at) do update set status = excluded.status;
end`;

/** Works by triggers of the books' own connection: what is undone leaves no change. */
export function openChangeLog(books: Books): ChangeLog {
  books.rows(table);
  return {
    keep: (on) => {
      if (on) {
        books.rows(trigger('insert', 'CREATE'));
        books.rows(trigger('update', 'UPDATE'));
      } else {
        books.rows('drop trigger if exists temp.webhook_insert');
        books.rows('drop trigger if exists temp.webhook_update');
      }
    },
    after: (seq, most) =>
      books.rows(select, seq, most).map((row) => ({
        seq: Number(row.seq),
        category: row.category as Category,
        type: row.type as Change['type'],
        resourceId: String(row.resource),
        at: Number(row.at),
        documentType: row.document_type as string | null,
        status: row.status as string | null,
      })),
    last: () => Number(books.rows("select seq from sqlite_sequence where name = 'webhook_event'")[0]?.seq ?? 0),
    drop: (seq, at) => {
      books.rows('delete from webhook_event where seq <= ? or at < ?', seq, at);
    },
  };
}

const select = `select seq, category, type, resource, at, document_type, status from webhook_event
where seq > ? order by seq limit ?`;
