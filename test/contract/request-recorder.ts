/** Stands between a command and a sandbox, and writes down every request to Xero as it came over the wire. */

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RecordedRequest {
  readonly method: string;
  /** Path and query, below the host. */
  readonly target: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Recorder {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/** Headers that belong to one connection and are not handed on. */
const OF_ONE_HOP = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** @param target the address of the sandbox, as `url` of the recorder takes its place */
export async function recordRequests(target: string): Promise<Recorder> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const bytes = await buffer(incoming);
    const request = requestOf(incoming, bytes);
    if (!request.target.startsWith('/_sandbox/')) requests.push(request);
    const headers = Object.entries(request.headers).filter(([name]) => !OF_ONE_HOP.has(name));
    const reply = await fetch(target + request.target, {
      method: request.method,
      headers,
      ...(bytes.length === 0 ? {} : { body: Uint8Array.from(bytes) }),
    });
    for (const [name, value] of reply.headers) if (!OF_ONE_HOP.has(name)) outgoing.setHeader(name, value);
    outgoing.writeHead(reply.status).end(Buffer.from(await reply.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function requestOf(incoming: IncomingMessage, bytes: Buffer): RecordedRequest {
  const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]);
  return {
    method: incoming.method ?? '',
    target: incoming.url ?? '',
    headers: Object.fromEntries(headers),
    body: bytes.toString('utf8'),
  };
}
