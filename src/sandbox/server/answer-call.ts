/** One call of the accounting API: who calls, which organisation, whether the limits allow it, and the resource's answer. */
import type { CallFaults } from '../faults/call-faults.ts';
import type { Admission, Identity } from '../identity/identity.ts';
import { dispatch, type Resources } from './dispatch.ts';
import { idempotent, type KeysInFlight, keyOf } from './idempotency.ts';
import { limitedBody } from './limited-body.ts';
import type { Caller, Meter } from './limits.ts';
import { type Reply, tooLargeReply } from './reply.ts';
import type { Tenant } from './tenant.ts';

export interface ApiHost extends Resources {
  /** The first is the one of calls that name none. */
  readonly tenants: readonly [Tenant, ...Tenant[]];
  readonly identity: Pick<Identity, 'admit'>;
  readonly meter: Meter;
  readonly keysInFlight: KeysInFlight;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A reply, with the organisation and the app of a call that was let in. */
export interface Answer {
  readonly reply: Reply;
  readonly tenant?: Tenant;
  readonly app?: string;
}

type Refusal = Extract<Admission, { readonly kind: 'refused' }>;

/** A call of a known organisation on its way. */
interface Admitted {
  readonly request: Request;
  readonly tenant: Tenant;
  readonly caller: Caller;
  readonly appName: string;
  readonly correlationId: string;
  readonly faults: CallFaults;
  readonly key: string | undefined;
}

export const apiBase = '/api.xro/2.0/';
const megabyte = 1024 * 1024;
const mostMegabytes = 10;
/** Stands for no reply where the client has gone; as some servers log it. */
const noReply: Reply = { status: 499, type: 'none', body: '' };

export async function answerCall(
  host: ApiHost,
  request: Request,
  correlationId: string,
  faults: CallFaults,
): Promise<Answer> {
  const admission = host.identity.admit({
    authorization: request.headers.get('authorization') ?? undefined,
    tenantId: request.headers.get('xero-tenant-id') ?? undefined,
    method: request.method,
    path: segmentsOf(new URL(request.url).pathname),
    correlationId,
  });
  if (admission.kind === 'refused') return { reply: refusal(host, request, admission) };
  const { session, tenantId } = admission;
  const tenant = host.tenants.find((each) => each.tenantId === tenantId) ?? host.tenants[0];
  const { meter } = host;
  const caller = { app: session.appId, tenantId, books: tenant.store, now: host.now() };
  const who = { tenant, app: session.appName };
  if (!meter.enter(caller)) return { reply: meter.refuse(caller, 'concurrent'), ...who };
  try {
    const admitted = { request, tenant, caller, appName: session.appName, correlationId, faults, key: keyOf(request) };
    return { reply: await keyed(host, admitted), ...who };
  } finally {
    meter.leave(caller);
  }
}

/** A call that is not let in; where limits come first it counts, if its organisation is one of ours. */
function refusal(host: ApiHost, { headers }: Request, { reply, appId }: Refusal): Reply {
  const named = headers.get('xero-tenant-id')?.trim().toLowerCase();
  const tenant = host.tenants.find(({ tenantId }) => tenantId === named);
  if (appId === undefined || tenant === undefined || host.settings.refusalOrder === 'gate-first') return reply;
  const caller = { app: appId, tenantId: tenant.tenantId, books: tenant.store, now: host.now() };
  const counted = tenant.store.transaction(() => host.meter.take(caller));
  return counted.refused ?? { ...reply, headers: { ...counted.headers, ...reply.headers } };
}

async function keyed(host: ApiHost, admitted: Admitted): Promise<Reply> {
  const { key, caller, correlationId } = admitted;
  if (key === undefined || host.settings.sameKeyInFlight === 'waits') return admit(host, admitted);
  if (!host.keysInFlight.enter(caller.app, key)) return host.keysInFlight.refuse(key, correlationId);
  try {
    return await admit(host, admitted);
  } finally {
    host.keysInFlight.leave(caller.app, key);
  }
}

async function admit(host: ApiHost, admitted: Admitted): Promise<Reply> {
  const { faults, correlationId } = admitted;
  const bytes = await limitedBody(admitted.request, mostBytes(host, admitted.request));
  if (bytes === null || !(await faults.begin())) return noReply;
  const caller = { ...admitted.caller, now: host.now() };
  const refused = faults.gate((limit, seconds) => host.meter.refuse(caller, limit, seconds), correlationId);
  return refused ?? transact(host, { ...admitted, caller }, bytes);
}

/** One transaction holds the call's count, its idempotency record and what it writes; a refused call keeps the first two. */
function transact(host: ApiHost, admitted: Admitted, bytes: Uint8Array | undefined): Reply {
  const { tenant, caller } = admitted;
  return tenant.store.transaction(() => {
    const { headers, refused } = host.meter.take(caller);
    if (refused !== undefined) return refused;
    const reply = bytes === undefined ? tooLargeReply(admitted.correlationId) : work(host, admitted, bytes);
    return { ...reply, headers: { ...headers, ...reply.headers } };
  });
}

function work(host: ApiHost, admitted: Admitted, bytes: Uint8Array): Reply {
  const { request, tenant, caller, appName, correlationId, faults, key } = admitted;
  const url = new URL(request.url);
  const segments = segmentsOf(url.pathname);
  const now = caller.now + faults.skew;
  const sent = { request, url, segments, bytes, body: new TextDecoder().decode(bytes), appName, correlationId, now };
  const failing = faults.failure(correlationId);
  const answer = () => {
    if (failing === undefined) return dispatch(host, tenant, sent);
    if (failing.saved) dispatch(host, tenant, sent);
    return failing.reply;
  };
  if (key === undefined) return answer();
  const others = host.settings.keyScope === 'app' ? host.tenants.filter((other) => other !== tenant) : [];
  const places = { books: tenant.store, others: others.map(({ store }) => store) };
  const { method } = request;
  const asked = { app: caller.app, key, method, url: url.pathname + url.search, bytes, now: caller.now };
  return idempotent(places, { ...asked, instance: correlationId }, answer, faults.keepsKey);
}

/** Decoded segments after the API's base path. */
export function segmentsOf(pathname: string): readonly string[] {
  return pathname.slice(apiBase.length).split('/').filter(Boolean).map(decoded);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Attachments may be larger than other bodies. */
function mostBytes({ settings }: ApiHost, request: Request): number {
  const [, , below] = segmentsOf(new URL(request.url).pathname);
  const attaches = below?.toLowerCase() === 'attachments';
  return (attaches ? Math.max(mostMegabytes, settings.attachmentMegabytes) : mostMegabytes) * megabyte;
}
