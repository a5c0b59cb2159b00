/** A live organisation is written to after a yes: on a terminal it is asked for, elsewhere it is given beforehand. */

import { Refusal } from '../model/refusal.ts';
import type { Connection } from '../pipeline/parts.ts';
import type { Options, Surroundings } from './command.ts';
import { sandboxOf } from './join-sandbox.ts';

/**
 * @param later the question comes once it is known what is to be done, and how often
 * @throws Refusal where the user does not say yes, or where there is nobody to ask
 */
export async function confirmLive(
  { alias, facts }: Pick<Connection, 'alias' | 'facts'>,
  { yes }: Options,
  { ask }: Surroundings,
  later = false,
): Promise<void> {
  if (yes === true || sandboxOf(alias) !== undefined || (later && ask !== undefined)) return;
  if (ask === undefined) {
    throw new Refusal(
      'org/needs-yes',
      `${alias} is a live organisation, and there is nobody to ask. Give --yes to let this run write to it.`,
    );
  }
  const answer = await ask(`Write to ${facts.organisation.name} (${alias})? [y/N] `, false);
  if (isYes(answer)) return;
  throw new Refusal('org/not-confirmed', 'Nothing was sent.');
}

export function isYes(answer: string): boolean {
  return /^\s*y(es)?\s*$/i.test(answer);
}
