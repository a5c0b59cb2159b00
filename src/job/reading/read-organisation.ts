/** Reads `organisation`: the ID that the organisation behind the alias must have. */

import type { Problems } from '../problems.ts';
import type { MapEntry } from '../yaml/job-node.ts';
import { readWord } from './read-node.ts';

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** In lower case; undefined where it is left out. @param aliases of the job's `org` */
export function readOrganisation(
  entry: MapEntry | undefined,
  aliases: readonly string[],
  problems: Problems,
): string | undefined {
  if (entry === undefined) return undefined;
  const word = readWord(entry.value, '`organisation`', problems);
  if (word === undefined) return undefined;
  if (!ID.test(word.text)) {
    const message = `\`${word.text}\` is no organisation ID. \`rowpost orgs\` shows the IDs; the alias stands under \`org\`.`;
    problems.add(word.at, 'organisation', message, word.text);
  } else if (aliases.length > 1) {
    const message = '`organisation` is the ID of one organisation, and `org` names several. Make a job for each.';
    problems.add(word.at, 'organisation', message, word.text);
  }
  return word.text.toLowerCase();
}
