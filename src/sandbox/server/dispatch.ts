/** From the request to the resource that answers it, within the transaction of the caller. */
import { localDay } from '../books/calendar.ts';
import { readFacts } from '../books/facts.ts';
import type { SandboxSettings } from '../settings.ts';
import type { Call, Endpoint, Method } from './call.ts';
import { errorReply, failureReply, notFound, type Reply, replyOf } from './reply.ts';
import type { Tenant } from './tenant.ts';

/** A request that may be answered, and its body in both forms. */
export interface Sent {
  readonly request: Request;
  readonly url: URL;
  /** Decoded segments after the API's base path. */
  readonly segments: readonly string[];
  readonly bytes: Uint8Array;
  readonly body: string;
  /** The app that calls. */
  readonly appName: string;
  readonly correlationId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Resources {
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly settings: SandboxSettings;
  /** Told of errors that are the sandbox's own. */
  crashed(error: unknown, call: string): void;
}

const methods: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE'];

/** The endpoint's answer; what it wrote is undone when it fails. */
export function dispatch(resources: Resources, tenant: Tenant, sent: Sent): Reply {
  try {
    return tenant.store.transaction(() => answer(resources, tenant, sent));
  } catch (error) {
    const refused = replyOf(error);
    if (refused === undefined) resources.crashed(error, `${sent.request.method} ${sent.url.pathname}`);
    return refused ?? failureReply();
  }
}

function answer({ endpoints, settings }: Resources, { organisation, store }: Tenant, sent: Sent): Reply {
  const { request, url, bytes, body, appName, correlationId, now } = sent;
  const [name = '', ...path] = sent.segments;
  const endpoint = Object.hasOwn(endpoints, name.toLowerCase()) ? endpoints[name.toLowerCase()] : undefined;
  if (endpoint === undefined || !methods.includes(request.method)) return notFound();
  const call: Call = {
    method: request.method as Method,
    path,
    query: url.searchParams,
    modifiedSince: modifiedSince(request.headers),
    body,
    bytes,
    accept: request.headers.get('accept') ?? '',
    contentType: request.headers.get('content-type') ?? '',
    origin: url.origin,
    appName,
    correlationId,
    store,
    facts: readFacts(store),
    organisation,
    settings,
    now,
    today: localDay(organisation.timeZone, now),
    unitPlaces: url.searchParams.get('unitdp') === '4' ? 4 : 2,
  };
  return endpoint(call) ?? errorReply(20, 'The Api Method called is not implemented');
}

function modifiedSince(headers: Headers): number | undefined {
  const text = headers.get('if-modified-since');
  if (text === null) return undefined;
  const ms = Date.parse(/^\d{4}-\d{2}-\d{2}T[\d:.]+$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(ms) ? undefined : ms;
}
