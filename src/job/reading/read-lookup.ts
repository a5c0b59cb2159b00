/** Reads `lookup` and `else`: pairs written in the job, or a file of them with its two columns. */

import { dirname, resolve } from 'node:path';
import type { Lookup, LookupElse } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import type { MapEntry, MapNode } from '../yaml/job-node.ts';
import { type Keys, readKeys, readMap, readText, readWord } from './read-node.ts';

export interface LookupReading {
  /** Absolute path of the job file, which a lookup's file is relative to. */
  readonly path: string;
  readonly problems: Problems;
}

export const LOOKUP_FILE_KEYS = ['file', 'key', 'value'] as const;

const ELSE_WORDS = ['error', 'blank', 'keep'] as const;

/** @param keys of the value form; `else` may stand beside `lookup` or within it */
export function readLookup(keys: Keys, reading: LookupReading): Lookup | undefined {
  const { problems } = reading;
  const beside = keys.get('else');
  const entry = keys.get('lookup');
  if (entry === undefined) {
    if (beside !== undefined)
      problems.add(beside.keyAt, 'lookup', '`else` belongs to a `lookup`, and there is none.', 'else');
    return undefined;
  }
  const map = readMap(entry.value, '`lookup`', 'lookup: { Hardware: "200" }', problems);
  if (map === undefined) return undefined;
  const within = map.entries.find((pair) => pair.key === 'else');
  if (within !== undefined && beside !== undefined) {
    problems.add(within.keyAt, 'lookup', '`else` is given twice: beside the `lookup` and within it. Keep one.', 'else');
  }
  const pairs: MapNode = { ...map, entries: map.entries.filter((pair) => pair !== within) };
  const otherwise = readElse(within ?? beside, problems);
  return isFile(pairs) ? readFile(pairs, otherwise, reading) : readPairs(pairs, otherwise, problems);
}

function readElse(entry: MapEntry | undefined, problems: Problems): LookupElse {
  const text = entry === undefined ? undefined : readText(entry.value, '`else`', problems);
  if (text === undefined) return { kind: 'error' };
  const word = ELSE_WORDS.find((candidate) => candidate === text.text);
  if (word !== undefined) return { kind: word };
  return text.text.trim() === '' ? { kind: 'blank' } : { kind: 'text', text: text.text };
}

/** A map with `file` and at least one of the two columns; otherwise "file" is a cell's text like any other. */
function isFile(map: MapNode): boolean {
  const keys = map.entries.map((entry) => entry.key);
  return keys.includes('file') && (keys.length === 1 || keys.includes('key') || keys.includes('value'));
}

function readFile(map: MapNode, otherwise: LookupElse, reading: LookupReading): Lookup | undefined {
  const { problems, path } = reading;
  const keys = readKeys(map, LOOKUP_FILE_KEYS, 'A `lookup` from a file', problems);
  const [file, key, value] = LOOKUP_FILE_KEYS.map((name) => {
    const entry = keys.get(name);
    return entry === undefined ? undefined : readWord(entry.value, `\`${name}\``, problems)?.text;
  });
  const missing = LOOKUP_FILE_KEYS.filter((name) => !keys.has(name));
  if (missing.length > 0) {
    const message =
      'A `lookup` from a file names the file and its two columns: `{ file: map.csv, key: From, value: To }`.';
    problems.add(map.at, 'missing', message);
  }
  if (file === undefined || key === undefined || value === undefined) return undefined;
  return { entries: [], file: { path: resolve(dirname(path), file), key, value }, else: otherwise };
}

function readPairs(map: MapNode, otherwise: LookupElse, problems: Problems): Lookup {
  if (map.entries.length === 0)
    problems.add(map.at, 'blank', 'The `lookup` has no pairs: `lookup: { Hardware: "200" }`.');
  const entries: (readonly [string, string])[] = [];
  const seen = new Map<string, string>();
  for (const entry of map.entries) {
    const to = readText(entry.value, `\`${entry.key}\``, problems);
    if (to === undefined) continue;
    const folded = entry.key.trim().toLowerCase();
    const other = seen.get(folded);
    if (other !== undefined) {
      const message = `\`${entry.key}\` and \`${other}\` are the same to a lookup, which ignores case and outer spaces. Keep one.`;
      problems.add(entry.keyAt, 'duplicate-key', message, entry.key);
      continue;
    }
    seen.set(folded, entry.key);
    entries.push([entry.key, to.text]);
  }
  return { entries, else: otherwise };
}
