/** The parts of the job schema that are about reading Xero: exports, their sheets, filters and columns. */

import type { Field } from '../model/entity.ts';
import type { Entity, Registry } from '../model/registry.ts';
import type { ReportSpec } from '../model/report-spec.ts';
import { INNER_LEVELS, readableFields } from './reading/find-subject.ts';
import { EXPORT_KEYS, SHEETS_KEYS, WORKBOOK_KEYS } from './reading/job-keys.ts';
import { BALANCES_KEYS } from './reading/read-balances.ts';
import { AS_AT_WORDS } from './reading/read-day.ts';
import { MONTH_WORDS } from './reading/read-filter.ts';
import { NAME_PARTS, OUTPUT_MODES } from './reading/read-output.ts';
import { HARMLESS, WIDEST } from './reading/read-output-columns.ts';
import { described, keys, ref, type Schema, valueProperties } from './schema-parts.ts';

/** Descriptions of the keys that stand at the top of such jobs, or in an entry of `sheets`. */
export function tableProperties(): Readonly<Record<string, Schema>> {
  return {
    filter: { type: 'object', description: 'Which records are taken: a value, a list of which any holds, or tests.' },
    where: described("An expression of Xero's own, instead of `filter`.", ref('column')),
    since: {
      type: 'string',
      description: 'last-run: what changed since the last run of this job. Or a time: 2026-10-01T08:00:00Z.',
    },
    'as-at': {
      description: 'The day of a report or a reconciliation.',
      anyOf: [{ enum: AS_AT_WORDS }, { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' }],
    },
    payments: { description: 'One row a payment: its fields left, headers right, or all.' },
    allocations: { description: 'One row an allocation: its fields left, headers right, or all.' },
    order: described('Fields that rows are put in order by; -Date is the latest first.', ref('words')),
  };
}

export function exportDefinitions(registry: Registry): Readonly<Record<string, Schema>> {
  const { entities, reports } = registry;
  return {
    column_out: columnOut(),
    test: filterTest(),
    'output.export': outputSchema({ ...placing(), delimiter: { type: 'string' }, dates: { type: 'string' } }, FILES),
    'output.sheets': outputSchema({ dates: { type: 'string' }, mode: { const: 'replace' } }, '\\.[xX][lL][sS][xX]$'),
    table: { allOf: [...entities.map(whenEntity), ...reports.map(whenReport)] },
    ...Object.fromEntries([...entities.flatMap(entityNames), ...reports.flatMap(reportNames)]),
  };
}

/** What a job that begins with `export` or `sheets` narrows. */
export function whenExported(registry: Registry): readonly Schema[] {
  const what = [...registry.entities, ...registry.reports].map(({ name }) => name);
  const entry = keys(
    {
      export: { enum: what },
      ...tableProperties(),
      columns: {},
      lines: {},
      ...placing(),
    },
    { required: ['export'], allOf: [ref('table')] },
  );
  const export_ = { properties: { export: { enum: what }, output: ref('output.export') }, allOf: [ref('table')] };
  const list = { type: 'array', minItems: 1 };
  const written: Schema = { ...list, items: { type: 'object', allOf: [ref('writing')] } };
  const amount = { type: ['number', 'string'] };
  const balances = keys(Object.fromEntries(BALANCES_KEYS.map((name) => [name, amount])));
  const sheets: Schema = { properties: { sheets: { ...list, items: entry }, output: ref('output.sheets') } };
  return [
    when('export', EXPORT_KEYS, { ...export_, required: ['output'] }),
    {
      if: { required: ['sheets'], properties: { sheets: { contains: { required: ['export'] } } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { propertyNames: { enum: ['sheets', ...SHEETS_KEYS] }, ...sheets, required: ['output'] },
    },
    {
      if: { required: ['sheets'], not: { properties: { sheets: { contains: { required: ['export'] } } } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { propertyNames: { enum: ['sheets', ...WORKBOOK_KEYS] }, properties: { sheets: written, balances } },
    },
  ];
}

const FILES = '\\.(?:[cC][sS][vV]|[tT][sS][vV]|[tT][xX][tT]|[xX][lL][sS][xX]|[jJ][sS][oO][nN][lL])$';

function when(verb: string, allowed: readonly string[], narrowed: Schema): Schema {
  return {
    if: { required: [verb] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { propertyNames: { enum: [verb, ...allowed] }, ...narrowed },
  };
}

function whenEntity(entity: Entity): Schema {
  const { name, read } = entity;
  const inner = Object.fromEntries(
    INNER_LEVELS.map((level) => [
      level,
      hasLevel(entity, level) ? { anyOf: [{ enum: ['all'] }, outOf(`${name}.${level}`)] } : false,
    ]),
  );
  const pairs = [
    ['lines', 'payments'],
    ['lines', 'allocations'],
    ['payments', 'allocations'],
  ];
  return whenOf(name, {
    properties: {
      columns: { anyOf: [{ enum: ['all', 'template'] }, likeSchema(), outOf(name)] },
      ...inner,
      filter: filterOf(read.options === undefined ? name : `${name}.filter`),
      'as-at': false,
      ...(read.where ? {} : { where: false }),
      ...(read.modifiedSince ? {} : { since: false }),
    },
    anyOf: ['columns', ...INNER_LEVELS].map((key) => ({ required: [key] })),
    not: { anyOf: pairs.map((pair) => ({ required: pair })) },
  });
}

function whenReport({ name, parameters }: ReportSpec): Schema {
  const none = Object.fromEntries([...INNER_LEVELS, 'where', 'since'].map((key) => [key, false]));
  return whenOf(name, {
    properties: {
      columns: { anyOf: [{ enum: ['all'] }, outOf(name)] },
      filter: parameters.length === 0 ? false : filterOf(`${name}.parameters`),
      ...none,
    },
  });
}

function whenOf(name: string, then: Schema): Schema {
  return { if: { properties: { export: { const: name } }, required: ['export'] }, then };
}

function hasLevel(entity: Entity, level: (typeof INNER_LEVELS)[number]): boolean {
  return level === 'lines' ? entity.lines !== undefined : entity.inner?.[level] !== undefined;
}

/** The names alone: what a field takes is said where it can be imported. */
function entityNames(entity: Entity): readonly [string, Schema][] {
  const { name, lines, inner } = entity;
  const tracking = lines?.tracking === true ? [{ pattern: '^Tracking\\.\\S' }] : [];
  return [
    [`${name}.names`, named(readableFields(entity))],
    ...filterNames(entity),
    ...(lines === undefined
      ? []
      : [[`${name}.lines.names`, { anyOf: [named(lines.fields), ...tracking] }] as [string, Schema]]),
    ...Object.entries(inner ?? {}).map(([level, list]): [string, Schema] => [
      `${name}.${level}.names`,
      named(list.fields),
    ]),
  ];
}

/** A filter may name parameters of the reading, too. */
function filterNames(entity: Entity): readonly [string, Schema][] {
  const { options } = entity.read;
  if (options === undefined) return [];
  return [[`${entity.name}.filter.names`, named([...readableFields(entity), ...options])]];
}

function reportNames({ name, columns, parameters }: ReportSpec): readonly [string, Schema][] {
  const own: [string, Schema] = [`${name}.names`, named(columns)];
  return parameters.length === 0 ? [own] : [own, [`${name}.parameters.names`, named(parameters)]];
}

function named(fields: readonly Field[]): Schema {
  return { enum: fields.map((field) => field.name) };
}

function outOf(names: string): Schema {
  return { type: 'object', propertyNames: ref(`${names}.names`), additionalProperties: ref('column_out') };
}

function filterOf(names: string): Schema {
  return { type: 'object', minProperties: 1, propertyNames: ref(`${names}.names`), additionalProperties: ref('test') };
}

function likeSchema(): Schema {
  const template = {
    type: 'string',
    pattern: '\\.[yY][aA]?[mM][lL]$',
    description: 'The import job whose columns are written.',
  };
  return keys({ template }, { required: ['template'] });
}

/** Keys of an import's value that have a meaning, or none, in this direction. */
const SHARED: readonly string[] = ['column', 'value', 'lookup', 'else', 'default', 'dates', 'numbers'];

function columnOut(): Schema {
  const shared = Object.entries(valueProperties()).filter(([key]) => SHARED.includes(key));
  const harmless: Schema = { enum: HARMLESS };
  const form = keys(
    {
      ...Object.fromEntries(shared),
      // biome-ignore lint/suspicious/noThenProperty: the word of the job language, never a function
      then: { anyOf: [harmless, { type: 'array', items: harmless, minItems: 1 }] },
      format: { type: 'string', description: "Excel's number format: 0.00, dd/mm/yyyy." },
      width: { type: 'integer', minimum: 1, maximum: WIDEST, description: 'Of the column, in characters.' },
    },
    { oneOf: [{ required: ['column'] }, { required: ['value'] }], dependencies: { else: ['lookup'] } },
  );
  return { anyOf: [ref('column'), form] };
}

function filterTest(): Schema {
  const month = { anyOf: [{ enum: MONTH_WORDS }, { type: 'string', pattern: '^\\d{4}-(?:0[1-9]|1[0-2])$' }] };
  const tests = keys(
    {
      from: described('The first, inclusive.', ref('column')),
      to: described('The last, inclusive.', ref('column')),
      month: { ...month, description: '2026-10, this or last.' },
      not: described('None of these.', ref('words')),
      above: described('More or later than this.', ref('column')),
      below: described('Less or earlier than this.', ref('column')),
      blank: { type: 'boolean', description: 'true: only blank ones; false: none of them.' },
    },
    { minProperties: 1 },
  );
  return { anyOf: [ref('words'), tests] };
}

function placing(): Readonly<Record<string, Schema>> {
  return {
    sheet: { type: ['string', 'number'], description: "The sheet's name." },
    totals: described('Headers of columns that get a total below.', ref('words')),
    key: described('Headers that tell rows apart, for mode update.', ref('words')),
  };
}

function fileSchema(pattern: string): Schema {
  const parts = NAME_PARTS.map((part) => `{${part}}`).join(' ');
  return { type: 'string', pattern, description: `Relative to this file. May hold ${parts}.` };
}

function outputSchema(more: Readonly<Record<string, Schema>>, files: string): Schema {
  const mode = { enum: OUTPUT_MODES, description: 'replace (default), append, or update by key.' };
  return keys({ file: fileSchema(files), mode, ...more }, { required: ['file'] });
}
