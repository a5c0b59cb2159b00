/** Which document a write means, and whether its number is free. */
import type { Condition, Store, StoredRecord } from '../books/store.ts';
import { zeroId } from '../guid.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { matchContact } from '../resources/contacts.ts';
import type { Call } from '../server/call.ts';
import type { Mode } from '../server/elements.ts';
import { textIn } from '../server/input.ts';
import type { DocumentKind } from './document-kind.ts';

/** The document to update: by id, else by number; undefined when the write creates one. */
export function matchDocument(call: Call, kind: DocumentKind, input: JsonObject, mode: Mode): StoredRecord | undefined {
  if (mode === 'create') return undefined;
  const id = givenId(kind, input);
  if (id !== undefined) return call.store.get(kind.collection, id);
  const number = textIn(input, kind.numberField);
  const type = textIn(input, 'Type')?.toUpperCase();
  if (number === undefined || number === '') return undefined;
  if (type === kind.types.purchases) {
    return call.settings.billMatch === 'never' ? undefined : matchBill(call, kind, number, input);
  }
  const conditions = [...numberConditions(number), ...(type === undefined ? [] : [typeCondition(type)])];
  const named = call.store
    .select(kind.collection, { conditions })
    .filter((record) => record.type !== kind.types.sales || holdsNumber(call, record));
  return type === undefined && named.length > 1 ? undefined : named[0];
}

/** The id a write names, unless it is the zero id. */
export function givenId(kind: DocumentKind, input: JsonObject): string | undefined {
  const id = textIn(input, kind.idField);
  return id === zeroId ? undefined : id;
}

export function byNumber(store: Store, kind: DocumentKind, number: string): readonly StoredRecord[] {
  return store.select(kind.collection, { conditions: numberConditions(number) });
}

/** A sales document's number belongs to one document alone; the settings say whether even after that is gone. */
export function isNumberTaken(call: Call, kind: DocumentKind, number: string, ownId: string | undefined): boolean {
  const conditions = [...numberConditions(number), typeCondition(kind.types.sales)];
  return call.store
    .select(kind.collection, { conditions })
    .some((record) => record.id !== ownId && holdsNumber(call, record));
}

/** The next free number of the organisation's own sequence, such as INV-0001. */
export function nextNumber(call: Call, kind: DocumentKind): string {
  const name = `next ${kind.collection}`;
  let count = Number(call.store.note(name) ?? '1');
  const text = () => kind.prefix + String(count).padStart(4, '0');
  while (isNumberTaken(call, kind, text(), undefined)) count += 1;
  const number = text();
  call.store.setNote(name, String(count + 1));
  return number;
}

function numberConditions(number: string): readonly Condition[] {
  return [{ column: 'key', operator: '=', value: number.toLowerCase() }];
}

function typeCondition(type: string): Condition {
  return { column: 'type', operator: '=', value: type };
}

function holdsNumber(call: Call, record: StoredRecord): boolean {
  const gone = record.status === 'DELETED' || record.status === 'VOIDED';
  return !gone || call.settings.deletedNumbers === 'held';
}

/** The supplier's document of that number that changed last, which may be one of very many. */
function matchBill(call: Call, kind: DocumentKind, number: string, input: JsonObject): StoredRecord | undefined {
  const own = call.settings.billMatch === 'number-and-contact';
  const contact = own ? matchContact(call.store, objectOf(input.Contact)) : undefined;
  if (own && contact === undefined) return undefined;
  const [row] = call.store.rows(
    `select id from record where kind = ? and key = ? and type = ? and status not in ('DELETED', 'VOIDED')
    and parent = coalesce(?, parent) order by updated desc, id desc limit 1`,
    kind.collection,
    number.toLowerCase(),
    kind.types.purchases,
    contact?.id ?? null,
  );
  return row === undefined ? undefined : call.store.get(kind.collection, String(row.id));
}
