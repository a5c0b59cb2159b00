/** Attachments as replies show them. */
import type { StoredRecord } from '../books/store.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import { type Attachment, attachmentsOf } from './attachment-store.ts';

/** One attachment; IncludeOnline stands there only when it was asked for. */
export function attachmentView(call: Call, kind: string, parent: string, attachment: Attachment): JsonObject {
  return {
    AttachmentID: attachment.id,
    FileName: attachment.name,
    Url: `${call.origin}/api.xro/2.0/${kind}/${parent}/Attachments/${encodeURIComponent(attachment.name)}`,
    MimeType: attachment.type,
    ContentLength: attachment.length,
    ...(attachment.online ? { IncludeOnline: true } : {}),
  };
}

/** All attachments of a record. */
export function attachmentViews(call: Call, { kind, id }: StoredRecord): readonly JsonObject[] {
  return attachmentsOf(call.store, id).map((attachment) => attachmentView(call, kind, id, attachment));
}
