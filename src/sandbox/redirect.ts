/** Leads a program's calls of Xero's hosts to a sandbox, whichever way the program makes them. */
import childProcess from 'node:child_process';
import http from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { urlToHttpOptions } from 'node:url';

type Arguments = readonly unknown[];

const hosts: ReadonlySet<string> = new Set(['api.xero.com', 'identity.xero.com', 'login.xero.com']);
const signIn = 'https://login.xero.com/';

/**
 * From now on, in this process: node:https, fetch, and the sign-in page that is opened in a browser.
 * @throws Error when the address is not one that a sandbox has
 */
export function redirectXero(address: string): void {
  const sandbox = URL.canParse(address) ? new URL(address) : undefined;
  if (sandbox?.protocol !== 'http:')
    throw new Error(`\`${address}\` is not the address of a sandbox: it begins http://`);
  const { request: secure } = https;
  const request = (...given: Arguments) => {
    const options = optionsOf(given);
    const host = String(options.hostname ?? options.host).replace(/:\d+$/, '');
    if (!hosts.has(host)) return Reflect.apply(secure, https, given) as http.ClientRequest;
    const callback = given.find((each) => typeof each === 'function');
    return Reflect.apply(http.request, http, [aimed(options, sandbox), callback]) as http.ClientRequest;
  };
  Object.assign(https, { request, get: (...given: Arguments) => request(...given).end() });
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => fetch(fetched(input, sandbox), init);
  const { spawn } = childProcess;
  const local = (text: unknown) => (typeof text === 'string' ? text.replaceAll(signIn, `${sandbox.origin}/`) : text);
  const redirected = (command: string, words: unknown, ...rest: Arguments) =>
    Reflect.apply(spawn, childProcess, [command, Array.isArray(words) ? words.map(local) : words, ...rest]);
  Object.assign(childProcess, { spawn: redirected });
  syncBuiltinESMExports();
}

/** The options of `request(url, options, callback)` in any of its forms. */
function optionsOf([first, second]: Arguments): RequestOptions {
  if (typeof first !== 'string' && !(first instanceof URL)) return (first ?? {}) as RequestOptions;
  const more = typeof second === 'object' ? second : {};
  return { ...urlToHttpOptions(new URL(first)), ...more };
}

/** The same request to the sandbox, without the agent and the host that belong to Xero's. */
function aimed(options: RequestOptions, { hostname, port, protocol }: URL): RequestOptions {
  const headers = Object.entries(options.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'host');
  const place = { protocol, hostname, host: hostname, port, defaultPort: 80 };
  const { agent: _agent, ...rest } = options;
  return { ...rest, ...place, headers: Object.fromEntries(headers) };
}

function fetched(input: string | URL | Request, sandbox: URL): string | URL | Request {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.protocol !== 'https:' || !hosts.has(url.hostname)) return input;
  const address = `${sandbox.origin}${url.pathname}${url.search}`;
  return input instanceof Request ? new Request(address, input) : address;
}
