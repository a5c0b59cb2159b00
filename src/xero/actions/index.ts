/** The actions that exist, one a file; written by `node scripts/build-indexes.ts`. */

import type { Verb } from '../../model/registry.ts';
import { allocate } from './allocate.ts';
import { approve } from './approve.ts';
import { archive } from './archive.ts';
import { attach } from './attach.ts';
import { deleteRecords } from './delete-records.ts';
import { downloadAttachments } from './download-attachments.ts';
import { email } from './email.ts';
import { history } from './history.ts';
import { note } from './note.ts';
import { pdf } from './pdf.ts';
import { raw } from './raw.ts';
import { restore } from './restore.ts';
import { reverse } from './reverse.ts';
import { submit } from './submit.ts';
import { voidRecords } from './void-records.ts';

export const actions: readonly Verb[] = [
  allocate,
  approve,
  archive,
  attach,
  deleteRecords,
  downloadAttachments,
  email,
  history,
  note,
  pdf,
  raw,
  restore,
  reverse,
  submit,
  voidRecords,
];
