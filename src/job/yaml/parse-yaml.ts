/** YAML to a tree of texts with places; what YAML offers beyond maps, lists and texts is refused. */

import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import type { Place } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import { explainYamlError } from './explain-yaml-error.ts';
import { type BlankNode, FILE_START, type JobNode, type MapEntry, type MapNode } from './job-node.ts';

/** No job needs more. */
const DEEPEST = 16;

export interface ParsedYaml {
  readonly root: MapNode;
  /** Lines that YAML could not read: what is found there besides is a consequence. */
  readonly brokenLines: ReadonlySet<number>;
}

interface Reading {
  readonly text: string;
  readonly place: (offset: number) => Place;
  readonly problems: Problems;
}

/** The file's map; undefined where there is none, or where its structure cannot be trusted. Problems are added. */
export function parseYaml(text: string, problems: Problems): ParsedYaml | undefined {
  const lines = new LineCounter();
  const document = parseDocument<ParsedNode>(text, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    resolveKnownTags: false,
  });
  const reading = { text, place: placeIn(lines), problems };
  const brokenLines = new Set<number>();
  let trusted = true;
  for (const error of document.errors) {
    const at = reading.place(error.pos[0]);
    if (brokenLines.has(at.line)) continue;
    brokenLines.add(at.line);
    const explained = explainYamlError(error, text);
    problems.add(at, explained.code, explained.message);
    trusted &&= explained.local;
  }
  return trusted ? withRoot(document.contents, reading, brokenLines) : undefined;
}

function withRoot(contents: ParsedNode | null, reading: Reading, brokenLines: Set<number>): ParsedYaml | undefined {
  const root = contents === null ? blank(reading, 0, FILE_START) : convert(contents, reading, 0, FILE_START);
  if (root?.kind === 'map') return { root, brokenLines };
  if (brokenLines.size > 0 || root === undefined) return undefined;
  if (root.kind === 'blank') {
    reading.problems.add(
      FILE_START,
      'empty-file',
      'The job file is empty. A job has at least `import`, `org` and `columns`.',
    );
    return undefined;
  }
  const message =
    root.kind === 'text' && /:\S/.test(root.text)
      ? 'No `key: value` was found. Write a space after each colon.'
      : 'A job is a list of `key: value` lines, such as `import: Invoices`; this file holds something else.';
  reading.problems.add(root.at, 'not-a-map', message);
  return undefined;
}

function placeIn(lines: LineCounter): (offset: number) => Place {
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
}

/** The tree of a node; undefined where a problem was added in its place. */
function convert(node: ParsedNode | null, reading: Reading, depth: number, keyAt: Place): JobNode | undefined {
  if (node === null) return { kind: 'blank', comment: '', at: keyAt };
  const at = reading.place(node.range[0]);
  if (!isPlain(node, reading, at)) return undefined;
  if (depth > DEEPEST) {
    reading.problems.add(
      at,
      'too-deep',
      `Nothing in a job is nested more than ${DEEPEST} deep. Check the indentation.`,
    );
    return undefined;
  }
  if (isMap(node)) {
    const entries = convertEntries(node as YAMLMap.Parsed, reading, depth);
    return { kind: 'map', entries, flow: node.flow === true, at };
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as ParsedNode, reading, depth + 1, at));
    return { kind: 'list', items: items.filter((item) => item !== undefined), flow: node.flow === true, at };
  }
  if (!isScalar(node)) return undefined;
  const quoted = node.type !== 'PLAIN';
  const text = String(node.value);
  return text === '' && !quoted ? blank(reading, node.range[0], keyAt) : { kind: 'text', text, quoted, at };
}

function convertEntries(map: YAMLMap.Parsed, reading: Reading, depth: number): readonly MapEntry[] {
  const entries: MapEntry[] = [];
  const lines = new Map<string, number>();
  for (const pair of map.items) {
    const keyNode = pair.key as ParsedNode | null;
    const keyAt = keyNode === null ? reading.place(map.range[0]) : reading.place(keyNode.range[0]);
    const key = convert(keyNode, reading, depth + 1, keyAt);
    const value = convert(pair.value as ParsedNode | null, reading, depth + 1, keyAt);
    if (key === undefined || value === undefined) continue;
    if (key.kind !== 'text') {
      reading.problems.add(
        keyAt,
        'no-key',
        'A name is missing before the colon; a name that begins with a sign goes in quotes.',
      );
      continue;
    }
    const before = lines.get(key.text);
    if (before !== undefined) {
      reading.problems.add(
        keyAt,
        'duplicate-key',
        `\`${key.text}\` stands here twice, first in line ${before}. Keep one of them.`,
        key.text,
      );
      continue;
    }
    lines.set(key.text, keyAt.line);
    entries.push({ key: key.text, keyAt, value });
  }
  return entries;
}

/** Anchors, aliases and tags have no meaning in a job; where they stand, a text was meant. */
function isPlain(node: ParsedNode, reading: Reading, at: Place): boolean {
  if (isAlias(node)) {
    const message = `YAML reads a text that begins with \`*\` as a reference. Put it in quotes: "*${node.source}".`;
    reading.problems.add(at, 'needs-quotes', message);
    return false;
  }
  if (node.anchor !== undefined) {
    const message = `YAML reads a text that begins with \`&\` as an anchor. Put it in quotes: "&${node.anchor} ...".`;
    reading.problems.add(at, 'needs-quotes', message);
    return false;
  }
  if (node.tag !== undefined && !isImplied(node)) {
    const message = 'YAML reads a text that begins with `!` as a tag. Put the whole text in quotes.';
    reading.problems.add(at, 'needs-quotes', message);
    return false;
  }
  return true;
}

/** The parser names the tag of untagged nodes too, and of `!` alone. */
function isImplied(node: ParsedNode): boolean {
  const implied = isMap(node)
    ? 'tag:yaml.org,2002:map'
    : isSeq(node)
      ? 'tag:yaml.org,2002:seq'
      : 'tag:yaml.org,2002:str';
  return node.tag === implied;
}

function blank(reading: Reading, offset: number, at: Place): BlankNode {
  const end = reading.text.indexOf('\n', offset);
  const rest = reading.text.slice(offset, end < 0 ? undefined : end);
  const comment = /^\s*(#.*?)\s*$/.exec(rest)?.[1] ?? '';
  return { kind: 'blank', comment, at };
}
