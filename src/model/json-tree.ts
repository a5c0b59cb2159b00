/** A JSON value whose numbers are decimals, so that no amount is ever a binary float. */

import type { Decimal } from './decimal.ts';

/** Object keys are Xero's names only, never a user's text. */
export type JsonTree = string | boolean | Decimal | readonly JsonTree[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonTree;
}
