/**
 * The port of the journal: what is durable between preparing, delivering and reporting.
 *
 * `journal.db` outlives every run: runs, requests, results, deliveries; the rows and documents of a run lie in its own
 * file (`RunStore`), and what is known of limits in `limits.db`. The journal stores, claims and iterates; it never decides.
 *
 * A run: `preparing` -> `prepared` -> `delivering` -> `finished`.
 *   `preparing`: the source is read and checked; nothing has left. A refusal of the input ends in `refused`. A process that
 *     ends here, or is stopped, leaves it so: taken up again, it reads the source anew, if that is still the same.
 *   `prepared`: every document is in the run's file, durable. Errors or control totals end in `refused`: nothing is sent.
 *   `delivering`: requests are stored, leave, and are settled. A limit, Ctrl-C or a full disk leads to `parked` (with
 *     `resumeAt` where it is known when it ends), any other obstacle to `interrupted`, both with a report; a kill leaves
 *     `delivering`. From all three it goes on: results that the run's file lacks are taken over from here, members of open
 *     requests are `sent`, these are settled, the rest is delivered.
 *   `finished` only once the reports are written, so that a kill while reporting reports again.
 * One process at a time works on a run: its lease (owner, until) is renewed while it lives, and a request is stored only
 * under a lease that is still the owner's.
 * A request: open (stored with bytes, key, members, and the time by our clock and by Xero's, before it leaves) -> settled
 * (once, in one transaction with its members' results and deliveries, its bytes dropped). Results of some members may come
 * before. A request that is open after a crash may have reached Xero, in whole or in part, or may do so yet.
 * A member's result: `saved`, `warned`, `rejected` are final; `retry` lets the document go into another request;
 * `unknown` is final too and says that it cannot be learnt whether Xero saved it.
 * A document: `ready` -> `sent` (member of a stored request) -> `done`, or back to `ready` by `retry`; one with lines that
 * go by themselves is `incomplete` between, from its saving without a delivery to the delivery or a failure. `held` ones
 * (errors, skipped) never leave. The run's file may be behind the journal, never ahead of it.
 * A purged run has no file, no texts and no findings; its deliveries are keyed hashes.
 */

import type { Finding } from '../model/finding.ts';
import type { RunSummary } from '../model/run-summary.ts';
import type { RunStore } from './run-store.ts';

export type RunStatus = 'preparing' | 'prepared' | 'delivering' | 'finished' | 'refused' | 'parked' | 'interrupted';

export interface RunRecord {
  readonly id: string;
  readonly job: string;
  readonly jobPath: string;
  /** The job file's text, so that a run can be resumed and reported whatever became of the file. */
  readonly jobText: string;
  readonly org: string;
  readonly organisationId: string;
  readonly entity: string;
  /** What it does: a `run` or a `check` of an import or action, an export, or a reconciliation. */
  readonly command: 'run' | 'check' | 'export' | 'reconcile';
  readonly status: RunStatus;
  /** ISO, UTC. */
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly outDir: string;
  readonly summary?: RunSummary;
  /** JSON of what the command asked for besides the job: what reading the source again needs. */
  readonly asked?: string;
  /** ISO, UTC: from when a parked run may go on, where that is known. */
  readonly resumeAt?: string;
  /** ISO, UTC: when its customer data was removed. */
  readonly purgedAt?: string;
}

/** A run that may have sent something, or checked what would be. */
export type ImportRecord = RunRecord & { readonly command: 'run' | 'check' };

/** The process that works on a run. */
export interface Lease {
  readonly owner: string;
  /** ms since epoch. */
  readonly until: number;
}

