/** Finds the latest records of a kind, by status, text and page. */
import type { Store, StoredRecord } from '../books/store.ts';
import type { RecordKind } from './record-kind.ts';

export interface RecordFilter {
  readonly status: string;
  /** Part of a number, name or reference, of the contact's name, or of the paid document's number. */
  readonly text: string;
  /** Id of the contact or document that the records belong to. */
  readonly parent?: string;
  /** From 1. */
  readonly page: number;
}

export interface Found {
  readonly records: readonly StoredRecord[];
  readonly more: boolean;
}

export const pageSize = 50;

/** Latest change first. */
export function findRecords(store: Store, kind: RecordKind, filter: RecordFilter): Found {
  const { clauses, values } = conditions(kind, filter);
  const sql = `select id from record where ${clauses.join(' and ')} order by updated desc, id desc limit ? offset ?`;
  const rows = store.rows(sql, ...values, pageSize + 1, (filter.page - 1) * pageSize);
  const records = rows.flatMap((row) => store.get(kind.collection, String(row.id)) ?? []);
  return { records: records.slice(0, pageSize), more: rows.length > pageSize };
}

/** The latest record of another kind that names a record: the bank transaction of a prepayment, the transfer of a bank transaction. */
export function recordNaming(store: Store, collection: string, id: string): StoredRecord | undefined {
  const sql = 'select id from record where kind = ? and instr(body, ?) > 0 order by updated desc limit 1';
  const [row] = store.rows(sql, collection, id);
  return row === undefined ? undefined : store.get(collection, String(row.id));
}

const partOf = 'instr(key, ?) > 0';
const ofContact = `parent in (select id from record where kind = 'Contacts' and ${partOf})`;
const ofDocument = `parent in (select id from record where kind in ('Invoices', 'CreditNotes', 'Prepayments', 'Overpayments') and (${partOf} or ${ofContact}))`;

function conditions(kind: RecordKind, filter: RecordFilter) {
  const clauses = ['kind = ?'];
  const values: string[] = [kind.collection];
  const add = (clause: string, ...more: readonly string[]) => {
    clauses.push(clause);
    values.push(...more);
  };
  if (kind.types !== undefined) add(`type in (${kind.types.map(() => '?').join(', ')})`, ...kind.types);
  if (filter.parent !== undefined) add('parent = ?', filter.parent);
  if (filter.status !== '') add('status = ?', filter.status);
  const text = filter.text.toLowerCase();
  if (text !== '') {
    const places = textPlaces[kind.collection];
    const count = places.split('?').length - 1;
    add(`(${places})`, ...Array.from({ length: count }, () => text));
  }
  return { clauses, values };
}

const textPlaces: Readonly<Record<RecordKind['collection'], string>> = {
  Invoices: `${partOf} or ${ofContact}`,
  CreditNotes: `${partOf} or ${ofContact}`,
  PurchaseOrders: `${partOf} or ${ofContact}`,
  Quotes: `${partOf} or ${ofContact}`,
  Payments: `${partOf} or ${ofDocument}`,
  BankTransactions: `instr(lower(json_extract(body, '$.Reference')), ?) > 0 or ${ofContact}`,
  Prepayments: `${partOf} or ${ofContact}`,
  Overpayments: ofContact,
  Contacts: `${partOf} or instr(second_key, ?) > 0`,
};
