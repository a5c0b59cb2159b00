/** A local Xero: an HTTP server on loopback with books of its own, for trying imports without harm. */
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { localDay } from './books/calendar.ts';
import { openStore } from './books/store.ts';
import { createClock, type SandboxClock } from './clock.ts';
import { createFaults, noFaults } from './faults/create-faults.ts';
import type { FaultPlan } from './faults/fault.ts';
import { faultAdmin } from './faults/fault-admin.ts';
import { readFaults as readFaultPlan } from './faults/read-faults.ts';
import { sameSecret } from './identity/apps.ts';
import { type App, createIdentity } from './identity/identity.ts';
import { createPage } from './page/create-page.ts';
import { readSettings } from './read-settings.ts';
import { endpointNames, endpoints } from './resources/endpoints.ts';
import { createApp } from './server/app.ts';
import { createKeysInFlight } from './server/idempotency.ts';
import { createMeter, defaultLimits, type SandboxLimits } from './server/limits.ts';
import { createRequestLog } from './server/request-log.ts';
import { openTenant, type SandboxOrg, type Tenant } from './server/tenant.ts';
import { defaultSettings, type SandboxSettings } from './settings.ts';
import { createWebhooks } from './webhooks/create-webhooks.ts';
import { addressProblem, type SubscriptionRequest } from './webhooks/subscription.ts';
import { webhookAdmin } from './webhooks/webhook-admin.ts';

export type { SandboxLimits, SandboxOrg, SandboxSettings };
export { readSettings };

/** Reads a plan of faults for the endpoints that there are. */
export const readFaults = (source: string) => readFaultPlan(source, endpointNames);

export interface SandboxOptions {
  /** The organisations behind the login; the first is the one of calls that name none. */
  readonly orgs: readonly [SandboxOrg, ...SandboxOrg[]];
  /** 0 or nothing: any free port. */
  readonly port?: number;
  /** The address it listens on; loopback without. Another one needs a `token`. */
  readonly host?: string;
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
  /** Who is told of changes. */
  readonly webhooks?: readonly SubscriptionRequest[];
  /** Lets the faults be changed at `/_sandbox/faults`, and webhooks at `/_sandbox/webhooks`. */
  readonly admin?: boolean;
  /** Told of errors that are the sandbox's own; the caller sees Xero's words for an error of the server. */
  readonly crashed?: (error: unknown, call: string) => void;
  /** Apps that may sign in besides those built in. */
  readonly apps?: readonly App[];
  /** `off` pins the remaining calls at their full values. */
  readonly limits?: SandboxLimits | 'off';
  readonly settings?: Partial<SandboxSettings>;
}

export interface ServedOrganisation {
  readonly org: SandboxOrg;
  /** The OrganisationID, too. */
  readonly tenantId: string;
  readonly name: string;
}

/** A server that runs; the tenant ID is that of its first organisation. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly tenantId: string;
  /** A token for every organisation and scope. */
  readonly token: string;
  /** Tells it from another one that comes to have its address. */
  readonly instance: string;
  /** The sandbox's time at one real instant, both in ms since the epoch, and its speed. */
  readonly time: { readonly real: number; readonly time: number; readonly speed: number };
  readonly organisations: readonly [ServedOrganisation, ...ServedOrganisation[]];
  /** Back to the demo companies as they were at first. */
  reset(): void;
  close(): Promise<void>;
}

type Tenants = readonly [Tenant, ...Tenant[]];
const loopback = '127.0.0.1';

