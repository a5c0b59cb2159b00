/** Waits on this machine for the browser to come back from the consent page, and takes nothing else for it. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Refusal } from '../../model/refusal.ts';
import { type ConsentRequest, codeOf } from './consent.ts';

export interface Callback {
  /** Resolves with the code. Rejects with a Refusal where consent is denied or nobody comes back in time. */
  readonly code: Promise<string>;
  close(): Promise<void>;
}

export interface CallbackOptions {
  readonly signal?: AbortSignal;
  /** Told of calls that are not the answer. */
  readonly onStrange: (what: string) => void;
  /** ms; default 10 minutes. */
  readonly patienceMs?: number;
}

/** Listens on loopback alone, at both of its addresses, since `localhost` may mean either. Rejects with a Refusal where the port is taken. */
export async function awaitCallback(request: ConsentRequest, options: CallbackOptions): Promise<Callback> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  promise.catch(() => undefined);
  const { host, port } = new URL(request.redirect);
  const answer = (incoming: IncomingMessage, response: ServerResponse) => {
    const address = `http://${host}${incoming.url ?? ''}`;
    const isOurs = incoming.headers.host === host && incoming.method === 'GET';
    if (!isOurs || URL.parse(address)?.pathname !== new URL(request.redirect).pathname)
      return say(response, 404, 'Not found.');
    try {
      const code = codeOf(address, request);
      response.once('finish', () => resolve(code));
      say(response, 200, 'Xero has answered. You can close this page and go back to rowpost.');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'connect/denied') response.once('finish', () => reject(error));
      else options.onStrange(error.message);
      say(response, 400, error.message);
    }
  };
  const servers = await listen(Number(port), answer);
  const patience = setTimeout(() => reject(late()), options.patienceMs ?? 600_000);
  const stop = () => reject(options.signal?.reason);
  options.signal?.addEventListener('abort', stop, { once: true });
  return {
    code: promise,
    async close() {
      clearTimeout(patience);
      options.signal?.removeEventListener('abort', stop);
      await Promise.all(servers.map(closed));
    },
  };
}

async function listen(
  port: number,
  answer: (incoming: IncomingMessage, response: ServerResponse) => void,
): Promise<readonly Server[]> {
  const servers: Server[] = [];
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer(answer);
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port, host, exclusive: true }, resolve);
      });
      servers.push(server);
    } catch (error) {
      if (host === '::1' && (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') continue;
      await Promise.all(servers.map(closed));
      throw taken(port);
    }
  }
  return servers;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function say(response: ServerResponse, status: number, text: string): void {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  };
  response.writeHead(status, headers).end(`${text}\n`);
}

function taken(port: number): Refusal {
  return new Refusal(
    'connect/port',
    `Port ${port} of this computer cannot be opened, so the browser could not come back.\nEnd the program that has it; or give --no-browser; or add http://localhost:8743/callback to the app's redirect addresses and give --port 8743.`,
  );
}

function late(): Refusal {
  return new Refusal(
    'connect/late',
    'Nobody came back from the sign-in page within 10 minutes. Begin again with `rowpost connect`; where the browser is on another computer, with --no-browser.',
    3,
  );
}
