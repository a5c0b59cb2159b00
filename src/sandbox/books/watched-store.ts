/** The books as an endpoint writes to them, with an entry in the history of each of its records. */
import { addHistory } from './history-store.ts';
import type { Store, StoredRecord } from './store.ts';

export interface Watch {
  /** The kind of the endpoint's own records; of others only what is paid by it is noted. */
  readonly kind: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly details: string;
}

const drafted = ['Invoices', 'CreditNotes', 'ManualJournals', 'PurchaseOrders', 'RepeatingInvoices'];
const approved = ['AUTHORISED', 'PAID', 'POSTED'];
const reached: Readonly<Record<string, string>> = {
  VOIDED: 'Voided',
  DELETED: 'Deleted',
  ARCHIVED: 'Archived',
  PAID: 'Paid',
};

export function watchedStore(store: Store, { kind, now, details }: Watch): Store {
  return {
    ...store,
    put: (record) => {
      if (record.kind === kind || record.status === 'PAID') {
        const changes = changeOf(store, record);
        if (record.kind === kind || changes === 'Paid') addHistory(store, record.id, { at: now, changes, details });
      }
      store.put(record);
    },
  };
}

function changeOf(store: Store, { kind, id, status = '' }: StoredRecord): string {
  const before = store.rows('select status from record where kind = ? and id = ?', kind, id)[0];
  const was = String(before?.status ?? '');
  const end = status === was ? undefined : reached[status];
  if (before !== undefined && end !== undefined) return end;
  if (drafted.includes(kind) && approved.includes(status) && !approved.includes(was)) return 'Approved';
  return before === undefined ? 'Created' : 'Edited';
}
