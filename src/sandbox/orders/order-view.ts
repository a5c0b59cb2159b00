/** An order as replies show it. */
import type { StoredRecord } from '../books/store.ts';
import { contactInFull, listedContact } from '../documents/document-view.ts';
import { type JsonObject, objectsOf } from '../json.ts';
import type { Call } from '../server/call.ts';

/** With the contact as lists hold it, and in full where the record is read or written by itself; attachments are the caller's. */
export function orderView(call: Call, record: StoredRecord): JsonObject {
  const { Attachments: _files, ...body } = record.body;
  const contact = call.store.get('Contacts', record.parent ?? '')?.body ?? {};
  const isList = call.method === 'GET' && call.path.length === 0;
  return {
    ...body,
    Contact: isList ? listedContact(call, record) : contactInFull(contact, false),
    LineItems: objectsOf(body.LineItems).map(({ ValidationErrors: _errors, ...line }) => line),
    HasErrors: false,
  };
}

/** Instants and days without the offset, and days in words without the T, that other resources write. */
export function withBareDates(view: JsonObject, fields: readonly string[]): JsonObject {
  const changed = (field: string, from: string, to: string) => {
    const value = view[field];
    return typeof value === 'string' ? [[field, value.replace(from, to)] as const] : [];
  };
  const bare = fields.flatMap((field) => [
    ...changed(field, '+0000)/', ')/'),
    ...changed(`${field}String`, 'T00:00:00', ' 00:00:00'),
  ]);
  return { ...view, ...Object.fromEntries(bare) };
}
