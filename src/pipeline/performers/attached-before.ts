/** Whether a file of a record in Xero is the one that is to be attached: by what an earlier run delivered, or else by its bytes. */

import type { Delivery } from '../../journal/journal.ts';
import { type Attached, foldFileName } from '../../xero/attachments.ts';
import type { Parts } from '../parts.ts';
import { type Departing, deliveryKind } from '../sending.ts';
import type { SurveyPlan } from './performer.ts';
import { isSameContent, type PlannedFile } from './planned-file.ts';

/** Rejects as the API does. */
export async function isAttached(
  { connection, entity, action }: Pick<SurveyPlan, 'connection' | 'entity' | 'action'>,
  { xeroId = '' }: Departing,
  file: PlannedFile,
  attached: Attached,
  { journal }: Parts,
): Promise<boolean> {
  const { id } = connection.facts.organisation;
  const asked = { key: attachmentKey(xeroId, file.called), occurrence: 1, hash: file.sha256 };
  const [delivery] = await journal.deliveries(id, deliveryKind(entity.name, action.name), [asked]);
  if (attached.size === file.size && delivery?.hash === file.sha256 && delivery.xeroId === attached.id) return true;
  return isSameContent(connection.api, entity, xeroId, file, attached);
}

/** By which a later run knows the file again. */
export function attachmentDelivery(base: Delivery, record: string, file: PlannedFile, attachment: string): Delivery {
  return { ...base, key: attachmentKey(record, file.called), occurrence: 1, hash: file.sha256, xeroId: attachment };
}

function attachmentKey(record: string, name: string): string {
  return `${record.toLowerCase()}\u001f${foldFileName(name)}`;
}
