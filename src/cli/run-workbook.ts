/** Runs or checks a job of several sheets: each a run of its own, with one report and one summary of them all. */

import { join, relative, resolve } from 'node:path';
import { labelOf } from '../job/reading/read-workbook.ts';
import type { WorkbookJob } from '../model/any-job.ts';
import { findTask } from '../model/find-task.ts';
import type { ImportJob } from '../model/job.ts';
import { Refusal } from '../model/refusal.ts';
import type { RowStatus } from '../model/run-summary.ts';
import type { FinishedSheet, WorkbookSummary } from '../model/workbook-summary.ts';
import type { FinalStep } from '../pipeline/final-step.ts';
import type { ImportResult } from '../pipeline/finish-run.ts';
import type { Connection, Parts } from '../pipeline/parts.ts';
import { inDeliveryOrder } from '../pipeline/workbook/delivery-order.ts';
import { jointSummary } from '../pipeline/workbook/joint-summary.ts';
import { type SheetRun, workbookRun } from '../pipeline/workbook/workbook-run.ts';
import { writeJointReports } from '../pipeline/write-reports.ts';
import { findInputs } from '../tabular/find-inputs.ts';
import { firstFindings } from './closing-lines.ts';
import type { Options, Surroundings } from './command.ts';
import { confirmFinal } from './confirm-final.ts';
import { confirmLive } from './confirm-live.ts';
import type { Context, OpenConnection } from './context.ts';
import { type Hold, holdRun } from './hold-run.ts';
import { jobRefusal } from './load-job-file.ts';
import { giveWay, meetUnfinished } from './meet-unfinished.ts';
import { newRunId, type OneRun, outFolder } from './one-run.ts';
import type { Asked } from './perform-run.ts';
import { refuseOptions } from './refuse-options.ts';

type Sheet = FinishedSheet & { readonly result: ImportResult };

/** Resolves with the exit code. */
export async function runWorkbook(
  run: OneRun<WorkbookJob>,
  options: Options,
  surroundings: Surroundings,
  context: Context,
): Promise<number> {
  refuseOptions(options, ['retry', 'expect', 'limit'], 'a job of several sheets');
  const { parts } = context;
  const { job, command, alias } = run;
  const ordered = inDeliveryOrder(job.sheets, parts.registry);
  if (command === 'run') await meetUnfinished(job, alias, parts, surroundings);
  const runId = newRunId(parts.clock.now());
  const folder = outFolder(run, runId, options, surroundings);
  const holds: Hold[] = [];
  const reach = reacher(run, options, surroundings, context);
  try {
    const sheets: SheetRun[] = [];
    for (const [index, sheet] of ordered.entries()) {
      const id = `${runId}-${index + 1}`;
      const hold = holdRun(id, parts.journal, surroundings);
      holds.push(hold);
      const outDir = join(folder, `${index + 1}-${fileName(labelOf(sheet))}`);
      const onCreated = async () => {
        await hold.take();
        if (command === 'run' && index === 0) await giveWay(id, parts, surroundings);
      };
      const paths = await inputPaths(sheet, options, surroundings);
      const plan = { runId: id, outDir, owner: hold.owner, onCreated, confirm: reach.confirm };
      sheets.push({ ...sheetRun(run, sheet, paths, options), ...plan });
    }
    const result = await workbookRun({ sheets, balances: job.balances ?? {}, connect: reach.connect }, parts);
    if ('problems' in result) throw jobRefusal(run.name, result.problems);
    return await report({ run, runId, folder, ...result, json: options.json === true }, surroundings, context);
  } finally {
    context.progress.end();
    for (const hold of holds) await hold.release();
    await reach.close();
  }
}

function sheetRun(
  { text, alias, command }: OneRun<WorkbookJob>,
  job: ImportJob,
  paths: readonly string[],
  options: Options,
): Omit<SheetRun, 'runId' | 'outDir'> {
  const again = options.again === true;
  const asked: Asked = {
    ...{ paths, again, retry: false, sheet: labelOf(job) },
    ...(typeof options.apiUrl === 'string' ? { apiUrl: options.apiUrl } : {}),
    ...(typeof options.limitShare === 'string' ? { limitShare: options.limitShare } : {}),
  };
  return { job, jobText: text, alias, command, paths, again, asked: JSON.stringify(asked), label: labelOf(job) };
}

/** Sheets may have names that files may not. */
function fileName(label: string): string {
  return label
    .replace(/[^\p{L}\p{N} _-]+/gu, '-')
    .slice(0, 40)
    .trim();
}

