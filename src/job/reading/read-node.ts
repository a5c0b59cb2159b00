/** Reads texts, lists, words and maps out of a job's tree, and says where it holds something else. */

import type { Place } from '../../model/job.ts';
import { didYouMean, oneOf, type Problems } from '../problems.ts';
import { quoteText } from '../yaml/explain-yaml-error.ts';
import type { JobNode, MapEntry, MapNode, TextNode } from '../yaml/job-node.ts';

/** The entries of a map by key. */
export type Keys = ReadonlyMap<string, MapEntry>;

/** What `reader` makes of a key's value; undefined where the key is not given. */
export function read<V>(
  keys: Keys,
  key: string,
  reader: (node: JobNode, problems: Problems) => V,
  problems: Problems,
): V | undefined {
  const entry = keys.get(key);
  return entry === undefined ? undefined : reader(entry.value, problems);
}

/** The properties that have a value. */
export function given<T extends object>(properties: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(properties).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** A text that is not blank. @param what names the place: `` `sheet` `` */
export function readText(node: JobNode, what: string, problems: Problems): TextNode | undefined {
  if (node.kind === 'text' && (node.text.trim() !== '' || node.quoted)) return node;
  if (node.kind === 'blank') addBlank(node.at, what, node.comment, problems);
  else problems.add(node.at, 'not-a-text', `${what} takes one text.${quotesHint(node)}`);
  return undefined;
}

/** As `readText`, and `""` is refused too. */
export function readWord(node: JobNode, what: string, problems: Problems): TextNode | undefined {
  const text = readText(node, what, problems);
  if (text === undefined || text.text.trim() !== '') return text;
  problems.add(text.at, 'blank', `${what} is empty. Give it a text, or leave it out.`);
  return undefined;
}

/** A list of texts, or a single one without a list. */
export function readTexts(node: JobNode, what: string, problems: Problems): readonly TextNode[] {
  if (node.kind !== 'list') {
    const text = readText(node, what, problems);
    return text === undefined ? [] : [text];
  }
  if (node.items.length === 0)
    problems.add(node.at, 'blank', `${what} is an empty list. Name at least one, or leave it out.`);
  return node.items.map((item) => readText(item, `Each of ${what}`, problems)).filter((item) => item !== undefined);
}

/** One of a few words, exactly as spelt. */
export function readChoice<const W extends string>(
  node: JobNode,
  what: string,
  words: readonly W[],
  problems: Problems,
): W | undefined {
  const text = readText(node, what, problems);
  if (text === undefined) return undefined;
  const found = words.find((word) => word === text.text);
  if (found !== undefined) return found;
  const message = `${what} is ${oneOf(words)}, not \`${text.text}\`.${didYouMean(text.text, words)}`;
  problems.add(text.at, 'unknown-word', message, text.text);
  return undefined;
}

/** A whole number from `least` to `most`. */
export function readWhole(
  node: JobNode,
  what: string,
  range: { readonly least: number; readonly most: number },
  problems: Problems,
): number | undefined {
  const text = readText(node, what, problems);
  if (text === undefined) return undefined;
  const number = /^\d{1,9}$/.test(text.text) ? Number(text.text) : Number.NaN;
  if (number >= range.least && number <= range.most) return number;
  const message = `${what} is a whole number from ${range.least} to ${range.most}, not \`${text.text}\`.`;
  problems.add(text.at, 'not-a-number', message, text.text);
  return undefined;
}

export function readTruth(node: JobNode, what: string, problems: Problems): boolean | undefined {
  const word = readChoice(node, what, ['true', 'false'], problems);
  return word === undefined ? undefined : word === 'true';
}

export function readMap(node: JobNode, what: string, example: string, problems: Problems): MapNode | undefined {
  if (node.kind === 'map') return node;
  if (node.kind === 'blank') addBlank(node.at, what, node.comment, problems);
  else problems.add(node.at, 'not-a-map', `${what} takes keys: \`${example}\`.`);
  return undefined;
}

/** The entries of a map whose keys are all known; each unknown one is a problem that names the nearest. */
export function readKeys(map: MapNode, known: readonly string[], where: string, problems: Problems): Keys {
  const keys = new Map<string, MapEntry>();
  for (const entry of map.entries) {
    if (known.includes(entry.key)) keys.set(entry.key, entry);
    else addUnknownKey(entry, known, where, map.flow, problems);
  }
  return keys;
}

function addUnknownKey(
  entry: MapEntry,
  known: readonly string[],
  where: string,
  flow: boolean,
  problems: Problems,
): void {
  if (flow && entry.value.kind === 'blank') {
    const message = `YAML reads \`{\` and \`,\` as signs, so \`${entry.key}\` became a key without a value. Put the text in quotes.`;
    problems.add(entry.keyAt, 'needs-quotes', message, entry.key);
    return;
  }
  const near = didYouMean(entry.key, known);
  const message = `${where} has no key \`${entry.key}\`.${near === '' ? ` Its keys are ${oneOf(known)}.` : near}`;
  problems.add(entry.keyAt, 'unknown-key', message, entry.key);
}

/** Nothing stands behind a key, or only what YAML takes for a comment. */
function addBlank(at: Place, what: string, comment: string, problems: Problems): void {
  if (comment === '') {
    problems.add(at, 'blank', `${what} is given without a value. Write one behind the colon, or leave the line out.`);
    return;
  }
  const message = `${what} is empty, since YAML reads \`${comment}\` as a comment. If it is a text, put it in quotes: ${quoteText(comment)}.`;
  problems.add(at, 'needs-quotes', message);
}

function quotesHint(node: JobNode): string {
  if ((node.kind === 'map' || node.kind === 'list') && node.flow)
    return ` A text that begins with \`${node.kind === 'map' ? '{' : '['}\` goes in quotes.`;
  return node.kind === 'list' ? ' This is a list.' : ' These are keys of their own: check the indentation.';
}
