/** YAML to a tree of texts with places; what YAML offers beyond maps, lists and texts is refused. */

import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Place } from '../../model/job.ts';
import type { Problems } from '../problems.ts';
import { explainYamlError, isUnclosed, quoteText } from './explain-yaml-error.ts';
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
  const brokenLines = new Set<number>();
  const reading = { text, place: placeIn(lines), problems: exceptAt(brokenLines, problems) };
  let trusted = true;
  for (const error of document.errors) {
    const offset = isUnclosed(error) ? openedBefore(document.contents, error.pos[0]) : error.pos[0];
    const at = reading.place(offset);
    if (brokenLines.has(at.line)) continue;
    const explained = explainYamlError(error, text, offset);
    problems.add(at, explained.code, explained.message);
    brokenLines.add(at.line);
    trusted &&= explained.local;
  }
  return trusted ? withRoot(document.contents, reading, brokenLines) : undefined;
}

/** Nothing more is said of a line that YAML could not read. */
function exceptAt(lines: ReadonlySet<number>, problems: Problems): Problems {
  return {
    ...problems,
    add: (at, code, message, word) => {
      if (!lines.has(at.line)) problems.add(at, code, message, word);
    },
  };
}

/** Where the innermost bracket or quote stands that is still open at the offset; the offset itself where none is. */
function openedBefore(contents: ParsedNode | null, offset: number): number {
  let opened = offset;
  visit(contents, {
    Node: (_, node) => {
      const range = node.range ?? [offset, 0, 0];
      const opens = isScalar(node) ? /^QUOTE/.test(node.type ?? '') : isCollection(node) && node.flow === true;
      if (opens && range[0] < offset && range[2] >= offset) opened = range[0];
    },
  });
  return opened;
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
  if (!isPlain(node, reading)) return undefined;
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
  if (!quoted && text !== '') checkCutOff(text, node.range[1], at, reading);
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

/** `Order #` and `Ref #No` lose their end to YAML without a word; a comment has a space behind its sign. */
function checkCutOff(text: string, end: number, at: Place, reading: Reading): void {
  const [rest = ''] = /^[^\r\n]*/.exec(reading.text.slice(end, end + 200)) ?? [];
  const cut = /^[ \t]+#(?:[\p{L}\p{N}].*)?$/u.test(rest) ? rest.trim() : '';
  if (cut === '') return;
  const message = `YAML reads \`${cut}\` as a comment. Put the text in quotes: ${quoteText(text + rest)}; or, if it is a comment, write a space and words behind the \`#\`.`;
  reading.problems.add(at, 'needs-quotes', message);
}

/** Anchors, aliases and tags have no meaning in a job; where they stand, a text was meant. */
function isPlain(node: ParsedNode, reading: Reading): boolean {
  const sign = specialSign(node);
  if (sign === '') return true;
  const start = sign === '*' ? node.range[0] : Math.max(0, reading.text.lastIndexOf(sign, node.range[0]));
  const text = /^[^\n,}\]#]*/.exec(reading.text.slice(start))?.[0] ?? sign;
  const message = `A text that begins with \`${sign}\` is no text to YAML. Put it in quotes: ${quoteText(text)}.`;
  reading.problems.add(reading.place(start), 'needs-quotes', message);
  return false;
}

function specialSign(node: ParsedNode): '' | '*' | '&' | '!' {
  if (isAlias(node)) return '*';
  if (node.anchor !== undefined) return '&';
  return node.tag === undefined || isImplied(node) ? '' : '!';
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
