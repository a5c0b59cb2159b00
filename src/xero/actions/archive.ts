/** Archives records. */

import type { Verb } from '../../model/registry.ts';
import { stateAct } from '../state-act.ts';

export const archive: Verb = {
  name: 'archive',
  note: 'Archives records: they stay in Xero, and are offered no longer.',
  on: (entity) => stateAct('archive', entity),
};
