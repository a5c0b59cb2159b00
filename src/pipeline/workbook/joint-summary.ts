/** Sums the sheets of a job up into one summary. */

import type { RowStatus, RunSummary, StatusCounts } from '../../model/run-summary.ts';
import type { FinishedSheet, WorkbookSummary } from '../../model/workbook-summary.ts';

const STATUSES: readonly RowStatus[] = ['OK', 'WARNING', 'ERROR', 'SKIPPED', 'UNSENT'];
/** The first that any sheet has is that of the whole. */
const WORST: readonly RunSummary['status'][] = ['interrupted', 'parked', 'refused', 'finished'];

export interface JointRun {
  readonly runId: string;
  /** The job's name. */
  readonly job: string;
  readonly command: 'run' | 'check';
  /** Of all sheets, their checks included. */
  readonly calls: RunSummary['calls'];
}

/** @param sheets at least one, in the order of delivery */
export function jointSummary(
  { runId, job, command, calls }: JointRun,
  sheets: readonly FinishedSheet[],
): WorkbookSummary {
  const all = sheets.map(({ summary }) => summary);
  const sent = hasSent(all, command);
  const first = all[0]!;
  return {
    runId,
    job,
    org: first.org,
    entity: [...new Set(all.map(({ entity }) => entity))].join(', '),
    status: statusOf(all, sent),
    startedAt: all.map(({ startedAt }) => startedAt).toSorted()[0]!,
    finishedAt: all
      .map(({ finishedAt }) => finishedAt)
      .toSorted()
      .at(-1)!,
    ...resumable(all),
    source: { files: sources(all) },
    rows: counts(all.map(({ rows }) => rows)),
    documents: counts(all.map(({ documents }) => documents)),
    calls,
    totals: Object.fromEntries(
      sheets.flatMap(({ label, summary }) =>
        Object.entries(summary.totals).map(([field, amount]) => [`${label} ${field}`, amount]),
      ),
    ),
    findings: sums(all.map(({ findings }) => findings)),
    unused: sheets.flatMap(({ label, summary }) => summary.unused.map((column) => `${label}: ${column}`)),
    exitCode: exitCode(all, sent),
    sheets: sheets.map(({ label, summary }) => {
      const { entity, status, rows, documents, totals } = summary;
      return {
        sheet: label,
        entity,
        runId: summary.runId,
        status,
        rows,
        documents,
        totals,
        exitCode: summary.exitCode,
      };
    }),
  };
}

/** Something of it is in the books: then `refused`, and its exit code, would tell a lie. */
function hasSent(all: readonly RunSummary[], command: 'run' | 'check'): boolean {
  const sent = ({ status, documents }: RunSummary) => status !== 'refused' && documents.OK + documents.WARNING > 0;
  return command === 'run' && all.some(sent);
}

function statusOf(all: readonly RunSummary[], sent: boolean): RunSummary['status'] {
  const worst = WORST.find((status) => all.some((summary) => summary.status === status))!;
  return worst === 'refused' && sent ? 'finished' : worst;
}

function exitCode(all: readonly RunSummary[], sent: boolean): number {
  const worst = [5, 3, 1, 4, 2].find((code) => all.some((summary) => summary.exitCode === code)) ?? 0;
  return worst === 2 && sent ? 4 : worst;
}

/** A workbook of several sheets once, with the rows of all of them. */
function sources(all: readonly RunSummary[]): RunSummary['source']['files'] {
  const files = Map.groupBy(
    all.flatMap(({ source }) => source.files),
    ({ path, sha256 }) => `${sha256} ${path}`,
  );
  return [...files.values()].map((same) => ({ ...same[0]!, rows: total(same.map(({ rows }) => rows)) }));
}

function resumable(all: readonly RunSummary[]): { readonly resumeAt?: string } {
  const times = all.flatMap(({ resumeAt }) => (resumeAt === undefined ? [] : [resumeAt]));
  return times.length === 0 ? {} : { resumeAt: times.toSorted().at(-1)! };
}

function counts(all: readonly StatusCounts[]): StatusCounts {
  return Object.fromEntries(STATUSES.map((status) => [status, total(all.map((each) => each[status]))])) as StatusCounts;
}

function sums(all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const each of all) for (const [code, times] of Object.entries(each)) found[code] = (found[code] ?? 0) + times;
  return found;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
