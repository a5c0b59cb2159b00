/** Reads `output` of an action that brings something out of Xero: the folder or the file that it goes to. */

import type { ActionOutput } from '../../model/job.ts';
import { didYouMean, type Problems } from '../problems.ts';
import type { JobNode, MapEntry } from '../yaml/job-node.ts';
import { given, read, readChoice, readKeys, readMap, readWord } from './read-node.ts';

export const ACTION_OUTPUT_KEYS = ['folder', 'file', 'name', 'mode'] as const;
export const ACTION_OUTPUT_MODES = ['keep', 'replace'] as const;
/** What `name` may be made of. */
const PLACEHOLDERS = ['Number', 'ID', 'Contact', 'Date', 'Type', 'FileName'];

/** @param isTable one table comes out, no files of their own */
export function readActionOutput(
  entry: MapEntry | undefined,
  isTable: boolean,
  problems: Problems,
): ActionOutput | undefined {
  const example = isTable ? 'output: { file: ../out/history.xlsx }' : 'output: { folder: ../out }';
  const map = entry && readMap(entry.value, '`output`', example, problems);
  if (map === undefined) return undefined;
  const allowed = ACTION_OUTPUT_KEYS.filter((key) => (key === 'file') === isTable);
  const keys = readKeys(map, allowed, '`output`', problems);
  const word = (key: (typeof ACTION_OUTPUT_KEYS)[number]) =>
    read(keys, key, (node) => readWord(node, `\`${key}\``, problems)?.text, problems);
  const mode = read(keys, 'mode', (node) => readChoice(node, '`mode`', ACTION_OUTPUT_MODES, problems), problems);
  const name = read(keys, 'name', (node) => readFileName(node, problems), problems);
  const file = read(keys, 'file', (node) => readTableName(node, problems), problems);
  return given({ folder: word('folder'), file, name, mode });
}

function readTableName(node: JobNode, problems: Problems): string | undefined {
  const text = readWord(node, '`file`', problems);
  if (text === undefined || /\.(?:csv|tsv|xlsx|jsonl)$/i.test(text.text)) return text?.text;
  problems.add(node.at, 'file-type', `\`${text.text}\` is no .csv, .tsv, .xlsx or .jsonl file.`, text.text);
  return undefined;
}

function readFileName(node: JobNode, problems: Problems): string | undefined {
  const text = readWord(node, '`name`', problems);
  const unknown = [...(text?.text ?? '').matchAll(/\{([^{}]*)\}/g)].find(
    ([, key]) => !PLACEHOLDERS.includes(key ?? ''),
  );
  if (unknown === undefined) return text?.text;
  const near = didYouMean(unknown[1] ?? '', PLACEHOLDERS) || ` There are {${PLACEHOLDERS.join('}, {')}}.`;
  problems.add(node.at, 'output', `\`name\` does not know ${unknown[0]}.${near}`, unknown[0]);
  return undefined;
}
