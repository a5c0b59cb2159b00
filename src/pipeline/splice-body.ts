/** Adds fields to a stored body: the IDs that are known only once other records were looked up or created. */

type Tree = Record<string, unknown>;

/**
 * `body` is the JSON text of an object; `set` maps paths (`Contact.ContactID`) to texts. An object or field that the body
 * names already stays as it is.
 */
export function spliceBody(body: string, set: Readonly<Record<string, string>>): string {
  const tree: Tree = Object.create(null);
  for (const [path, value] of Object.entries(set)) {
    const parts = path.split('.');
    if (holds(body, parts[0]!)) continue;
    const last = parts.pop()!;
    let node = tree;
    for (const part of parts) {
      const inner = (node[part] as Tree | undefined) ?? Object.create(null);
      node[part] = inner;
      node = inner;
    }
    node[last] = value;
  }
  const added = JSON.stringify(tree).slice(1, -1);
  const rest = body.slice(1);
  if (added === '') return body;
  return `{${added}${rest === '}' ? '' : ','}${rest}`;
}

/** Quotation marks within texts are escaped, so that this is never part of a text; only few bodies need the second look. */
function holds(body: string, name: string): boolean {
  return body.includes(`"${name}":`) && Object.hasOwn(JSON.parse(body), name);
}
