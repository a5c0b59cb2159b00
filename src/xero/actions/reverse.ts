/** Takes payments back. */

import type { Verb } from '../../model/registry.ts';
import { stateAct } from '../state-act.ts';

export const reverse: Verb = {
  name: 'reverse',
  note: 'Takes payments back: what they settled is open again.',
  on: (entity) => stateAct('reverse', entity),
};
