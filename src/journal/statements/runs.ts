/** Runs of the journal, and the lease by which one process works on a run. */

import type { RunSummary } from '../../model/run-summary.ts';
import type { Database } from '../database.ts';
import type { Journal, Lease, RunRecord, SentCount } from '../journal.ts';
import { present } from '../present.ts';

const COLUMNS = `id, job, job_path AS jobPath, job_text AS jobText, org, organisation_id AS organisationId, entity,
  command, status, started_at AS startedAt, finished_at AS finishedAt, out_dir AS outDir, summary, asked, resume_at AS resumeAt, purged_at AS purgedAt`;

interface RunRow extends Omit<RunRecord, 'finishedAt' | 'summary' | 'asked' | 'resumeAt' | 'purgedAt'> {
  readonly finishedAt: string | null;
  /** JSON. */
  readonly summary: string | null;
  readonly asked: string | null;
  readonly resumeAt: string | null;
  readonly purgedAt: string | null;
}

type Leases = Pick<Journal, 'claimRun' | 'releaseRun' | 'lease'>;
type Runs = Pick<Journal, 'createRun' | 'updateRun' | 'run' | 'runs' | 'unfinishedRuns' | 'sentCount'> & Leases;

/** `beforeChange` makes durable what a changed run may rest on. */
export function runs(database: Database, beforeChange: () => void): Runs {
  const update = runChanger(database);
  const insert = database.prepare(`
    INSERT INTO run (id, job, job_path, job_text, org, organisation_id, entity, command, status, started_at,
      finished_at, out_dir, summary, asked, resume_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const selectOne = database.prepare<RunRow>(`SELECT ${COLUMNS} FROM run WHERE id = ?`);
  const newest = database.prepare<RunRow>(`SELECT ${COLUMNS} FROM run ORDER BY started_at DESC, rowid DESC LIMIT ?`);
  const unfinished = database.prepare<RunRow>(`
    SELECT ${COLUMNS} FROM run WHERE status NOT IN ('finished', 'refused') AND purged_at IS NULL AND command = 'run'
    ORDER BY started_at DESC, rowid DESC`);
  const sent = database.prepare<SentCount>(`
    SELECT count(*) AS requests, count(*) FILTER (WHERE settled_at IS NULL) AS open, min(intent_at) AS firstAt,
      max(intent_at) AS lastAt
    FROM request WHERE run_id = ?`);
  return {
    async unfinishedRuns() {
      return database.read(() => unfinished.all()).map((row) => ({ ...toRun(row), command: 'run' }));
    },
    async sentCount(runId) {
      const count = database.read(() => sent.get(runId)!);
      return count.requests === 0 ? undefined : { ...count };
    },
    async createRun(run) {
      database.write(() => insert.run(run.id, ...valuesOf(run).map((value) => value ?? null)));
    },
    async updateRun(id, change) {
      beforeChange();
      database.write(() => update(id, change));
    },
    async run(id) {
      const row = database.read(() => selectOne.get(id));
      return row && toRun(row);
    },
    async runs(limit) {
      return database.read(() => newest.all(limit)).map(toRun);
    },
    ...leases(database),
  };
}

/** One atomic statement each: the lease is taken where it is free, over, or the owner's own. */
function leases(database: Database): Leases {
  const claim = database.prepare(`
    UPDATE run SET lease_owner = ?1, lease_until = ?2
    WHERE id = ?3 AND (lease_owner IS NULL OR lease_owner = ?1 OR lease_until <= ?4)`);
  const release = database.prepare(
    'UPDATE run SET lease_owner = NULL, lease_until = NULL WHERE id = ? AND lease_owner = ?',
  );
  const select = database.prepare<Lease>(
    'SELECT lease_owner AS owner, lease_until AS until FROM run WHERE id = ? AND lease_owner IS NOT NULL',
  );
  return {
    async lease(id) {
      const row = database.read(() => select.get(id));
      return row && { ...row };
    },
    async claimRun(id, owner, now, until) {
      return database.write(() => claim.run(owner, until, id, now).changes === 1);
    },
    async releaseRun(id, owner) {
      database.write(() => release.run(id, owner));
    },
  };
}

type RunChange = Parameters<Journal['updateRun']>[1];

function runChanger(database: Database): (id: string, change: RunChange) => void {
  const columns = ['job', 'job_path', 'job_text', 'org', 'organisation_id', 'entity', 'command', 'status'];
  const all = [...columns, 'started_at', 'finished_at', 'out_dir', 'summary', 'asked', 'resume_at'];
  const update = database.prepare(`
    UPDATE run SET ${all.map((column) => `${column} = ifnull(?, ${column})`).join(', ')} WHERE id = ?`);
  return (id, change) => {
    const { changes } = update.run(...valuesOf(change).map((value) => value ?? null), id);
    if (changes === 0) throw new Error(`run ${id} is to be changed, but not in the journal`);
  };
}

/** In the order of the columns, the ID left out. */
function valuesOf(run: RunChange): readonly (string | undefined)[] {
  const { job, jobPath, jobText, org, organisationId, entity, command, status } = run;
  const summary = run.summary && JSON.stringify(run.summary);
  const { startedAt, finishedAt, outDir, asked, resumeAt } = run;
  const head = [job, jobPath, jobText, org, organisationId, entity, command, status];
  return [...head, startedAt, finishedAt, outDir, summary, asked, resumeAt];
}

function toRun(row: RunRow): RunRecord {
  const { summary } = row;
  return present({ ...row, summary: summary === null ? null : (JSON.parse(summary) as RunSummary) });
}
