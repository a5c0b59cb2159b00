/** The JSON Schema of job files, assembled from the registries, with which editors complete and check as one types. */

import type { Field } from '../model/entity.ts';
import { findTask, subjectsOf } from '../model/find-task.ts';
import { mostDocuments } from '../model/most-documents.ts';
import type { Entity, Registry, Verb } from '../model/registry.ts';
import { RESOLVE, UNUSED, type Vocabulary } from './load-job.ts';
import { ACTION_KEYS, IMPORT_KEYS } from './reading/job-keys.ts';
import { summable } from './reading/read-expect.ts';
import { IMPORTING, READING } from './reading/read-head.ts';
import { verifiable } from './reading/read-mappings.ts';
import { MODES } from './reading/read-send.ts';
import { exportDefinitions, tableProperties, whenExported } from './schema-exports.ts';
import {
  actionOutputSchema,
  described,
  expectSchema,
  keys,
  ref,
  type Schema,
  sendProperties,
  sharedDefinitions,
} from './schema-parts.ts';
import { whenReconciled } from './schema-reconcile.ts';

/** Draft-07. What only a reader of the whole can tell (a template's braces, several sources' sense) is left to the loader. */
export function jobSchema(vocabulary: Vocabulary): Schema {
  const { entities, actions } = vocabulary.registry;
  const writable = entities.filter((entity) => entity.create !== undefined || entity.update !== undefined);
  const names = writable.map((entity) => entity.name);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'rowpost job',
    description: 'A batch between a spreadsheet and Xero: an import, an export or a reconciliation.',
    ...keys(topLevel(names, vocabulary.registry), { required: ['org'] }),
    oneOf: [...IMPORTING, ...READING, ...actions.map(({ name }) => name)].map((verb) => ({ required: [verb] })),
    allOf: [ref('writing'), ...whenExported(vocabulary.registry), ...whenReconciled(vocabulary.registry)],
    definitions: {
      writing: {
        allOf: [
          ...IMPORTING.map(whenImporting),
          ...writable.map(whenImported),
          ...actions.map((verb) => whenActed(verb, vocabulary.registry)),
        ],
      },
      ...sharedDefinitions(vocabulary.transforms),
      ...Object.fromEntries(writable.flatMap(entityDefinitions)),
      ...exportDefinitions(vocabulary.registry),
    },
  };
}

function topLevel(entities: readonly string[], registry: Registry): Readonly<Record<string, Schema>> {
  const verbs = registry.actions.map((verb): [string, Schema] => [
    verb.name,
    { ...oneOfNames(subjectsOf(verb, registry).map(({ name }) => name)), description: verb.note },
  ]);
  const changed = registry.entities.filter(({ update }) => update !== undefined).map(({ name }) => name);
  return {
    name: described("The job's name; the file's without its extension where left out.", ref('column')),
    org: described("A connected organisation's alias, a built-in sandbox, or a list of them.", ref('words')),
    organisation: {
      type: 'string',
      pattern: '^[0-9a-fA-F-]{36}$',
      description: 'The ID that the organisation must have, else nothing is sent.',
    },
    import: { enum: entities, description: 'What is imported.' },
    create: { enum: entities, description: 'An import that creates.' },
    update: { ...oneOfNames(changed), description: 'An import that changes what exists.' },
    upsert: { ...oneOfNames(changed), description: 'An import that changes what exists and creates the rest.' },
    export: { description: 'What is exported: an entity or a report.' },
    sheets: { description: 'Several exports in one workbook, or several imports and actions as one job.' },
    balances: { description: 'What the open items of all sheets come to: the control accounts of the old books.' },
    reconcile: { description: 'What a spreadsheet is compared with: an entity, Receivables or Payables.' },
    ...Object.fromEntries(verbs),
    source: { description: 'The spreadsheet.' },
    columns: { description: 'Xero field left, where its value comes from, or its header, right.' },
    lines: { description: 'The fields of a line; one row is one line.' },
    ...tableProperties(),
    key: described('Fields that find the partner of a row.', ref('words')),
    match: described('Fields that find the partner of what the key leaves over.', ref('words')),
    compare: described('Fields that are compared.', ref('words')),
    tolerance: { type: ['number', 'string'], description: 'How much amounts may differ.' },
    output: { description: 'The file that is written.' },
    'extra-lines': {
      type: 'array',
      description: 'Further lines, once a document, from columns that carry one amount each.',
    },
    group: described('What makes one document of several rows: fields, { column: ... }, or row.', {
      anyOf: [groupKey(), { type: 'array', items: groupKey(), minItems: 1 }],
    }),
    verify: { type: 'object', description: 'Amounts that Xero computes, compared with columns and never sent.' },
    expect: { type: 'object', description: 'Control totals: where they are not met nothing is sent.' },
    send: described('How it is delivered.', keys(sendProperties())),
    resolve: { enum: RESOLVE, description: 'exact: names are not looked up in the organisation.' },
    unused: { enum: UNUSED, description: 'What is said of columns that no field uses.' },
  };
}

