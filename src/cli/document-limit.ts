/** The option `--limit` of `run` and `check`. */

import { Refusal } from '../model/refusal.ts';
import type { Options } from './command.ts';

/** Undefined where it is not given. Throws `usage/limit`. */
export function documentLimit({ limit }: Options): number | undefined {
  if (limit === undefined) return undefined;
  const number = Number(limit);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new Refusal(
    'usage/limit',
    `--limit ${String(limit)} is no number of documents. Give a whole number such as 10.`,
  );
}
