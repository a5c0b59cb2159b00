/** Reads JSON without ever making a binary float of a number: numbers come back as their text. */

/** As it was sent, but for numbers, which are texts. */
export type ExactJson = null | boolean | string | readonly ExactJson[] | ExactObject;

export interface ExactObject {
  readonly [key: string]: ExactJson;
}

/** Undefined where the text is no JSON (HTML, plain text, cut off). */
export function parseExactJson(text: string): ExactJson | undefined {
  try {
    return JSON.parse(text, keepSource) as ExactJson;
  } catch {
    return undefined;
  }
}

/** The reviver of the runtime hands over each number's source text, which the language's own types do not know yet. */
function keepSource(this: unknown, _key: string, value: unknown, ...more: unknown[]): unknown {
  if (typeof value !== 'number') return value;
  const source = (more[0] as { readonly source: string }).source;
  return /[eE]/.test(source) ? plain(source) : source;
}

/** `1.5E-3` as `0.0015`; exponents beyond any amount stay as they are. */
function plain(source: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/.exec(source);
  if (parts === null) return source;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length);
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export function isObject(json: ExactJson | undefined): json is ExactObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** The text (or number's text) under a path such as `Contact.Name`; "" where there is none. */
export function textAt(json: ExactJson | undefined, path: string): string {
  const found = at(json, path);
  return typeof found === 'string' ? found : typeof found === 'boolean' ? String(found) : '';
}

/** The elements of the array under a path; none where it is null or something else. */
export function listAt(json: ExactJson | undefined, path: string): readonly ExactObject[] {
  const found = at(json, path);
  return Array.isArray(found) ? found.filter(isObject) : [];
}

function at(json: ExactJson | undefined, path: string): ExactJson | undefined {
  let found = json;
  for (const key of path.split('.')) {
    found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return found;
}
