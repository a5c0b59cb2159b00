/** JSON whose numbers keep their exact decimal text, however many digits they have. */

/** A number with more digits than a binary float holds; it is written back as its text. */
export interface ExactNumber {
  readonly rawJSON: string;
}
export type Json = null | boolean | number | string | ExactNumber | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;
const engine = JSON as unknown as {
  parse(text: string, reviver?: Reviver): unknown;
  rawJSON(text: string): ExactNumber;
  isRawJSON(value: unknown): boolean;
};

/** Up to 15 digits a float gives its decimal text back; only longer numbers, where a number may stand, need the slow path. */
const longNumber = /(?:^|[[:,])\s*-?[\d.]{16}/;
const keepExact: Reviver = (_key, value, context) =>
  typeof value === 'number' && context.source !== undefined && longNumber.test(context.source)
    ? engine.rawJSON(context.source)
    : value;

/** @throws SyntaxError when the text is not JSON. */
export function parseJson(text: string): Json {
  return engine.parse(text, longNumber.test(text) ? keepExact : undefined) as Json;
}

/** The JSON of a text; undefined when it is none. */
export function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** A JSON number from plain decimal text, such as `-12.50`. */
export function jsonNumber(text: string): number | ExactNumber {
  return longNumber.test(text) ? engine.rawJSON(text) : Number(text);
}

export function isExactNumber(value: Json | undefined): value is ExactNumber {
  return engine.isRawJSON(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumber(value);
}

/** The value as an object; anything else as an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The objects of an array; anything else as none. */
export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}

/** The text of a string or number; undefined for anything else and for blank text. */
export function textOf(value: Json | undefined): string | undefined {
  if (isExactNumber(value)) return value.rawJSON;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}
