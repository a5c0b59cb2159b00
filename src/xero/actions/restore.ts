/** Takes archived records into use again. */

import type { Verb } from '../../model/registry.ts';
import { stateAct } from '../state-act.ts';

export const restore: Verb = {
  name: 'restore',
  note: 'Takes archived records into use again.',
  on: (entity) => stateAct('restore', entity),
};
