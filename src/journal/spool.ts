/** The port of spools: records on their way from Xero into a table, put in order on disk and gone when the table is written. */

import type { Cell } from '../model/source-row.ts';

/** A text, or a whole number; nothing sorts first. */
export type SortValue = string | bigint | null;

export interface SpoolEntry {
  readonly id: string;
  /** The last change, in a form whose text order is that of time: a later version takes the place of an earlier one. */
  readonly version: string;
  /** By the spool's keys. */
  readonly sort: readonly SortValue[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface Spool {
  /** An entry of a version older than the one there is left out. */
  put(entries: readonly SpoolEntry[]): Promise<void>;
  /** Takes out what is no longer part of the table. */
  remove(ids: readonly string[]): Promise<void>;
  /** Records without rows count too. */
  count(): Promise<{ readonly records: number; readonly rows: number }>;
  /** In order of the sort keys, then in that of the IDs. */
  entries(): AsyncIterable<readonly Pick<SpoolEntry, 'id' | 'version' | 'rows'>[]>;
  /** Removes the spool. */
  close(): Promise<void>;
}

/** @param descending of each sort key */
export type OpenSpool = (runId: string, descending: readonly boolean[]) => Promise<Spool>;
