/** What makes one document of several rows: the text key under which a row's document is known. */

import { formatDecimal } from '../model/decimal.ts';
import type { Value } from '../model/document.ts';
import type { MatchKey } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import type { GroupKey, ImportJob } from '../model/job.ts';
import type { Entity } from '../model/registry.ts';
import { cellText, type SourceRow } from '../model/source-row.ts';
import type { CompiledValue } from './compile-value.ts';
import { isFailure } from './failure.ts';
import { isBlank } from './is-blank.ts';
import { provenBook } from './proven-formats.ts';
import type { ValueCompiler } from './value-compiler.ts';

export type RowKey = (row: SourceRow) => string | undefined;

export interface Grouping {
  readonly kind: 'keyed' | 'row';
  /** Case and outer spaces do not count; undefined where a part is blank. */
  readonly key: RowKey;
  /** The first blank cell that the key needs, by its column's name. */
  blank(row: SourceRow): string | undefined;
  /** Header fields that are part of the key: rows of a document do not differ in them. */
  readonly fields: ReadonlySet<string>;
  /** 0-based. */
  readonly columns: readonly number[];
}

interface KeyPart {
  readonly label: string;
  readonly field?: string;
  readonly columns: readonly number[];
  /** "" where it is blank. */
  read(row: SourceRow): string;
}

/** A list of parts, and for which rows it makes the key. */
interface Alternative {
  /** Keys of different alternatives never meet. */
  readonly tag: string;
  readonly parts: readonly KeyPart[];
  readonly when: readonly { readonly part: KeyPart; readonly values: ReadonlySet<string> }[];
}

/** Fields that say whose document it is; any of them stands for the contact in a key. */
export const CONTACT_FIELDS: readonly string[] = [
  'Contact',
  'Contact.Name',
  'Contact.ContactID',
  'Contact.ContactNumber',
];

const EACH_ROW: Grouping = {
  kind: 'row',
  key: () => undefined,
  blank: () => undefined,
  fields: new Set(),
  columns: [],
};

/** @param header the mapped header fields by name */
export function compileGroup(
  job: ImportJob,
  entity: Entity,
  header: ReadonlyMap<string, CompiledValue>,
  compiler: ValueCompiler,
): Grouping {
  if (job.group !== undefined) return explicitGrouping(job.group, header, compiler);
  const alternatives = defaultAlternatives(entity, header);
  return alternatives.length === 0 ? EACH_ROW : keyed(alternatives);
}

function explicitGrouping(
  group: readonly GroupKey[],
  header: ReadonlyMap<string, CompiledValue>,
  compiler: ValueCompiler,
): Grouping {
  const parts: KeyPart[] = [];
  for (const key of group) {
    if (key.kind === 'row') return EACH_ROW;
    const part = key.kind === 'column' ? columnPart(key, compiler) : explicitField(key, header, compiler);
    if (part !== undefined) parts.push(part);
  }
  return keyed([{ tag: '', parts, when: [] }]);
}

function explicitField(
  key: Extract<GroupKey, { kind: 'field' }>,
  header: ReadonlyMap<string, CompiledValue>,
  compiler: ValueCompiler,
): KeyPart | undefined {
  const part = fieldPart(key.field, header);
  if (part !== undefined) return part;
  const message = `\`group\` names ${key.field}, which \`columns\` does not map. Map it, or name a column: \`{ column: ... }\`.`;
  compiler.problem(key.at, 'job/group', message);
  return undefined;
}

function columnPart(key: Extract<GroupKey, { kind: 'column' }>, compiler: ValueCompiler): KeyPart | undefined {
  const match = compiler.headers.find(key.column);
  if (!('index' in match)) {
    compiler.problem(key.at, match.code, `\`group\`: ${match.problem}`);
    return undefined;
  }
  const { index } = match;
  return { label: compiler.headers.label(index), columns: [index], read: (row) => cellKey(row, [index]) };
}

function fieldPart(field: string, header: ReadonlyMap<string, CompiledValue>): KeyPart | undefined {
  const name =
    header.has(field) || !CONTACT_FIELDS.includes(field) ? field : CONTACT_FIELDS.find((one) => header.has(one));
  const mapped = name === undefined ? undefined : header.get(name);
  if (name === undefined || mapped === undefined) return undefined;
  const read = mapped.bind(provenBook({}));
  const { label, columns } = mapped;
  const text = (row: SourceRow) => {
    const value = read(row);
    return isFailure(value) ? cellKey(row, columns) : valueKey(value);
  };
  return { label, field: name, columns, read: columns.length === 0 ? constantly(valueKey(mapped.constant)) : text };
}

