/** A temporary workspace: a sandbox of its own behind a gate, a journal, and jobs that are run from their text. */

import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { onTestFinished } from 'vitest';
import { loadImport } from '../../src/job/load-job.ts';
import type { ImportRecord, Journal } from '../../src/journal/journal.ts';
import { openSqliteJournal } from '../../src/journal/sqlite-journal.ts';
import { sqliteReconcileStores } from '../../src/journal/sqlite-reconcile-store.ts';
import { sqliteSpools } from '../../src/journal/sqlite-spool.ts';
import { mapperFindings } from '../../src/mappers/findings.ts';
import { transforms } from '../../src/mappers/transforms/index.ts';
import type { Clock } from '../../src/model/clock.ts';
import type { FactSettings } from '../../src/model/facts.ts';
import { indexFacts } from '../../src/model/index-facts.ts';
import type { ImportJob, JobProblem } from '../../src/model/job.ts';
import { Refusal } from '../../src/model/refusal.ts';
import type { Registry } from '../../src/model/registry.ts';
import type { RunSummary } from '../../src/model/run-summary.ts';
import type { FinalStep } from '../../src/pipeline/final-step.ts';
import type { ImportResult } from '../../src/pipeline/finish-run.ts';
import { giveUpRun } from '../../src/pipeline/give-up-run.ts';
import { importRun } from '../../src/pipeline/import-run.ts';
import { loadLookups } from '../../src/pipeline/load-lookups.ts';
import type { Connection, Parts } from '../../src/pipeline/parts.ts';
import { resumeRun } from '../../src/pipeline/resume-run.ts';
import { type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';
import { findInputs } from '../../src/tabular/find-inputs.ts';
import { localFiles } from '../../src/tabular/local-files.ts';
import { mayReplace } from '../../src/tabular/may-replace.ts';
import { openTable } from '../../src/tabular/open-table.ts';
import { updateTable } from '../../src/tabular/update-table.ts';
import { writeCsv } from '../../src/tabular/write-csv.ts';
import { writeJsonl } from '../../src/tabular/write-jsonl.ts';
import { writeWorkbook } from '../../src/tabular/write-workbook.ts';
import { createCatalogue, validatorKinds } from '../../src/validators/catalogue.ts';
import { rules } from '../../src/validators/rules/index.ts';
import { actions } from '../../src/xero/actions/index.ts';
import { entities } from '../../src/xero/entities/index.ts';
import { createHttpApi } from '../../src/xero/http-api.ts';
import { createLimiter } from '../../src/xero/limiter.ts';
import { loadFacts } from '../../src/xero/load-facts.ts';
import { createPatientApi } from '../../src/xero/patient-api.ts';
import { reports } from '../../src/xero/reports/index.ts';
import { watchServerTime } from '../../src/xero/server-time.ts';
import { type Call, type Gate, openGate } from './gate.ts';

// biome-ignore lint/suspicious/noExplicitAny: the books are looked into by name, as a reader of JSON does
type Loose = any;

export type ReportedRow = Readonly<Record<string, string>>;

export interface Outcome {
  readonly code: number;
  /** Where the reports lie. */
  readonly folder: string;
  readonly summary: RunSummary;
  /** The rows of report.csv, by header. */
  readonly rows: readonly ReportedRow[];
  /** `Status Code` of each row. */
  readonly fates: readonly string[];
  /** The rows of failed.csv; undefined where there is none. */
  readonly failed: readonly ReportedRow[] | undefined;
  /** Why the run stopped before its end. */
  readonly stopped: Refusal | undefined;
  /** The calls of this run that write. */
  readonly writes: readonly Call[];
}

export interface RunOptions {
  readonly command?: 'run' | 'check';
  readonly again?: boolean;
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** The run whose failed rows are the input, and those that it retried. */
  readonly retried?: readonly string[];
  /** Asked before what cannot be undone; without it nobody asks. */
  readonly confirm?: (final: FinalStep) => Promise<boolean>;
}

export interface Workspace {
  readonly folder: string;
  readonly parts: Parts;
  readonly gate: Gate;
  readonly journal: Journal;
  /** Writes files below the folder. */
  write(files: Readonly<Record<string, string | Buffer>>): Promise<void>;
  /** Runs a job on `input.csv`, or on the files that the job names. Rejects where nothing could be prepared. */
  run(job: string, input: string | Readonly<Record<string, string | Buffer>>, options?: RunOptions): Promise<Outcome>;
  /** Goes on with the newest unfinished run, or with another one. */
  resume(runId?: string): Promise<Outcome>;
  /** Gives the newest unfinished run up; resolves with the number of its documents in doubt. */
  giveUp(): Promise<number>;
  /** The time by the workspace's clock, ms since the epoch. */
  now(): number;
  /** The problems of a job that cannot be run. */
  problems(job: string, input: string): Promise<readonly JobProblem[]>;
  /** A connection to the sandbox, to be closed by the caller. */
  connect(): Promise<{ readonly connection: Connection; close(): Promise<void> }>;
  /** What the sandbox answers: `Invoices?where=...`. */
  get(path: string): Promise<Loose>;
  /** Writes to the books past the gate. */
  put(method: string, path: string, body: object): Promise<Loose>;
}

export interface WorkspaceOptions {
  /** What rowpost takes Xero to do where it is not proven. */
  readonly settings?: FactSettings;
  readonly registry?: Registry;
  readonly sandbox?: Partial<SandboxOptions>;
  /** Puts something between the pipeline and its journal. */
  readonly journal?: (journal: Journal) => Journal;
  /** The access token of each call; that of the sandbox without. */
  readonly token?: () => Promise<string>;
}

export const REGISTRY: Registry = { entities, actions, reports };

export async function openWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'rowpost-pipeline-'));
  const clock = hurriedClock();
  const sandbox = await startSandbox({ orgs: ['gb'], limits: 'off', now: clock.now, ...options.sandbox });
  const gate = await openGate(sandbox.url);
  const journal = await openSqliteJournal(join(folder, '.rowpost'));
  onTestFinished(async () => {
    await journal.close();
    await gate.close();
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });
  const parts = partsOf(
    options.registry ?? REGISTRY,
    options.journal?.(journal) ?? journal,
    clock,
    join(folder, '.rowpost'),
  );
  const { settings, token = async () => 'sandbox-token' } = options;
  const bench: Bench = { folder, gate, parts, tenantId: sandbox.tenantId, settings, token };
  return {
    folder,
    gate,
    journal,
    write: (files) => writeAll(folder, files),
    async run(job, input, runOptions = {}) {
      await writeAll(folder, typeof input === 'string' ? { 'input.csv': input } : input);
      return runJob(bench, job, runOptions);
    },
    async resume(runId) {
      const unfinished = await journal.unfinishedRuns();
      return resumeJob(bench, unfinished.find(({ id }) => runId === undefined || id === runId)!);
    },
    giveUp: async () => giveUpRun((await journal.unfinishedRuns())[0]!, bench.parts),
    now: clock.now,
    async problems(job, input) {
      await writeAll(folder, { 'input.csv': input });
      return problemsOf(bench, job);
    },
    parts,
    connect: () => connect(bench, undefined),
    get: (path) => callSandbox(sandbox, 'GET', path),
    put: (method, path, body) => callSandbox(sandbox, method, path, body),
  };
}

