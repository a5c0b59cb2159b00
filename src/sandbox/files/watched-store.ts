/** The books as an endpoint writes to them, with an entry in the history of each of its records. */
import type { Store, StoredRecord } from '../books/store.ts';
import { addHistory } from './history-store.ts';

const ended: Readonly<Record<string, string>> = { VOIDED: 'Voided', DELETED: 'Deleted', ARCHIVED: 'Archived' };
const approved = ['AUTHORISED', 'PAID', 'POSTED'];

/** Notes what is saved of one kind; `details` says where it came from. */
export function watchedStore(store: Store, kind: string, now: number, details: string): Store {
  return {
    ...store,
    put: (record) => {
      if (record.kind === kind) {
        addHistory(store, record.id, { at: now, changes: changeOf(store, record), details });
      }
      store.put(record);
    },
  };
}

function changeOf(store: Store, { kind, id, status = '' }: StoredRecord): string {
  const before = store.rows('select status from record where kind = ? and id = ?', kind, id)[0];
  const was = String(before?.status ?? '');
  if (before !== undefined && status !== was && ended[status] !== undefined) return ended[status];
  if (approved.includes(status) && !approved.includes(was)) return 'Approved';
  return before === undefined ? 'Created' : 'Edited';
}
