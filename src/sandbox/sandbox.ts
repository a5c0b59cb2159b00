/** A local Xero: an HTTP server on loopback with books of its own, for trying imports without harm. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { openStore, type Store } from './books/store.ts';
import { au } from './orgs/au.ts';
import { gb } from './orgs/gb.ts';
import { nz } from './orgs/nz.ts';
import type { OrganisationData } from './orgs/organisation.ts';
import { fixedId, seed } from './orgs/seed.ts';
import { us } from './orgs/us.ts';
import { endpoints } from './resources/endpoints.ts';
import { createApp } from './server/app.ts';
import { createMeter, defaultLimits, type SandboxLimits } from './server/limits.ts';
import { defaultSettings, type SandboxSettings } from './settings.ts';

export type { SandboxLimits, SandboxSettings };
export type SandboxOrg = 'gb' | 'au' | 'nz' | 'us';

export interface SandboxOptions {
  readonly org: SandboxOrg;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  /** SQLite file that keeps the books; in memory without. */
  readonly file?: string;
  /** Milliseconds since the epoch; the system's clock without. */
  readonly now?: () => number;
  /** `off` pins the remaining calls at their full values. */
  readonly limits?: SandboxLimits | 'off';
  readonly settings?: Partial<SandboxSettings>;
}

export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly tenantId: string;
  /** A token that it takes; any other will do as well. */
  readonly token: string;
  readonly organisationId: string;
  readonly organisationName: string;
  /** Back to the demo company as it was at first. */
  reset(): void;
  close(): Promise<void>;
}

const organisations: Readonly<Record<SandboxOrg, OrganisationData>> = { gb, au, nz, us };

/** @throws Error with code EADDRINUSE when the port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const data = organisations[options.org];
  const now = options.now ?? Date.now;
  const settings: SandboxSettings = { ...defaultSettings, ...options.settings };
  const tenantId = fixedId(data.country, 'tenant');
  const store = openStore(options.file);
  const fill = () => store.transaction(() => refill(store, data, now()));
  if (store.count('Organisation', []) === 0) fill();
  const meter = createMeter(tenantId, options.limits ?? defaultLimits, settings);
  const app = createApp({ store, organisation: data, settings, tenantId, meter, endpoints, now });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
  } catch (error) {
    store.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    tenantId,
    token: 'sandbox-token',
    organisationId: fixedId(data.country, 'organisation'),
    organisationName: data.name,
    reset: fill,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          store.close();
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

function refill(store: Store, data: OrganisationData, now: number): void {
  store.clear();
  seed(store, data, now);
}
