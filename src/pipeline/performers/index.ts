/** The performers of verbs that are no plain request a record, by verb. */

import type { Action } from '../../model/registry.ts';
import { attach } from './attach.ts';
import { downloadAttachments } from './download-attachments.ts';
import { email } from './email.ts';
import { history } from './history.ts';
import { note } from './note.ts';
import { pdf } from './pdf.ts';
import type { Performer } from './performer.ts';
import { raw } from './raw.ts';

const PERFORMERS: ReadonlyMap<string, Performer> = new Map([
  ['attach', attach],
  ['download-attachments', downloadAttachments],
  ['email', email],
  ['history', history],
  ['note', note],
  ['pdf', pdf],
  ['raw', raw],
]);

/** Undefined for imports, and for verbs that are one request a record. */
export function performerOf(action: Action | undefined): Performer | undefined {
  return action === undefined || action.route !== undefined ? undefined : PERFORMERS.get(action.name);
}
