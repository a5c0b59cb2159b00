/** Files attached to a record: listed, fetched, added and replaced by name. */
import { addHistory } from '../books/history-store.ts';
import type { StoredRecord } from '../books/store.ts';
import { type Attachment, attachmentBytes, attachmentsOf, keepAttachment } from '../files/attachment-store.ts';
import { attachmentView, attachmentViews } from '../files/attachment-view.ts';
import { fileTypeOf } from '../files/file-types.ts';
import { zeroId } from '../guid.ts';
import type { Call, Endpoint } from '../server/call.ts';
import { messages } from '../server/elements.ts';
import { isAsked } from '../server/input.ts';
import { envelope, errorReply, notFound, type Reply, tooLargeReply, validationReply } from '../server/reply.ts';
import * as texts from '../validation/messages.ts';

const most = 10;
const receivable = ['ACCREC', 'ACCRECCREDIT'];
const forbidden = ['<', '>', ':', '"', '/', '\\', '|', '?', '*', '+', '\u0000'];

/** The endpoint with `/{id}/Attachments` and `/{id}/Attachments/{name or id}` added. */
export function withAttachments(kind: string, endpoint: Endpoint): Endpoint {
  return (call) => {
    const [id = '', sub, name] = call.path;
    if (sub?.toLowerCase() !== 'attachments' || call.path.length > 3) return endpoint(call);
    const parent = call.store.get(kind, id);
    if (parent === undefined) return notFound();
    if (call.method === 'GET') return name === undefined ? listed(call, parent) : fetched(call, parent, name);
    return name === undefined || call.method === 'DELETE' ? undefined : attached(call, kind, parent, name);
  };
}

function listed(call: Call, parent: StoredRecord): Reply {
  return envelope(call, { Attachments: attachmentViews(call, parent) });
}

function fetched(call: Call, parent: StoredRecord, reference: string): Reply {
  const attachment = named(attachmentsOf(call.store, parent.id), reference);
  if (attachment === undefined) return notFound();
  const headers = { 'Content-Disposition': `attachment; filename="${encodeURIComponent(attachment.name)}"` };
  return { status: 200, type: attachment.type, body: attachmentBytes(call.store, attachment.id), headers };
}

function named(attachments: readonly Attachment[], reference: string): Attachment | undefined {
  const name = reference.toLowerCase();
  return attachments.find((one) => one.name.toLowerCase() === name || one.id === name);
}

function attached(call: Call, kind: string, parent: StoredRecord, name: string): Reply {
  const { bytes, store } = call;
  if (bytes.length > call.settings.attachmentMegabytes * 1024 * 1024) return tooLargeReply(call.correlationId);
  if (bytes.length === 0) return errorReply(17, texts.fileEmpty);
  const existing = attachmentsOf(store, parent.id);
  const before = existing.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const { mime, supported } = fileTypeOf(name, call.contentType);
  const online = isAsked(call, 'IncludeOnline') && receivable.includes(parent.type ?? '');
  const attachment = { id: before?.id ?? crypto.randomUUID(), name, type: mime, length: bytes.length, online };
  const problem = nameProblem(name) ?? (supported ? undefined : texts.fileTypeUnsupported);
  const full = before === undefined && existing.length >= most ? texts.tooManyFiles(most) : undefined;
  const error = problem ?? full;
  if (error !== undefined) return refused(attachment, error);
  keepAttachment(store, parent.id, attachment, bytes);
  store.put({ ...parent, body: { ...parent.body, HasAttachments: true } });
  const details = `Attached the file ${name} through the Xero API using ${call.appName}`;
  addHistory(store, parent.id, { at: call.now, changes: 'Attached a file', details });
  return envelope(call, { Attachments: [attachmentView(call, kind, parent.id, attachment)] });
}

function nameProblem(name: string): string | undefined {
  return forbidden.some((character) => name.includes(character)) ? texts.fileNameInvalid : undefined;
}

function refused(attachment: Attachment, error: string): Reply {
  const { name, type, length } = attachment;
  const element = { AttachmentID: zeroId, FileName: name, MimeType: type, ContentLength: length };
  return validationReply([{ ...element, ValidationErrors: messages([error]) }]);
}
