/** The fields of a verb's own as a person reads them, for `rowpost fields` and the reference page. */

import { subjectsOf } from '../model/find-task.ts';
import type { Entity, Registry, Verb } from '../model/registry.ts';
import { describeFields, type FieldDescription } from './describe-fields.ts';

/** Records of which the rows have the same fields, besides those by which a record is found. */
export interface VerbFields {
  /** The words beside the verb. */
  readonly for: readonly string[];
  readonly fields: readonly FieldDescription[];
}

/** In the order of the entities; one for all where no record takes fields of its own. */
export function describeVerb(verb: Verb, registry: Pick<Registry, 'entities'>): readonly VerbFields[] {
  const subjects = subjectsOf(verb, registry).map((entity) => ({ name: entity.name, fields: ownFields(verb, entity) }));
  const alike = Map.groupBy(subjects, ({ fields }) => JSON.stringify(fields));
  return [...alike.values()].map((group) => ({ for: group.map(({ name }) => name), fields: group[0]!.fields }));
}

function ownFields(verb: Verb, entity: Entity): readonly FieldDescription[] {
  const { lines: _lines, inner: _inner, read, ...rest } = entity;
  const { options: _options, ...reading } = read;
  return describeFields({ ...rest, read: reading, fields: verb.on(entity)?.fields ?? [] });
}
