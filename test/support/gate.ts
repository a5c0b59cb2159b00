/** A server between rowpost and a sandbox: it records every call and disturbs those that a test wants disturbed. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  /** Below the API's base address: `/Invoices`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly key: string | undefined;
  readonly body: string;
  /** The body as it came. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Disturbance =
  /** Answered here; the sandbox is not asked. */
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks off, before or after the sandbox has done its work. */
  | { readonly reset: 'before' | 'after' }
  /** The sandbox does its work and its reply is changed. */
  | { readonly change: (body: string) => string };

export interface Gate {
  readonly url: string;
  readonly calls: readonly Call[];
  /** Most calls that were under way at once. */
  readonly mostAtOnce: () => number;
  /** Asked for every call; takes the place of the last one. */
  disturb(by: (call: Call) => Disturbance | undefined | Promise<Disturbance | undefined>): void;
  close(): Promise<void>;
}

const BASE = '/api.xro/2.0';

export async function openGate(target: string): Promise<Gate> {
  const calls: Call[] = [];
  const open = { now: 0, most: 0 };
  let disturb: Parameters<Gate['disturb']>[0] = () => undefined;
  const server = createServer(async (request, response) => {
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    const call = await readCall(request);
    calls.push(call);
    const disturbance = await disturb(call);
    await answer({ target, request, response, call, disturbance });
    open.now -= 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    mostAtOnce: () => open.most,
    disturb: (by) => {
      disturb = by;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readCall(request: IncomingMessage): Promise<Call> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const bytes = Uint8Array.from(Buffer.concat(parts));
  const url = new URL(request.url ?? '', 'http://gate');
  return {
    method: request.method ?? '',
    path: decodeURIComponent(url.pathname.slice(BASE.length)),
    query: url.searchParams,
    key: request.headers['idempotency-key'] as string | undefined,
    body: Buffer.from(bytes).toString('utf8'),
    bytes,
  };
}

interface Answering {
  readonly target: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly call: Call;
  readonly disturbance: Disturbance | undefined;
}

async function answer({ target, request, response, call, disturbance }: Answering): Promise<void> {
  if (disturbance !== undefined && 'status' in disturbance) {
    const { status, body = '', headers = {} } = disturbance;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    return;
  }
  if (disturbance !== undefined && 'reset' in disturbance && disturbance.reset === 'before') {
    request.socket.destroy();
    return;
  }
  const reply = await fetch(`${target}${request.url}`, {
    method: call.method,
    headers: headersOf(request),
    ...(call.bytes.length === 0 ? {} : { body: call.bytes }),
  });
  const bytes = Buffer.from(await reply.arrayBuffer());
  if (disturbance !== undefined && 'reset' in disturbance) {
    request.socket.destroy();
    return;
  }
  const kept = [...reply.headers].filter(([name]) => name.startsWith('x-') || name === 'content-type');
  const changed = disturbance === undefined ? bytes : disturbance.change(bytes.toString('utf8'));
  response.writeHead(reply.status, Object.fromEntries(kept)).end(changed);
}

const PASSED_ON = ['accept', 'authorization', 'xero-tenant-id', 'content-type', 'idempotency-key', 'if-modified-since'];

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of PASSED_ON) {
    const value = request.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}