function constantly(text: string): () => string {
  return () => text;
}

function valueKey(value: Value | undefined): string {
  if (typeof value === 'string') return foldKey(value);
  if (typeof value === 'object') return formatDecimal(value);
  return value === undefined ? '' : String(value);
}

/** The cells as they stand, for what cannot be read yet. An error cell counts as blank. */
function cellKey(row: SourceRow, columns: readonly number[]): string {
  const texts = columns.map((index) => {
    const cell = row.cells[index] ?? '';
    return isBlank(cell) || (typeof cell !== 'string' && 'e' in cell) ? '' : foldKey(cellText(cell));
  });
  return texts.length === 1 ? texts[0]! : texts.every((text) => text === '') ? '' : JSON.stringify(texts);
}

/** The entity's own lists as far as the job maps them, then the number, then the ID; none where each row stands for itself. */
function defaultAlternatives(entity: Entity, header: ReadonlyMap<string, CompiledValue>): readonly Alternative[] {
  if (entity.group?.length === 0) return [];
  const found: Alternative[] = [];
  for (const [index, list] of (entity.group ?? []).entries()) {
    const alternative = mappedAlternative(list, String(index), header);
    if (alternative === undefined) continue;
    found.push(alternative);
    if (alternative.when.length === 0) return found;
  }
  for (const [tag, field] of [
    ['number', entity.numberField],
    ['id', entity.idField],
  ] as const) {
    const part = field === undefined ? undefined : fieldPart(field, header);
    if (part !== undefined) return [...found, { tag, parts: [part], when: [] }];
  }
  return found;
}

/** Undefined where the job lacks a field of it, or holds it off by a constant (`Type: { value: ACCREC }`). */
function mappedAlternative(
  list: MatchKey,
  tag: string,
  header: ReadonlyMap<string, CompiledValue>,
): Alternative | undefined {
  const parts = list.fields.map((field) => fieldPart(field, header));
  if (!parts.every((part) => part !== undefined)) return undefined;
  const when: { part: KeyPart; values: ReadonlySet<string> }[] = [];
  for (const [field, values] of Object.entries(list.when ?? {})) {
    const part = fieldPart(field, header);
    if (part === undefined) return undefined;
    const folded = new Set(values.map(foldKey));
    if (part.columns.length > 0) when.push({ part, values: folded });
    else if (!folded.has(part.read({ number: 0, cells: [] }))) return undefined;
  }
  return { tag, parts, when };
}

function keyed(alternatives: readonly Alternative[]): Grouping {
  const asked = alternatives.flatMap((alternative) => alternative.when.map((condition) => condition.part));
  const conditions = [...new Map(asked.map((part) => [part.field, part])).values()];
  const choose = (row: SourceRow) =>
    alternatives.find(({ when }) => when.every(({ part, values }) => values.has(part.read(row))));
  const blankPart = (row: SourceRow) =>
    [...conditions, ...(choose(row)?.parts ?? [])].find((part) => part.read(row) === '');
  const parts = [...conditions, ...alternatives.flatMap((alternative) => alternative.parts)];
  return {
    kind: 'keyed',
    key: (row) => {
      if (conditions.some((part) => part.read(row) === '')) return undefined;
      const chosen = choose(row);
      return chosen === undefined ? undefined : keyOf(chosen, row);
    },
    blank: (row) => blankPart(row)?.label,
    fields: sharedFields(alternatives),
    columns: parts.flatMap((part) => part.columns),
  };
}

/** Fields that every alternative has in its key. */
function sharedFields(alternatives: readonly Alternative[]): ReadonlySet<string> {
  const lists = alternatives.map(({ parts }) => new Set(parts.flatMap((part) => part.field ?? [])));
  const [first = new Set<string>(), ...rest] = lists;
  return rest.reduce((shared, list) => shared.intersection(list), first);
}

/** Lengths keep the parts apart, so that no two lists of parts share a key. */
function keyOf({ tag, parts }: Alternative, row: SourceRow): string | undefined {
  let key = tag;
  for (const part of parts) {
    const text = part.read(row);
    if (text === '') return undefined;
    key += `|${text.length}:${text}`;
  }
  return key;
}
