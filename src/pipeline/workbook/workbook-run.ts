/** Several sheets as one: all are checked before anything is sent, then each is delivered after what it rests on. */

import type { FactKind } from '../../model/facts.ts';
import { indexFacts } from '../../model/index-facts.ts';
import type { JobProblem } from '../../model/job.ts';
import { Refusal } from '../../model/refusal.ts';
import type { FinishedSheet } from '../../model/workbook-summary.ts';
import { loadFacts } from '../../xero/load-facts.ts';
import type { CallCounts } from '../../xero/patient-api.ts';
import type { ImportResult } from '../finish-run.ts';
import { finishImport, type ImportOptions, importRun, type PreparedImport, prepareImport } from '../import-run.ts';
import type { Connection, Parts } from '../parts.ts';
import { balanceFindings } from './check-balances.ts';
import type { PlannedSheet } from './planned-facts.ts';
import { withPlannedSheets } from './planned-records.ts';
import { type ActingSheet, plannedStates } from './planned-states.ts';

/** A sheet of the job as a run of its own. */
export interface SheetRun extends Omit<ImportOptions, 'connect' | 'onConnected'> {
  /** What it is called in reports. */
  readonly label: string;
}

export interface WorkbookPlan {
  /** In the order of delivery. */
  readonly sheets: readonly SheetRun[];
  readonly balances: Readonly<Record<string, string>>;
  /** Once for all sheets. */
  readonly connect: () => Promise<Connection>;
}

/** In the order of delivery; problems are of the sheet whose header showed them. */
export type WorkbookResult =
  | {
      readonly sheets: readonly (FinishedSheet & { readonly result: ImportResult })[];
      /** Of all sheets, their checks included. */
      readonly calls: CallCounts;
    }
  | { readonly problems: readonly JobProblem[] };

interface Checked {
  readonly sheet: SheetRun;
  /** Undefined for an action that rests on what earlier sheets do: it can be checked only once they have done it. */
  readonly prepared: PreparedImport | undefined;
  /** It was checked against records that did not exist yet. */
  readonly early: boolean;
}

/** Rejects with a Refusal where nothing could be prepared. */
export async function workbookRun(plan: WorkbookPlan, parts: Parts): Promise<WorkbookResult> {
  const checked: Checked[] = [];
  let connection: Connection | undefined;
  const reach = async () => {
    connection ??= await plan.connect();
    const planned = await withPlannedSheets(counted(connection), await plannedBy(checked), parts.registry);
    return { ...planned, willBe: plannedStates(actingOf(checked)) };
  };
  try {
    for (const sheet of plan.sheets) {
      const early = await isEarly(checked);
      const waits = early && sheet.command === 'run' && sheet.job.action !== undefined;
      const prepared = waits
        ? undefined
        : await prepareImport({ ...options(sheet), connect: reach, onConnected }, parts);
      if (prepared !== undefined && 'problems' in prepared) {
        await refuseAll(checked, parts);
        return prepared;
      }
      checked.push({ sheet, prepared, early });
    }
  } catch (error) {
    await refuseAll(checked, parts);
    throw error;
  }
  const refused = (await tellUntied(plan, checked)) || (await someRefused(checked));
  const sheets = await finishAll(connection!, checked, refused, parts);
  return { sheets, calls: connection!.api.counts() };
}

/** The organisation is named once, by whoever connects. */
function onConnected(): void {}

function options({ label: _label, ...rest }: SheetRun): Omit<ImportOptions, 'connect' | 'onConnected'> {
  return { ...rest, plans: true };
}

/** The same organisation, its calls counted from here. */
function counted(connection: Connection): Connection {
  const { api } = connection;
  const before = api.counts();
  const counts = () => {
    const { sent, retried, limited } = api.counts();
    return { sent: sent - before.sent, retried: retried - before.retried, limited: limited - before.limited };
  };
  return { ...connection, api: { ...api, counts } };
}

/** Whether the open items come to something else than they should; then the first sheet says so. */
async function tellUntied({ balances }: WorkbookPlan, checked: readonly Checked[]): Promise<boolean> {
  const prepared = checked.flatMap((each) => each.prepared ?? []);
  const untied = await balanceFindings(balances, prepared);
  if (untied.length > 0) await prepared[0]!.store.changeDocuments([], untied);
  return untied.length > 0;
}

function actingOf(before: readonly Checked[]): readonly ActingSheet[] {
  return before.flatMap(({ prepared }) => {
    const { action, entity, store } = prepared ?? {};
    return action === undefined || entity === undefined || store === undefined ? [] : [{ action, entity, store }];
  });
}

async function plannedBy(before: readonly Checked[]): Promise<readonly PlannedSheet[]> {
  const sheets: PlannedSheet[] = [];
  let count = 0;
  for (const { prepared } of before) {
    if (prepared === undefined) continue;
    const { store } = prepared;
    if (prepared.action === undefined) sheets.push({ store, before: count });
    count += await documentCount(store);
  }
  return sheets;
}

