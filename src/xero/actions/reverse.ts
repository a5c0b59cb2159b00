/** Takes payments back. */

import type { Verb } from '../../model/registry.ts';
import { reversePayment } from '../reverse-payment.ts';
import { stateAct } from '../state-act.ts';

export const reverse: Verb = {
  name: 'reverse',
  note: 'Takes payments back: what they settled is open again. Those of a batch payment are taken back with the whole batch.',
  on: (entity) => {
    const act = stateAct('reverse', entity);
    return act !== undefined && entity.name === 'Payments' ? reversePayment(act, entity) : act;
  },
};