/** What was sent of a run. */
export interface SentCount {
  /** Requests stored to be sent, and those of them that nobody knows the outcome of yet. */
  readonly requests: number;
  readonly open: number;
  /** ms since epoch: of the first and the last request. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** One table of an export job, in one organisation. */
export interface BookmarkName {
  readonly organisationId: string;
  readonly jobPath: string;
  readonly table: string;
}

/** One delivered document: what running the job again is compared with. */
export interface Delivery {
  readonly organisationId: string;
  readonly entity: string;
  /** The document's key, or its canonical form's hash for documents without one. */
  readonly key: string;
  /** 1 for the first of equal ones within an input. */
  readonly occurrence: number;
  /** SHA-256 of the canonical form. */
  readonly hash: string;
  readonly runId: string;
  readonly xeroId: string;
}

export interface StoredRequest {
  readonly id: number;
  readonly runId: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Undefined once settled. */
  readonly body?: string;
  readonly idempotencyKey?: string;
  readonly members: readonly number[];
  /** ms since epoch. */
  readonly intentAt: number;
  /** Xero's own time at that moment by its replies, ms since epoch, rather too early than too late. */
  readonly serverTime?: number;
  /** What it may deliver, for other runs to know of while it is open. */
  readonly pending?: readonly PendingDelivery[];
}

/** A delivery that a request may make. */
export interface PendingDelivery extends Pick<Delivery, 'entity' | 'key' | 'occurrence' | 'hash'> {
  /** Its member. */
  readonly document: number;
}

/** What became of one member of a settled request. */
export interface MemberResult {
  readonly document: number;
  readonly outcome: 'saved' | 'warned' | 'rejected' | 'unknown' | 'retry';
  readonly xeroId?: string;
  readonly xeroNumber?: string;
  readonly findings: readonly Finding[];
  /** Recorded as delivered, where saved. */
  readonly delivery?: Delivery;
}

export interface Journal {
  /** Before anything else of the run. */
  createRun(run: RunRecord): Promise<void>;
  /** Changes the properties given, after all that was added to open run files is durable. */
  updateRun(id: string, change: Partial<Omit<RunRecord, 'id'>>): Promise<void>;
  run(id: string): Promise<RunRecord | undefined>;
  /** Newest first. */
  runs(limit: number): Promise<readonly RunRecord[]>;
  /** Takes or renews the lease on a run; false while another owner's lease lasts. */
  claimRun(id: string, owner: string, now: number, until: number): Promise<boolean>;
  releaseRun(id: string, owner: string): Promise<void>;
  /** Whoever took the run last and did not release it, whether that still lasts or not. */
  lease(id: string): Promise<Lease | undefined>;
  /** Imports that are neither finished nor refused, newest first; checks are none. */
  unfinishedRuns(): Promise<readonly ImportRecord[]>;
  /** Undefined where nothing was sent. */
  sentCount(runId: string): Promise<SentCount | undefined>;
  /**
   * Stores requests before they leave, in one transaction; answers with their ids, rising in the order given. With an
   * `owner`, throws `run/taken-over` where somebody else holds the run by now; throws `run/rivalled` where another run has
   * an equal document of the same organisation on its way.
   */
  storeRequests(requests: readonly Omit<StoredRequest, 'id'>[], owner?: string): Promise<readonly number[]>;
  /** One transaction: the request settled and its body dropped, its members' results and deliveries stored. Throws if it was settled. */
  settleRequest(
    id: number,
    settledAt: number,
    httpStatus: number | undefined,
    results: readonly MemberResult[],
  ): Promise<void>;
  /** Results of some of its members; the request stays open for the others. */
  addResults(id: number, results: readonly MemberResult[]): Promise<void>;
  /** What open requests of other runs may deliver to an organisation, of one entity; with `hashes`, of these documents. */
  underWay(asked: {
    readonly organisationId: string;
    readonly exceptRun: string;
    readonly entity: string;
    readonly hashes?: readonly string[];
  }): Promise<readonly Delivery[]>;
  /** How many requests of a run to this path were answered by 2xx. */
  carriedOut(runId: string, path: string): Promise<number>;
  /** Requests without an outcome yet, by id, a page at a time. */
  openRequests(runId: string, after: number, limit: number): Promise<readonly StoredRequest[]>;
  /**
   * Results of a run in the order in which they were settled, a page at a time: those with a `position` above `after`.
   * A document that was retried has several; the last one counts.
   */
  results(
    runId: string,
    after: number,
    limit: number,
  ): Promise<readonly (MemberResult & { readonly position: number })[]>;
  /** Of these IDs of Xero's, those that a document of any run was told to have got. */
  assignedIds(xeroIds: readonly string[]): Promise<ReadonlySet<string>>;
  /**
   * The last delivery of each key and occurrence asked for. Of a purged run its key is known as a keyed hash alone: then
   * `key` is the one asked for, and `hash` is too where it was the one delivered, else something else.
   */
  deliveries(
    organisationId: string,
    entity: string,
    keys: readonly { readonly key: string; readonly occurrence: number; readonly hash?: string }[],
  ): Promise<readonly Delivery[]>;
  /** Whether anything of this entity was delivered to the organisation, or may yet be by a request that is open. */
  hasDeliveries(organisationId: string, entity: string): Promise<boolean>;
  /** For an organisation that begins anew: a sandbox that is reset. */
  forgetDeliveries(organisationId: string): Promise<void>;
  /** What an export of changes keeps, to go on from; undefined at first. */
  bookmark(of: BookmarkName): Promise<string | undefined>;
  saveBookmark(of: BookmarkName, value: string): Promise<void>;
  /** For an organisation that begins anew. */
  forgetBookmarks(organisationId: string): Promise<void>;
  /** Replaces what is known of an organisation's limits, undefined at first, with no other process between; resolves with the result. */
  changeLimits<T>(
    organisationId: string,
    change: (state: string | undefined) => { readonly state: string; readonly result: T },
  ): Promise<T>;
  /** Opens the file of one run, or makes it: source rows, documents, findings. The same store while it is open. */
  openRun(runId: string): Promise<RunStore>;
  /** Removes the file of a run, readable or not. */
  discardRun(runId: string): Promise<void>;
  /**
   * Removes what tells of customers: the runs' files, texts, bodies and findings. Their deliveries stay as keyed hashes.
   * @param summary what is kept of a run's own
   */
  purgeRuns(
    runs: readonly { readonly id: string; readonly summary?: RunSummary }[],
    /** ISO, UTC. */
    purgedAt: string,
  ): Promise<void>;
  /** Closes the open run files too. */
  close(): Promise<void>;
}
