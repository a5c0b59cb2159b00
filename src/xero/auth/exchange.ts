/** One call to a host of Xero's besides the accounting API: nothing is followed, and only data is taken for an answer. */

import type { Dispatcher } from 'undici';
import { Refusal } from '../../model/refusal.ts';
import { lostCall } from '../lost-call.ts';
import { openDispatcher, type ProxyRoute } from '../open-dispatcher.ts';

export interface Exchange {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The server's time by its Date header, ms since the epoch. */
  readonly serverTime?: number;
  readonly correlationId?: string;
}

/** What came of a call: an answer, or the error for which there is none. */
export type Ended = { readonly answer: Answer } | { readonly error: unknown };

export interface Carrier {
  readonly proxy?: ProxyRoute;
  readonly userAgent: string;
  /** ms; default 30 s. */
  readonly timeoutMs?: number;
  /** Breaks a call off, which then rejects with its reason; for calls that leave nothing half done. */
  readonly signal?: AbortSignal;
  /** Told of each call before it leaves; what it returns is told how the call has ended. */
  readonly onExchange?: (call: Exchange) => (ended: Ended) => void;
}

const LARGEST_ANSWER = 4 * 1024 * 1024;

/** Rejects with a LostReply where no answer came, or a Refusal: for a redirect, a web page, a certificate. */
export async function exchange(call: Exchange, carrier: Carrier): Promise<Answer> {
  const ended = carrier.onExchange?.(call);
  try {
    const answer = await attempt(call, carrier);
    ended?.({ answer });
    return answer;
  } catch (error) {
    ended?.({ error });
    throw error;
  }
}

async function attempt({ method, url, headers, body }: Exchange, carrier: Carrier): Promise<Answer> {
  const { origin, host, pathname, search } = new URL(url);
  carrier.signal?.throwIfAborted();
  const deadline = AbortSignal.timeout(carrier.timeoutMs ?? 30_000);
  const signal = carrier.signal === undefined ? deadline : AbortSignal.any([deadline, carrier.signal]);
  const dispatcher = await openDispatcher(origin, carrier.proxy);
  try {
    const response = await dispatcher.request({
      ...{ method, origin, path: pathname + search, signal, body: body ?? null },
      headers: { accept: 'application/json', 'user-agent': carrier.userAgent, ...headers },
    });
    refuseStrange(response, url);
    return { status: response.statusCode, body: await textOf(response, host), ...headOf(response) };
  } catch (error) {
    carrier.signal?.throwIfAborted();
    throw lostCall(error, host, deadline.aborted);
  } finally {
    await dispatcher.destroy();
  }
}

/** Neither a redirect nor a page for people is followed or read: what was sent is meant for this host alone. */
function refuseStrange({ statusCode, headers }: Dispatcher.ResponseData, url: string): void {
  const { host } = new URL(url);
  const target = headers.location;
  if (statusCode >= 300 && statusCode <= 399 && typeof target === 'string') {
    const to = URL.parse(target, url)?.host ?? 'an unreadable address';
    throw new Refusal(
      'connect/redirected',
      `${host} sends the call on to ${to}, which is not followed: it would hand secrets to another host.\nCheck the address and any proxy in between.`,
      3,
    );
  }
  if (statusCode < 400 && /^text\/html\b/i.test(String(headers['content-type'] ?? ''))) {
    throw new Refusal(
      'connect/web-page',
      `${host} answered with a web page instead of data.\nCheck the address; on a guest network, sign in to the network first.`,
      3,
    );
  }
}

async function textOf({ body }: Dispatcher.ResponseData, host: string): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LARGEST_ANSWER) {
      throw new Refusal('connect/too-large', `${host} answered with more than 4 MB.\nCheck the address.`, 3);
    }
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function headOf({ headers }: Dispatcher.ResponseData): Pick<Answer, 'serverTime' | 'correlationId'> {
  const serverTime = Date.parse(String(headers.date ?? ''));
  const correlationId = headers['xero-correlation-id'];
  return {
    ...(Number.isNaN(serverTime) ? {} : { serverTime }),
    ...(typeof correlationId === 'string' && /^[\w-]{1,80}$/.test(correlationId) ? { correlationId } : {}),
  };
}
