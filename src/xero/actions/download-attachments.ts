/** Fetches the files that are attached to records. */

import type { Field } from '../../model/entity.ts';
import type { Verb } from '../../model/registry.ts';
import { ATTACHABLE } from '../below-records.ts';
import { ownValues } from '../own-values.ts';

const fields: readonly Field[] = [
  { name: 'FileName', type: 'text', note: 'One of the attached files; all of them where left out.' },
];

export const downloadAttachments: Verb = {
  name: 'download-attachments',
  note: 'Fetches the files attached to records into a folder. A file that is there already with the same size is passed over.',
  on: ({ name }) => (ATTACHABLE.has(name) ? { fields, output: true, body: ownValues(fields) } : undefined),
};
