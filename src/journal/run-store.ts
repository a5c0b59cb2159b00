/**
 * The port of a run's own file: source rows, documents and findings of one run, unlinked by `purge`.
 *
 * Each call stores all it was given or nothing. Pages and iterators may be read while more is written.
 * What is added while preparing becomes durable before the journal next changes the run or stores a request.
 * Filled in three passes: rows as read (blocks), rows by document (spans), documents as checked (prepared).
 * Ordinals number the source rows of a run from 0 over all its input files; seqs number its documents from 1.
 */

import type { Finding } from '../model/finding.ts';
import type { ExistingRecord } from '../model/matching.ts';
import type { RowStatus } from '../model/run-summary.ts';
import type { SourceRow } from '../model/source-row.ts';
import type { TableDialect } from '../model/table-format.ts';

export interface InputFile {
  /** 0-based. */
  readonly index: number;
  readonly path: string;
  readonly sha256: string;
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly dialect: TableDialect;
  readonly firstOrdinal: number;
  readonly rows: number;
}

/** Source rows in order, as read; at most a few hundred. */
export interface RowBlock {
  readonly file: number;
  readonly firstOrdinal: number;
  readonly rows: readonly SourceRow[];
}

/** Neighbouring rows of one document, or rows left out. */
export interface NewSpan {
  readonly firstOrdinal: number;
  readonly count: number;
  readonly file: number;
  /** The document's key; null where every span is a document of its own or the row is left out. */
  readonly key: string | null;
  /** Why the rows are left out (a finding's code), where they are. */
  readonly left?: string;
}

export interface PlacedSpan {
  /** The document's seq; 0 for rows left out. */
  readonly seq: number;
  /** The file of the document's first span. */
  readonly file: number;
}

/** A span as grouped, in source order. `alone`: its document has no other span. */
export interface Span {
  readonly firstOrdinal: number;
  readonly count: number;
  readonly seq: number;
  readonly alone: boolean;
}

export interface Piece {
  readonly seq: number;
  readonly ordinal: number;
  readonly row: SourceRow;
  readonly file: number;
}

/** `incomplete`: saved, with lines that are still to be sent by themselves. */
export type DocumentState = 'ready' | 'held' | 'sent' | 'incomplete' | 'done';

/** A checked document as it waits to be sent. */
export interface PreparedDocument {
  readonly seq: number;
  readonly entity: string;
  /** 0-based position of its stage. */
  readonly stage: number;
  /** `ready`: may be sent. `held`: it has errors or is skipped. */
  readonly state: 'ready' | 'held';
  readonly status: RowStatus;
  /** JSON of the element, without a contact that is still to be created. Undefined for held ones. */
  readonly body?: string;
  /** Which route sends it; `update` and actions carry `xeroId`. */
  readonly verb?: string;
  readonly xeroId?: string;
  readonly number?: string;
  /** Its `Type`, where the entity has one; the report's links need it. */
  readonly type?: string;
  /** The document's delivery key (number, or contact and number); undefined where there is none. */
  readonly key?: string;
  /** SHA-256 of the canonical form, hex. */
  readonly hash: string;
  /** JSON of what matching needs (MatchInput), where matching is needed. */
  readonly match?: string;
  /** The seq of the contact document that must be created before. */
  readonly needs?: number;
  /** Exact decimal texts: SubTotal, TotalTax, Total. */
  readonly totals?: Readonly<Record<string, string>>;
  /** Row number of the first row at fault; for `group/other-row`. */
  readonly faultRow?: number;
  /** Header values as sent, by which an element of a reply without a number is recognised. */
  readonly echo?: Readonly<Record<string, string>>;
  /** JSON array of the bodies of lines that are sent by requests of their own. */
  readonly followUps?: string;
}

export interface DocumentRecord extends Omit<PreparedDocument, 'state'> {
  readonly state: DocumentState;
  /** The number that Xero gave it. */
  readonly xeroNumber?: string;
  /** 1-based among equal documents without a key. */
  readonly occurrence: number;
}

export interface DocumentChange {
  readonly seq: number;
  readonly state?: DocumentState;
  readonly status?: RowStatus;
  readonly verb?: string;
  readonly body?: string;
  readonly xeroId?: string;
  readonly xeroNumber?: string;
  readonly faultRow?: number;
  readonly occurrence?: number;
  /** "" for none. */
  readonly followUps?: string;
}

/** What the report needs of a span: the fate of its document. */
export interface SpanOutcome {
  readonly firstOrdinal: number;
  readonly count: number;
  readonly seq: number;
  readonly status: RowStatus;
  /** Code for rows left out. */
  readonly left?: string;
  readonly xeroId?: string;
  readonly xeroNumber?: string;
  readonly type?: string;
  readonly faultRow?: number;
  /** The document has findings; of rows left out: these rows have. */
  readonly hasFindings: boolean;
}

export interface RunStore {
  /** A file added again replaces what was known of it: its rows are counted once it is read. */
  addFile(file: InputFile): Promise<void>;
  files(): Promise<readonly InputFile[]>;
  addBlocks(blocks: readonly RowBlock[]): Promise<void>;
  /** In source order. */
  blocks(): AsyncIterable<RowBlock>;

