/** Runs reconciliations in a workspace and keeps what they found, record by record. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadJob } from '../../src/job/load-job.ts';
import type { ImportRecord } from '../../src/journal/journal.ts';
import type { ReconcileJob } from '../../src/model/job.ts';
import type { ReconciledPair, Reconciliation, SingleRecord } from '../../src/model/reconciliation.ts';
import { type Cell, cellText } from '../../src/model/source-row.ts';
import { type ReconcileResult, reconcileRun } from '../../src/pipeline/reconcile-run.ts';
import { reconciliationSheets } from '../../src/report/reconciliation/reconciliation-sheets.ts';
import { findInputs } from '../../src/tabular/find-inputs.ts';
import type { Workspace } from './workspace.ts';

export interface Found extends ReconcileResult {
  readonly reconciliation: Reconciliation;
  readonly matched: readonly ReconciledPair[];
  readonly different: readonly ReconciledPair[];
  readonly onlyInSheet: readonly SingleRecord[];
  readonly onlyInXero: readonly SingleRecord[];
  /** `INV-1 AmountDue 120.00/100.00 20.00 missing payment`, by the first field. */
  readonly told: readonly string[];
}

/** Rejects as the run does; fails where the job has problems. */
export async function reconcile(
  space: Workspace,
  text: string,
  files: Readonly<Record<string, string>> = {},
  imported?: ImportRecord,
): Promise<Found> {
  await space.write(files);
  const kept: { pairs: ReconciledPair[][]; singles: SingleRecord[][] } = { pairs: [[], []], singles: [[], []] };
  const result = await run(space, text, 'run', imported, async (reconciliation) => {
    for await (const page of reconciliation.matched()) kept.pairs[0]!.push(...page);
    for await (const page of reconciliation.different()) kept.pairs[1]!.push(...page);
    for await (const page of reconciliation.single('sheet')) kept.singles[0]!.push(...page);
    for await (const page of reconciliation.single('xero')) kept.singles[1]!.push(...page);
  });
  const [matched = [], different = []] = kept.pairs;
  const [onlyInSheet = [], onlyInXero = []] = kept.singles;
  const reconciliation = result.reconciliation!;
  const told = different.flatMap((pair) => pair.differences.map((one) => tell(pair, one, reconciliation)));
  return { ...result, reconciliation, matched, different, onlyInSheet, onlyInXero, told };
}

/** Reads and checks the sheet alone. */
export async function checkSheet(space: Workspace, text: string, files: Readonly<Record<string, string>>) {
  await space.write(files);
  return run(space, text, 'check', undefined, async () => {});
}

/** As `reconcile`, where it may come to nothing. */
export async function attempt(space: Workspace, text: string, files: Readonly<Record<string, string>>) {
  await space.write(files);
  return run(space, text, 'run', undefined, async () => {});
}

/** As `attempt`, but stopped while the workbook is written. */
export async function stopWhileWriting(space: Workspace, text: string, files: Readonly<Record<string, string>>) {
  await space.write(files);
  const stop = new AbortController();
  const visit = async (reconciliation: Reconciliation) => {
    stop.abort();
    for await (const page of reconciliation.matched()) if (page.length > 0) throw new Error('went on');
  };
  return run(space, text, 'run', undefined, visit, stop.signal);
}

export function textOf(cell: Cell | undefined): string {
  return cell === undefined ? '' : cellText(cell);
}

function tell(pair: ReconciledPair, one: ReconciledPair['differences'][number], { fields }: Reconciliation): string {
  const values = `${textOf(one.sheet)}/${textOf(one.xero)}`;
  const words = [textOf(pair.sheet.cells[0]), fields[one.field]!.field, values, one.delta, one.cause];
  return words.filter((word) => word !== undefined).join(' ');
}

async function run(
  space: Workspace,
  text: string,
  command: 'run' | 'check',
  imported: ImportRecord | undefined,
  visit: (reconciliation: Reconciliation) => Promise<void>,
  signal?: AbortSignal,
): Promise<ReconcileResult> {
  const { folder, parts } = space;
  const loaded = loadJob(text, join(folder, 'reconcile.yaml'), parts);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const job = loaded.job as ReconcileJob;
  const { connection, close } = await space.connect();
  try {
    const result = await reconcileRun(
      {
        ...{ job, jobText: text, alias: 'sandbox-gb', command, imported, runId: randomUUID() },
        paths: imported === undefined ? await findInputs(job.source!.files, folder) : [],
        outDir: join(folder, 'runs', randomUUID()),
        connect: async () => connection,
        onConnected: () => {},
        ...(signal === undefined ? {} : { signal }),
        sheets: (reconciliation) => [
          ...reconciliationSheets(reconciliation),
          { name: 'Seen', rows: visited(reconciliation, visit) },
        ],
      },
      parts,
    );
    if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
    return result;
  } finally {
    await close();
  }
}

async function* visited(reconciliation: Reconciliation, visit: (reconciliation: Reconciliation) => Promise<void>) {
  await visit(reconciliation);
  yield [{ cells: [reconciliation.passed ? 'PASS' : 'FAIL'] }];
}
