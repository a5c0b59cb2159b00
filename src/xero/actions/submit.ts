/** Submits drafts for approval. */

import type { Verb } from '../../model/registry.ts';
import { stateAct } from '../state-act.ts';

export const submit: Verb = {
  name: 'submit',
  note: 'Submits drafts for approval.',
  on: (entity) => stateAct('submit', entity),
};
