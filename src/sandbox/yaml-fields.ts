/** Reads YAML that people write for a sandbox: known keys with checked values, and every problem with its place. */
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import { didYouMean } from './nearest-word.ts';

export interface FileProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A value that a key takes: its reading, undefined where the text is none, and what it must be. */
export interface Field {
  readonly read: (text: string) => unknown;
  readonly must: string;
  /** The words it takes, where they are few. */
  readonly words?: readonly string[];
}

/** What is being read: where problems go. */
export interface Reading {
  add(node: ParsedNode | null, message: string): void;
}

/** The fields of a map by key. */
export type Fields = Readonly<Record<string, Field>>;

export const flag: Field = { read: (text) => ({ true: true, false: false })[text], must: '`true` or `false`' };
export const plainText: Field = { read: (text) => (text.trim() === '' ? undefined : text.trim()), must: 'a text' };
export const wholeNumber: Field = {
  read: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
  must: 'a whole number, 0 or more',
};

/** A field that takes these words. */
export function oneOf(words: readonly string[], what = 'one of'): Field {
  return { read: (text) => (words.includes(text) ? text : undefined), must: `${what} ${words.join(', ')}`, words };
}

const oneDocument = 'A second document begins here, after `---`. Leave the line out.';

/** Reads a text by `read`, unless it is no YAML. Problems come in the order of their places. */
export function readYaml<Result>(
  source: string,
  read: (node: ParsedNode | null, reading: Reading) => Result | undefined,
): { readonly value: Result } | { readonly problems: readonly FileProblem[] } {
  const lines = new LineCounter();
  const problems: FileProblem[] = [];
  const add = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ line, column: col, message });
  };
  const document = parseDocument<ParsedNode>(source, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  for (const { code, pos, message } of document.errors)
    add(pos[0], code === 'MULTIPLE_DOCS' ? oneDocument : `This is not YAML: ${message.replace(/\.?$/, '.')}`);
  const reading: Reading = { add: (node, message) => add(node?.range?.[0] ?? 0, message) };
  const value = problems.length === 0 ? read(document.contents, reading) : undefined;
  return value === undefined || problems.length > 0
    ? { problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column) }
    : { value };
}

/** The node as a map; keys that mean nothing are problems. */
export function mapOf(
  node: ParsedNode | null,
  what: string,
  known: readonly string[],
  reading: Reading,
): YAMLMap | undefined {
  if (!isMap(node)) {
    reading.add(node, `${what} must be \`key: value\` lines; its keys are ${known.join(', ')}.`);
    return undefined;
  }
  for (const { key } of node.items as readonly { readonly key: ParsedNode }[]) {
    const name = nodeText(key) ?? '';
    if (known.includes(name)) continue;
    const guess = didYouMean(name, known);
    const all = guess === '' ? ` Its keys are ${known.join(', ')}.` : '';
    reading.add(key, `${what} has no key \`${name}\`.${guess}${all}`);
  }
  return node as YAMLMap;
}

/** The items of a list under a key; undefined where there is none. */
export function listAt(map: YAMLMap, name: string): readonly ParsedNode[] | undefined {
  const list = map.get(name, true) as ParsedNode | undefined;
  return isSeq(list) ? (list.items as readonly ParsedNode[]) : undefined;
}

/** The values of the keys that could be read. */
export function readFields(map: YAMLMap, fields: Fields, reading: Reading): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, { read, must, words }] of Object.entries(fields)) {
    const node = map.get(name, true) as ParsedNode | undefined;
    if (node === undefined) continue;
    const given = nodeText(node);
    const value = given === undefined ? undefined : read(given);
    if (value !== undefined) values[name] = value;
    else reading.add(node, `\`${name}\` must be ${must}.${didYouMean(given ?? '', words ?? [])}`);
  }
  return values;
}

/** The text of a scalar; undefined for a map, a list or nothing. */
export function nodeText(node: ParsedNode | undefined): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}
