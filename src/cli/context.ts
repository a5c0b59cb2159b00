/** The composition root: names every concrete part and hands it down. */

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileSnapshots } from '../journal/file-snapshots.ts';
import type { Journal } from '../journal/journal.ts';
import type { Snapshots } from '../journal/snapshots.ts';
import { openSqliteJournal } from '../journal/sqlite-journal.ts';
import { sqliteReconcileStores } from '../journal/sqlite-reconcile-store.ts';
import { sqliteSpools } from '../journal/sqlite-spool.ts';
import { mapperFindings } from '../mappers/findings.ts';
import { transforms } from '../mappers/transforms/index.ts';
import { type Clock, systemClock } from '../model/clock.ts';
import type { FactKind, FactSettings } from '../model/facts.ts';
import { DEFAULT_SETTINGS, indexFacts } from '../model/index-facts.ts';
import { Refusal } from '../model/refusal.ts';
import type { Registry } from '../model/registry.ts';
import { offlineConnection } from '../pipeline/offline-connection.ts';
import type { Connection, Parts } from '../pipeline/parts.ts';
import { localFiles } from '../tabular/local-files.ts';
import { mayReplace } from '../tabular/may-replace.ts';
import { openTable } from '../tabular/open-table.ts';
import { updateTable } from '../tabular/update-table.ts';
import { writeCsv } from '../tabular/write-csv.ts';
import { writeJsonl } from '../tabular/write-jsonl.ts';
import { writeWorkbook } from '../tabular/write-workbook.ts';
import { createCatalogue, validatorKinds } from '../validators/catalogue.ts';
import { rules } from '../validators/rules/index.ts';
import { actions } from '../xero/actions/index.ts';
import { type AppMinute, createAppMinute } from '../xero/app-minute.ts';
import type { TokenKeeper } from '../xero/auth/keep-token.ts';
import { scopeOfCall } from '../xero/auth/scopes-for.ts';
import { XERO_HOSTS } from '../xero/auth/sign-in.ts';
import { entities } from '../xero/entities/index.ts';
import { createHttpApi } from '../xero/http-api.ts';
import { createLimiter } from '../xero/limiter.ts';
import { loadFacts } from '../xero/load-facts.ts';
import { createPatientApi } from '../xero/patient-api.ts';
import { reports } from '../xero/reports/index.ts';
import { watchServerTime } from '../xero/server-time.ts';
import { baseAddress } from './base-address.ts';
import type { Options, Surroundings } from './command.ts';
import { carrierOf, reachConnected } from './connected-organisations.ts';
import { findServed, joinSandbox, type StartSandbox, sandboxOf, type TextFile } from './join-sandbox.ts';
import { keepSnapshot, savedAlias } from './keep-snapshot.ts';
import { limitShare } from './limit-share.ts';
import { createProgress, type ProgressLine } from './progress.ts';
import { sandboxClock } from './sandbox-clock.ts';
import { paceOwner, sharedPace } from './shared-pace.ts';
import { tellLost } from './tell-lost.ts';
import { skewTeller } from './tell-skew.ts';
import { openTrace, type Trace } from './trace-file.ts';
import { workspaceFolder } from './workspace.ts';

export const registry: Registry = { entities, actions, reports };

export interface Context {
  readonly parts: Parts;
  readonly progress: ProgressLine;
  readonly snapshots: Snapshots;
  /** Reaches an organisation by its alias and loads its facts, or those that are needed; with `--offline` takes them from its snapshot. */
  connect(alias: string, needed?: readonly FactKind[]): Promise<OpenConnection>;
  close(): Promise<void>;
}

export interface OpenConnection extends Connection {
  /** Closes what was opened for this organisation. */
  close(): Promise<void>;
}

