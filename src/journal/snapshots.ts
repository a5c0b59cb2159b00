/** The port of snapshots: what an organisation's lists held when they were last read, one list a file. */

/** What is known of a saved list. */
export interface SnapshotHead {
  /** `accounts`, `contacts`, or an entity whose records are known by their numbers: `Invoices`. */
  readonly kind: string;
  readonly organisationId: string;
  /** By the computer's clock, ISO 8601. */
  readonly takenAt: string;
  /** Changes since then are not in it: by Xero's clock, `YYYY-MM-DDTHH:mm:ss`. */
  readonly upTo: string;
}

/** Takes a list in portions; it replaces the saved one when it is whole, and not before. */
export interface SnapshotWriter {
  add(entries: readonly unknown[]): Promise<void>;
  /** Resolves with the number of entries. */
  commit(): Promise<number>;
  /** Leaves the saved one as it was. */
  discard(): Promise<void>;
}

/** Every method rejects with a Refusal: `snapshot/damaged`, `snapshot/other-version`, `snapshot/not-written`. */
export interface Snapshots {
  /** Aliases of the organisations of which something is saved. */
  aliases(): Promise<readonly string[]>;
  /** Undefined where the list was never saved. */
  head(alias: string, kind: string): Promise<SnapshotHead | undefined>;
  /** Entries as they were added, decimals included, in portions. A damaged file is noticed at its end: what came before may not be relied on until then. */
  entries(alias: string, kind: string): AsyncIterable<readonly unknown[]>;
  write(alias: string, head: SnapshotHead): Promise<SnapshotWriter>;
  /** Removes those of one organisation, or all of them. */
  purge(alias?: string): Promise<void>;
}
