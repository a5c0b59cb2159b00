/** Adds fields to the lines of a stored body: the IDs of what each of them settles. */

import type { JsonObject, JsonTree } from '../model/json-tree.ts';
import type { MatchSet } from '../model/matching.ts';
import { toJsonText } from '../xero/write-element.ts';
import { parseBody } from './parse-body.ts';

/** @param sets paths (`Invoice.InvoiceID`) to texts, for each element of the array `name` in its order */
export function spliceLines(body: string, name: string, sets: readonly MatchSet[]): string {
  const tree = parseBody(body);
  const lines = (tree[name] ?? []) as readonly JsonObject[];
  return toJsonText({ ...tree, [name]: lines.map((line, at) => withSet(line, sets[at] ?? {})) });
}

function withSet(line: JsonObject, set: MatchSet): JsonObject {
  const added: Record<string, JsonTree> = {};
  for (const [path, value] of Object.entries(set)) {
    const [object = '', field = ''] = path.split('.');
    added[object] = { [field]: value };
  }
  return { ...added, ...line };
}
