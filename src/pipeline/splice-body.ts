/** Adds fields to a stored body: the IDs that are known only once other records were looked up or created. */

type Tree = Record<string, unknown>;

/** `body` is the JSON text of an object; `set` maps paths (`Contact.ContactID`) that it does not hold to texts. */
export function spliceBody(body: string, set: Readonly<Record<string, string>>): string {
  const tree: Tree = Object.create(null);
  for (const [path, value] of Object.entries(set)) {
    const parts = path.split('.');
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
