/** Options that make no sense for a kind of job are refused, for whoever gave them expects something of them. */

import { Refusal } from '../model/refusal.ts';
import type { Options } from './command.ts';

/** @param kind `an export`. Throws `usage/option`. */
export function refuseOptions(options: Options, names: readonly string[], kind: string): void {
  const given = names.filter((name) => options[name] !== undefined && options[name] !== false);
  if (given.length === 0) return;
  const flags = given.map((name) => `--${name}`).join(', ');
  throw new Refusal('usage/option', `${flags}: ${kind} does not know that option. Leave it out.`);
}
