/** A client's connection, where a reply is more than its bytes: reset, left open without one, or cut off. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

/** As the server hands them over with each request. */
export interface Wire {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

export interface Connection {
  /** Aborted when the client has gone, or the server closes. */
  readonly gone: AbortSignal;
  /** The client sees ECONNRESET. */
  reset(): void;
  /** Resolves when the client has gone. */
  hang(): Promise<void>;
  /** Sends half of the body and ends the connection, with the whole length announced or in chunks. */
  truncate(response: Response, framing: 'length' | 'chunked'): Promise<void>;
}

/** Tells the server that nothing is left to send. */
export const nothingToSend: Response = RESPONSE_ALREADY_SENT;

export function connectionOf({ incoming, outgoing }: Wire): Connection {
  const gone = new AbortController();
  const { socket } = incoming;
  const abort = () => gone.abort();
  outgoing.once('close', abort);
  if (socket.destroyed) abort();
  const hang = () =>
    new Promise<void>((resolve) => {
      if (gone.signal.aborted) resolve();
      else gone.signal.addEventListener('abort', () => resolve(), { once: true });
    });
  return {
    gone: gone.signal,
    reset: () => {
      gone.abort();
      socket.resetAndDestroy();
    },
    hang,
    truncate: async (response, framing) => {
      const body = Buffer.from(await response.arrayBuffer());
      const headers = Object.fromEntries(response.headers);
      if (framing === 'length') headers['content-length'] = String(body.length);
      outgoing.writeHead(response.status, headers);
      const half = body.subarray(0, Math.ceil(body.length / 2));
      if (half.length === 0) outgoing.end();
      else {
        await new Promise<void>((resolve) => outgoing.write(half, () => resolve()));
        socket.end();
      }
      gone.abort();
    },
  };
}
