/** Completes an update with what Xero holds of lists that it would otherwise replace: addresses, phones, contact persons. */

import type { Collection, EntityShape } from '../model/entity.ts';
import { type ExactJson, type ExactObject, isObject, listAt } from './exact-json.ts';
import type { JsonObject, JsonTree } from './write-element.ts';

/** The lists that a job's update completes; others are replaced as given. */
const COMPLETED = ['Addresses', 'Phones', 'ContactPersons'];
/** Remarks and states that Xero shows in elements but does not take. */
const NOT_TAKEN = new Set(['ValidationErrors', 'Warnings', 'HasValidationErrors', 'HasErrors']);

/**
 * The body to send: in every list that it gives, elements that Xero holds and the body does not name stay as they are, and
 * fields that the body leaves out keep their value. Keyed elements (`PhoneType`) meet by key, numbered ones by position.
 * Lists that the body does not give are not touched.
 */
export function mergeUpdate(entity: EntityShape, body: JsonObject, existing: ExactObject): JsonObject {
  const merged: Record<string, JsonTree> = { ...body };
  for (const name of COMPLETED) {
    const [collection, given] = [entity.collections?.[name], body[name]];
    if (collection === undefined || !Array.isArray(given)) continue;
    merged[name] = mergeList(collection, given as readonly JsonObject[], listAt(existing, name).map(takeable));
  }
  return merged;
}

function mergeList(
  collection: Collection,
  given: readonly JsonObject[],
  held: readonly JsonObject[],
): readonly JsonObject[] {
  const rest = [...given];
  const kept = held.map((element, position) => {
    const place =
      collection.kind === 'keyed' ? rest.findIndex((own) => sameKey(own, element, collection.key)) : position;
    const own = collection.kind === 'keyed' ? rest[place] : given[position];
    if (own === undefined) return element;
    if (collection.kind === 'keyed') rest.splice(place, 1);
    return { ...element, ...own };
  });
  const added = collection.kind === 'keyed' ? rest : given.slice(held.length);
  return [...kept, ...added].filter((element) => Object.keys(element).length > (collection.kind === 'keyed' ? 1 : 0));
}

function sameKey(own: JsonObject, held: JsonObject, key: string): boolean {
  return typeof own[key] === 'string' && own[key] === held[key];
}

/** A held element without blanks and remarks; numbers do not occur in these lists. */
function takeable(element: ExactObject): JsonObject {
  const taken: Record<string, JsonTree> = {};
  for (const [name, value] of Object.entries(element)) {
    const tree = NOT_TAKEN.has(name) ? undefined : toTree(value);
    if (tree !== undefined) taken[name] = tree;
  }
  return taken;
}

function toTree(value: ExactJson): JsonTree | undefined {
  if (value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return isObject(value) ? takeable(value) : undefined;
}
