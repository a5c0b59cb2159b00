/** Adds notes to the history of records. */

import type { Field } from '../../model/entity.ts';
import type { Verb } from '../../model/registry.ts';
import { LONGEST_NOTE, WITH_HISTORY } from '../below-records.ts';
import { ownValues } from '../own-values.ts';

const fields: readonly Field[] = [
  {
    name: 'Note',
    type: 'text',
    required: 'create',
    maxLength: LONGEST_NOTE,
    note: "Appears in the record's history; it can be neither changed nor removed afterwards.",
  },
];

export const note: Verb = {
  name: 'note',
  note: 'Adds notes to the history of records. A note that is there already is passed over. Notes can be neither changed nor removed.',
  on: ({ name }) => (WITH_HISTORY.has(name) ? { fields, final: true, body: ownValues(fields) } : undefined),
};
