/** One call of the accounting API: who calls, which organisation, whether the limits allow it, and the resource's answer. */

import { dispatch, type Resources, type Sent } from './dispatch.ts';
import { idempotent } from './idempotency.ts';
import { gateReply, type Reply } from './reply.ts';
import type { Tenant } from './tenant.ts';

export interface ApiHost extends Resources {
  /** The first is the one of calls that name none. */
  readonly tenants: readonly [Tenant, ...Tenant[]];
  /** Milliseconds since the epoch. */
  now(): number;
}

export const apiBase = '/api.xro/2.0/';
const mostBytes = 10 * 1024 * 1024;
const keyedMethods: readonly string[] = ['PUT', 'POST', 'PATCH'];

export async function answerCall(host: ApiHost, request: Request, correlationId: string): Promise<Reply> {
  const { headers } = request;
  if (!/^Bearer\s+\S/i.test(headers.get('authorization') ?? '')) return gateReply(401, correlationId);
  const tenant = tenantOf(host, headers.get('xero-tenant-id'));
  if (tenant === undefined) return gateReply(403, correlationId);
  const { meter, store } = tenant;
  if (!meter.enter()) return meter.tooManyAtOnce(store, host.now());
  try {
    const bytes = await limitedBody(request);
    if (bytes === undefined) return { status: 413, type: 'none', body: '' };
    const url = new URL(request.url);
    const segments = url.pathname.slice(apiBase.length).split('/').filter(Boolean).map(decoded);
    const body = new TextDecoder().decode(bytes);
    return transact(host, tenant, { request, url, segments, bytes, body, correlationId, now: host.now() });
  } finally {
    meter.leave();
  }
}

function tenantOf({ tenants }: ApiHost, named: string | null): Tenant | undefined {
  return named === null ? tenants[0] : tenants.find(({ tenantId }) => tenantId === named.toLowerCase());
}

/** One transaction holds the call's count, its idempotency record and what it writes; a refused call keeps the first two. */
function transact(host: ApiHost, tenant: Tenant, sent: Sent): Reply {
  const { store, meter } = tenant;
  const { request, url, body, correlationId, now } = sent;
  return store.transaction(() => {
    const limited = meter.take(store, now);
    if (limited !== undefined) return limited;
    const work = () => dispatch(host, tenant, sent);
    const key = keyedMethods.includes(request.method) ? (request.headers.get('idempotency-key') ?? '') : '';
    const keyed = { key, method: request.method, url: url.pathname + url.search, body };
    const reply = key === '' ? work() : idempotent(store, keyed, now, correlationId, work);
    return { ...reply, headers: { ...meter.headers(store, now), ...reply.headers } };
  });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The body; undefined when it is larger than the API takes. */
async function limitedBody(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length') ?? '0') > mostBytes) return undefined;
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > mostBytes ? undefined : new Uint8Array(bytes);
}
