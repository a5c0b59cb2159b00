/** Whether a record itself tells if an action was done: then no earlier run has to be remembered, and doing it twice is harmless. */

import type { Act } from './registry.ts';

export function tellsState(action: Act | undefined): boolean {
  return action?.removes === true || (action?.done !== undefined && action.done.again !== true);
}
