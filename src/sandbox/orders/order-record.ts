/** How an order lies in the books. */
import { dayOf } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { OrderKind } from './order-kind.ts';

/** The record of a body, with what is searched beside it. */
export function orderRecord(kind: OrderKind, id: string, body: JsonObject, now: number): StoredRecord {
  const number = kind.numbers === undefined ? undefined : textOf(body[kind.numbers.field]);
  return {
    kind: kind.collection,
    id,
    key: number?.toLowerCase(),
    parent: textOf(objectOf(body.Contact).ContactID),
    type: textOf(body.Type),
    status: textOf(body.Status),
    date: dayOf(body.Date),
    updated: now,
    body,
  };
}
