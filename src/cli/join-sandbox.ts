/** The built-in organisations: joins the sandbox that another command runs already, or starts one in this process. */

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactSettings } from '../model/facts.ts';
import { Refusal } from '../model/refusal.ts';

export type SandboxOrg = 'gb' | 'au' | 'nz' | 'us';

export interface SandboxPlan {
  /** The organisations that it serves; the first is the one of calls that name none. */
  readonly orgs: readonly [SandboxOrg, ...SandboxOrg[]];
  /** Nothing: any free one. */
  readonly port?: number;
  /** Keeps the books; in memory without. */
  readonly folder?: string;
  /** What Xero's documentation leaves open, as the checks take it. */
  readonly settings?: Partial<FactSettings>;
  /** Text of a settings file, and where it came from, for messages. */
  readonly settingsFile?: TextFile;
  /** Text of a plan of faults. */
  readonly faultsFile?: TextFile;
  /** Sandbox seconds in one real second; 1 without. */
  readonly speed?: number;
  /** Lets the faults be changed over HTTP. */
  readonly admin?: boolean;
  /** An address other than loopback, and the token of the owner's own that it then takes. */
  readonly host?: string;
  readonly token?: string;
  /** Told of errors that are the sandbox's own. */
  readonly crashed?: (error: unknown, call: string) => void;
}

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** How a sandbox's time goes: its time at one real instant (both ms since the epoch), and its speed. */
export interface SandboxTime {
  readonly real: number;
  readonly time: number;
  readonly speed: number;
}

interface ServedOrganisation {
  readonly org: SandboxOrg;
  /** The OrganisationID, too. */
  readonly tenantId: string;
  readonly name: string;
}

/** A local Xero that this process serves. */
export interface LocalSandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly token: string;
  readonly time: SandboxTime;
  /** Tells it from another one that comes to have its address. */
  readonly instance: string;
  readonly organisations: readonly [ServedOrganisation, ...ServedOrganisation[]];
  /** Back to fresh books. */
  reset(): void;
  close(): Promise<void>;
}

/** Rejects with an error of code EADDRINUSE where the port is taken. */
export type StartSandbox = (plan: SandboxPlan) => Promise<LocalSandbox>;

export interface JoinedSandbox {
  readonly url: string;
  readonly tenantId: string;
  readonly token: string;
  readonly time: SandboxTime;
  /** Stops it where this process started it. */
  close(): Promise<void>;
}

/** What a running sandbox leaves for others to join it. */
interface Notice {
  readonly url: string;
  readonly tenantId: string;
  readonly token: string;
  readonly time: SandboxTime;
  /** Tells this sandbox from another one that comes to have its address. */
  readonly instance: string;
}

/** The country behind a built-in alias (`sandbox` is `sandbox-gb`); undefined for any other alias. */
export function sandboxOf(alias: string): SandboxOrg | undefined {
  const org = alias === 'sandbox' ? 'gb' : /^sandbox-(gb|au|nz|us)$/.exec(alias)?.[1];
  return org as SandboxOrg | undefined;
}

export async function joinSandbox(org: SandboxOrg, home: string, start: StartSandbox): Promise<JoinedSandbox> {
  const running = await findRunning(org, home);
  if (running !== undefined) return { ...running, close: async () => {} };
  const folder = booksFolder(home);
  const sandbox = await start({ orgs: [org], folder }).catch((error: unknown) => {
    throw booksRefusal(error, folder);
  });
  const withdraw = await announce(home, sandbox);
  const { url, token, organisations, time } = sandbox;
  return {
    url,
    tenantId: organisations[0].tenantId,
    token,
    time,
    async close() {
      await withdraw();
      await sandbox.close();
    },
  };
}

/** The folder that keeps the sandboxes' books. */
export function booksFolder(home: string): string {
  return join(home, 'sandbox');
}

/** What SQLite says of a sandbox's books, told as what to do; any other error is handed back as it is. */
export function booksRefusal(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || !Number.isInteger(error.errcode)) return error;
  const file = 'file' in error ? String(error.file) : folder;
  return new Refusal(
    'sandbox/books',
    `${file}: the books of the sandbox cannot be used (${error.message}). Move the file away to begin with fresh books, or choose another workspace with --home.`,
  );
}

/** Lets other commands of this workspace join; resolves with the way to take that back. */
export async function announce(
  home: string,
  { url, token, time, instance, organisations }: Omit<LocalSandbox, 'reset' | 'close'>,
): Promise<() => Promise<void>> {
  await mkdir(booksFolder(home), { recursive: true, mode: 0o700 });
  for (const { org, tenantId } of organisations) {
    const notice: Notice = { url, tenantId, token, time, instance };
    await writeFile(noticeFile(org, home), JSON.stringify(notice), { mode: 0o600 });
  }
  return async () => {
    for (const { org } of organisations) await rm(noticeFile(org, home), { force: true });
  };
}

/** The sandbox that another command of this workspace serves, if it still answers. */
export async function findRunning(org: SandboxOrg, home: string): Promise<Notice | undefined> {
  try {
    const notice: Notice = JSON.parse(await readFile(noticeFile(org, home), 'utf8'));
    return (await answers(notice)) ? notice : undefined;
  } catch {
    return undefined;
  }
}

/** The notice of the sandbox that this workspace serves at an address. */
export async function findServed(url: string, home: string): Promise<Notice | undefined> {
  const orgs: readonly SandboxOrg[] = ['gb', 'au', 'nz', 'us'];
  const running = await Promise.all(orgs.map((org) => findRunning(org, home)));
  return running.find((notice) => notice?.url === url);
}

function noticeFile(org: SandboxOrg, home: string): string {
  return join(booksFolder(home), `${org}.json`);
}

/** Whether the very sandbox of the notice answers: once it was killed, another one may have its port. */
async function answers({ url, instance }: Notice): Promise<boolean> {
  const reply = await fetch(`${url}/_sandbox/instance`, { signal: AbortSignal.timeout(1000) });
  return (await reply.text()) === instance;
}
