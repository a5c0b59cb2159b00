/** The HTTP face of a sandbox: what is let in, which part answers which address, and the log of it all. */
import { type Context, Hono } from 'hono';
import type { SandboxClock } from '../clock.ts';
import { type CallFaults, callFaults, faultless } from '../faults/call-faults.ts';
import { connectionOf, nothingToSend, type Wire } from '../faults/connection.ts';
import type { Faults } from '../faults/create-faults.ts';
import { underFaults } from '../faults/under-faults.ts';
import type { Webhooks } from '../webhooks/create-webhooks.ts';
import { type Answer, type ApiHost, answerCall, apiBase, segmentsOf } from './answer-call.ts';
import { guardProblem } from './guard.ts';
import { keyOf } from './idempotency.ts';
import { failureReply, notFound, type Reply } from './reply.ts';
import { problemIn, type RequestLog } from './request-log.ts';
import { wantsJson, xmlReply } from './xml.ts';

export interface Host extends ApiHost {
  readonly faults: Faults;
  /** Tells this server from another one that comes to have its address. */
  readonly instance: string;
  readonly clock: SandboxClock;
  readonly log: RequestLog;
  /** Serves other machines than this one, too: the owner's pages and switches then ask for a password. */
  readonly anyHost: boolean;
  /** The login server, at `/`. */
  readonly login: Hono;
  /** The page that shows the books, at `/`. */
  readonly page: Hono;
  /** What changes the faults, at `/_sandbox/faults`; undefined when nobody may. */
  readonly faultAdmin: Hono | undefined;
  readonly webhooks: Webhooks;
  /** What changes the webhooks, at `/_sandbox/webhooks`; undefined when nobody may. */
  readonly webhookAdmin: Hono | undefined;
  /** Whether a password is the owner's. */
  isOwner(password: string): boolean;
}

type App = Hono<{ Bindings: Wire }>;

export function createApp(host: Host): App {
  const app: App = new Hono();
  app.use('*', async (context, next) => {
    const problem = guardProblem(context.req.raw.headers, host.anyHost);
    if (problem !== undefined) return context.text(`${problem}\n`, 403);
    await next();
    return undefined;
  });
  app.all(`${apiBase}*`, (context) => apiCall(host, context));
  for (const path of ['/connect/*', '/identity/*', '/.well-known/*', '/connections/*', '/Connections/*']) {
    app.all(path, (context) => loginCall(host, context));
  }
  app.get('/_sandbox/instance', (context) => context.text(host.instance));
  for (const path of ['/', '/_page/*', '/_sandbox/*']) {
    app.use(path, (context, next) => (mayWatch(host, context.req.raw) ? next() : Promise.resolve(askPassword())));
  }
  for (const path of ['/', '/_page/*']) app.all(path, (context) => host.page.fetch(context.req.raw));
  if (host.faultAdmin !== undefined) app.route('/_sandbox/faults', host.faultAdmin);
  if (host.webhookAdmin !== undefined) app.route('/_sandbox/webhooks', host.webhookAdmin);
  app.all('*', () => response(notFound(), crypto.randomUUID(), host.now()));
  app.onError((error, { req }) => {
    host.crashed(error, `${req.method} ${req.path}`);
    return response(failureReply(), crypto.randomUUID(), host.now());
  });
  return app;
}

async function apiCall(host: Host, { req, env }: Context<{ Bindings: Wire }>): Promise<Response> {
  const began = performance.now();
  const correlationId = crypto.randomUUID();
  const faults = faultsOf(host, req.raw, env);
  const answer = await answerCall(host, req.raw, correlationId, faults);
  if (req.method !== 'GET') host.webhooks.wake();
  const reply = inForm(host, req.raw, answer.reply);
  const sent = await faults.finish(response(reply, correlationId, host.now() + faults.skew));
  const status = sent === nothingToSend ? 0 : sent.status;
  logged(host, req.raw, { ...answer, status, correlationId, milliseconds: performance.now() - began });
  return sent;
}

/** XML unless the request accepts JSON, or the sandbox answers all in JSON. */
function inForm({ settings }: Host, { headers, url }: Request, reply: Reply): Reply {
  const json = settings.defaultFormat === 'json' || wantsJson(headers.get('accept') ?? '');
  return json ? reply : xmlReply(reply, segmentsOf(new URL(url).pathname));
}

/** The login server's replies are logged without what is in them. */
async function loginCall(host: Host, { req, env }: Context<{ Bindings: Wire }>): Promise<Response> {
  const began = performance.now();
  const correlationId = crypto.randomUUID();
  const faults = faultsOf(host, req.raw, env);
  const respond = (reply: Reply) => response(reply, correlationId, host.now() + faults.skew);
  const sent = await underFaults(faults, () => host.login.fetch(req.raw), respond, correlationId);
  const status = sent === nothingToSend ? 0 : sent.status;
  const reply = { status, type: 'none', body: '' };
  const rest = { status, correlationId: '', milliseconds: performance.now() - began };
  logged(host, req.raw, { reply, ...rest });
  return sent;
}

interface Done extends Answer {
  readonly status: number;
  readonly correlationId: string;
  readonly milliseconds: number;
}

function logged(host: Host, request: Request, { reply, tenant, app, ...done }: Done): void {
  const { pathname, search } = new URL(request.url);
  const text = typeof reply.body === 'string' ? reply.body : '';
  host.log.add({
    ...done,
    at: host.now(),
    method: request.method,
    path: pathname + search,
    organisation: tenant?.org,
    app,
    bytesIn: Number(request.headers.get('content-length') ?? 0),
    bytesOut: typeof reply.body === 'string' ? Buffer.byteLength(reply.body) : reply.body.length,
    problem: problemIn(reply.status, text),
  });
}

/** Anybody on this machine; from elsewhere, whoever knows the owner's token. */
function mayWatch(host: Host, { headers }: Request): boolean {
  if (!host.anyHost) return true;
  const basic = /^Basic\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  const [, ...password] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return host.isOwner(password.join(':'));
}

function askPassword(): Response {
  return new Response('The password is the token of the sandbox.\n', {
    status: 401,
    headers: { 'WWW-Authenticate': 'Basic realm="rowpost sandbox", charset="UTF-8"' },
  });
}

/** What goes wrong with this call. */
function faultsOf(host: Host, request: Request, wire: Wire): CallFaults {
  const { pathname } = new URL(request.url);
  const tenantId = request.headers.get('xero-tenant-id')?.trim().toLowerCase() || host.tenants[0].tenantId;
  const tenant = host.tenants.find((each) => each.tenantId === tenantId);
  const names = tenant === undefined ? [] : [`sandbox-${tenant.org}`, tenant.org, tenant.organisation.name];
  const { method } = request;
  const endpoint = pathname.startsWith(apiBase) ? (segmentsOf(pathname)[0] ?? '') : undefined;
  const found = host.faults.decide({
    method,
    pathname,
    endpoint,
    organisation: [tenantId, ...names],
    key: keyOf(request),
  });
  return found.length === 0 ? faultless : callFaults(found, connectionOf(wire), host.clock, host.now());
}

/** @param now what the header Date says, in ms since the epoch */
function response(reply: Reply, correlationId: string, now: number): Response {
  const type: Record<string, string> = reply.type === 'none' ? {} : { 'Content-Type': reply.type };
  const headers = {
    ...type,
    Date: new Date(now).toUTCString(),
    'Cache-Control': 'max-age=0, no-cache, no-store',
    'xero-correlation-id': correlationId,
    ...reply.headers,
  };
  return new Response(reply.body === '' ? null : reply.body, { status: reply.status, headers });
}
