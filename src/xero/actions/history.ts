/** Writes the history of records into a table. */

import type { Verb } from '../../model/registry.ts';
import { WITH_HISTORY } from '../below-records.ts';

export const history: Verb = {
  name: 'history',
  note: 'Writes the history and notes of records into a table: a row for each entry.',
  on: ({ name }) => (WITH_HISTORY.has(name) ? { output: true } : undefined),
};