/**
 * @throws Error with code EADDRINUSE when the port is taken.
 * @throws Error when an app's registration or a webhook's address is wrong, or another address than loopback comes
 *   without a token.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { host = loopback, token } = options;
  if (host !== loopback && token === undefined) throw new Error(`Another address than ${loopback} needs a token.`);
  const unreachable = options.webhooks?.map(({ url }) => addressProblem(url)).find((problem) => problem !== undefined);
  if (unreachable !== undefined) throw new RangeError(unreachable);
  let clock = options.clock ?? clockOf(options);
  const tenants = openTenants(options, () => clock.now());
  if (options.clock === undefined) clock = clockOf(options, latestChange(tenants));
  const served = { origin: '', instance: crypto.randomUUID() };
  const { app, identity, webhooks, close } = assemble(options, tenants, clock, served);
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, host, resolve);
    });
  } catch (error) {
    close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  served.origin = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  webhooks.start(options.webhooks ?? []);
  const [home, ...others] = tenants;
  return {
    url: served.origin,
    tenantId: home.tenantId,
    token: identity.token,
    instance: served.instance,
    time: { real: Date.now(), time: clock.now(), speed: clock.speed },
    organisations: [servedOrganisation(home), ...others.map(servedOrganisation)],
    reset: () => {
      for (const tenant of tenants) {
        tenant.reset();
        webhooks.forget(tenant.tenantId);
      }
    },
    close: async () => {
      await webhooks.close();
      await new Promise<void>((resolve) => {
        server.close(() => {
          close();
          resolve();
        });
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
    },
  };
}

/** Time goes on where the books end, if they ran ahead of real time. */
function clockOf({ now = Date.now, speed = 1 }: SandboxOptions, latest = 0): SandboxClock {
  return createClock({ start: Math.max(now(), latest), real: now, speed });
}

function latestChange(tenants: Tenants): number {
  const latest = tenants.map(({ store }) => store.rows('select max(updated) latest from record')[0]?.latest);
  return Math.max(...latest.map(Number));
}

function openTenants({ folder, orgs }: SandboxOptions, now: () => number): Tenants {
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const open = (org: SandboxOrg) =>
    openTenant({ org, file: folder === undefined ? undefined : join(folder, `${org}.db`), now });
  const [first, ...rest] = orgs;
  return [open(first), ...rest.map(open)];
}

/** Puts the parts together; `served.origin` is known once the server listens. */
function assemble(
  options: SandboxOptions,
  tenants: Tenants,
  clock: SandboxClock,
  served: { readonly origin: string; readonly instance: string },
) {
  const settings: SandboxSettings = { ...defaultSettings, ...options.settings };
  const { now } = clock;
  const { folder, token, host = loopback } = options;
  const identity = createIdentity({
    file: folder === undefined ? undefined : join(folder, 'login.db'),
    organisations: () => tenants.map(({ tenantId, organisation }) => ({ tenantId, name: organisation.name })),
    apps: options.apps,
    token,
    settings,
    now,
    origin: () => served.origin,
  });
  const shared = openStore(folder === undefined ? undefined : join(folder, 'server.db'));
  const webhooks = createWebhooks({ store: shared, tenants, clock, origin: () => served.origin });
  const log = createRequestLog();
  const crashed = options.crashed ?? (() => {});
  const faults = createFaults(options.faults ?? noFaults);
  const app = createApp({
    instance: served.instance,
    tenants,
    settings,
    endpoints,
    crashed,
    identity,
    meter: createMeter(options.limits ?? defaultLimits, settings, shared),
    keysInFlight: createKeysInFlight(),
    faults,
    faultAdmin: options.admin === true ? faultAdmin(faults, endpointNames) : undefined,
    webhooks,
    webhookAdmin: options.admin === true ? webhookAdmin(webhooks) : undefined,
    clock,
    now,
    log,
    anyHost: host !== loopback,
    isOwner: (password) => sameSecret(identity.token, password),
    login: identity.routes,
    page: createPage({
      log,
      crashed,
      token: token === undefined ? identity.token : undefined,
      speed: clock.speed,
      organisations: () => tenants.map((tenant) => shown(tenant, now)),
      address: () => served.origin,
    }),
  });
  const close = () => {
    for (const { store } of tenants) store.close();
    shared.close();
    identity.close();
  };
  return { app, identity, webhooks, close };
}

function shown({ org, tenantId, organisation, store }: Tenant, now: () => number) {
  const { name, baseCurrency, timeZone } = organisation;
  return { alias: org, name, tenantId, baseCurrency, store, today: () => localDay(timeZone, now()) };
}

function servedOrganisation({ org, tenantId, organisation }: Tenant): ServedOrganisation {
  return { org, tenantId, name: organisation.name };
}