/** Time passes as it is slept, at once, and once only for all who sleep together; what really passes counts too. */
function hurriedClock(): Clock {
  let skipped = 0;
  return {
    now: () => Date.now() + skipped,
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      const until = Date.now() + skipped + Math.max(0, milliseconds);
      await turn();
      skipped = Math.max(skipped, until - Date.now());
      signal?.throwIfAborted();
    },
  };
}

function partsOf(registry: Registry, journal: Journal, clock: Clock, home: string): Parts {
  return {
    registry,
    transforms,
    rules,
    catalogue: createCatalogue(mapperFindings, validatorKinds),
    openTable,
    writeCsv,
    writeWorkbook,
    writeJsonl,
    updateTable,
    mayReplace,
    files: localFiles,
    openSpool: sqliteSpools({ folder: join(home, 'runs'), pid: process.pid }),
    openReconcileStore: sqliteReconcileStores({ folder: join(home, 'runs'), pid: process.pid }),
    journal,
    clock,
    progress: { phase: () => {}, rows: () => {}, documents: () => {}, calls: () => {}, plan: () => {} },
    newKey: () => randomUUID(),
  };
}

interface Bench {
  readonly folder: string;
  readonly gate: Gate;
  readonly parts: Parts;
  readonly tenantId: string;
  readonly settings: FactSettings | undefined;
  readonly token: () => Promise<string>;
}

async function runJob(bench: Bench, text: string, options: RunOptions): Promise<Outcome> {
  const before = bench.gate.calls.length;
  const outDir = join(bench.folder, 'runs', randomUUID());
  const result = await prepareAndRun(bench, text, outDir, options);
  if ('problems' in result) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return outcomeOf(bench, before, outDir, result);
}

