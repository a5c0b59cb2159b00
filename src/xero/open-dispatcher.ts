/** Opens the way to a host: directly, or through the proxy that the environment names for https. */

import type { Dispatcher } from 'undici';

/** As HTTPS_PROXY and NO_PROXY give them. */
export interface ProxyRoute {
  readonly url: string;
  /** Hosts that are called directly. */
  readonly except: string;
}

/** The proxy of an environment, by the names that other programs use as well. */
export function proxyOf(env: Readonly<Record<string, string | undefined>>): ProxyRoute | undefined {
  const url = env.https_proxy || env.HTTPS_PROXY;
  return url === undefined || url === '' ? undefined : { url, except: env.no_proxy || env.NO_PROXY || '' };
}

/** This machine itself: the one place to which nothing need be encrypted. */
export function isLoopback(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

/** Calls of this machine never take the proxy. */
export async function openDispatcher(origin: string, proxy: ProxyRoute | undefined): Promise<Dispatcher> {
  const { protocol, hostname } = new URL(origin);
  const { EnvHttpProxyAgent, Pool } = await import('undici');
  if (proxy === undefined || protocol !== 'https:' || isLoopback(hostname)) return new Pool(origin, { pipelining: 1 });
  return new EnvHttpProxyAgent({ httpProxy: proxy.url, httpsProxy: proxy.url, noProxy: proxy.except, pipelining: 1 });
}
