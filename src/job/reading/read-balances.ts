/** Reads `balances`: what the open items of all sheets must come to, as the control accounts of the old books say. */

import { parseDecimal } from '../../model/decimal.ts';
import type { Problems } from '../problems.ts';
import type { MapEntry } from '../yaml/job-node.ts';
import { readKeys, readMap, readText } from './read-node.ts';

export const BALANCES_KEYS = ['Receivables', 'Payables'] as const;

/** Control account to exact decimal text, in the organisation's own currency. */
export function readBalances(
  entry: MapEntry | undefined,
  problems: Problems,
): Readonly<Record<string, string>> | undefined {
  const map = entry && readMap(entry.value, '`balances`', 'balances: { Receivables: 18250.75 }', problems);
  if (map === undefined) return undefined;
  const balances: [string, string][] = [];
  for (const [name, { value }] of readKeys(map, BALANCES_KEYS, '`balances`', problems)) {
    const text = readText(value, `\`${name}\``, problems);
    if (text === undefined) continue;
    if (parseDecimal(text.text) !== undefined) balances.push([name, text.text]);
    else {
      const message = `\`${name}\` is a plain amount such as 18250.75, without thousands separators, not \`${text.text}\`.`;
      problems.add(text.at, 'not-a-number', message, text.text);
    }
  }
  return Object.fromEntries(balances);
}
