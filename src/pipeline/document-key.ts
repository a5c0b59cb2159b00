/** The key by which a document is recognised across runs, from its mapped fields before names are resolved. */

import { hash } from 'node:crypto';
import type { Document } from '../model/document.ts';
import type { EntityShape, MatchKey } from '../model/entity.ts';
import { foldKey } from '../model/index-facts.ts';

/** Gives a document's key; undefined where the entity has none or the document leaves it out. */
export function documentKeys(
  entity: EntityShape,
  match: readonly string[] | undefined,
): (document: Document) => string | undefined {
  const keys: readonly MatchKey[] =
    match === undefined ? [{ fields: [entity.idField] }, ...entity.match] : [{ fields: match }];
  const recipes = keys.map(({ fields, when = {} }): Recipe => ({ fields, when: Object.entries(when) }));
  return (document) => {
    for (const recipe of recipes) {
      const key = keyOf(recipe, document);
      if (key !== undefined) return key;
    }
    return undefined;
  };
}

interface Recipe {
  readonly fields: readonly string[];
  readonly when: readonly (readonly [field: string, values: readonly string[]])[];
}

function keyOf({ fields, when }: Recipe, document: Document): string | undefined {
  let key = '';
  for (const [field, values] of when) {
    const value = document.fields.get(field);
    if (typeof value !== 'string' || !values.includes(value)) return undefined;
    key += `${foldKey(value)}${SEPARATOR}`;
  }
  for (const [index, field] of fields.entries()) {
    const text = keyText(document, field);
    if (text === undefined) return undefined;
    key += index === 0 ? text : `${SEPARATOR}${text}`;
  }
  return key;
}

const SEPARATOR = '\u001f';

/** SHA-256 of a document's canonical form, hex. */
export function documentHash(canonical: string): string {
  return hash('sha256', canonical);
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
