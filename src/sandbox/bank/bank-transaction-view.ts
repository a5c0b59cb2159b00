/** A bank transaction as replies show it. */
import type { StoredRecord } from '../books/store.ts';
import { linesView, listedContact } from '../documents/document-view.ts';
import { attachmentViews } from '../files/attachment-view.ts';
import type { JsonObject } from '../json.ts';
import type { Shape } from '../reading/reading.ts';
import type { Call } from '../server/call.ts';

/** In lists without pages it has no lines; read by itself it shows its files. */
export function bankTransactionView(call: Call, record: StoredRecord, shape: Shape): JsonObject {
  const view = writtenBankTransaction(call, record);
  if (shape !== 'detail') return { ...view, LineItems: [] };
  const alone = call.path.length > 0 && record.body.HasAttachments === true;
  return alone ? { ...view, Attachments: attachmentViews(call, record) } : view;
}

/** The reply to a write. A bank transfer's transactions have no contact. */
export function writtenBankTransaction(call: Call, record: StoredRecord): JsonObject {
  const contact = record.parent === undefined ? {} : { Contact: listedContact(call, record) };
  return { ...record.body, ...contact, LineItems: linesView(call, record.body) };
}
