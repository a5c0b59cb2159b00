/** Checks that a job maps what its documents cannot do without: nothing is silently Exclusive, or of today. */

import type { EntityShape, Field } from '../../model/entity.ts';
import type { Place, Send } from '../../model/job.ts';
import { allOf, oneOf, type Problems } from '../problems.ts';

/** The fields that the job names, whether or not their values could be read. */
export interface NamedFields {
  readonly columns: readonly string[];
  readonly lines: readonly string[];
  /** Where `columns` and `lines` stand. */
  readonly columnsAt: Place;
  readonly linesAt: Place;
}

const EXAMPLES: Readonly<Record<string, string>> = {
  LineAmountTypes: 'LineAmountTypes: { value: Exclusive }',
  Type: 'Type: { value: ACCREC }',
};

/** Problems `missing` for an import. */
export function checkRequired(entity: EntityShape, send: Send, named: NamedFields, problems: Problems): void {
  if (send.mode !== 'update') {
    for (const field of entity.fields) {
      if (!isNeeded(field, entity, send) || isNamed(field.name, named.columns)) continue;
      addMissing(field, named.columnsAt, 'columns', problems);
    }
  }
  if (send.mode === 'create' && named.lines.length > 0) {
    for (const field of entity.lines?.fields ?? []) {
      if (field.required === 'create' && !isNamed(field.name, named.lines))
        addMissing(field, named.linesAt, 'lines', problems);
    }
  }
  if (send.mode !== 'create') checkKeys(entity, send, named, problems);
}

/** Whether one of the ways in which an existing record is recognised is mapped whole. */
export function checkKeys(
  entity: EntityShape,
  send: Send,
  named: NamedFields,
  problems: Problems,
  ways: readonly (readonly string[])[] = keyWays(entity),
): void {
  if (send.match !== undefined) {
    for (const field of send.match) {
      if (isNamed(field, named.columns) || !entity.fields.some((known) => known.name === field)) continue;
      const message = `\`match\` looks existing ${entity.name} up by \`${field}\`, which \`columns\` does not map. Map it there.`;
      problems.add(named.columnsAt, 'missing', message, field);
    }
    return;
  }
  if (ways.some((way) => way.every((field) => isNamed(field, named.columns)))) return;
  const keys = oneOf(ways.filter((way) => way.length === 1).map((way) => way[0]!));
  const together = entity.numberField === undefined ? ways.filter((way) => way.length > 1).map(allOf) : [];
  const all = [...together, keys].join(', or ');
  const message = `Nothing in \`columns\` tells which existing record a row is about. Map ${all}.`;
  problems.add(named.columnsAt, 'missing', message);
}

/** Problems `missing` for what an action cannot do without. */
export function checkOwn(fields: readonly Field[], named: NamedFields, problems: Problems): void {
  for (const field of fields) {
    if (field.required === undefined || isNamed(field.name, named.columns)) continue;
    addMissing(field, named.columnsAt, 'columns', problems);
  }
}

/** The field lists by which existing records are found, the entity's own included. */
export function keyWays(entity: EntityShape): readonly (readonly string[])[] {
  const own = [...(entity.numberField === undefined ? [] : [entity.numberField]), entity.idField];
  const single = new Set(own);
  const others = entity.match.map((key) => key.fields).filter((fields) => fields.length > 1 || !single.has(fields[0]!));
  return [...own.map((field) => [field]), ...others];
}

function isNeeded(field: Field, entity: EntityShape, send: Send): boolean {
  if (field.readOnly === true) return false;
  const document = entity.stage === 'documents' && (field.name === 'LineAmountTypes' || field.name === 'Date');
  return document || (send.mode === 'create' && field.required === 'create');
}

/**
 * All the fields that name the same thing, by its name, number, code or ID:
 * `Contact`, `Contact.Name`, `Contact.ContactID` and `Contact.ContactNumber` alike. Of a plain field itself.
 */
export function sameThing(field: string): readonly string[] {
  const root = field.split('.')[0]!;
  const names = [
    root,
    ...['Name', 'Number', 'Code', 'AccountID', `${root}ID`, `${root}Number`].map((part) => `${root}.${part}`),
  ];
  return names.includes(field) ? names : [field];
}

function isNamed(field: string, mapped: readonly string[]): boolean {
  return sameThing(field).some((name) => mapped.includes(name));
}

function addMissing(field: Field, at: Place, block: string, problems: Problems): void {
  const { name } = field;
  const example =
    EXAMPLES[name] ?? (field.values === undefined ? `${name}: <column>` : `${name}: { value: ${field.values[0]} }`);
  const or = field.values === undefined ? '' : ', or name a column';
  const message = `\`${name}\` must be given, since Xero cannot do without it. Add \`${example}\`${or}.`;
  problems.add(at, 'missing', `${message.slice(0, -1)} under \`${block}\`.`, name);
}
