/** Voids approved documents and posted journals. */

import type { Verb } from '../../model/registry.ts';
import { stateAct } from '../state-act.ts';

export const voidRecords: Verb = {
  name: 'void',
  note: 'Voids approved documents and posted journals: they stay in Xero as voided, and count no longer. What was paid or credited on them has to be taken back first.',
  on: (entity) => stateAct('void', entity),
};
