/** Reads `{ template: import-bills.yaml }`: the import job whose columns an export writes. */

import { dirname, resolve } from 'node:path';
import type { MapNode } from '../yaml/job-node.ts';
import type { LookupReading } from './read-lookup.ts';
import { readKeys, readWord } from './read-node.ts';

/** Its absolute path. */
export function readLike(map: MapNode, { path, problems }: LookupReading): string | undefined {
  const entry = readKeys(map, ['template'], '`columns` of a template', problems).get('template');
  const text = entry && readWord(entry.value, '`template`', problems);
  if (text === undefined) return undefined;
  if (/\.ya?ml$/i.test(text.text)) return resolve(dirname(path), text.text);
  const message = `\`template\` takes the path of an import job, such as \`import-bills.yaml\`, not \`${text.text}\`. For Xero's own layout write \`columns: template\`.`;
  problems.add(text.at, 'template', message, text.text);
  return undefined;
}
