/** Completes an update with what Xero holds: lists that it would otherwise replace, and fields that it wants to see again. */

import { parseDecimal } from '../model/decimal.ts';
import type { Collection, EntityShape, Field, LineSpec } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';
import { elementReader } from './element-value.ts';
import { type ExactJson, type ExactObject, isObject, listAt } from './exact-json.ts';
import type { JsonObject, JsonTree } from './write-element.ts';

/** The lists that a job's update completes; others are replaced as given. */
const LISTS = ['Addresses', 'Phones', 'ContactPersons'];
/** Remarks and states that Xero shows in elements but does not take. */
const NOT_TAKEN = new Set(['ValidationErrors', 'Warnings', 'HasValidationErrors', 'HasErrors']);

/** Whether a body leaves out what `mergeUpdate` would add. */
export function isIncomplete(entity: EntityShape, body: JsonObject): boolean {
  const { restated = [], completed = [] } = entity;
  const isGiven = (name: string) => body[name.split('.', 1)[0]!] !== undefined;
  const given = [...LISTS, ...completed].some((name) => isGiven(name));
  return given || restated.some((name) => name === entity.lines?.name || !isGiven(name));
}

/**
 * The body to send: in every list that it gives, elements that Xero holds and the body does not name stay as they are, and
 * fields that the body leaves out keep their value. Keyed elements (`PhoneType`) meet by key, numbered ones by position.
 * Lists that the body does not give are not touched. Fields of `restated` that it leaves out (of lines those that it does not name), and those of the objects of
 * `completed` that it gives, are sent as Xero holds them.
 */
export function mergeUpdate(entity: EntityShape, body: JsonObject, existing: ExactObject): JsonObject {
  const merged: Record<string, JsonTree> = { ...body };
  for (const name of LISTS) {
    const [collection, given] = [entity.collections?.[name], body[name]];
    if (collection === undefined || !Array.isArray(given)) continue;
    merged[name] = mergeList(collection, given as readonly JsonObject[], listAt(existing, name).map(takeable));
  }
  for (const name of entity.completed ?? []) {
    const given = merged[name];
    if (given !== undefined) merged[name] = { ...heldUnder(entity, name, existing), ...(given as JsonObject) };
  }
  for (const name of entity.restated ?? []) {
    if (name === entity.lines?.name) merged[name] = restatedLines(entity.lines, merged[name], existing);
    else restate(entity, name, existing, merged);
  }
  return merged;
}

/** Lines that Xero holds stay, with what the body says of those that it names; further ones come after them. */
function restatedLines(lines: LineSpec, given: JsonTree | undefined, existing: ExactObject): readonly JsonObject[] {
  const { key = '' } = lines;
  const own = new Map<string, JsonObject>();
  for (const line of (given ?? []) as readonly JsonObject[]) own.set(foldKey(String(line[key])), line);
  const held = listAt(existing, lines.name).map((element) => {
    const line = heldLine(lines, element);
    const folded = foldKey(String(line[key]));
    const named = own.get(folded);
    own.delete(folded);
    return named === undefined ? line : { ...line, ...named, [key]: line[key]! };
  });
  return [...held, ...own.values()];
}

function heldLine({ fields }: LineSpec, element: ExactObject): JsonObject {
  const line: Record<string, JsonTree> = {};
  for (const field of fields) {
    const value = field.readOnly === true || field.notSent === true ? undefined : heldValue({}, field, element);
    if (value !== undefined) line[field.name] = value;
  }
  return line;
}

/** The fields of an object as Xero holds them. */
function heldUnder(entity: EntityShape, name: string, existing: ExactObject): JsonObject {
  const held: Record<string, JsonTree> = {};
  for (const field of entity.fields) {
    if (!field.name.startsWith(`${name}.`)) continue;
    const value = heldValue(entity, field, existing);
    if (value !== undefined) held[field.name.slice(name.length + 1)] = value;
  }
  return held;
}

/** `Contact.ContactID` makes an object of that one field. */
function restate(entity: EntityShape, name: string, existing: ExactObject, merged: Record<string, JsonTree>): void {
  const field = entity.fields.find((each) => each.name === name);
  const [first = '', second] = name.split('.');
  if (field === undefined || merged[first] !== undefined) return;
  const value = heldValue(entity, field, existing);
  if (value !== undefined) merged[first] = second === undefined ? value : { [second]: value };
}

function heldValue(
  entity: Pick<EntityShape, 'collections'>,
  field: Field,
  existing: ExactObject,
): JsonTree | undefined {
  const text = elementReader(entity, field)(existing);
  if (text === '') return undefined;
  if (field.type === 'boolean') return text === 'true';
  return field.type === 'decimal' || field.type === 'integer' ? parseDecimal(text) : text;
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
