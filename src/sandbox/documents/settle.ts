/** Puts payments and allocations on documents and takes them off again. */
import { instantOut } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import { postSettlements } from '../ledger/post-settlements.ts';
import type { Call } from '../server/call.ts';
import { balanceFields } from './balance.ts';
import { documentRecord } from './document-record.ts';
import type { SettledKind } from './settled-kind.ts';

/** The document with an entry more in one of its lists of settlements. */
export function withEntry(
  call: Call,
  kind: SettledKind,
  record: StoredRecord,
  list: string,
  entry: JsonObject,
): StoredRecord {
  return relisted(call, kind, record, list, [...objectsOf(record.body[list]), entry]);
}

/** The document without the entries of the list that `has` finds. */
export function withoutEntry(
  call: Call,
  kind: SettledKind,
  record: StoredRecord,
  list: string,
  has: (entry: JsonObject) => boolean,
): StoredRecord {
  const kept = objectsOf(record.body[list]).filter((entry) => !has(entry));
  return relisted(call, kind, record, list, kept);
}

function relisted(
  call: Call,
  kind: SettledKind,
  record: StoredRecord,
  list: string,
  entries: readonly JsonObject[],
): StoredRecord {
  const body = { ...record.body, [list]: entries, UpdatedDateUTC: instantOut(call.now) };
  const settled = documentRecord(kind, record.id, { ...body, ...balanceFields(kind, body) }, call.now);
  call.store.put(settled);
  postSettlements(call, record, settled);
  return settled;
}
