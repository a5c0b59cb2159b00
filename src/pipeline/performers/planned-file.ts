/** A file on its way to a record, as it stands in a document's body. */

import { createHash } from 'node:crypto';
import type { EntityShape } from '../../model/entity.ts';
import type { LocalFile } from '../../model/local-files.ts';
import type { Api } from '../../xero/api.ts';
import { type Attached, fetchAttachment, foldFileName } from '../../xero/attachments.ts';

export interface PlannedFile extends LocalFile {
  /** Its name in Xero. */
  readonly called: string;
  /** MIME type. */
  readonly type: string;
  readonly online: boolean;
}

/** Names are the same in whatever letter case. */
export function isCalled({ called }: PlannedFile, { name }: Attached): boolean {
  return foldFileName(called) === foldFileName(name);
}

/** Byte by byte, where the sizes agree. Rejects as the API does. */
export async function isSameContent(
  api: Api,
  entity: EntityShape,
  record: string,
  file: PlannedFile,
  attached: Attached,
): Promise<boolean> {
  if (attached.size !== undefined && attached.size !== file.size) return false;
  const bytes = await fetchAttachment(api, entity, record, attached);
  return createHash('sha256').update(bytes).digest('hex') === file.sha256;
}