async function resumeJob(bench: Bench, run: ImportRecord): Promise<Outcome> {
  const before = bench.gate.calls.length;
  const { job } = loadImport(run.jobText, run.jobPath, bench.parts) as { readonly job: ImportJob };
  let closing = async () => {};
  const reach = async () => {
    const { connection, close } = await connect(bench, undefined);
    closing = close;
    return connection;
  };
  try {
    const plan = { run, job, paths: [], again: false, connect: reach, onConnected: () => {} };
    return await outcomeOf(bench, before, run.outDir, await resumeRun(plan, bench.parts));
  } finally {
    await closing();
  }
}

async function outcomeOf({ gate }: Bench, before: number, outDir: string, result: ImportResult): Promise<Outcome> {
  await result.store.close();
  const rows = await readTable(join(outDir, 'report.csv'));
  return {
    code: result.summary.exitCode,
    folder: outDir,
    summary: JSON.parse(await readFile(join(outDir, 'run.json'), 'utf8')) as RunSummary,
    rows,
    fates: rows.map((row) => `${row.Status} ${row.Code}`.trim()),
    failed: result.failed.includes('failed.csv') ? await readTable(join(outDir, 'failed.csv')) : undefined,
    stopped: result.stopped,
    writes: gate.calls.slice(before).filter((call) => call.method !== 'GET'),
  };
}

async function problemsOf(bench: Bench, text: string): Promise<readonly JobProblem[]> {
  const loaded = loadImport(text, join(bench.folder, 'job.yaml'), bench.parts);
  if ('problems' in loaded) return loaded.problems;
  const result = await prepareAndRun(bench, text, join(bench.folder, 'runs', randomUUID()), {});
  return 'problems' in result ? result.problems : [];
}

async function prepareAndRun(bench: Bench, text: string, outDir: string, options: RunOptions) {
  const { folder, parts } = bench;
  const loaded = loadImport(text, join(folder, 'job.yaml'), parts);
  if ('problems' in loaded) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const job = await loadLookups(loaded.job, parts);
  let closing = async () => {};
  try {
    return await importRun(
      {
        job,
        jobText: text,
        alias: 'sandbox-gb',
        command: options.command ?? 'run',
        paths: await findInputs(job.source.files.length === 0 ? ['input.csv'] : job.source.files, folder),
        runId: randomUUID(),
        outDir,
        again: options.again ?? false,
        ...(options.limit === undefined ? {} : { limit: options.limit }),
        ...(options.retried === undefined ? {} : { retried: options.retried }),
        ...(options.confirm === undefined ? {} : { confirm: options.confirm }),
        connect: async () => {
          const { connection, close } = await connect(bench, options.signal);
          closing = close;
          return connection;
        },
        onConnected: () => {},
      },
      parts,
    );
  } finally {
    await closing();
  }
}

async function connect({ gate, parts, tenantId, settings, token }: Bench, signal: AbortSignal | undefined) {
  const { clock } = parts;
  const http = createHttpApi({
    baseUrl: `${gate.url}/api.xro/2.0`,
    tenantId,
    token,
    userAgent: 'rowpost/test',
  });
  const timed = watchServerTime(http, clock);
  const api = createPatientApi({
    api: timed,
    clock,
    limiter: createLimiter({ clock }),
    random: () => 0,
    organisation: 'sandbox-gb',
    ...(signal === undefined ? {} : { signal }),
  });
  const facts = indexFacts(await loadFacts(api), settings);
  const { serverNow } = timed;
  const connection: Connection = { alias: 'sandbox-gb', api, facts, clock, serverNow, live: false };
  return { connection, close: () => http.close() };
}

async function writeAll(folder: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

async function readTable(path: string): Promise<readonly ReportedRow[]> {
  return parse(await readFile(path), { columns: true, bom: true }) as unknown as readonly ReportedRow[];
}

async function callSandbox(
  sandbox: { readonly url: string; readonly tenantId: string },
  method: string,
  path: string,
  body?: object,
): Promise<Loose> {
  const response = await fetch(`${sandbox.url}/api.xro/2.0/${path}`, {
    method,
    headers: { authorization: 'Bearer sandbox-token', 'xero-tenant-id': sandbox.tenantId },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Whether the run could not even be prepared, and why. */
export async function refusalOf(run: Promise<Outcome>): Promise<Refusal> {
  try {
    await run;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('the run was not refused');
}
