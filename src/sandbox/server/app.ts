/** The HTTP face of a sandbox: what is let in, and which part answers which address. */
import { Hono } from 'hono';
import { type ApiHost, answerCall, apiBase } from './answer-call.ts';
import { failure } from './dispatch.ts';
import { guardProblem } from './guard.ts';
import { notFound, type Reply } from './reply.ts';

export interface Host extends ApiHost {
  /** Serves other machines than this one, too. */
  readonly anyHost: boolean;
}

export function createApp(host: Host): Hono {
  const app = new Hono();
  app.use('*', async (context, next) => {
    const problem = guardProblem(context.req.raw.headers, host.anyHost);
    if (problem !== undefined) return context.text(`${problem}\n`, 403);
    await next();
    return undefined;
  });
  app.all(`${apiBase}*`, async (context) => {
    const correlationId = crypto.randomUUID();
    return response(await answerCall(host, context.req.raw, correlationId), correlationId);
  });
  app.all('*', () => response(notFound(), crypto.randomUUID()));
  app.onError(() => response(failure(), crypto.randomUUID()));
  return app;
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
