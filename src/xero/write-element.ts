/** Writes a document as the element of a request's body: nested from flat paths, amounts exact to the last digit. */

import { type Decimal, formatDecimal } from '../model/decimal.ts';
import type { Document, DocumentLine, Value } from '../model/document.ts';
import type { Collection, EntityShape, Field, LineSpec, Route } from '../model/entity.ts';
import type { JsonObject, JsonTree } from '../model/json-tree.ts';

export type { JsonObject, JsonTree };

type Node = Record<string, JsonTree>;

const TRACKING = 'Tracking.';
const NUMBERED_TRACKING = /^([1-9]\d*)\.(Name|Option)$/;

/**
 * The element that `route` sends for a document; empty where the route has no body. Fields stand in the entity's order,
 * identifier and number first. Left out are read-only and narrowing fields, the record's own ID where it is created
 * (PUT) and Xero gives it one, and whatever else describes an object beside its ID: a document with a ContactID changes nothing of the contact.
 * Throws a RangeError for a value of a field that the entity does not have.
 */
export function writeElement(entity: EntityShape, document: Document, route: Route): JsonObject {
  if (route.body === 'none') return {};
  const element: Node = {};
  const isXeros = entity.idField !== entity.numberField;
  const omitted = route.method === 'PUT' && isXeros ? entity.idField : undefined;
  const known = putFields(element, entity.fields, document.fields, entity.collections, omitted);
  if (known < document.fields.size) refuseUnknown(entity.fields, document.fields, false);
  const { lines } = entity;
  if (lines !== undefined && lines.route === undefined && document.lines.length > 0) {
    element[lines.name] = document.lines.map((line) => writeLine(lines, line));
  }
  return element;
}

/** The JSON text of a tree, without blanks. Decimals are written plainly, without exponent and superfluous zeros. */
export function toJsonText(tree: JsonTree): string {
  if (typeof tree === 'string') return JSON.stringify(tree);
  if (typeof tree === 'boolean') return tree ? 'true' : 'false';
  if (isArray(tree)) return `[${tree.map(toJsonText).join(',')}]`;
  if (isDecimal(tree)) return formatDecimal(tree);
  let text = '{';
  for (const key in tree) {
    if (text.length > 1) text += ',';
    text += `"${key}":${toJsonText(tree[key]!)}`;
  }
  return `${text}}`;
}

function isArray(tree: JsonTree): tree is readonly JsonTree[] {
  return Array.isArray(tree);
}

function isDecimal(tree: Decimal | JsonObject): tree is Decimal {
  return typeof tree.units === 'bigint';
}

function writeLine(spec: LineSpec, line: DocumentLine): JsonObject {
  const element: Node = {};
  const known = putFields(element, spec.fields, line.values, undefined, undefined);
  if (known < line.values.size) {
    refuseUnknown(spec.fields, line.values, spec.tracking === true);
    element.Tracking = writeTracking(line.values);
  }
  return element;
}

/** Puts the values that are sent into `element`; returns how many values belong to fields, sent or not. */
function putFields(
  element: Node,
  fields: readonly Field[],
  values: ReadonlyMap<string, Value>,
  collections: Readonly<Record<string, Collection>> | undefined,
  omitted: string | undefined,
): number {
  let known = 0;
  let members: Map<string, Node> | undefined;
  let identified: string[] | undefined;
  for (const { name, type, readOnly, notSent } of fields) {
    const value = values.get(name);
    if (value === undefined) continue;
    known += 1;
    if (readOnly || notSent || name === omitted) continue;
    const dot = name.lastIndexOf('.');
    if (dot < 0) {
      element[name] = value;
      continue;
    }
    const object = name.slice(0, dot + 1);
    if (identified?.some((prefix) => name.startsWith(prefix) && (type !== 'id' || prefix !== object))) continue;
    members ??= new Map();
    putPath(element, name.split('.'), value, collections, members);
    if (type !== 'id') continue;
    identified ??= [];
    identified.push(object);
  }
  return known;
}

/** @param members the elements of collections made so far, by path: `ContactPersons.1`. */
function putPath(
  element: Node,
  parts: readonly string[],
  value: Value,
  collections: Readonly<Record<string, Collection>> | undefined,
  members: Map<string, Node>,
): void {
  let node = element;
  let path = '';
  const last = parts.length - 1;
  for (let index = 0; index < last; index += 1) {
    const part = parts[index]!;
    path = path === '' ? part : `${path}.${part}`;
    const collection = collections?.[path];
    if (collection === undefined) {
      node[part] ??= {};
      node = node[part] as Node;
      continue;
    }
    index += 1;
    const key = parts[index]!;
    path = `${path}.${key}`;
    let member = members.get(path);
    if (member === undefined) {
      member = collection.kind === 'keyed' ? { [collection.key]: key } : {};
      members.set(path, member);
      node[part] = [...((node[part] as JsonTree[] | undefined) ?? []), member];
    }
    node = member;
  }
  node[parts[last]!] = value;
}

/** `Tracking.Region` names the category, `Tracking.1.Name` and `Tracking.1.Option` say both; the named ones come first. */
function writeTracking(values: ReadonlyMap<string, Value>): readonly JsonObject[] {
  const named: JsonObject[] = [];
  const numbered = new Map<number, Node>();
  for (const [field, value] of values) {
    if (!field.startsWith(TRACKING)) continue;
    const category = field.slice(TRACKING.length);
    const [, place, part] = NUMBERED_TRACKING.exec(category) ?? [];
    if (place === undefined || part === undefined) {
      named.push({ Name: category, Option: value });
      continue;
    }
    const entry = numbered.get(Number(place)) ?? {};
    entry[part] = value;
    numbered.set(Number(place), entry);
  }
  return [...named, ...[...numbered].sort(([a], [b]) => a - b).map(([, entry]) => entry)];
}

function refuseUnknown(fields: readonly Field[], values: ReadonlyMap<string, Value>, tracking: boolean): void {
  for (const name of values.keys()) {
    if ((tracking && name.startsWith(TRACKING)) || fields.some((field) => field.name === name)) continue;
    throw new RangeError(`no such field: ${name}`);
  }
}
