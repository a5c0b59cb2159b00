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

/** Instants and days without the offset that other resources write. */
export function withBareDates(view: JsonObject, fields: readonly string[]): JsonObject {
  const bare = fields.flatMap((field) => {
    const value = view[field];
    return typeof value === 'string' ? [[field, value.replace('+0000)/', ')/')] as const] : [];
  });
  return { ...view, ...Object.fromEntries(bare) };
}
