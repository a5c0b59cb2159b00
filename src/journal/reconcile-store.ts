/** The port of a reconciliation's file: the records of both sides, what pairs them, and how the pairs differ. Gone when the workbook is written. */

export type ReconcileSide = 'sheet' | 'xero';

/** A record of one side. `cells`: plain decimals, days `YYYY-MM-DD`, texts, in the order of the fields. */
export interface SideEntry {
  readonly cells: readonly string[];
  /** Sheet: the row's number, after its file's name where there are several. Xero: the ID. */
  readonly place: string;
  /** As candidates are named: the place of a row, a record's number. */
  readonly label: string;
  /** By the passes of matching, null where a key is blank. */
  readonly keys: readonly (string | null)[];
  /** Days since 1970, where a pass compares days; null where it is blank. */
  readonly day: number | null;
  /** What else is known of it, plain data. */
  readonly more: unknown;
}

export interface SheetEntry extends SideEntry {
  /** Ordinal of its first row, by which the sheet's records are in order. */
  readonly first: number;
  /** Source rows of the record. */
  readonly rows: number;
}

export interface XeroEntry extends SideEntry {
  readonly kind: string;
  /** `open`: counts. `settled`: counts where the sheet has it. Others do not count, and say why. */
  readonly standing: Standing;
}

export type Standing = 'open' | 'settled' | 'status' | 'date';

/** A record that matching looks at: its number on its side, and its day. */
export interface GroupMember {
  readonly n: number;
  readonly day: number;
}

/** Records without a partner that have a key in common, in order of their days. */
export interface KeyGroup {
  readonly sheet: readonly GroupMember[];
  readonly xero: readonly GroupMember[];
}

export interface GroupQuery {
  /** Which of the keys. */
  readonly key: number;
  /** Xero's records that stand so. */
  readonly standing: readonly Standing[];
  /** Days count: records without one are left out. */
  readonly byDay: boolean;
}

export type LoneReason = 'duplicate' | 'ambiguous';

/** A record that was found to have no certain partner; later passes leave it alone. */
export interface LoneRecord {
  readonly n: number;
  readonly reason: LoneReason;
  readonly candidates: readonly { readonly side: ReconcileSide; readonly n: number }[];
}

export interface StoredPair {
  /** The number of the sheet's record. */
  readonly n: number;
  readonly by: 'key' | 'match';
  readonly sheet: SheetEntry;
  readonly xero: XeroEntry;
  /** As stored by `judge`; undefined before. */
  readonly verdict: unknown;
}

export interface StoredSingle {
  readonly entry: SideEntry;
  readonly rows: number;
  readonly kind: string;
  readonly reason: LoneReason | undefined;
  /** Labels. */
  readonly candidates: readonly string[];
}

/** Entries handed over are stored whole; iterators may run while more is written. */
export interface ReconcileStore {
  addSheet(entries: readonly SheetEntry[]): Promise<void>;
  /** A record of the same place (ID) replaces the earlier one. */
  addXero(entries: readonly XeroEntry[]): Promise<void>;
  dropXero(ids: readonly string[]): Promise<void>;
  /** All of Xero's records, to be read anew. */
  clearXero(): Promise<void>;
  /** Groups of several records of a side with one first key, each to be made one. */
  crowded(
    side: ReconcileSide,
  ): AsyncIterable<readonly { readonly n: number; readonly entry: SheetEntry | XeroEntry }[]>;
  /** The first takes the place of all of them. */
  merge(side: ReconcileSide, ns: readonly number[], entry: SheetEntry | XeroEntry): Promise<void>;
  /** Pairs what has a key to itself on either side, all at once. */
  pairUnique(query: GroupQuery): Promise<void>;
  groups(query: GroupQuery): AsyncIterable<readonly KeyGroup[]>;
  pair(pairs: readonly (readonly [sheet: number, xero: number])[], by: 'key' | 'match'): Promise<void>;
  leaveAlone(side: ReconcileSide, records: readonly LoneRecord[]): Promise<void>;
  /** In the sheet's order, without their keys. `differing`: those that were judged, or those that were not, without `more`. */
  pairs(differing?: boolean): AsyncIterable<readonly StoredPair[]>;
  /** Of pairs that differ. */
  judge(verdicts: readonly { readonly n: number; readonly verdict: unknown }[]): Promise<void>;
  /** Records without a partner; of Xero's only those that count by themselves. */
  singles(side: ReconcileSide): AsyncIterable<readonly StoredSingle[]>;
  /** Removes the file. */
  close(): Promise<void>;
}

/** @param keys how many keys a record has */
export type OpenReconcileStore = (runId: string, keys: number) => Promise<ReconcileStore>;
