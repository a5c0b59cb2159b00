/** Reads `org`: the organisations by their aliases. */

import type { Place } from '../../model/job.ts';
import { didYouMean, oneOf, type Problems } from '../problems.ts';
import type { MapEntry } from '../yaml/job-node.ts';
import { readTexts } from './read-node.ts';

/** The sandboxes that are built in; aliases that begin with `sandbox` are reserved for them. */
export const SANDBOXES: readonly string[] = ['sandbox', 'sandbox-gb', 'sandbox-au', 'sandbox-nz', 'sandbox-us'];

const ALIAS = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u;

/** One alias or more. @param verbAt where the job's verb stands, for a missing `org` */
export function readOrg(entry: MapEntry | undefined, verbAt: Place, problems: Problems): readonly string[] {
  if (entry === undefined) {
    problems.add(
      verbAt,
      'missing',
      'The job names no organisation. Add `org: sandbox-gb` to try it, or the alias of a connected one.',
    );
    return [];
  }
  const seen = new Set<string>();
  for (const { text, at } of readTexts(entry.value, '`org`', problems)) {
    if (seen.has(text)) problems.add(at, 'org', `\`${text}\` is named twice. Keep one.`, text);
    else if (!ALIAS.test(text)) {
      problems.add(
        at,
        'org',
        `\`${text}\` is no alias. An alias is one word of letters, digits, \`-\`, \`_\` and \`.\`.`,
        text,
      );
    } else if (text.startsWith('sandbox') && !SANDBOXES.includes(text)) {
      const message = `There is no sandbox \`${text}\`; there are ${oneOf(SANDBOXES)}.${didYouMean(text, SANDBOXES)}`;
      problems.add(at, 'org', message, text);
    }
    seen.add(text);
  }
  return [...seen];
}
