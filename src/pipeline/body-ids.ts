/** The records that a stored body names by their IDs, by which a document without a number is recognised in a reply. */

import type { EntityShape } from '../model/entity.ts';

type Tree = Readonly<Record<string, unknown>>;

/** IDs by path, the document's own aside: `Invoice.InvoiceID` and `Account.AccountID` of a payment. */
export function idsIn(entity: EntityShape, body: string | undefined): Readonly<Record<string, string>> {
  const tree: unknown = JSON.parse(body ?? '{}');
  const ids: Record<string, string> = {};
  for (const { name, type } of entity.fields) {
    const id = type === 'id' && name.includes('.') ? at(tree, name) : undefined;
    if (typeof id === 'string') ids[name] = id;
  }
  return ids;
}

function at(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((node, part) => (isTree(node) && Object.hasOwn(node, part) ? node[part] : undefined), tree);
}

function isTree(node: unknown): node is Tree {
  return typeof node === 'object' && node !== null;
}
