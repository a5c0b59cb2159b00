/** The only file that speaks HTTP: one call, one attempt, exact bytes out, the whole reply back. */

import type { Dispatcher } from 'undici';
import { Refusal } from '../model/refusal.ts';
import { type Api, type ApiReply, type ApiRequest, DEFAULT_TIMEOUT_MS, LostReply } from './api.ts';
import { lostCall } from './lost-call.ts';
import { openDispatcher, type ProxyRoute } from './open-dispatcher.ts';

/** How an organisation's API is reached. */
export interface Connection {
  /** `https://api.xero.com/api.xro/2.0`; calls' paths are below it. */
  readonly baseUrl: string;
  readonly tenantId?: string;
  /** The access token as it is now. */
  readonly token: () => Promise<string>;
  /** Gets a new access token once the old one has expired; false where that cannot be done. Never called twice at a time. */
  readonly refresh?: () => Promise<boolean>;
  /** Whether the organisation is opened by another sign-in by now, whose token is had from then on. */
  readonly replaced?: () => Promise<boolean>;
  /** For a whole call, until the last byte of the reply. Default: 100 s. */
  readonly timeoutMs?: number;
  /** A call that has not left by then, since its token took as long, does not leave at all: its key may be too old. Default: 60 s. */
  readonly leavesWithinMs?: number;
  readonly userAgent: string;
  readonly proxy?: ProxyRoute;
}

const LARGEST_REPLY = 64 * 1024 * 1024;
/** `close` breaks off calls under way. A 401 asks for a new token once and repeats the call once, a missing scope and a 403 where another sign-in took over: it was not carried out. */
export function createHttpApi(connection: Connection): Api & { close(): Promise<void> } {
  const base = new URL(connection.baseUrl);
  const [renew, takeOver] = [newToken(connection, connection.refresh), newToken(connection, connection.replaced)];
  let pool: Promise<Dispatcher> | undefined;
  const open = async (): Promise<Dispatcher> => {
    pool ??= openDispatcher(base.origin, connection.proxy);
    return pool;
  };
  const attempt: Attempt = async (request, token) => send(await open(), base, connection, request, token);
  return {
    async call(request) {
      const leave = departure(connection, attempt);
      const token = await connection.token();
      const reply = await leave(request, token);
      if (reply.status !== 401 && reply.status !== 403) return reply;
      const isExpired = reply.status === 401 && !isScopeMissing(reply);
      const other = await (isExpired ? renew : takeOver)(token);
      return other === undefined ? reply : leave(request, other);
    },
    async close() {
      await (await pool)?.destroy();
    },
  };
}

type Attempt = (request: ApiRequest, token: string) => Promise<ApiReply>;

/** Whoever called decides anew whether a call that is late may still be made. */
function departure({ leavesWithinMs = 60_000 }: Connection, attempt: Attempt): Attempt {
  const began = performance.now();
  return async (request, token) => {
    if (performance.now() - began <= leavesWithinMs) return attempt(request, token);
    throw new LostReply('the sign-in to Xero took too long', false, true);
  };
}

/** A new token of the same sign-in would have no other scopes. */
function isScopeMissing({ authenticate = '', body }: ApiReply): boolean {
  return /insufficient_scope/i.test(authenticate) || body.includes('AuthorizationUnsuccessful');
}

/** Another token than the one that was refused; calls that are refused together share the way to it. */
function newToken(
  connection: Connection,
  get: (() => Promise<boolean>) | undefined,
): (refused: string) => Promise<string | undefined> {
  let running: Promise<boolean> | undefined;
  return async (refused) => {
    const current = await connection.token();
    if (current !== refused) return current;
    if (get === undefined) return undefined;
    running ??= get().finally(() => {
      running = undefined;
    });
    return (await running) ? connection.token() : undefined;
  };
}

