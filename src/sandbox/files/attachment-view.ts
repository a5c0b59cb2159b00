/** Attachments as replies show them. */
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

/** The field `Attachments` of a record that has some; nothing for one without. */
export function attachmentsField(call: Call, kind: string, body: JsonObject, id: string): JsonObject {
  if (body.HasAttachments !== true) return {};
  const attachments = attachmentsOf(call.store, id);
  return { Attachments: attachments.map((attachment) => attachmentView(call, kind, id, attachment)) };
}
