/** Prepares a run: source rows to checked documents in the run's file, up to but without the first write. */

import type { RunStore } from '../journal/run-store.ts';
import type { ProvenFormats } from '../mappers/compile-mapping.ts';
import type { Finding } from '../model/finding.ts';
import type { ImportJob, JobProblem } from '../model/job.ts';
import type { Action, Entity } from '../model/registry.ts';
import { assembleDocuments } from './assemble.ts';
import { completeContactUpdates } from './complete-updates.ts';
import { type DecidePlan, decide } from './decide.ts';
import { decideAction } from './decide-action.ts';
import { endOfLife } from './end-of-life.ts';
import { createExpectCounter } from './expect-counter.ts';
import { refuseTwins } from './find-twins.ts';
import { canMeet, lookUpExisting } from './look-up-existing.ts';
import { lookUpSaved } from './look-up-saved.ts';
import type { Connection, Parts } from './parts.ts';
import { performerOf } from './performers/index.ts';
import { type MappedFile, readSource } from './read-source.ts';
import { numberRetried } from './retried-occurrences.ts';
import { deliveryKind } from './sending.ts';
import { STAGES } from './stages.ts';
import { leaveOutContacts } from './without-contact.ts';

export interface PreparePlan {
  readonly runId: string;
  readonly job: ImportJob;
  readonly entity: Entity;
  readonly action: Action | undefined;
  readonly paths: readonly string[];
  readonly formats: ProvenFormats | undefined;
  /** Runs whose failed rows are the input. */
  readonly retried: readonly string[];
  readonly limit: number | undefined;
  readonly again: boolean;
  /** False for a check: then bodies are needed for their size alone. */
  readonly sends: boolean;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly store: RunStore;
  /** Called once the source has been read, so that a faulty file costs no call. */
  readonly connect: () => Promise<Connection>;
}

export interface Preparation {
  readonly connection: Connection;
  readonly unused: readonly string[];
  /** Control totals that are not met, or columns that may not be left over: nothing may be sent. */
  readonly unmet: boolean;
}

export async function prepare(
  plan: PreparePlan,
  parts: Parts,
): Promise<Preparation | { readonly problems: readonly JobProblem[] }> {
  const { job, entity, action, store } = plan;
  parts.progress.phase('reading');
  const read = await readSource(
    { job, entity, paths: plan.paths, ...(plan.formats === undefined ? {} : { formats: plan.formats }) },
    store,
    parts,
  );
  if ('problems' in read) return read;
  const connection = await plan.connect();
  const expect = createExpectCounter(job.expect, plan.today);
  const kind = deliveryKind(entity.name, action?.name);
  const delivered = await parts.journal.hasDeliveries(connection.facts.organisation.id, kind);
  const { limit, sends } = plan;
  await assembleDocuments(
    { job, entity, action, files: read.files, store, connection, limit, expect, sends, compares: sends || delivered },
    parts,
  );
  const { runId, again } = plan;
  await numberRetried({ runId, entity, action, connection, store, retried: plan.retried, again }, parts);
  await store.note('retried', plan.retried);
  if (action === undefined) await refuseTwins(store, entity);
  const lookUp = { entity, action, store, connection, match: job.send.match };
  const { saved } = connection;
  const offline = saved === undefined ? undefined : await lookUpSaved({ ...lookUp, saved, delivered }, parts);
  if (offline === undefined) await lookUpExisting(lookUp, parts);
  const creates = action === undefined && job.send.mode === 'create';
  const meets = await canMeet(lookUp);
  const isBlind = offline?.decides === false && (!creates || meets);
  const decision = { runId, job, entity, store, connection, again };
  await decideAll(decision, action, !isBlind && (delivered || !creates || meets), parts);
  await leaveOutContacts(store, STAGES.indexOf('contacts'));
  await completeContactUpdates({ store, connection }, parts);
  const unused = unusedColumns(read.files);
  const unwanted = job.unused === 'error' ? unused.map(unusedColumn) : [];
  const empty = read.files.every(({ file }) => file.rows === 0) ? [noRows()] : [];
  const told = offline?.findings ?? [];
  const runFindings = [
    ...told,
    ...endOfLife([entity]),
    ...expect.findings(),
    ...unwanted,
    ...empty,
    ...read.guessedEncoding.map(guessedEncoding),
  ];
  await store.changeDocuments(
    [],
    runFindings.map((finding) => ({ ...finding, seq: 0 })),
  );
  return { connection, unused, unmet: expect.unmet() || unwanted.length > 0 };
}

/** @param decides false where too little is known of Xero's records, or no document can meet one */
async function decideAll(plan: DecidePlan, action: Action | undefined, decides: boolean, parts: Parts): Promise<void> {
  if (action === undefined) {
    if (decides) await decide(plan, parts);
    return;
  }
  const performer = performerOf(action);
  if (decides && performer?.apart !== true) await decideAction({ ...plan, action }, parts);
  await performer?.survey?.({ ...plan, action }, parts);
}

function guessedEncoding(file: string): Finding {
  return { code: 'read/guessed-encoding', severity: 'WARNING', ordinal: -1, row: 0, params: { file } };
}

function unusedColumn(column: string): Finding {
  return { code: 'read/unused-column', severity: 'ERROR', ordinal: -1, row: 0, column };
}

/** Told, for an export that came out empty is easily taken for one without news. */
function noRows(): Finding {
  return { code: 'read/no-rows', severity: 'WARNING', ordinal: -1, row: 0 };
}

/** Columns that no input file's mapping uses. */
function unusedColumns(files: readonly MappedFile[]): readonly string[] {
  return [...new Set(files.flatMap((file) => file.mapping.unused))];
}
