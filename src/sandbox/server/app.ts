/** The HTTP face of a sandbox: who may call, how often, and which resource answers. */
import { Hono } from 'hono';
import { dayIn } from '../books/calendar.ts';
import { readFacts } from '../books/facts.ts';
import type { Store } from '../books/store.ts';
import type { OrganisationData } from '../orgs/organisation.ts';
import type { SandboxSettings } from '../settings.ts';
import type { Call, Endpoint, Method } from './call.ts';
import { idempotent } from './idempotency.ts';
import type { Meter } from './limits.ts';
import { errorReply, gateReply, notFound, type Reply, replyOf } from './reply.ts';

export interface Host {
  readonly store: Store;
  readonly organisation: OrganisationData;
  readonly settings: SandboxSettings;
  readonly tenantId: string;
  readonly meter: Meter;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A request, and its body in both forms. */
interface Sent {
  readonly request: Request;
  readonly bytes: Uint8Array;
  readonly body: string;
}

const base = '/api.xro/2.0/';
const mostBytes = 10 * 1024 * 1024;
const methods: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE'];

export function createApp(host: Host): Hono {
  const app = new Hono();
  app.all(`${base}*`, async (context) => {
    const correlationId = crypto.randomUUID();
    const reply = await answer(host, context.req.raw, correlationId);
    return response(reply, correlationId);
  });
  app.all('*', () => response(notFound(), crypto.randomUUID()));
  app.onError((_error, _context) => response(failure(), crypto.randomUUID()));
  return app;
}

async function answer(host: Host, request: Request, correlationId: string): Promise<Reply> {
  const refused = gate(host, request.headers, correlationId);
  if (refused !== undefined) return refused;
  if (!host.meter.enter()) return host.meter.tooManyAtOnce(host.store, host.now());
  try {
    const bytes = await limitedBody(request);
    return bytes === undefined
      ? tooLarge()
      : transact(host, { request, bytes, body: new TextDecoder().decode(bytes) }, correlationId);
  } finally {
    host.meter.leave();
  }
}

function gate(host: Host, headers: Headers, correlationId: string): Reply | undefined {
  if (!/^Bearer\s+\S/i.test(headers.get('authorization') ?? '')) return gateReply(401, correlationId);
  const tenant = headers.get('xero-tenant-id');
  return tenant === null || tenant.toLowerCase() === host.tenantId ? undefined : gateReply(403, correlationId);
}

/** One transaction holds the call's count, its idempotency record and what it writes; a refused call keeps the first two. */
function transact(host: Host, { request, bytes, body }: Sent, correlationId: string): Reply {
  const now = host.now();
  const { store, meter } = host;
  return store.transaction(() => {
    const limited = meter.take(store, now);
    if (limited !== undefined) return limited;
    const work = () => attempt(host, { request, bytes, body }, correlationId, now);
    const key = request.headers.get('idempotency-key');
    const writes = request.method === 'PUT' || request.method === 'POST';
    const { pathname, search } = new URL(request.url);
    const keyed = { key: key ?? '', method: request.method, url: pathname + search, body };
    const reply = writes && keyed.key !== '' ? idempotent(store, keyed, now, correlationId, work) : work();
    return { ...reply, headers: { ...meter.headers(store, now), ...reply.headers } };
  });
}

function attempt(host: Host, sent: Sent, correlationId: string, now: number): Reply {
  try {
    return host.store.transaction(() => dispatch(host, sent, correlationId, now));
  } catch (error) {
    return replyOf(error) ?? failure();
  }
}

function dispatch(host: Host, { request, bytes, body }: Sent, correlationId: string, now: number): Reply {
  const url = new URL(request.url);
  const [name = '', ...path] = url.pathname.slice(base.length).split('/').filter(Boolean).map(decoded);
  const endpoint = Object.hasOwn(host.endpoints, name.toLowerCase()) ? host.endpoints[name.toLowerCase()] : undefined;
  if (endpoint === undefined || !methods.includes(request.method)) return notFound();
  const call: Call = {
    method: request.method as Method,
    path,
    query: url.searchParams,
    modifiedSince: modifiedSince(request.headers),
    body,
    bytes,
    accept: request.headers.get('accept') ?? '',
    contentType: request.headers.get('content-type') ?? '',
    origin: url.origin,
    correlationId,
    store: host.store,
    facts: readFacts(host.store),
    organisation: host.organisation,
    settings: host.settings,
    now,
    today: dayIn(host.organisation.timeZone, now),
    unitPlaces: url.searchParams.get('unitdp') === '4' ? 4 : 2,
  };
  return endpoint(call) ?? errorReply(20, 'The Api Method called is not implemented');
}

function modifiedSince(headers: Headers): number | undefined {
  const text = headers.get('if-modified-since');
  if (text === null) return undefined;
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(ms) ? undefined : ms;
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

function tooLarge(): Reply {
  return { status: 413, type: 'none', body: '' };
}

function failure(): Reply {
  return errorReply(
    500,
    'An error occurred in Xero. Check the API Status page http://status.developer.xero.com for current service status.',
  );
}

function response(reply: Reply, correlationId: string): Response {
  const type: Record<string, string> = reply.type === 'none' ? {} : { 'Content-Type': reply.type };
  const headers = {
    ...type,
    'Cache-Control': 'max-age=0, no-cache, no-store',
    'xero-correlation-id': correlationId,
    ...reply.headers,
  };
  return new Response(reply.body === '' ? null : reply.body, { status: reply.status, headers });
}
