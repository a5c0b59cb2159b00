/** What the pipeline is put together from: concrete input and output, handed down by the command line. */

import type { Journal } from '../journal/journal.ts';
import type { OpenReconcileStore } from '../journal/reconcile-store.ts';
import type { OpenSpool } from '../journal/spool.ts';
import type { Clock } from '../model/clock.ts';
import type { Facts } from '../model/facts.ts';
import type { LocalFiles } from '../model/local-files.ts';
import type { ExistingRecord } from '../model/matching.ts';
import type { Registry } from '../model/registry.ts';
import type { Rule } from '../model/rule.ts';
import type { OpenTable, UpdateTable, WriteCsv, WriteJsonl, WriteWorkbook } from '../model/table-format.ts';
import type { Transform } from '../model/transform.ts';
import type { Catalogue } from '../validators/catalogue.ts';
import type { PatientApi } from '../xero/patient-api.ts';
import type { Estimate } from './estimate.ts';

/** The organisation a run talks to. */
export interface Connection {
  readonly alias: string;
  readonly api: PatientApi;
  readonly facts: Facts;
  /** The time by which requests are sent and settled: a sandbox may run faster than the computer's own. */
  readonly clock: Clock;
  /** The time at Xero now, ms since the epoch, rather too early than too late. */
  readonly serverNow: () => number;
  /** Links into Xero make sense: a live organisation, no sandbox. */
  readonly live: boolean;
  /** Where nothing is asked of Xero: what is known instead. */
  readonly saved?: SavedLists;
  /** Records that earlier sheets of the same job are about to create, by entity, in portions. */
  readonly planned?: (entity: string) => AsyncIterable<readonly ExistingRecord[]>;
  /** What these sheets are about to make of records that exist: by ID the status to come, "" for what will be gone. */
  readonly willBe?: (entity: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** What an organisation's snapshot tells beside its facts. */
export interface SavedLists {
  /** When the oldest of its lists was read, ms since the epoch by the computer's clock. */
  readonly takenAt: number;
  /** What an entity's records are known by, in portions; undefined where that was never saved. */
  records(entity: string): AsyncIterable<readonly ExistingRecord[]> | undefined;
}

/** Told as a run goes on, for the progress line; numbers are totals so far. */
export interface Progress {
  phase(name: 'reading' | 'checking' | 'looking up' | 'sending' | 'writing' | 'reporting'): void;
  rows(count: number): void;
  documents(done: number, of?: number): void;
  calls(count: number): void;
  /** Before anything is sent. */
  plan(estimate: Estimate): void;
}

export interface Parts {
  readonly registry: Registry;
  readonly transforms: readonly Transform[];
  readonly rules: readonly Rule[];
  readonly catalogue: Catalogue;
  readonly openTable: OpenTable;
  readonly writeCsv: WriteCsv;
  readonly writeWorkbook: WriteWorkbook;
  readonly writeJsonl: WriteJsonl;
  /** Adds rows to a file that is there, or brings its rows up to date. */
  readonly updateTable: UpdateTable;
  /** Rejects with `write/not-ours` where a file holds work that writing it anew would destroy. */
  readonly mayReplace: (path: string, remedy?: string) => Promise<void>;
  /** Files that are attached, and files that come out of Xero. */
  readonly files: LocalFiles;
  readonly openSpool: OpenSpool;
  readonly openReconcileStore: OpenReconcileStore;
  readonly journal: Journal;
  /** The computer's own. */
  readonly clock: Clock;
  readonly progress: Progress;
  /** A new Idempotency-Key. */
  readonly newKey: () => string;
}
