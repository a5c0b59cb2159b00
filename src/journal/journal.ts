/**
 * The port of the journal: what is durable between preparing, delivering and reporting.
 *
 * `journal.db` outlives every run: runs, requests, results, deliveries; the rows and documents of a run lie in its own
 * file (`RunStore`), and what is known of limits in `limits.db`. The journal stores, claims and iterates; it never decides.
 *
 * A run: `preparing` -> `prepared` -> `delivering` -> `finished`. `preparing` may end in `refused` (nothing was sent);
 * `delivering` may stop at `interrupted` (the process ended) or `parked` (a limit, a sign-in), and goes on from there.
 * A request: intent (stored with its bytes and members before it leaves) -> settled (once, in one transaction with its
 * members' results and deliveries, its bytes dropped). An intent that is found open after a crash may have reached Xero.
 * A member's result: `saved`, `warned`, `rejected` are final; `retry` lets the document go into another request;
 * `unknown` is final too and says that it cannot be learnt whether Xero saved it.
 * A document: `ready` -> `sent` (member of a stored request) -> `done`, or back to `ready` by `retry`; `held` ones
 * (errors, skipped) never leave. After a crash the states are derived again from the journal's requests and results.
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
  readonly command: 'run' | 'check';
  readonly status: RunStatus;
  /** ISO, UTC. */
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly outDir: string;
  readonly summary?: RunSummary;
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
  /** Stores requests before they leave, in one transaction; answers with their ids, rising in the order given. */
  storeRequests(requests: readonly Omit<StoredRequest, 'id'>[]): Promise<readonly number[]>;
  /** One transaction: the request settled and its body dropped, its members' results and deliveries stored. Throws if it was settled. */
  settleRequest(
    id: number,
    settledAt: number,
    httpStatus: number | undefined,
    results: readonly MemberResult[],
  ): Promise<void>;
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
  /** The last delivery of each key and occurrence asked for. */
  deliveries(
    organisationId: string,
    entity: string,
    keys: readonly { key: string; occurrence: number }[],
  ): Promise<readonly Delivery[]>;
  /** Whether anything of this entity was delivered to the organisation. */
  hasDeliveries(organisationId: string, entity: string): Promise<boolean>;
  /** For an organisation that begins anew: a sandbox that is reset. */
  forgetDeliveries(organisationId: string): Promise<void>;
  /** Replaces what is known of an organisation's limits, undefined at first, with no other process between; resolves with the result. */
  changeLimits<T>(
    organisationId: string,
    change: (state: string | undefined) => { readonly state: string; readonly result: T },
  ): Promise<T>;
  /** Opens the file of one run, or makes it: source rows, documents, findings. The same store while it is open. */
  openRun(runId: string): Promise<RunStore>;
  /** Closes the open run files too. */
  close(): Promise<void>;
}
