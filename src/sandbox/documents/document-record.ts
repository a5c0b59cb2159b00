/** How a document lies in the books. */
import { dayOf } from '../books/calendar.ts';
import type { StoredRecord } from '../books/store.ts';
import { type JsonObject, objectOf, textOf } from '../json.ts';
import type { SettledKind } from './settled-kind.ts';

/** The record of a document body, with what is searched beside it. */
export function documentRecord(kind: SettledKind, id: string, body: JsonObject, now: number): StoredRecord {
  return {
    kind: kind.collection,
    id,
    key: kind.numberField === undefined ? undefined : textOf(body[kind.numberField])?.toLowerCase(),
    parent: textOf(objectOf(body.Contact).ContactID),
    type: textOf(body.Type),
    status: textOf(body.Status),
    date: dayOf(body.Date),
    updated: now,
    body,
  };
}
