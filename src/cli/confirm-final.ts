/** What cannot be undone is said and counted before it is done; for a live organisation it is asked for at a terminal. */

import type { FinalStep } from '../pipeline/final-step.ts';
import type { Connection } from '../pipeline/parts.ts';
import type { Options, Surroundings } from './command.ts';
import { isYes } from './confirm-live.ts';
import { sandboxOf } from './join-sandbox.ts';

/** Resolves with whether to go on. Without a terminal the yes was given by `--yes`, or there is a sandbox behind it. */
export async function confirmFinal(
  { action, entity, records }: FinalStep,
  { alias, facts }: Pick<Connection, 'alias' | 'facts'>,
  { yes }: Options,
  { ask, err }: Surroundings,
  command: 'run' | 'check' = 'run',
): Promise<boolean> {
  const what = `${action.name} ${records} ${entity} in ${facts.organisation.name} (${alias})`;
  if (command === 'check') {
    err(`A run would ${what}: this cannot be undone.\n`);
    return true;
  }
  if (yes === true || sandboxOf(alias) !== undefined || ask === undefined) {
    err(`About to ${what}: this cannot be undone.\n`);
    return true;
  }
  if (isYes(await ask(`This cannot be undone: ${what}? [y/N] `, false))) return true;
  err('Nothing was sent.\n');
  return false;
}