  /** Groups spans by key, in source order; answers with their documents. All spans come before the first piece. */
  addSpans(spans: readonly NewSpan[]): Promise<readonly PlacedSpan[]>;
  /** In source order, rows left out included (seq 0), in pages. */
  spans(): AsyncIterable<readonly Span[]>;
  /** Rows of documents with several spans, to be read back document by document. */
  addPieces(pieces: readonly Piece[]): Promise<void>;
  /** The pieces of one document after the other, by seq, rows in source order; several documents a page. */
  scattered(): AsyncIterable<readonly (readonly Piece[])[]>;

  addDocuments(
    documents: readonly PreparedDocument[],
    findings: readonly (Finding & { readonly seq: number })[],
  ): Promise<void>;
  /** The seq of the contact document with this folded name, stored first where it is new. */
  addContact(foldedName: string, contact: Omit<PreparedDocument, 'seq'>): Promise<number>;
  /** Numbers equal documents without a key: occurrence 1, 2, ... by seq. */
  numberOccurrences(): Promise<void>;
  changeDocuments(
    changes: readonly DocumentChange[],
    findings: readonly (Finding & { readonly seq: number })[],
  ): Promise<void>;
  /** By seq, a page at a time. */
  documents(query: {
    readonly after: number;
    readonly limit: number;
    readonly state?: DocumentState;
    readonly stage?: number;
    readonly verb?: string;
  }): Promise<readonly DocumentRecord[]>;
  /** What ready documents of an entity are known by, by seq, a page at a time. */
  identities(
    entity: string,
    after: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly number: string | null; readonly xeroId: string | null }[]>;
  document(seq: number): Promise<DocumentRecord | undefined>;
  /** Ready documents that need one of these contact documents, by seq, a page at a time. */
  documentsNeeding(seqs: readonly number[], after: number, limit: number): Promise<readonly DocumentRecord[]>;
  /** Every ready document becomes UNSENT; it stays ready. */
  holdBack(): Promise<void>;
  /**
   * Takes back what was told of a run that broke off: UNSENT documents are OK or WARNING again, and those that are sent
   * or incomplete lose their findings of these codes.
   */
  takeUp(codes: readonly string[]): Promise<void>;
  /** Contact documents that were not saved, by seq, a page at a time. */
  failedContacts(after: number, limit: number): Promise<readonly DocumentRecord[]>;
  /** Ready documents of an entity whose key another document has too, by seq, each with the first other one. */
  twins(
    entity: string,
    after: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly other: number; readonly number?: string }[]>;
  /** Ready documents whose record (`xeroId`) an earlier ready document has too, by seq, each with the first of those. */
  repeats(after: number, limit: number): Promise<readonly { readonly seq: number; readonly other: number }[]>;
  /** First row (ordinal and number) of each document asked for. */
  firstRows(
    seqs: readonly number[],
  ): Promise<ReadonlyMap<number, { readonly ordinal: number; readonly row: number; readonly file: number }>>;

  /** A record added again replaces the earlier one. */
  addExisting(records: readonly ExistingRecord[]): Promise<void>;
  /** Records with one of the numbers, case and outer spaces ignored. */
  existingByNumber(entity: string, numbers: readonly string[]): Promise<readonly ExistingRecord[]>;
  /** Likewise by one of their further `keys`, such as `AccountNumber`. */
  existingByKey(entity: string, field: string, values: readonly string[]): Promise<readonly ExistingRecord[]>;
  existingById(entity: string, ids: readonly string[]): Promise<readonly ExistingRecord[]>;
  existingCount(entity: string): Promise<number>;

  /**
   * Status counts of source rows and of the documents made of them, codes counted. A document that was not stored counts
   * as UNSENT; rows left out are SKIPPED, or ERROR where a finding says so. Contacts created on the way are not counted.
   */
  count(): Promise<{
    readonly rows: Readonly<Record<RowStatus, number>>;
    readonly documents: Readonly<Record<RowStatus, number>>;
    readonly findings: Readonly<Record<string, number>>;
  }>;
  /** Documents made of source rows that are not over with: still to be sent, or of unknown fate. */
  left(): Promise<number>;
  /** Totals of documents with these statuses, a page at a time. */
  totals(statuses: readonly RowStatus[]): AsyncIterable<readonly Readonly<Record<string, string>>[]>;
  /** In source order. */
  outcomes(): AsyncIterable<readonly SpanOutcome[]>;
  /** By ordinal, run-level findings (ordinal -1) first. */
  findings(): AsyncIterable<readonly (Finding & { readonly seq: number })[]>;

  /** Small facts of the run as JSON: proven formats, limits, what a resume needs. */
  note(name: string, value: unknown): Promise<void>;
  noted(name: string): Promise<unknown>;
  close(): Promise<void>;
  /** Closes and removes the file with its side files. */
  discard(): Promise<void>;
}
