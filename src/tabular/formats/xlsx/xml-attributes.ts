/** Attributes and character references of XML. */

const SPACE = 32;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * The value of an attribute, or undefined where the tag lacks it.
 * @param tag what stands between `<` and `>`
 * @param name with its prefix; `*:id` finds `id` under any prefix
 */
export function attributeOf(tag: string, name: string): string | undefined {
  const anyPrefix = name.startsWith('*:');
  let at = 0;
  while (at < tag.length && tag.charCodeAt(at) > SPACE) at++;
  while (at < tag.length) {
    while (tag.charCodeAt(at) <= SPACE) at++;
    const equals = tag.indexOf('=', at);
    if (equals === -1) return undefined;
    let open = equals + 1;
    while (tag.charCodeAt(open) <= SPACE) open++;
    const close = tag.indexOf(tag.charAt(open), open + 1);
    if (close === -1) return undefined;
    let end = equals;
    while (end > at && tag.charCodeAt(end - 1) <= SPACE) end--;
    if (isNamed(tag, at, end, name, anyPrefix)) return decodeEntities(tag.slice(open + 1, close));
    at = close + 1;
  }
  return undefined;
}

function isNamed(tag: string, start: number, end: number, name: string, anyPrefix: boolean): boolean {
  if (!anyPrefix) return end - start === name.length && tag.startsWith(name, start);
  const colon = tag.indexOf(':', start);
  return colon > start && colon < end && tag.slice(colon, end) === name.slice(1);
}

/** Resolves character references and the five entities of XML. Throws a RangeError at any other: they would need a DTD. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-z]+)?;?/g, (reference, body: string | undefined) => {
    const char = body && reference.endsWith(';') ? characterOf(body) : undefined;
    if (char === undefined) throw new RangeError('unknown entity');
    return char;
  });
}

function characterOf(body: string): string | undefined {
  if (!body.startsWith('#')) return ENTITIES.get(body);
  return String.fromCodePoint(body[1] === 'x' ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1)));
}
