/** Reads `output` of an action that brings something out of Xero: the folder or the file that it goes to. */

import type { ActionOutput } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import type { MapEntry } from '../yaml/job-node.ts';
import { given, read, readKeys, readMap, readWord } from './read-node.ts';

export const ACTION_OUTPUT_KEYS = ['folder', 'file'] as const;

export function readActionOutput(entry: MapEntry | undefined, problems: Problems): ActionOutput | undefined {
  const map = entry && readMap(entry.value, '`output`', 'output: { folder: ../out }', problems);
  if (map === undefined) return undefined;
  const keys = readKeys(map, ACTION_OUTPUT_KEYS, '`output`', problems);
  const word = (key: (typeof ACTION_OUTPUT_KEYS)[number]) =>
    read(keys, key, (node) => readWord(node, `\`${key}\``, problems)?.text, problems);
  return given({ folder: word('folder'), file: word('file') });
}
