/** A local Xero: an HTTP server on loopback with books of its own, for trying imports without harm. */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { endpoints } from './resources/endpoints.ts';
import { createApp } from './server/app.ts';
import { defaultLimits, type SandboxLimits } from './server/limits.ts';
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
  readonly organisations: readonly [ServedOrganisation, ...ServedOrganisation[]];
  /** Back to the demo companies as they were at first. */
  reset(): void;
  close(): Promise<void>;
}

/** @throws Error with code EADDRINUSE when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const now = options.now ?? Date.now;
  const settings: SandboxSettings = { ...defaultSettings, ...options.settings };
  const { folder, limits = defaultLimits } = options;
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const [first, ...rest] = options.orgs;
  const open = (org: SandboxOrg) =>
    openTenant({ org, file: folder === undefined ? undefined : join(folder, `${org}.db`), limits, settings, now });
  const tenants = [open(first), ...rest.map(open)] as const;
  const closeBooks = () => {
    for (const { store } of tenants) store.close();
  };
  const app = createApp({ tenants, settings, endpoints, now, anyHost: false });
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
    token: 'sandbox-token',
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
