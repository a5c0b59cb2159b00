/** A server between rowpost and a sandbox's login server and API: it hears everything, and answers itself what a test wants answered. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One call as it was heard. */
export interface Heard {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly authorization: string;
  readonly body: string;
  /** What the sandbox answered; empty where it was not asked. */
  readonly reply: string;
}

export interface Stub {
  readonly status: number;
  readonly body?: string;
}

type Wanted = (method: string, path: string) => Stub | undefined | Promise<Stub | undefined>;

export interface Relay {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** Asked for every call; takes the place of the last one. */
  answer(by: Wanted): void;
  /** Told what the sandbox answers, and gives what is passed on. */
  change(by: (path: string, reply: string) => string): void;
  /** Puts the time that the server tells forward, ms. */
  setAhead(ahead: number): void;
}

export async function openRelay(target: string): Promise<Relay> {
  const heard: Heard[] = [];
  let wanted: Wanted = () => undefined;
  let ahead = 0;
  let changed = (_path: string, reply: string): string => reply;
  const server = createServer(async (request, response) => {
    const [method, path, body] = [request.method ?? '', request.url ?? '', await bodyOf(request)];
    const call = { method, path, authorization: request.headers.authorization ?? '', body };
    const stub = await wanted(method, path);
    if (stub !== undefined) {
      heard.push({ ...call, reply: '' });
      response.writeHead(stub.status, { 'content-type': 'application/json' }).end(stub.body ?? '');
      return;
    }
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const given = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]);
    const asked = { method, headers: given, redirect: 'manual', ...(body === '' ? {} : { body }) } as const;
    const reply = await fetch(target + path, asked);
    const text = await reply.text();
    heard.push({ ...call, reply: text });
    const date = new Date(Date.now() + ahead).toUTCString();
    const passed = [...reply.headers].filter(
      ([name]) => !/^(?:transfer-encoding|content-length|connection)$/.test(name),
    );
    response.writeHead(reply.status, { ...Object.fromEntries(passed), date }).end(changed(path, text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    answer: (by) => {
      wanted = by;
    },
    change: (by) => {
      changed = by;
    },
    setAhead: (by) => {
      ahead = by;
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
