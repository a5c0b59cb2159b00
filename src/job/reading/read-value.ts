/** Reads where a value comes from: a column's header, or one of the forms with what is done to it. */

import type { ValueForm, ValueSource } from '../../model/job.ts';
import type { Transform } from '../../model/transform.ts';
import { allOf, oneOf, type Problems } from '../problems.ts';
import type { JobNode, MapNode } from '../yaml/job-node.ts';
import { readDates, readNumbers } from './read-formats.ts';
import { type LookupReading, readLookup } from './read-lookup.ts';
import { given, type Keys, read, readKeys, readText, readTexts, readWord } from './read-node.ts';
import { readTemplate } from './read-template.ts';
import { readThen } from './read-then.ts';

export const SOURCE_FORMS = ['column', 'columns', 'first', 'template', 'sum', 'subtract', 'value'] as const;
export const VALUE_KEYS = [...SOURCE_FORMS, 'join', 'then', 'lookup', 'else', 'default', 'dates', 'numbers'] as const;

type SourceForm = (typeof SOURCE_FORMS)[number];

export interface ValueReading extends LookupReading {
  readonly transforms: readonly Transform[];
}

/**
 * The form, and the keys that are given besides (`extra` names those allowed).
 * @param what names the value in messages: `` `Contact.Name` ``
 */
export function readValue(
  node: JobNode,
  what: string,
  reading: ValueReading,
  extra: readonly string[] = [],
): { readonly form: ValueForm; readonly keys: Keys } | undefined {
  const { problems } = reading;
  if (node.kind !== 'map') {
    const text = readWord(node, what, problems);
    if (text === undefined) return undefined;
    // biome-ignore lint/suspicious/noThenProperty: the word of the job language, never a function
    const form: ValueForm = { source: { kind: 'column', column: text.text }, then: [], at: text.at };
    return { form, keys: new Map() };
  }
  const before = problems.count();
  const keys = readKeys(node, [...VALUE_KEYS, ...extra], what, problems);
  const source = readOnlySource(node, keys, what, problems, before);
  const rest = {
    ...given({
      lookup: readLookup(keys, reading),
      default: read(keys, 'default', (value) => readWord(value, '`default`', problems)?.text, problems),
      dates: read(keys, 'dates', readDates, problems),
      numbers: read(keys, 'numbers', readNumbers, problems),
    }),
    // biome-ignore lint/suspicious/noThenProperty: the word of the job language, never a function
    then: read(keys, 'then', (value) => readThen(value, reading.transforms, problems), problems) ?? [],
  };
  return source === undefined ? undefined : { form: { source, ...rest, at: node.at }, keys };
}

function readOnlySource(
  map: MapNode,
  keys: Keys,
  what: string,
  problems: Problems,
  before: number,
): ValueSource | undefined {
  const forms = SOURCE_FORMS.filter((form) => keys.has(form));
  const join = keys.get('join');
  if (join !== undefined && !forms.includes('columns')) {
    problems.add(join.keyAt, 'join', '`join` belongs to `columns`: `{ columns: [Street, Town], join: ", " }`.', 'join');
  }
  const [form] = forms;
  if (form === undefined) {
    const unread = problems.count() > before;
    if (!unread)
      problems.add(
        map.at,
        'no-source',
        `${what} does not say where its value comes from. Give one of ${oneOf(SOURCE_FORMS)}.`,
      );
    return undefined;
  }
  if (forms.length > 1) {
    problems.add(map.at, 'several-sources', `${what} has ${allOf(forms)}; a value comes from one of them alone.`);
    return undefined;
  }
  return readForm(form, keys, map, problems);
}

function readForm(form: SourceForm, keys: Keys, map: MapNode, problems: Problems): ValueSource | undefined {
  const node = keys.get(form)!.value;
  switch (form) {
    case 'column': {
      const column = readWord(node, '`column`', problems)?.text;
      return column === undefined ? undefined : { kind: 'column', column };
    }
    case 'value': {
      const text = readWord(node, '`value`', problems)?.text;
      return text === undefined ? undefined : { kind: 'value', text };
    }
    case 'template':
      return readTemplate(node, problems);
    case 'columns':
      return readColumns(node, keys, map, problems);
    default: {
      const columns = readColumnList(node, form, problems);
      return columns === undefined ? undefined : { kind: form, columns };
    }
  }
}

function readColumns(node: JobNode, keys: Keys, map: MapNode, problems: Problems): ValueSource | undefined {
  const columns = readColumnList(node, 'columns', problems);
  const given = keys.get('join');
  if (given === undefined) {
    problems.add(map.at, 'missing', '`columns` needs the text to put between them: add `join: " "`.');
    return undefined;
  }
  const join = readText(given.value, '`join`', problems);
  return columns === undefined || join === undefined ? undefined : { kind: 'columns', columns, join: join.text };
}

function readColumnList(node: JobNode, form: string, problems: Problems): readonly string[] | undefined {
  if (node.kind === 'text') {
    problems.add(node.at, 'not-a-list', `\`${form}\` takes a list of columns: \`${form}: [${node.text}, ...]\`.`);
    return undefined;
  }
  const columns = readTexts(node, `\`${form}\``, problems).map((text) => text.text);
  return columns.length === 0 ? undefined : columns;
}
