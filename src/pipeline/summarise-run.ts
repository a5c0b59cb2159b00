/** Sums a run up for `run.json`, the report's summary and the closing lines. */

import type { RunStore } from '../journal/run-store.ts';
import { add, type Decimal, decimal, formatFixed, ZERO } from '../model/decimal.ts';
import type { Refusal } from '../model/refusal.ts';
import type { RunSummary } from '../model/run-summary.ts';
import type { Finishing } from './finishing.ts';
import type { Parts } from './parts.ts';
import { resumeTime } from './resume-time.ts';

export interface RunEnd {
  /** Nothing was sent, because of errors or control totals. */
  readonly stop: boolean;
  /** Why the run stopped before its end. */
  readonly stopped: Refusal | undefined;
}

export async function summariseRun(
  run: Finishing,
  counts: Awaited<ReturnType<RunStore['count']>>,
  { stop, stopped }: RunEnd,
  parts: Parts,
): Promise<RunSummary> {
  const { command, job, store } = run;
  const exitCode = exitOf(command, counts.rows.ERROR, stop, stopped);
  const refused = stop && (command === 'run' || counts.rows.ERROR > 0 || exitCode === 2);
  const files = (await store.files()).map(({ path, sha256, rows }) => ({ path, sha256, rows }));
  return {
    runId: run.runId,
    job: job.name,
    org: run.alias,
    entity: job.entity,
    status: stopped === undefined ? (refused ? 'refused' : 'finished') : statusOfStop(stopped),
    startedAt: run.startedAt,
    finishedAt: new Date(parts.clock.now()).toISOString(),
    ...(stopped?.until === undefined ? {} : { resumeAt: resumeTime(stopped.until) }),
    source: { files },
    rows: counts.rows,
    documents: counts.documents,
    calls: await run.calls(),
    totals: await sumTotals(store),
    findings: counts.findings,
    unused: job.unused === 'ignore' ? [] : run.unused,
    exitCode,
  };
}

function statusOfStop(stopped: Refusal): RunSummary['status'] {
  return stopped.exitCode === 5 && stopped.code !== 'run/interrupted' ? 'parked' : 'interrupted';
}

function exitOf(command: 'run' | 'check', errors: number, stop: boolean, stopped: Refusal | undefined): number {
  if (stopped !== undefined) return stopped.exitCode;
  if (stop) return 2;
  if (errors > 0) return command === 'check' ? 2 : 4;
  return 0;
}

/** Over the documents that are, or may be, in the books. */
async function sumTotals(store: RunStore): Promise<Readonly<Record<string, string>>> {
  const sums = new Map<string, Decimal>();
  for await (const page of store.totals(['OK', 'WARNING'])) {
    for (const totals of page) {
      for (const [field, amount] of Object.entries(totals)) {
        sums.set(field, add(sums.get(field) ?? ZERO, decimal(amount)));
      }
    }
  }
  return Object.fromEntries([...sums].map(([field, sum]) => [field, formatFixed(sum, 2)]));
}
