/** Attaches files to records. */

import type { Field } from '../../model/entity.ts';
import type { Verb } from '../../model/registry.ts';
import { ATTACHABLE } from '../below-records.ts';
import { ownValues } from '../own-values.ts';

const fields: readonly Field[] = [
  {
    name: 'FilePath',
    type: 'text',
    required: 'create',
    note: "The file, or a pattern for several (`INV-1/*.pdf`), in the folder that `source.folder` names; without it in the job file's own.",
  },
  {
    name: 'FileName',
    type: 'text',
    note: "The name that it gets in Xero; the file's own where left out. Not for a pattern.",
  },
  { name: 'ContentType', type: 'text', note: 'The MIME type; told by the ending of the name where left out.' },
  {
    name: 'IncludeOnline',
    type: 'boolean',
    note: 'Shown with the online invoice: sales invoices and credit notes alone.',
  },
  {
    name: 'Overwrite',
    type: 'boolean',
    note: 'Yes: a file of the same name with another content gives way. Else it is an error.',
  },
];

export const attach: Verb = {
  name: 'attach',
  note: 'Attaches files to records: up to 10 for a record, up to 10 MB each. A file that is attached already is passed over.',
  on: ({ name }) => (ATTACHABLE.has(name) ? { fields, body: ownValues(fields) } : undefined),
};