export async function openContext(options: Options, surroundings: Surroundings): Promise<Context> {
  const share = limitShare(options);
  const home = workspaceFolder(options, surroundings);
  const trace = openTrace(options, surroundings);
  const tellSkew = skewTeller(surroundings);
  const snapshots = fileSnapshots(join(home, 'snapshots'));
  const journal = await openSqliteJournal(home);
  const clock = systemClock;
  const app = createAppMinute();
  const progress = createProgress(surroundings, clock);
  const { pid, isAlive } = surroundings;
  const place = { folder: join(home, 'runs'), pid, ...(isAlive === undefined ? {} : { isAlive }) };
  const parts: Parts = {
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
    openSpool: sqliteSpools(place),
    openReconcileStore: sqliteReconcileStores(place),
    journal,
    clock,
    progress,
    newKey: () => randomUUID(),
  };
  return {
    parts,
    progress,
    snapshots,
    connect: (alias, needed) =>
      options.offline === true
        ? offline(alias, needed, snapshots, surroundings)
        : connect(alias, needed, { home, options, surroundings, journal, snapshots, app, share, trace, tellSkew }),
    async close() {
      await journal.close();
      trace.close();
    },
  };
}

/** The workspace's journal alone, for commands that reach no organisation. */
export function openJournal(options: Options, surroundings: Surroundings): Promise<Journal> {
  return openSqliteJournal(workspaceFolder(options, surroundings));
}

/** One attempt a call, without limits or repetition, for commands that make a call or two. */
export const openApi = createHttpApi;

/** Serves a local Xero from this process. */
export const startSandbox: StartSandbox = async ({ faultsFile, settingsFile, settings, ...plan }) => {
  const sandbox = await import('../sandbox/sandbox.ts');
  const faults = faultsFile === undefined ? undefined : readPlan(faultsFile, sandbox.readFaults);
  const { settings: chosen, ...rest } = settingsFile === undefined ? {} : readPlan(settingsFile, sandbox.readSettings);
  const all = { ...settings, ...chosen };
  return sandbox.startSandbox({ ...plan, ...rest, settings: all, ...(faults === undefined ? {} : { faults }) });
};

interface PlanProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a file plans for a sandbox; every problem in it is told at once. */
function readPlan<Plan>(
  { path, text }: TextFile,
  read: (text: string) => { readonly value: Plan } | { readonly problems: readonly PlanProblem[] },
): Plan {
  const result = read(text);
  if ('value' in result) return result.value;
  const lines = result.problems.map(({ line, column, message }) => `${path}:${line}:${column}  ${message}`);
  throw new Refusal('sandbox/plan', lines.join('\n'));
}

interface Reach {
  readonly home: string;
  readonly options: Options;
  readonly surroundings: Surroundings;
  readonly journal: Journal;
  readonly snapshots: Snapshots;
  readonly app: AppMinute;
  readonly trace: Trace;
  readonly tellSkew: ReturnType<typeof skewTeller>;
  /** Of each organisation's limits, above 0 and up to 1. */
  readonly share: number;
}

async function offline(
  alias: string,
  needed: readonly FactKind[] | undefined,
  snapshots: Snapshots,
  surroundings: Surroundings,
): Promise<OpenConnection> {
  const known = { registry, clock: systemClock, settings: settings(surroundings) };
  const plan = { alias: savedAlias(alias), snapshots, needed, ...known };
  return { ...(await offlineConnection(plan)), alias, close: async () => {} };
}

