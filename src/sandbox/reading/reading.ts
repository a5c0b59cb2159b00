/** How a resource is read: found, listed and shown. */
import type { Condition, StoredRecord } from '../books/store.ts';
import type { JsonObject } from '../json.ts';
import type { Call } from '../server/call.ts';

/** In lists without pages, in pages and single reads, and with summaryOnly. */
export type Shape = 'summary' | 'detail' | 'summaryOnly';

export interface Reading {
  /** Of its records in the books; what its lists know stands under that name in list-facts.ts. */
  readonly kind: string;
  readonly collection: string;
  /** Fields in which `searchTerm` looks. */
  readonly searched?: readonly string[];
  /** What a list leaves out unless it is asked for. */
  hidden?(call: Call): readonly Condition[];
  find(call: Call, reference: string): StoredRecord | undefined;
  shape(call: Call, record: StoredRecord, shape: Shape): JsonObject;
}

/** Some records of a list. */
export interface Selected {
  readonly records: readonly StoredRecord[];
  /** On all pages. */
  readonly count: number;
}
