/** Files attached to a record: how they are listed, fetched and added. */

import type { EntityShape } from '../model/entity.ts';
import type { Api, ApiReply, ApiRequest } from './api.ts';
import { type ExactObject, listAt, parseExactJson, textAt } from './exact-json.ts';
import { fetchRecords } from './look-up.ts';
import { problemText } from './read-reply.ts';
import { UnexpectedReply } from './unexpected-reply.ts';

export interface Attached {
  readonly id: string;
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  /** Bytes; undefined where the reply does not say. */
  readonly size: number | undefined;
}

/** Throws `UnexpectedReply`, and as the API does. */
export async function listAttachments(api: Api, entity: EntityShape, id: string): Promise<readonly Attached[]> {
  const reply = await api.call({ method: 'GET', path: `${entity.path}/${encodeURIComponent(id)}/Attachments` });
  const attached = reply.status === 200 ? readAttached(reply) : undefined;
  if (attached === undefined) throw new UnexpectedReply(problemText(reply), reply.status);
  return attached;
}

/** Up to so many records each is asked for its files by itself. */
const FEW_RECORDS = 2;
/** Lists of these do not tell. */
const SILENT: ReadonlySet<string> = new Set(['Quotes']);

/** The IDs, in lower case, of those records that have no files, as far as lists of records tell: 40 a call. Rejects as the API does. */
export async function withoutFiles(
  api: Api,
  entity: EntityShape,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length <= FEW_RECORDS || SILENT.has(entity.name)) return new Set();
  const bare = (await fetchRecords(api, entity, ids)).filter((record) => textAt(record, 'HasAttachments') === 'false');
  return new Set(bare.map((record) => textAt(record, entity.idField).toLowerCase()));
}

/** By its ID, since names may hold anything. Throws `UnexpectedReply`, and as the API does. */
export async function fetchAttachment(
  api: Api,
  entity: EntityShape,
  id: string,
  { id: attachment, type }: Attached,
): Promise<Uint8Array> {
  const path = `${entity.path}/${encodeURIComponent(id)}/Attachments/${encodeURIComponent(attachment)}`;
  const reply = await api.call({ method: 'GET', path, accept: type === '' ? 'application/octet-stream' : type });
  if (reply.status !== 200 || reply.bytes === undefined) throw new UnexpectedReply(problemText(reply), reply.status);
  return reply.bytes;
}

/** Without the file's bytes. */
export function attachRequest(
  entity: EntityShape,
  id: string,
  name: string,
  online: boolean,
  idempotencyKey: string,
): ApiRequest {
  const path = `${entity.path}/${encodeURIComponent(id)}/Attachments/${encodeURIComponent(name)}`;
  return { method: 'PUT', path, idempotencyKey, ...(online ? { query: { IncludeOnline: 'true' } } : {}) };
}

/** Undefined where the reply holds no list of attachments. */
export function readAttached(reply: ApiReply): readonly Attached[] | undefined {
  const json = parseExactJson(reply.body);
  if (json === undefined || !('Attachments' in Object(json))) return undefined;
  return listAt(json, 'Attachments').map(toAttached);
}

function toAttached(element: ExactObject): Attached {
  const size = textAt(element, 'ContentLength');
  return {
    id: textAt(element, 'AttachmentID'),
    name: textAt(element, 'FileName'),
    type: textAt(element, 'MimeType'),
    size: /^\d{1,15}$/.test(size) ? Number(size) : undefined,
  };
}

/** Names are the same in whatever letter case, and however their accents are written. */
export function foldFileName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
