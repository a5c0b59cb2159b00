/** A reconciliation in numbers: `run.json`. Rows that agree are OK, all others ERROR. */

import type { Clock } from '../model/clock.ts';
import type { Finding } from '../model/finding.ts';
import type { ReconcileJob } from '../model/job.ts';
import type { Reconciliation } from '../model/reconciliation.ts';
import type { RunSummary, StatusCounts } from '../model/run-summary.ts';
import type { Connection } from './parts.ts';
import type { MappedFile } from './read-source.ts';
import type { Analysis } from './reconcile-analyse.ts';

interface Run {
  readonly runId: string;
  readonly job: ReconcileJob;
  readonly alias: string;
  readonly startedAt: string;
  readonly files: readonly MappedFile[];
}

export interface Reconciled extends Run {
  readonly path: string;
  readonly reconciliation: Reconciliation;
  readonly analysis: Analysis;
  readonly connection: Connection;
  /** A file that is no longer what was imported. */
  readonly changed: string | undefined;
}

export interface Checked extends Run {
  readonly records: number;
  /** Why nothing was compared. */
  readonly unreadable?: readonly Finding[];
}

/** Exit code 6 where anything differs. */
export function reconcileSummary(run: Reconciled, clock: Clock): RunSummary {
  const { reconciliation, analysis, connection } = run;
  const { matched, different, onlyInSheet, onlyInXero } = reconciliation.counts;
  const { rows } = analysis;
  return {
    ...head(run, clock),
    rows: counts(rows.matched, rows.others, rowsRead(run) - rows.matched - rows.others),
    documents: counts(matched, different + onlyInSheet + onlyInXero, 0),
    calls: connection.api.counts(),
    totals: totalsOf(reconciliation),
    findings: findingsOf(run),
    output: { path: run.path },
    exitCode: reconciliation.passed ? 0 : 6,
  };
}

/** Exit code 2 where cells cannot be read. */
export function checkedSummary(run: Checked, clock: Clock): RunSummary {
  const { unreadable = [], records } = run;
  const refused = unreadable.length > 0;
  const faulty = new Set(unreadable.map(({ ordinal }) => ordinal)).size;
  const codes = Object.groupBy(unreadable, ({ code }) => code);
  return {
    ...head(run, clock),
    status: refused ? 'refused' : 'finished',
    rows: refused ? { ...counts(0, faulty, 0), UNSENT: rowsRead(run) - faulty } : counts(rowsRead(run), 0, 0),
    documents: refused ? { ...counts(0, 0, 0), UNSENT: records } : counts(records, 0, 0),
    calls: { sent: 0, retried: 0, limited: 0 },
    totals: {},
    findings: Object.fromEntries(Object.entries(codes).map(([code, found]) => [code, found?.length ?? 0])),
    exitCode: refused ? 2 : 0,
  };
}

function head({ runId, job, alias, startedAt, files }: Run, clock: Clock) {
  return {
    runId,
    job: job.name,
    org: alias,
    entity: job.of,
    status: 'finished' as const,
    startedAt,
    finishedAt: new Date(clock.now()).toISOString(),
    source: { files: files.map(({ file: { path, sha256, rows } }) => ({ path, sha256, rows })) },
    unused: [],
  };
}

function rowsRead({ files }: Run): number {
  return files.reduce((sum, { file }) => sum + file.rows, 0);
}

function counts(OK: number, ERROR: number, SKIPPED: number): StatusCounts {
  return { OK, WARNING: 0, ERROR, SKIPPED, UNSENT: 0 };
}

function totalsOf({ controlTotals }: Reconciliation): Readonly<Record<string, string>> {
  const amounts = controlTotals.filter(({ name }) => name !== 'Documents');
  return Object.fromEntries(
    amounts.flatMap(({ name, sheet, xero }) => [
      [`${name} (sheet)`, sheet],
      [`${name} (Xero)`, xero],
    ]),
  );
}

function findingsOf({ reconciliation, analysis, changed }: Reconciled): Readonly<Record<string, number>> {
  const causes = reconciliation.causes.map(({ cause, count }) => [cause.replaceAll(' ', '-'), count] as const);
  const off = reconciliation.controlAccounts.filter(({ ledger, documents }) => ledger !== documents).length;
  const further: readonly (readonly [string, number])[] = [
    ['control-account', off],
    ['source-changed', changed === undefined ? 0 : 1],
  ];
  const all = [...causes, ...analysis.alone, ...further].filter(([, count]) => count > 0);
  return Object.fromEntries(all.map(([name, count]) => [`reconcile/${name}`, count]));
}
