/** The HTTP face of a sandbox: what is let in, and which part answers which address. */
import { Hono } from 'hono';
import type { SandboxClock } from '../clock.ts';
import { type CallFaults, callFaults, faultless } from '../faults/call-faults.ts';
import { connectionOf, type Wire } from '../faults/connection.ts';
import type { Faults } from '../faults/create-faults.ts';
import { type ApiHost, answerCall, apiBase, segmentsOf } from './answer-call.ts';
import { failure } from './dispatch.ts';
import { guardProblem } from './guard.ts';
import { keyOf } from './idempotency.ts';
import { notFound, type Reply } from './reply.ts';

export interface Host extends ApiHost {
  /** Serves other machines than this one, too. */
  readonly anyHost: boolean;
  readonly faults: Faults;
  readonly clock: SandboxClock;
}

export function createApp(host: Host): Hono<{ Bindings: Wire }> {
  const app = new Hono<{ Bindings: Wire }>();
  app.use('*', async (context, next) => {
    const problem = guardProblem(context.req.raw.headers, host.anyHost);
    if (problem !== undefined) return context.text(`${problem}\n`, 403);
    await next();
    return undefined;
  });
  app.all(`${apiBase}*`, async (context) => {
    const correlationId = crypto.randomUUID();
    const faults = faultsOf(host, context.req.raw, context.env);
    const reply = await answerCall(host, context.req.raw, correlationId, faults);
    return faults.finish(response(reply, correlationId, host.now() + faults.skew));
  });
  app.all('*', () => response(notFound(), crypto.randomUUID(), host.now()));
  app.onError(() => response(failure(), crypto.randomUUID(), host.now()));
  return app;
}

/** What goes wrong with this call. */
function faultsOf(host: Host, request: Request, wire: Wire): CallFaults {
  const { pathname } = new URL(request.url);
  const tenantId = request.headers.get('xero-tenant-id')?.toLowerCase() ?? host.tenants[0].tenantId;
  const tenant = host.tenants.find((each) => each.tenantId === tenantId);
  const names = tenant === undefined ? [] : [`sandbox-${tenant.org}`, tenant.org, tenant.organisation.name];
  const { method } = request;
  const endpoint = segmentsOf(pathname)[0] ?? '';
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
