/** Runs or checks one reconciliation and prints what came of it. */

import { relative, resolve } from 'node:path';
import type { ImportRecord, Journal, RunRecord } from '../journal/journal.ts';
import type { ReconcileJob } from '../model/job.ts';
import { isLedger } from '../model/ledger.ts';
import { Refusal } from '../model/refusal.ts';
import { endOfLife } from '../pipeline/end-of-life.ts';
import { reconcileNeeds } from '../pipeline/reconcile-needs.ts';
import { type ReconcileResult, reconcileRun } from '../pipeline/reconcile-run.ts';
import { closingText } from '../report/reconciliation/closing-text.ts';
import { reconciliationSheets } from '../report/reconciliation/reconciliation-sheets.ts';
import { findInputs } from '../tabular/find-inputs.ts';
import type { Options, Surroundings } from './command.ts';
import type { Context } from './context.ts';
import { jobRefusal } from './load-job-file.ts';
import { newRunId, type OneRun, outFolder } from './one-run.ts';
import { refuseOptions } from './refuse-options.ts';
import { remarkText } from './remark-text.ts';
import { findImport, findRun, MOST_LOOKED_AT } from './retry-source.ts';
import { whileReading } from './while-reading.ts';

/** Options of `run` and `check` that only imports know. */
const OF_IMPORTS = ['retry', 'expect', 'again', 'limit', 'offline'] as const;

/** Resolves with the exit code: 0, 6 where something differs, 2 where cells cannot be read. */
export async function runReconcile(
  run: OneRun<ReconcileJob>,
  options: Options,
  surroundings: Surroundings,
  context: Context,
): Promise<number> {
  const { alias, job, command, text } = run;
  const { parts } = context;
  refuseOptions(options, OF_IMPORTS, 'a reconciliation');
  const { sourceRun } = job;
  const imported = sourceRun === undefined ? undefined : await sourceImport(sourceRun, job.of, alias, parts.journal);
  const paths = imported === undefined ? await inputPaths(job, options, surroundings) : [];
  const runId = newRunId(parts.clock.now());
  const reach = { alias, needed: reconcileNeeds(job, parts.registry) };
  const result = await whileReading(reach, surroundings, context, (reading) =>
    reconcileRun(
      {
        ...{ job, jobText: text, alias, command, paths, imported, runId, signal: surroundings.signal },
        sheets: reconciliationSheets,
        outDir: outFolder(run, runId, options, surroundings),
        ...reading,
      },
      parts,
    ),
  );
  if ('problems' in result) throw jobRefusal(run.name, result.problems);
  const { summary } = result;
  const ending = endOfLife(parts.registry.entities.filter(({ name }) => name === job.of));
  const told = () => remarkText(ending, parts) + resultText(result, surroundings.cwd);
  surroundings.out(options.json === true ? `${JSON.stringify(summary)}\n` : told());
  return summary.exitCode;
}

/** `last` is the last import of what is reconciled into the same organisation. */
async function sourceImport(name: string, of: string, alias: string, journal: Journal): Promise<ImportRecord> {
  const entity = isLedger(of) ? 'Invoices' : of;
  const isWanted = (run: RunRecord) =>
    run.command === 'run' && run.org === alias && run.entity === entity && run.purgedAt === undefined;
  if (name !== 'last') {
    const run = await findImport((await findRun(name, journal)).id, journal);
    if (run.org === alias) return run;
    throw new Refusal(
      'reconcile/import',
      `The run ${run.id} imported into ${run.org}, and this job reconciles ${alias}. Write \`org: ${run.org}\`, or name another run.`,
    );
  }
  const last = (await journal.runs(MOST_LOOKED_AT)).find(isWanted);
  if (last !== undefined) return findImport(last.id, journal);
  throw new Refusal(
    'reconcile/no-import',
    `No import of ${entity} into ${alias} is in this workspace. Run the import first, or reconcile its file: \`source: { file: ... }\`.`,
  );
}

/** `--input` is relative to the current folder, the job's files to the job. */
async function inputPaths(job: ReconcileJob, options: Options, { cwd }: Surroundings): Promise<readonly string[]> {
  if (typeof options.input === 'string') return findInputs(options.input, cwd);
  const files = job.source?.files ?? [];
  if (files.length > 0) return findInputs(files, resolve(job.path, '..'));
  throw new Refusal('job/no-input', 'The job names no input. Give `file:` under `source`, or --input FILE.');
}

function resultText(result: ReconcileResult, cwd: string): string {
  const { summary, unreadable, reconciliation, path, slow, changed } = result;
  if (unreadable !== undefined) return unreadableText(summary.job, unreadable, cwd);
  if (reconciliation === undefined || path === undefined) {
    return `${summary.job}: checked, nothing was compared.\n  rows       ${summary.rows.OK}\n  records    ${summary.documents.OK}\n`;
  }
  return closingText(summary.job, reconciliation, [
    ...(changed === undefined ? [] : [`source: ${changed} is gone or was changed since it was imported`]),
    ...(slow.length === 0 ? [] : [`slow: Xero cannot filter quickly by ${slow.join(', ')}: filtered here`]),
    `file: ${relative(cwd, path) || path}`,
  ]);
}

function unreadableText(
  job: string,
  { count, blocks, path }: NonNullable<ReconcileResult['unreadable']>,
  cwd: string,
): string {
  const more = count > blocks.length ? [`... and ${count - blocks.length} more.`] : [];
  const said = `${job}: not reconciled, since ${count} ${count === 1 ? 'cell' : 'cells'} of the sheet cannot be read.`;
  return `${[...blocks, ...more, '', said, `  list       ${relative(cwd, path) || path}`].join('\n')}\n`;
}
