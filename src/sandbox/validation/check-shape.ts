/** Types of request fields: what the deserialiser reads before any rule is asked; unknown fields are nothing to it. */
import { dayOf } from '../books/calendar.ts';
import { absolute, compare, type Decimal, decimalOf, parseDecimal } from '../books/decimal.ts';
import { isGuid } from '../guid.ts';
import { isExactNumber, isObject, type Json, type JsonObject, textOf } from '../json.ts';
import { errorReply, refusal } from '../server/reply.ts';

/** Fields by name, each with its type. */
export interface Fields {
  readonly [name: string]: Field;
}
type Scalar = 'text' | 'number' | 'day' | 'flag' | 'guid';
export type Field =
  | Scalar
  | { readonly choice: string; readonly names: readonly string[] }
  | { readonly object: string; readonly fields: Fields }
  | { readonly list: string; readonly fields: Fields };

/** Refuses the whole call (ErrorNumber 14) when a value in one of the elements has the wrong type. */
export function checkShape(collection: string, fields: Fields, elements: readonly JsonObject[]): void {
  for (const [at, element] of elements.entries()) checkObject(element, fields, `${collection}[${at}]`);
}

/** What was asked for, without the fields that nobody knows. */
export function knownFields(fields: Fields, element: JsonObject): JsonObject {
  const known = Object.entries(element).filter(([field, value]) => Object.hasOwn(fields, field) && value !== null);
  return Object.fromEntries(known);
}

/** A flag that is set, be it as a string. */
export function isSet(value: Json | undefined): boolean {
  return value === true || (typeof value === 'string' && value.trim().toLowerCase() === 'true');
}

const longestNumber = 400;
const largest = parseDecimal('79228162514264337593543950335') as Decimal;

function checkObject(object: JsonObject, fields: Fields, path: string): void {
  for (const name of Object.keys(object)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const value = object[name];
    if (field !== undefined && value !== undefined && value !== null) checkValue(value, field, `${path}.${name}`);
  }
}

function checkValue(value: Json, field: Field, path: string): void {
  if (typeof field === 'string') checkScalar(value, field, path);
  else if ('choice' in field) checkChoice(value, field, path);
  else if ('object' in field) checkNested(value, field, path);
  else checkList(value, field, path);
}

function checkList(value: Json, field: { readonly list: string; readonly fields: Fields }, path: string): void {
  const type = `System.Collections.Generic.List\`1[${library(field.list)}]`;
  if (isObject(value)) throw wrongContainer('object (e.g. {"name":"value"})', type, 'array (e.g. [1,2,3])', path);
  if (!Array.isArray(value)) throw conversion(value, type, path);
  for (const [at, entry] of (value as readonly Json[]).entries()) {
    if (entry === null) continue;
    const place = `${path}[${at}]`;
    if (!isObject(entry)) throw conversion(entry, library(field.list), place);
    checkObject(entry, field.fields, place);
  }
}

function checkNested(value: Json, field: { readonly object: string; readonly fields: Fields }, path: string): void {
  if (Array.isArray(value)) {
    throw wrongContainer('array (e.g. [1,2,3])', library(field.object), 'object (e.g. {"name":"value"})', path);
  }
  if (!isObject(value)) throw conversion(value, library(field.object), path);
  checkObject(value, field.fields, path);
}

function checkScalar(value: Json, type: Scalar, path: string): void {
  if (Array.isArray(value) || isObject(value)) throw unexpected(Array.isArray(value) ? '[' : '{', path);
  if (type === 'flag') checkFlag(value, path);
  else if (type !== 'text') checkText(value, type, path);
}

function checkText(value: Json, type: 'number' | 'day' | 'guid', path: string): void {
  if (typeof value === 'boolean') throw unexpected(value ? 't' : 'f', path);
  const text = textOf(value);
  if (text === undefined) return;
  if (type === 'number' && !isNumber(text)) throw conversion(value, 'System.Nullable`1[System.Decimal]', path);
  if (type === 'guid' && !isGuid(text.trim())) throw conversion(value, 'System.Nullable`1[System.Guid]', path);
  if (type === 'day' && dayOf(text) === undefined) {
    throw refusal(errorReply(14, `The string '${text.slice(0, 100)}' is not a valid AllXsd value.`));
  }
}

function checkFlag(value: Json, path: string): void {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (text === '' || text === 'true' || text === 'false') return;
  throw refusal(errorReply(14, `Could not convert string to boolean: ${text.slice(0, 100)}. Path '${path}'.`));
}

function checkChoice(
  value: Json,
  field: { readonly choice: string; readonly names: readonly string[] },
  path: string,
): void {
  if (Array.isArray(value) || isObject(value)) throw unexpected(Array.isArray(value) ? '[' : '{', path);
  const text = textOf(value)?.trim().toLowerCase();
  if (typeof value === 'boolean' || (text !== undefined && !field.names.some((name) => name.toLowerCase() === text))) {
    throw conversion(value, library(field.choice), path);
  }
}

/** Within what a decimal of the server holds. */
function isNumber(text: string): boolean {
  const number = text.length > longestNumber ? undefined : decimalOf(text);
  return number !== undefined && number.places <= longestNumber && compare(absolute(number), largest) <= 0;
}

function library(name: string): string {
  return `Xero.API.Library.${name}`;
}

function conversion(value: Json, type: string, path: string): Error {
  const text = isExactNumber(value) ? value.rawJSON : JSON.stringify(value);
  return refusal(errorReply(14, `Error converting value ${text.slice(0, 100)} to type '${type}'. Path '${path}'.`));
}

function unexpected(start: string, path: string): Error {
  return refusal(errorReply(14, `Unexpected character encountered while parsing value: ${start}. Path '${path}'.`));
}

function wrongContainer(given: string, type: string, wanted: string, path: string): Error {
  const start = `Cannot deserialize the current JSON ${given} into type '${type}' because the type requires`;
  return refusal(errorReply(14, `${start} a JSON ${wanted} to deserialize correctly. Path '${path}'.`));
}
