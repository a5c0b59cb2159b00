/** A local Xero: an HTTP server on loopback with books of its own, for trying imports without harm. */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { openStore } from './books/store.ts';
import { createClock, type SandboxClock } from './clock.ts';
import { createFaults, noFaults } from './faults/create-faults.ts';
import type { FaultPlan } from './faults/fault.ts';
import { endpoints } from './resources/endpoints.ts';
import { createApp } from './server/app.ts';
import { createKeysInFlight } from './server/idempotency.ts';
import { createMeter, defaultLimits, type SandboxLimits } from './server/limits.ts';
import { openTenant, organisations, type SandboxOrg, type Tenant } from './server/tenant.ts';
import { defaultSettings, type SandboxSettings } from './settings.ts';

export type { SandboxLimits, SandboxOrg, SandboxSettings };

export interface SandboxOptions {
  /** The organisations behind the login; the first is the one of calls that name none. */
  readonly orgs: readonly [SandboxOrg, ...SandboxOrg[]];
  /** 0 or nothing: any free port. */
  readonly port?: number;
  /** Folder of the books, one SQLite file an organisation; in memory without. */
  readonly folder?: string;
  /** Milliseconds since the epoch; the system's clock without. */
  readonly now?: () => number;
  /** Sandbox seconds in one real second; 1 without. */
  readonly speed?: number;
  /** The token that opens everything, where the owner wants one of their own. */
  readonly token?: string;
  /** Time and its speed; takes the place of `now`. */
  readonly clock?: SandboxClock;
  /** What goes wrong on demand. */
  readonly faults?: FaultPlan;
  /** `off` pins the remaining calls at their full values. */
  readonly limits?: SandboxLimits | 'off';
  readonly settings?: Partial<SandboxSettings>;
}

export interface ServedOrganisation {
  readonly org: SandboxOrg;
  readonly tenantId: string;
  readonly organisationId: string;
  readonly name: string;
}

/** A server that runs; the ids are those of its first organisation. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly tenantId: string;
  readonly organisationId: string;
  /** A token for every organisation and scope. */
  readonly token: string;
  /** The sandbox's time at one real instant, both in ms since the epoch, and its speed. */
  readonly time: { readonly real: number; readonly time: number; readonly speed: number };
  readonly organisations: readonly [ServedOrganisation, ...ServedOrganisation[]];
  /** Back to the demo companies as they were at first. */
  reset(): void;
  close(): Promise<void>;
}

/** Taken by every sandbox whose owner has not set another. */
const defaultToken = 'sandbox-token';

/** @throws Error with code EADDRINUSE when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock =
    options.clock ??
    createClock({
      ...(options.now === undefined ? {} : { real: options.now }),
      ...(options.speed === undefined ? {} : { speed: options.speed }),
    });
  const now = clock.now;
  const faults = createFaults(options.faults ?? noFaults);
  const settings: SandboxSettings = { ...defaultSettings, ...options.settings };
  const { folder, limits = defaultLimits } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [first, ...rest] = options.orgs;
  const open = (org: SandboxOrg) =>
    openTenant({ org, file: folder === undefined ? undefined : join(folder, `${org}.db`), now });
  const tenants = [open(first), ...rest.map(open)] as const;
  const shared = openStore(undefined);
  const closeBooks = () => {
    for (const { store } of [...tenants, { store: shared }]) store.close();
  };
  const meter = createMeter(limits, settings, shared);
  const app = createApp({
    tenants,
    settings,
    endpoints,
    meter,
    keysInFlight: createKeysInFlight(),
    faults,
    clock,
    now,
    anyHost: false,
  });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
  } catch (error) {
    closeBooks();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const [home] = tenants;
  return {
    url: `http://127.0.0.1:${port}`,
    tenantId: home.tenantId,
    organisationId: home.organisationId,
    token: options.token ?? defaultToken,
    time: { real: Date.now(), time: now(), speed: clock.speed },
    organisations: [served(home), ...tenants.slice(1).map(served)],
    reset: () => {
      for (const tenant of tenants) tenant.reset();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          closeBooks();
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function served({ org, tenantId, organisationId }: Tenant): ServedOrganisation {
  return { org, tenantId, organisationId, name: organisations[org].name };
}