/** A schema's list of values may not be empty. */
function oneOfNames(names: readonly string[]): Schema {
  return names.length === 0 ? { not: {} } : { enum: names };
}

function groupKey(): Schema {
  return { anyOf: [{ type: 'string' }, keys({ column: ref('column') }, { required: ['column'] })] };
}

/** What every import narrows. */
function whenImporting(verb: string): Schema {
  return {
    if: { required: [verb] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      required: ['columns'],
      propertyNames: { enum: [verb, ...IMPORT_KEYS] },
      properties: { source: ref('source'), columns: { type: 'object', minProperties: 1 } },
    },
  };
}

/** What an import of the entity narrows. */
function whenImported(entity: Entity): Schema {
  const { name, lines } = entity;
  const ofLines = lines === undefined ? false : ref(`${name}.lines`);
  const modes = entity.update === undefined ? ['create'] : MODES;
  const batch = Math.max(mostDocuments(entity.create), mostDocuments(entity.update));
  const verified = Object.fromEntries(verifiable(entity).map((field) => [field, ref('verified')]));
  return {
    if: { anyOf: IMPORTING.map((verb) => ({ properties: { [verb]: { const: name } }, required: [verb] })) },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      properties: {
        columns: ref(`${name}.columns`),
        lines: ofLines,
        'extra-lines': ofLines === false ? false : { items: ofLines },
        verify: Object.keys(verified).length === 0 ? false : keys(verified),
        expect: expectSchema(summable(entity)),
        send: keys(sendProperties(modes, batch)),
      },
    },
  };
}

function whenActed(verb: Verb, registry: Registry): Schema {
  const tasks = subjectsOf(verb, registry).map(({ name }) => findTask(registry, { entity: name, action: verb.name }));
  const fields = tasks.flatMap((task) => task?.entity.fields ?? []);
  const names = fields.map((field) => [field.name, ref('value')] as const);
  const writesFiles = tasks.some((task) => task?.action?.output === true);
  const allowed = ACTION_KEYS.filter((key) => key !== 'output' || writesFiles);
  return {
    if: { required: [verb.name] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: {
      required: ['columns'],
      propertyNames: { enum: [verb.name, ...allowed] },
      properties: {
        source: ref('source'),
        columns: keys(Object.fromEntries(names), { minProperties: 1 }),
        ...(writesFiles ? { output: actionOutputSchema() } : {}),
      },
    },
  };
}

function entityDefinitions(entity: Entity): readonly [string, Schema][] {
  const columns: [string, Schema] = [`${entity.name}.columns`, fieldsSchema(entity.fields, {})];
  if (entity.lines === undefined) return [columns];
  const tracking: Schema =
    entity.lines.tracking === true
      ? { patternProperties: { '^Tracking\\.\\S': described('An option of the tracking category.', ref('value')) } }
      : {};
  return [columns, [`${entity.name}.lines`, fieldsSchema(entity.lines.fields, tracking)]];
}

function fieldsSchema(fields: readonly Field[], more: Schema): Schema {
  const writable = fields.filter((field) => field.readOnly !== true);
  return keys(Object.fromEntries(writable.map((field) => [field.name, fieldSchema(field)])), more);
}

function fieldSchema(field: Field): Schema {
  const examples = field.values?.slice(0, 12).map((value) => ({ value }));
  return {
    ...described(describeField(field), ref('value')),
    ...(examples === undefined ? {} : { examples }),
  };
}

/** `text, at most 255 characters, always needed. A note.` */
function describeField(field: Field): string {
  const facts = [
    field.type === 'choice'
      ? `one of ${field.values?.slice(0, 12).join(', ')}${(field.values?.length ?? 0) > 12 ? ', ...' : ''}`
      : field.type,
    field.maxLength === undefined ? '' : `at most ${field.maxLength} characters`,
    field.decimals === undefined ? '' : `${field.decimals} decimal places`,
    field.required === 'create' ? 'needed for a new one' : field.required === 'approved' ? 'needed for approval' : '',
  ];
  const sentence = facts.filter((fact) => fact !== '').join(', ');
  return `${sentence}.${field.note === undefined ? '' : ` ${field.note}`}`;
}