async function documentCount(store: PreparedImport['store']): Promise<number> {
  let last = 0;
  for (;;) {
    const page = await store.documents({ after: last, limit: 500 });
    if (page.length === 0) return last;
    last = page.at(-1)!.seq;
  }
}

/** Whether an earlier sheet changes what this one was checked against. */
async function isEarly(before: readonly Checked[]): Promise<boolean> {
  for (const { prepared } of before) {
    if (prepared === undefined) return true;
    if ((await prepared.store.documents({ after: 0, limit: 1, state: 'ready' })).length > 0) return true;
  }
  return false;
}

async function someRefused(checked: readonly Checked[]): Promise<boolean> {
  for (const { sheet, prepared } of checked) {
    if (prepared !== undefined && (await isRefused(sheet, prepared))) return true;
  }
  return false;
}

async function isRefused(sheet: SheetRun, { store, unmet }: PreparedImport): Promise<boolean> {
  return unmet || (sheet.job.send.invalid === 'stop' && (await store.count()).documents.ERROR > 0);
}

/** A sheet that is not delivered whole ends the job: what comes after may rest on it. */
async function finishAll(connection: Connection, checked: readonly Checked[], refused: boolean, parts: Parts) {
  const finished: (FinishedSheet & { readonly result: ImportResult })[] = [];
  let stop = refused;
  let current = connection;
  for (const [place, each] of checked.entries()) {
    const { sheet } = each;
    const runs = sheet.command === 'run';
    const result =
      runs && each.early && !stop
        ? await readAnew(counted(current), each, parts)
        : await finishImport(await preparedOf(each, current, parts), { refused: runs && stop }, parts);
    const { summary, folder } = result;
    finished.push({ label: sheet.label, place, folder, summary, result });
    const isWhole = summary.exitCode === 0 || (summary.exitCode === 4 && sheet.job.send.invalid === 'skip');
    stop ||= runs && !isWhole;
    if (runs && !stop) current = await withFactsSince(current, summary.entity);
  }
  return finished;
}

/** What deliveries of an entity change of the facts; documents may have created contacts. */
const CHANGED: Readonly<Record<string, FactKind>> = {
  Accounts: 'accounts',
  TaxRates: 'taxRates',
  TrackingCategories: 'tracking',
  Items: 'items',
  Currencies: 'currencies',
};

/** They create nothing that others name. */
const WITHOUT_FACTS: readonly string[] = [
  'Payments',
  'BatchPayments',
  'ManualJournals',
  'BankTransfers',
  'Allocations',
];

/** The facts as they are once that entity is delivered; those lists alone are read again that it may have changed. */
async function withFactsSince(connection: Connection, entity: string): Promise<Connection> {
  const { facts, api } = connection;
  if (WITHOUT_FACTS.includes(entity)) return connection;
  const kind = CHANGED[entity] ?? 'contacts';
  const loaded = await loadFacts(api, [kind]);
  return { ...connection, facts: indexFacts({ ...facts, [kind]: loaded[kind] }, facts.settings) };
}

/** One that had to wait is read for its report, though nothing of it is sent. */
async function preparedOf({ sheet, prepared }: Checked, connection: Connection, parts: Parts): Promise<PreparedImport> {
  if (prepared !== undefined) return prepared;
  return whole(
    await prepareImport({ ...options(sheet), connect: async () => counted(connection), onConnected }, parts),
  );
}

/** Read and checked, now that what it rests on is in the books. */
async function readAnew(connection: Connection, { sheet, prepared }: Checked, parts: Parts): Promise<ImportResult> {
  const connect = async () => connection;
  if (prepared === undefined) return whole(await importRun({ ...options(sheet), connect, onConnected }, parts));
  await prepared.store.discard();
  const { onCreated: _held, ...again } = options(sheet);
  return whole(await importRun({ ...again, isKnown: true, connect, onConnected }, parts));
}

/** Problems of the job itself that only a header shows; others were told before anything was sent. */
function whole<T extends object>(result: T | { readonly problems: readonly JobProblem[] }): T {
  if (!('problems' in result)) return result;
  const told = result.problems.map(({ message }) => message).join('\n');
  throw new Refusal('job/problems', told, 1);
}

/** What was prepared of them comes to nothing. */
async function refuseAll(checked: readonly Checked[], parts: Parts): Promise<void> {
  const finishedAt = new Date(parts.clock.now()).toISOString();
  for (const { sheet, prepared } of checked) {
    if (prepared === undefined) continue;
    await parts.journal.updateRun(sheet.runId, { status: 'refused', finishedAt });
    await prepared.store.discard();
  }
}
