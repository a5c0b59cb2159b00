/** Approves drafts, and what was submitted for approval. */

import type { Verb } from '../../model/registry.ts';
import { stateAct } from '../state-act.ts';

export const approve: Verb = {
  name: 'approve',
  note: 'Approves drafts and what was submitted: from then on they count in the books.',
  on: (entity) => stateAct('approve', entity),
};