/** `--input` takes the place of the one file that all sheets are in. */
function inputPaths(job: ImportJob, options: Options, { cwd }: Surroundings): Promise<readonly string[]> {
  if (typeof options.input === 'string') return findInputs(options.input, cwd);
  if (job.source.files.length > 0) return findInputs(job.source.files, resolve(job.path, '..'));
  throw new Refusal('job/no-input', `${job.name} names no input. Give \`file:\` under \`source\`, or --input FILE.`);
}

/** The organisation, confirmed and named; closed at the end of the job. */
function reacher(
  { alias, command }: OneRun<WorkbookJob>,
  options: Options,
  surroundings: Surroundings,
  context: Context,
) {
  let open: OpenConnection | undefined;
  return {
    async connect(): Promise<Connection> {
      open = await context.connect(alias);
      if (command === 'run') await confirmLive(open, options, surroundings);
      context.progress.end();
      const verb = command === 'run' ? 'Writes to' : 'Checks against';
      surroundings.err(`${verb} ${open.facts.organisation.name} (${alias}).\n`);
      return open;
    },
    async confirm(final: FinalStep): Promise<boolean> {
      context.progress.end();
      return confirmFinal(final, open!, options, surroundings, command);
    },
    close: async () => open?.close(),
  };
}

interface Ended {
  readonly run: OneRun<WorkbookJob>;
  readonly runId: string;
  readonly folder: string;
  readonly sheets: readonly Sheet[];
  readonly calls: WorkbookSummary['calls'];
  readonly json: boolean;
}

async function report(
  { run, runId, folder, sheets, calls, json }: Ended,
  { out, cwd }: Surroundings,
  { parts, progress }: Context,
): Promise<number> {
  const { job, command } = run;
  const summary = jointSummary({ runId, job: job.name, command, calls }, sheets);
  const place = new Map(job.sheets.map((sheet, index) => [labelOf(sheet), index]));
  const listed = sheets.toSorted((a, b) => place.get(a.label)! - place.get(b.label)!);
  const reported = listed.map(({ label, summary: own, result }) => ({
    label,
    store: result.store,
    entity: findTask(parts.registry, job.sheets[place.get(label)!]!)!.entity,
    summary: own,
  }));
  await writeJointReports(reported, summary, folder, parts);
  progress.end();
  if (json) out(`${JSON.stringify(summary)}\n`);
  else out(await closing(summary, { sheets, folder: relative(cwd, folder), command, cwd }, parts));
  for (const { result } of sheets) await result.store.close();
  return summary.exitCode;
}

const STATUSES: readonly RowStatus[] = ['OK', 'WARNING', 'ERROR', 'SKIPPED', 'UNSENT'];

interface Closing {
  readonly sheets: readonly Sheet[];
  /** Relative to the current one. */
  readonly folder: string;
  readonly command: 'run' | 'check';
  readonly cwd: string;
}

/** What went wrong sheet by sheet, then a line for each sheet. */
async function closing(
  summary: WorkbookSummary,
  { sheets, folder, command, cwd }: Closing,
  parts: Parts,
): Promise<string> {
  const lines: string[] = [];
  for (const { result, summary: own } of sheets) {
    const found = own.exitCode === 0 ? [] : await firstFindings(result, parts, cwd);
    if (found.length > 0) lines.push(...found, '');
  }
  lines.push(`${summary.job}: ${outcome(summary, command)}`);
  const width = Math.max(...sheets.map(({ label }) => label.length));
  for (const { label, summary: own } of sheets) {
    const counts = STATUSES.filter((status) => own.rows[status] > 0).map((status) => `${own.rows[status]} ${status}`);
    const totals = Object.entries(own.totals).map(([field, amount]) => `${field} ${amount}`);
    lines.push(`  ${label.padEnd(width)}  ${[counts.join('   ') || 'no rows', ...totals].join('   ')}`);
  }
  lines.push(`  report  ${folder}/report.xlsx`);
  if (summary.exitCode !== 0) lines.push(remedy(summary, command));
  return `${lines.join('\n')}\n`;
}

function outcome({ status, exitCode }: WorkbookSummary, command: 'run' | 'check'): string {
  if (status === 'parked' || status === 'interrupted') return `${status}.`;
  if (exitCode === 2) return 'checks failed, nothing was sent.';
  if (exitCode === 4) return 'not all of it is in Xero.';
  return command === 'check' ? 'checked, nothing was sent.' : 'finished.';
}

function remedy({ status }: WorkbookSummary, command: 'run' | 'check'): string {
  const again = 'run the job again: what was delivered is not sent twice.';
  if (status === 'parked' || status === 'interrupted') return `  go on   rowpost resume, then ${again}`;
  return command === 'check'
    ? '  next    Correct the rows, and check again.'
    : `  next    Correct the rows in the input, and ${again}`;
}
