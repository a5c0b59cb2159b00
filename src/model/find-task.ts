/** Finds what a job is about: its entity, and for an action verb what is done and which fields its rows have. */

import type { Field } from './entity.ts';
import type { ImportJob } from './job.ts';
import type { Act, Action, Entity, Registry, Verb } from './registry.ts';

export interface Task {
  /** For an action: without lines and without ways to write it, and with the action's own fields. */
  readonly entity: Entity;
  readonly action: Action | undefined;
}

/** Undefined where the registry does not know the entity, or the verb does not exist for it. */
export function findTask(
  registry: Pick<Registry, 'entities' | 'actions'>,
  { entity: name, action: word }: Pick<ImportJob, 'entity' | 'action'>,
): Task | undefined {
  const verb = registry.actions.find((candidate) => candidate.name === word);
  if (word !== undefined && verb === undefined) return undefined;
  const known = verb === undefined ? registry.entities : subjectsOf(verb, registry);
  const entity = known.find((candidate) => candidate.name === name);
  if (entity === undefined) return undefined;
  return verb === undefined ? { entity, action: undefined } : taskOf(verb, entity);
}

/** The entities that a verb exists for. */
export function subjectsOf(verb: Verb, { entities }: Pick<Registry, 'entities'>): readonly Entity[] {
  return [...entities.filter((entity) => verb.on(entity) !== undefined), ...(verb.subjects ?? [])];
}

/** An entity by its name, those that a verb alone knows included. */
export function findEntity(
  { entities, actions }: Pick<Registry, 'entities' | 'actions'>,
  name: string,
): Entity | undefined {
  return [...entities, ...actions.flatMap(({ subjects = [] }) => subjects)].find((entity) => entity.name === name);
}

function taskOf(verb: Verb, entity: Entity): Task | undefined {
  const act = verb.on(entity);
  if (act === undefined) return undefined;
  const { name, note } = verb;
  const shape = shaped(entity, act);
  return {
    entity: verb.subjects?.includes(entity) === true ? shape : { ...shape, rules: [] },
    action: { ...act, name, note },
  };
}

/** Keys may be mapped even where Xero alone writes them, and nothing is needed but what the action needs. */
function shaped(entity: Entity, { fields: own = [], keys: named = [] }: Act): Entity {
  const { create: _create, update: _update, lines: _lines, group: _group, ...rest } = entity;
  const names = new Set(own.map((field) => field.name));
  const keys = new Set([
    entity.idField,
    entity.numberField,
    ...named.flat(),
    ...entity.match.flatMap(({ fields }) => fields),
  ]);
  const others = entity.fields.filter((field) => !names.has(field.name)).map((field) => mappable(field, keys));
  return { ...rest, fields: [...own, ...others] };
}

function mappable({ required: _required, readOnly, ...field }: Field, keys: ReadonlySet<string | undefined>): Field {
  return readOnly === true && !keys.has(field.name) ? { ...field, readOnly } : field;
}
