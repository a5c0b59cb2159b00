/** Opens the way to a host: directly, or through the proxy that the environment names for https. */

import type { Dispatcher } from 'undici';
import { Refusal } from '../model/refusal.ts';

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

/** Whatever NODE_TLS_REJECT_UNAUTHORIZED says: secrets go to hosts that prove who they are. */
const CHECKED = { rejectUnauthorized: true } as const;

/** Calls of this machine never take the proxy. Rejects with a Refusal where the proxy's address is none. */
export async function openDispatcher(origin: string, proxy: ProxyRoute | undefined): Promise<Dispatcher> {
  const { protocol, hostname } = new URL(origin);
  const { EnvHttpProxyAgent, Pool } = await import('undici');
  if (proxy === undefined || protocol !== 'https:' || isLoopback(hostname)) {
    return new Pool(origin, { pipelining: 1, connect: CHECKED });
  }
  const { url, except } = proxy;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw notProxy();
  const routes = { httpProxy: url, httpsProxy: url, noProxy: except };
  return new EnvHttpProxyAgent({ ...routes, pipelining: 1, connect: CHECKED, requestTls: CHECKED, proxyTls: CHECKED });
}

/** The address is not repeated: it may hold a password. */
function notProxy(): Refusal {
  return new Refusal(
    'usage/proxy',
    'HTTPS_PROXY is not the address of a proxy. Set it to one that begins with http:// or https://, such as http://proxy:3128.',
  );
}
