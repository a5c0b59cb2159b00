/** The key by which a document is recognised across runs, from its mapped fields before names are resolved. */

import { hash } from 'node:crypto';
import type { Document } from '../model/document.ts';
import type { EntityShape, MatchKey } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';

/** Undefined where the entity has no key or the document leaves it out. */
export function documentKey(
  entity: EntityShape,
  document: Document,
  match: readonly string[] | undefined,
): string | undefined {
  const keys: readonly MatchKey[] =
    match === undefined ? [{ fields: [entity.idField] }, ...entity.match] : [{ fields: match }];
  for (const key of keys) {
    if (!applies(key, document)) continue;
    const values = key.fields.map((field) => keyText(document, field));
    if (values.every((value) => value !== undefined)) {
      return [...Object.keys(key.when ?? {}).map((field) => keyText(document, field)), ...values].join('\u001f');
    }
  }
  return undefined;
}

/** SHA-256 of a document's canonical form, hex. */
export function documentHash(canonical: string): string {
  return hash('sha256', canonical);
}

function applies(key: MatchKey, document: Document): boolean {
  return Object.entries(key.when ?? {}).every(([field, values]) => {
    const value = document.fields.get(field);
    return typeof value === 'string' && values.includes(value);
  });
}

/** A short name (`Contact`) stands for whichever of its fields is mapped. */
function keyText(document: Document, field: string): string | undefined {
  const own = document.fields.get(field);
  if (typeof own === 'string') return foldKey(own);
  for (const part of ['ContactID', 'ContactNumber', 'Name']) {
    const value = document.fields.get(`${field}.${part}`);
    if (typeof value === 'string') return foldKey(value);
  }
  return undefined;
}