async function connect(alias: string, needed: readonly FactKind[] | undefined, reach: Reach): Promise<OpenConnection> {
  const { journal, share, surroundings } = reach;
  const address = await addressOf(alias, reach);
  const { clock } = address;
  const http = createHttpApi({
    baseUrl: `${address.url}/api.xro/2.0`,
    ...address.keeper,
    ...carrierOf(surroundings),
    ...(address.tenantId === undefined ? {} : { tenantId: address.tenantId }),
  });
  const limiter = createLimiter({
    clock,
    store: sharedPace(journal, address.tenantId ?? address.url, surroundings.isAlive),
    owner: paceOwner(surroundings.pid),
    app: reach.app,
    share,
    onWait: (wait) => tellWait(wait, surroundings),
  });
  const onTime = sandboxOf(alias) === undefined ? reach.tellSkew : undefined;
  const timed = watchServerTime(reach.trace.watch(http, clock), clock, onTime);
  const api = createPatientApi({
    api: timed,
    limiter,
    clock,
    organisation: alias,
    scopeOf: (method, path) => scopeOfCall(method, path, registry),
    signal: surroundings.signal,
    onEvent: tellLost(clock, surroundings),
  });
  const close = async () => {
    await http.close();
    await address.close();
  };
  try {
    const times = { takenAt: systemClock.now(), upTo: timed.serverNow() };
    const data = await loadFacts(api, needed);
    const facts = indexFacts(data, settings(surroundings));
    const end = async () => {
      await keepSnapshot({ alias, data, needed, ...times }, reach.snapshots, surroundings);
      await close();
    };
    return { alias, api, facts, clock, serverNow: timed.serverNow, live: address.live, close: end };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A terminal shows the progress line; elsewhere a wait must not look like a standstill. */
function tellWait(milliseconds: number, surroundings: Surroundings): void {
  if (surroundings.terminal) return;
  surroundings.err(`Waiting ${Math.ceil(milliseconds / 1000)} s, since Xero takes 60 calls a minute.\n`);
}

interface Address {
  /** Without the API's own path. */
  readonly url: string;
  readonly tenantId?: string;
  /** A sandbox has but one token. */
  readonly keeper: Pick<TokenKeeper, 'token'> & Partial<TokenKeeper>;
  readonly clock: Clock;
  /** Xero itself. */
  readonly live: boolean;
  close(): Promise<void>;
}

async function addressOf(alias: string, reach: Reach): Promise<Address> {
  const org = sandboxOf(alias);
  if (org === undefined) return connectedAddress(alias, reach);
  const { home, surroundings, options } = reach;
  if (typeof options.apiUrl === 'string') {
    const url = baseAddress(options.apiUrl, '--api-url');
    if (new URL(url).host === new URL(XERO_HOSTS.apiUrl).host) throw notSandbox(alias);
    const served = await findServed(url, home);
    const token = served?.token ?? (surroundings.env.ROWPOST_SANDBOX_TOKEN || SANDBOX_TOKEN);
    const tenant = served === undefined ? {} : { tenantId: served.tenantId };
    return { ...local, url, ...tenant, keeper: { token: async () => token }, clock: sandboxClock(served?.time) };
  }
  const open = settings(surroundings);
  const joined = await joinSandbox(org, home, (plan) => startSandbox({ ...plan, settings: open }));
  return {
    ...joined,
    ...local,
    keeper: { token: async () => joined.token },
    clock: sandboxClock(joined.time),
    close: joined.close,
  };
}

/** Nothing would ask before real books are written to. */
function notSandbox(alias: string): Refusal {
  return new Refusal(
    'usage/not-a-sandbox',
    `${alias} is a built-in sandbox, and --api-url is Xero itself. Connect the organisation with \`rowpost connect\`, and name its alias in the job.`,
  );
}

async function connectedAddress(alias: string, { options, surroundings, trace }: Reach): Promise<Address> {
  const { organisation, hosts, keeper } = await reachConnected(alias, options, surroundings, trace);
  return {
    url: hosts.apiUrl,
    tenantId: organisation.tenantId,
    keeper,
    clock: systemClock,
    live: hosts.apiUrl === XERO_HOSTS.apiUrl,
    close: async () => {},
  };
}

const local = { live: false, close: async () => {} };

/** The token that every sandbox takes whose owner has not set another. */
const SANDBOX_TOKEN = 'sandbox-token';

/** What Xero's documentation leaves open can be set, for checks and sandbox alike: ROWPOST_INCLUSIVE_TAX=net-rounded or tax-rounded. */
function settings({ env }: Surroundings): FactSettings {
  const inclusiveTax = env.ROWPOST_INCLUSIVE_TAX;
  if (inclusiveTax === undefined || inclusiveTax === '') return DEFAULT_SETTINGS;
  if (inclusiveTax === 'net-rounded' || inclusiveTax === 'tax-rounded') return { ...DEFAULT_SETTINGS, inclusiveTax };
  throw new Refusal('usage/setting', `ROWPOST_INCLUSIVE_TAX is ${inclusiveTax}; it may be net-rounded or tax-rounded.`);
}
