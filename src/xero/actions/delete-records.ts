/** Deletes drafts, and whatever else Xero lets go. */

import type { Verb } from '../../model/registry.ts';
import { stateAct } from '../state-act.ts';

export const deleteRecords: Verb = {
  name: 'delete',
  note: 'Deletes drafts, and whatever else Xero lets go.',
  on: (entity) => stateAct('delete', entity),
};
