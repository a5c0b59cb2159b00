/** What a verb does that is no plain request a record: it is surveyed before anything is sent, and then performed. */

import type { StoredRequest } from '../../journal/journal.ts';
import type { DocumentRecord, RunStore } from '../../journal/run-store.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { ImportJob } from '../../model/job.ts';
import type { Action, Entity } from '../../model/registry.ts';
import type { Connection, Parts } from '../parts.ts';
import type { Departing, Sending } from '../sending.ts';

export interface SurveyPlan {
  readonly runId: string;
  readonly job: ImportJob;
  readonly entity: Entity;
  readonly action: Action;
  readonly store: RunStore;
  readonly connection: Connection;
  /** What is there already is sent again. */
  readonly again: boolean;
}

export interface Performance {
  readonly sending: Sending;
  readonly job: ImportJob;
  /** The folder of the run's report. */
  readonly outDir: string;
  /** Documents that are over with, for the progress line. */
  done(count: number): void;
}

export interface Performer {
  /** Its rows are about no record of Xero's, so that none is looked up. */
  readonly apart?: true;
  /** Finds out what is there already, and refuses what cannot be done. */
  survey?(plan: SurveyPlan, parts: Parts): Promise<void>;
  /** Carries out every ready document. Rejects with a Refusal once what is under way is settled. */
  perform(performance: Performance): Promise<void>;
  /** Finds out what came of a request that was open when the run broke off; its documents are `sent`. */
  settle?(sending: Sending, stored: StoredRequest, documents: readonly Departing[]): Promise<void>;
}

/** A finding at a document's first row. */
export function told(
  { seq, firstOrdinal, firstRow }: Departing,
  code: string,
  params: Readonly<Record<string, string>> = {},
  severity: Severity = 'ERROR',
): Finding & { readonly seq: number } {
  return { seq, code, severity, ordinal: firstOrdinal, row: firstRow, params };
}

/** What a row says itself, besides the record's key. */
export function ownValues({ body }: DocumentRecord): Readonly<Record<string, string | boolean | undefined>> {
  return JSON.parse(body ?? '{}') as Readonly<Record<string, string | boolean>>;
}

/** By the record that they are about, in their order. */
export function byRecord(documents: readonly Departing[]): ReadonlyMap<string, readonly Departing[]> {
  return Map.groupBy(documents, ({ xeroId }) => xeroId ?? '');
}
