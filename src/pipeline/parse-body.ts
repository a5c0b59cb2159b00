/** Reads a stored body back, its numbers exact. */

import { decimal } from '../model/decimal.ts';
import type { JsonObject } from '../xero/write-element.ts';

/** A stored body as the tree that it was written from. */
export function parseBody(body: string): JsonObject {
  return JSON.parse(body, function toTree(this: unknown, _key: string, value: unknown, ...more: unknown[]): unknown {
    return typeof value === 'number' ? decimal((more[0] as { readonly source: string }).source) : value;
  }) as JsonObject;
}
