/** An import or action run from beginning to end: prepare, deliver, report. */

import { join } from 'node:path';
import type { RunRecord } from '../journal/journal.ts';
import type { RunStore } from '../journal/run-store.ts';
import type { ProvenFormats } from '../mappers/compile-mapping.ts';
import { localDay } from '../model/days.ts';
import { findTask } from '../model/find-task.ts';
import type { ImportJob, JobProblem } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import type { Action, Entity } from '../model/registry.ts';
import { type FinalStep, finalStep } from './final-step.ts';
import { finishRun, type ImportResult } from './finish-run.ts';
import type { Connection, Parts } from './parts.ts';
import { type Preparation, prepare } from './prepare.ts';
import { makeReportFolder } from './report-folder.ts';
import { newRecord, refuseRun } from './run-record.ts';

export interface ImportOptions {
  readonly job: ImportJob;
  readonly jobText: string;
  readonly alias: string;
  readonly command: 'run' | 'check';
  readonly paths: readonly string[];
  readonly runId: string;
  /** It broke off before anything was prepared, and is read once more. */
  readonly isKnown?: boolean;
  readonly outDir: string;
  /** What reading the source again needs to know of the command. */
  readonly asked?: string;
  readonly formats?: ProvenFormats;
  /** The run whose failed rows are the input, and the runs that it retried itself. */
  readonly retried?: readonly string[];
  readonly limit?: number;
  readonly again: boolean;
  /** Other sheets are checked against what it will create, so that bodies are kept even by a check. */
  readonly plans?: true;
  /** Who holds the run, where several processes may want it. */
  readonly owner?: string;
  readonly connect: () => Promise<Connection>;
  /** The run is in the journal, and nothing else has happened. */
  readonly onCreated?: () => Promise<void>;
  /** Told the organisation before anything is sent. */
  readonly onConnected: (connection: Connection) => void;
  /** Asked before what cannot be undone; false: nothing of it is sent. */
  readonly confirm?: (final: FinalStep) => Promise<boolean>;
}

/** A run whose documents are in its file, checked; nothing of it was sent. */
export interface PreparedImport extends Preparation {
  readonly options: ImportOptions;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly store: RunStore;
  /** ISO, UTC. */
  readonly startedAt: string;
}

type Problems = { readonly problems: readonly JobProblem[] };

/** Rejects with a Refusal where nothing was prepared; problems of the job that only the input's header shows come back. */
export async function importRun(options: ImportOptions, parts: Parts): Promise<ImportResult | Problems> {
  const prepared = await prepareImport(options, parts);
  return 'problems' in prepared ? prepared : finishImport(prepared, {}, parts);
}

/** The first half: up to the first write. A run that ends here is read anew when it is taken up. */
export async function prepareImport(options: ImportOptions, parts: Parts): Promise<PreparedImport | Problems> {
  const { job, runId } = options;
  const startedAt = new Date(parts.clock.now()).toISOString();
  const { entity, action } = findTask(parts.registry, job)!;
  if (options.isKnown === true) await parts.journal.updateRun(runId, { startedAt, status: 'preparing' });
  else await parts.journal.createRun(importRecord(options, startedAt));
  await options.onCreated?.();
  const store = await parts.journal.openRun(runId);
  let prepared: Awaited<ReturnType<typeof prepare>>;
  try {
    prepared = await prepare(preparePlan(options, entity, action, store, startedAt), parts);
    if (!('problems' in prepared)) await makeReportFolder(options.outDir);
  } catch (error) {
    await abandon(store, runId, error, parts);
    throw error;
  }
  if ('problems' in prepared) {
    await refuseRun(runId, parts);
    await store.discard();
    return prepared;
  }
  return { ...prepared, options, entity, action, store, startedAt };
}

/** The second half. @param refused for a reason outside of the run: nothing of it is sent, and every row is reported */
export async function finishImport(
  prepared: PreparedImport,
  { refused = false }: { readonly refused?: boolean },
  parts: Parts,
): Promise<ImportResult> {
  const { options, entity, action, store, startedAt, connection, unused } = prepared;
  const unmet = prepared.unmet || refused || !(await isConfirmed(prepared));
  const { runId, job, alias, command, paths, outDir, owner, again } = options;
  await store.note('prepared', { unused, unmet } satisfies Prepared);
  await parts.journal.updateRun(runId, { organisationId: connection.facts.organisation.id, status: 'prepared' });
  const run = { runId, job, alias, command, paths, outDir, owner, again, entity, action, store, startedAt, connection };
  return finishRun({ ...run, unused, unmet, resumed: false, calls: async () => connection.api.counts() }, parts);
}

/** Asked, or by a check told, only where something would be sent. */
async function isConfirmed(prepared: PreparedImport): Promise<boolean> {
  const { confirm, job } = prepared.options;
  if (confirm === undefined) return true;
  const final = await finalStep({ ...prepared, job });
  return final === undefined || confirm(final);
}

/** What is noted of a run once it is prepared, beside its documents. */
export interface Prepared {
  readonly unused: readonly string[];
  readonly unmet: boolean;
}

function importRecord(options: ImportOptions, startedAt: string): RunRecord {
  const record = newRecord(options, { command: options.command, entity: options.job.entity }, startedAt);
  return options.asked === undefined ? record : { ...record, asked: options.asked };
}

function preparePlan(
  options: ImportOptions,
  entity: Entity,
  action: Action | undefined,
  store: RunStore,
  startedAt: string,
) {
  return {
    runId: options.runId,
    job: options.job,
    entity,
    action,
    store,
    paths: options.paths,
    formats: options.formats,
    retried: options.retried ?? [],
    limit: options.limit,
    again: options.again,
    sends: options.command === 'run' || options.plans === true,
    today: localDay(Date.parse(startedAt)),
    connect: async () => {
      const connection = await options.connect();
      options.onConnected(connection);
      return connection;
    },
  };
}

/** The run's file goes, since nothing was sent from it; what was wrong is told by the error. A refusal of the input is final. */
async function abandon(store: RunStore, runId: string, error: unknown, parts: Parts): Promise<void> {
  try {
    if (error instanceof Refusal && error.exitCode <= 2) await refuseRun(runId, parts);
    await store.discard();
  } catch {
    // The error that brought us here is the one to tell.
  }
}

/** The folder of a run's reports, where the command does not name one. */
export function defaultOutDir(cwd: string, runId: string): string {
  return join(cwd, 'runs', runId);
}