async function send(
  pool: Dispatcher,
  base: URL,
  connection: Connection,
  request: ApiRequest,
  token: string,
): Promise<ApiReply> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), connection.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  try {
    const response = await pool.request({
      method: request.method,
      origin: base.origin,
      path: base.pathname.replace(/\/$/, '') + request.path + queryText(request.query),
      headers: headersOf(request, connection, token),
      body: request.file?.bytes ?? request.body ?? null,
      headersTimeout: 0,
      bodyTimeout: 0,
      signal: deadline.signal,
    });
    refuseRedirect(response, base);
    if (request.method === 'GET') refusePage(response, base);
    const bytes = await readBody(response.body, base);
    const isFile = request.accept !== undefined && response.statusCode < 300;
    return { ...toReply(response, isFile ? '' : bytes.toString('utf8')), ...(isFile ? { bytes } : {}) };
  } catch (error) {
    throw lostCall(error, base.host, deadline.signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}

function queryText(query: ApiRequest['query']): string {
  const pairs = Object.entries(query ?? {}).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function headersOf(request: ApiRequest, connection: Connection, token: string): Record<string, string> {
  const type = request.file?.type ?? (request.body === undefined ? undefined : 'application/json');
  return {
    accept: request.accept ?? 'application/json',
    authorization: `Bearer ${token}`,
    'user-agent': connection.userAgent,
    ...(connection.tenantId === undefined ? {} : { 'xero-tenant-id': connection.tenantId }),
    ...(type === undefined ? {} : { 'content-type': type }),
    ...(request.idempotencyKey === undefined ? {} : { 'idempotency-key': request.idempotencyKey }),
    ...(request.modifiedSince === undefined ? {} : { 'if-modified-since': request.modifiedSince }),
  };
}

/** A redirect is never followed: the token is meant for this host alone. */
function refuseRedirect(response: Dispatcher.ResponseData, base: URL): void {
  const target = header(response, 'location');
  if (response.statusCode < 300 || response.statusCode > 399 || target === undefined) return;
  response.body.on('error', () => undefined).destroy();
  const host = URL.parse(target, base.href)?.host ?? 'an unreadable address';
  throw new Refusal(
    'xero/redirected',
    `${base.host} sends the call on to ${host}, which is not followed: it would hand the access token to another host.\nCheck the API address.`,
    3,
  );
}

/** Guest networks and wrong addresses answer with a page for people. A write is left to be looked up. */
function refusePage({ statusCode, headers, body }: Dispatcher.ResponseData, base: URL): void {
  if (statusCode >= 300 || !/^text\/html\b/i.test(String(headers['content-type'] ?? ''))) return;
  body.on('error', () => undefined).destroy();
  throw new Refusal(
    'xero/web-page',
    `${base.host} answered with a web page instead of data.\nCheck the API address; on a guest network, sign in to the network first.`,
    3,
  );
}

async function readBody(body: Dispatcher.ResponseData['body'], base: URL): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_REPLY) {
      throw new Refusal(
        'xero/reply-too-large',
        `${base.host} answered with more than 64 MB, which no reply of Xero's is.\nCheck the API address, or ask for less at a time.`,
        3,
      );
    }
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

function toReply(response: Dispatcher.ResponseData, body: string): ApiReply {
  const serverTime = Date.parse(header(response, 'date') ?? '');
  return {
    status: response.statusCode,
    body,
    ...optional('minuteLeft', count(header(response, 'x-minlimit-remaining'))),
    ...optional('dayLeft', count(header(response, 'x-daylimit-remaining'))),
    ...optional('appMinuteLeft', count(header(response, 'x-appminlimit-remaining'))),
    ...optional('retryAfter', count(header(response, 'retry-after'))),
    ...optional('limitHit', header(response, 'x-rate-limit-problem')?.trim().toLowerCase()),
    ...optional('correlationId', header(response, 'xero-correlation-id')),
    ...optional('authenticate', header(response, 'www-authenticate')),
    ...optional('serverTime', Number.isNaN(serverTime) ? undefined : serverTime),
  };
}

function optional<K extends string, T>(name: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<K, T>>);
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}

function header(response: Dispatcher.ResponseData, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
