/** Reads an element as Xero's deserialiser does: known fields in their own spelling and type; the rest is ignored. */
import { isExactNumber, isObject, type Json, type JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';
import { elementsOf } from '../server/elements.ts';
import { checkShape, type Field, type Fields } from './check-shape.ts';

/** The elements of a body in their shape. A value of the wrong type refuses the whole call with ErrorNumber 14. */
export function shapedElements(call: Call, collection: string, fields: Fields): readonly JsonObject[] {
  const elements = elementsOf(call, collection).map((element) => spelled(element, fields));
  checkShape(collection, fields, elements);
  return elements.map((element) => typed(element, fields));
}

/** One object in its shape; what cannot be read refuses the whole call with ErrorNumber 14. */
export function shaped(input: JsonObject, fields: Fields, collection: string): JsonObject {
  const element = spelled(input, fields);
  checkShape(collection, fields, [element]);
  return typed(element, fields);
}

/** Known fields alone, in their own spelling; null is as good as absent. */
function spelled(input: JsonObject, fields: Fields): JsonObject {
  return mapped(input, fields, (value, field) => {
    if (typeof field === 'string' || 'choice' in field) return value;
    if (isObject(value)) return spelled(value, field.fields);
    return Array.isArray(value) ? (value as readonly Json[]).map((entry) => spelledEntry(entry, field.fields)) : value;
  });
}

function spelledEntry(entry: Json, fields: Fields): Json {
  return isObject(entry) ? spelled(entry, fields) : entry;
}

/** Values of a checked object in the type of their field; blank text is nothing to any but a text field. */
function typed(input: JsonObject, fields: Fields): JsonObject {
  return mapped(input, fields, (value, field) => {
    if (typeof field === 'object' && 'fields' in field) {
      if (isObject(value)) return typed(value, field.fields);
      return (value as readonly Json[]).filter(isObject).map((entry) => typed(entry, field.fields));
    }
    const text = isExactNumber(value) ? value.rawJSON : String(value);
    if (field === 'text') return text;
    const plain = text.trim();
    return plain === '' ? undefined : scalarOf(value, plain, field);
  });
}

function scalarOf(value: Json, text: string, field: Field): Json {
  if (field === 'flag') return typeof value === 'number' ? value !== 0 : text.toLowerCase() === 'true';
  if (typeof field !== 'object' || !('choice' in field)) return field === 'number' ? value : text;
  return field.names.find((name) => name.toLowerCase() === text.toLowerCase()) ?? text;
}

function mapped(input: JsonObject, fields: Fields, read: (value: Json, field: Field) => Json | undefined): JsonObject {
  const known: Record<string, Json> = {};
  for (const [key, value] of Object.entries(input)) {
    const name = Object.hasOwn(fields, key) ? key : nameOf(key, fields);
    const field = name === undefined ? undefined : fields[name];
    if (name === undefined || field === undefined || value === undefined || value === null) continue;
    const result = read(value, field);
    if (result !== undefined) known[name] = result;
  }
  return known;
}

function nameOf(key: string, fields: Fields): string | undefined {
  return Object.keys(fields).find((name) => name.toLowerCase() === key.toLowerCase());
}
