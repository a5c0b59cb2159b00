/** Reads the columns of a table that comes out of Xero: the same block as an import's, turned round. */

import { foldHeader } from '../../model/fold-header.ts';
import type { Lookup, OutputColumn } from '../../model/job.ts';
import { oneOf, type Problems } from '../problems.ts';
import type { JobNode, MapEntry, MapNode, TextNode } from '../yaml/job-node.ts';
import { readDates, readNumbers } from './read-formats.ts';
import { type LookupReading, readLookup } from './read-lookup.ts';
import { given, type Keys, read, readKeys, readTexts, readWhole, readWord } from './read-node.ts';
import { SOURCE_FORMS, VALUE_KEYS } from './read-value.ts';
import { type Readable, refuseUnreadable } from './readable.ts';

export const OUTPUT_COLUMN_KEYS = [...VALUE_KEYS, 'format', 'width'] as const;
export const WIDEST = 255;

/** Forms of an import that say nothing, or nothing else, in this direction. */
const ONE_WAY = SOURCE_FORMS.filter((form) => form !== 'column' && form !== 'value');
/** Transforms that leave what Xero holds as it is. */
export const HARMLESS: readonly string[] = ['trim'];

/** Constants give no column. Problems of those that cannot be turned round say what to write instead. */
export function readOutputColumns(map: MapNode, readable: Readable, reading: LookupReading): readonly OutputColumn[] {
  return map.entries.map((entry) => readColumn(entry, readable, reading)).filter((column) => column !== undefined);
}

/** Problems of headers that an import could not tell apart. */
export function checkHeaders(columns: readonly OutputColumn[], problems: Problems): void {
  const seen = new Map<string, OutputColumn>();
  for (const column of columns) {
    const folded = foldHeader(column.header);
    const other = seen.get(folded);
    seen.set(folded, other ?? column);
    if (other === undefined) continue;
    const same =
      other.header === column.header ? 'both have the header' : `have headers that look alike, \`${other.header}\` and`;
    const message = `\`${other.field}\` and \`${column.field}\` ${same} \`${column.header}\`. Give each column its own.`;
    problems.add(column.at, 'same-header', message, column.header);
  }
}

function readColumn(entry: MapEntry, readable: Readable, reading: LookupReading): OutputColumn | undefined {
  const { key: field, keyAt: at, value } = entry;
  const { problems } = reading;
  const refused = refuseUnreadable(readable, field);
  if (refused !== undefined) problems.add(at, refused.code, refused.message, field);
  if (value.kind !== 'map') {
    const header = readHeader(value, `\`${field}\``, problems);
    return refused !== undefined || header === undefined ? undefined : { field, header, at };
  }
  const before = problems.count();
  const keys = readKeys(value, OUTPUT_COLUMN_KEYS, `\`${field}\``, problems);
  const header = readOnlyHeader(value, keys, field, reading, before);
  const rest = readRest(keys, reading);
  checkThen(keys, field, problems);
  return refused !== undefined || header === undefined ? undefined : { field, header, ...rest, at };
}

/** A header; a letter names a column of a file that is there. */
function readHeader(node: JobNode, what: string, problems: Problems): string | undefined {
  const text = readWord(node, what, problems);
  if (text === undefined || !/^=[A-Za-z]{1,3}$/.test(text.text)) return text?.text;
  const message = `\`${text.text}\` is the letter of a column. What is written gets a header: give its text.`;
  problems.add(text.at, 'header', message, text.text);
  return undefined;
}

function readOnlyHeader(
  map: MapNode,
  keys: Keys,
  field: string,
  { problems }: LookupReading,
  before: number,
): string | undefined {
  const oneWay = ONE_WAY.find((form) => keys.has(form));
  if (oneWay !== undefined) {
    const example = `${field}: ${exampleHeader(keys.get(oneWay)!.value, field)}`;
    const message = `\`${oneWay}\` makes one value of several columns, which cannot be turned round. For what Xero holds give one header: \`${example}\`.`;
    problems.add(keys.get(oneWay)!.keyAt, 'one-way', message, oneWay);
    return undefined;
  }
  const column = keys.get('column');
  const constant = keys.get('value');
  if (column !== undefined && constant !== undefined) {
    problems.add(
      map.at,
      'several-sources',
      `\`${field}\` has \`column\` and \`value\`. A \`value\` is for imports alone; keep one of the two.`,
    );
    return undefined;
  }
  if (column !== undefined) return readHeader(column.value, '`column`', problems);
  if (constant !== undefined) readWord(constant.value, '`value`', problems);
  else if (problems.count() === before)
    problems.add(map.at, 'no-source', `\`${field}\` does not say which header it gets. Write \`{ column: ... }\`.`);
  return undefined;
}

/** The first column that the form reads, as the likeliest header. */
function exampleHeader(node: JobNode, field: string): string {
  const [first] = node.kind === 'list' ? node.items : [node];
  const text = first?.kind === 'text' ? first.text : '';
  const header = node.kind === 'list' ? text : (/\{([^{}]+)\}/.exec(text)?.[1] ?? '');
  return header.trim() === '' ? field : header.trim();
}

function readRest(keys: Keys, reading: LookupReading): Omit<Partial<OutputColumn>, 'field' | 'header' | 'at'> {
  const { problems } = reading;
  const lookup = readLookup(keys, reading);
  if (lookup !== undefined) checkOneToOne(lookup, keys.get('lookup')!, problems);
  return given({
    lookup,
    dates: read(keys, 'dates', readDates, problems)?.[0],
    numbers: read(keys, 'numbers', readNumbers, problems),
    format: read(keys, 'format', (node) => readWord(node, '`format`', problems)?.text, problems),
    width: read(keys, 'width', (node) => readWhole(node, '`width`', { least: 1, most: WIDEST }, problems), problems),
  });
}

/** Of two texts that stand for one value none can be chosen. */
function checkOneToOne(lookup: Lookup, entry: MapEntry, problems: Problems): void {
  const seen = new Map<string, string>();
  for (const [from, to] of lookup.entries) {
    if (to.trim() === '') continue;
    const other = seen.get(to);
    seen.set(to, other ?? from);
    if (other === undefined) continue;
    const message = `\`${other}\` and \`${from}\` both stand for \`${to}\`, so it cannot be told which to write. Keep one of them here.`;
    problems.add(entry.keyAt, 'lookup', message, 'lookup');
  }
}

function checkThen(keys: Keys, field: string, problems: Problems): void {
  const entry = keys.get('then');
  if (entry === undefined) return;
  const { value } = entry;
  const steps: readonly TextNode[] = isTexts(value) ? readTexts(value, '`then`', problems) : [];
  if (steps.length > 0 && steps.every((step) => HARMLESS.includes(step.text))) return;
  const message = `\`then\` changes what a spreadsheet holds into what Xero takes, and cannot be turned round (but for ${oneOf(HARMLESS)}). Leave it out: \`${field}\` is written as Xero holds it.`;
  problems.add(entry.keyAt, 'one-way', message, 'then');
}

function isTexts(node: JobNode): boolean {
  return node.kind === 'text' || (node.kind === 'list' && node.items.every((item) => item.kind === 'text'));
}
