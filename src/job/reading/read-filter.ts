/** Reads `filter` and `where`: which records are taken. Texts stay as typed; what a field's type makes of them is seen later. */

import type { FilterCondition, FilterTest } from '../../model/job.ts';
import { allOf, didYouMean, oneOf, type Problems } from '../problems.ts';
import type { JobNode, MapEntry, MapNode } from '../yaml/job-node.ts';
import { given, type Keys, read, readKeys, readMap, readText, readTexts, readTruth, readWord } from './read-node.ts';
import { type Readable, refuseUnreadable } from './readable.ts';

export const FILTER_KEYS = ['from', 'to', 'month', 'not', 'above', 'below', 'blank'] as const;
export const MONTH_WORDS: readonly string[] = ['this', 'last'];

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** All conditions must hold, and all tests of each. */
export function readFilter(
  entry: MapEntry | undefined,
  readable: Readable,
  problems: Problems,
): readonly FilterCondition[] {
  const map = entry && readMap(entry.value, '`filter`', 'filter: { Status: [AUTHORISED, PAID] }', problems);
  if (map === undefined) return [];
  if (map.entries.length === 0) problems.add(map.at, 'blank', '`filter` names no field. Name one, or leave it out.');
  return map.entries.map((pair) => readCondition(pair, readable, problems)).filter((found) => found !== undefined);
}

/** An expression of Xero's own, handed on as it is. */
export function readWhere(entry: MapEntry | undefined, problems: Problems): string | undefined {
  return entry && readWord(entry.value, '`where`', problems)?.text;
}

function readCondition(entry: MapEntry, readable: Readable, problems: Problems): FilterCondition | undefined {
  const { key: field, keyAt: at, value } = entry;
  const refused = refuseUnreadable(readable, field);
  if (refused !== undefined) problems.add(at, refused.code, refused.message, field);
  const tests = value.kind === 'map' ? readTests(value, field, problems) : readAny(value, field, problems);
  return refused !== undefined || tests.length === 0 ? undefined : { field, tests, at };
}

/** A text, or a list of which any one may hold. */
function readAny(node: JobNode, field: string, problems: Problems): readonly FilterTest[] {
  const values = readValues(node, field, problems);
  return values.length === 0 ? [] : [{ kind: 'any', values }];
}

function readTests(map: MapNode, field: string, problems: Problems): readonly FilterTest[] {
  const keys = readKeys(map, FILTER_KEYS, `The filter of \`${field}\``, problems);
  if (map.entries.length === 0) {
    problems.add(
      map.at,
      'blank',
      `The filter of \`${field}\` says nothing. Give a value, a list, or ${oneOf(FILTER_KEYS)}.`,
    );
  }
  if (keys.has('month') && (keys.has('from') || keys.has('to'))) {
    const both = allOf(FILTER_KEYS.filter((key) => key === 'month' || keys.has(key)).slice(0, 3));
    problems.add(
      map.at,
      'filter',
      `The filter of \`${field}\` has ${both}; a month has its own first and last day. Keep one way.`,
    );
  }
  const tests = [
    readRange(keys, problems),
    read(keys, 'month', (node) => readMonth(node, problems), problems),
    read(keys, 'not', (node) => readNot(node, field, problems), problems),
    ...(['above', 'below'] as const).map((kind) =>
      read(keys, kind, (node) => readLimit(node, kind, problems), problems),
    ),
    read(keys, 'blank', (node) => readBlank(node, problems), problems),
  ];
  return tests.filter((test) => test !== undefined);
}

function readRange(keys: Keys, problems: Problems): FilterTest | undefined {
  const from = read(keys, 'from', (node) => readWord(node, '`from`', problems)?.text, problems);
  const to = read(keys, 'to', (node) => readWord(node, '`to`', problems)?.text, problems);
  return from === undefined && to === undefined ? undefined : { kind: 'range', ...given({ from, to }) };
}

function readMonth(node: JobNode, problems: Problems): FilterTest | undefined {
  const text = readText(node, '`month`', problems);
  if (text === undefined) return undefined;
  if (MONTH.test(text.text) || MONTH_WORDS.includes(text.text)) return { kind: 'month', month: text.text };
  const message = `\`${text.text}\` is no month. Write it as year-month (2026-10), ${oneOf(MONTH_WORDS)}.`;
  problems.add(text.at, 'month', `${message}${didYouMean(text.text, MONTH_WORDS)}`, text.text);
  return undefined;
}

function readNot(node: JobNode, field: string, problems: Problems): FilterTest | undefined {
  const values = readValues(node, field, problems);
  return values.length === 0 ? undefined : { kind: 'not', values };
}

function readLimit(node: JobNode, kind: 'above' | 'below', problems: Problems): FilterTest | undefined {
  const text = readWord(node, `\`${kind}\``, problems);
  return text && { kind, value: text.text };
}

function readBlank(node: JobNode, problems: Problems): FilterTest | undefined {
  const blank = readTruth(node, '`blank`', problems);
  return blank === undefined ? undefined : { kind: 'blank', blank };
}

function readValues(node: JobNode, field: string, problems: Problems): readonly string[] {
  const values: string[] = [];
  for (const { text, at } of readTexts(node, `\`${field}\``, problems)) {
    if (text.trim() !== '') values.push(text);
    else
      problems.add(
        at,
        'blank',
        `An empty text is compared with nothing. For blank ones write \`${field}: { blank: true }\`.`,
      );
  }
  return values;
}
