/** A login server by itself on a port, in front of an API that only says who was let in; and the steps of a user in a browser. */
import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { createIdentity, type Identity, type IdentityOptions } from '../../src/sandbox/identity/identity.ts';
import type { IdentitySettings } from '../../src/sandbox/identity/identity-host.ts';
import { defaultSettings } from '../../src/sandbox/settings.ts';

// biome-ignore lint/suspicious/noExplicitAny: replies are looked into by name, as a reader of JSON does
type Loose = any;

export const gb = { tenantId: 'aaaaaaaa-0000-4000-a000-000000000001', name: 'Demo Company (UK)' };
export const nz = { tenantId: 'aaaaaaaa-0000-4000-a000-000000000002', name: 'Beans & <Greens> (NZ)' };
export const verifier = 'v'.repeat(43);
export const challenge = createHash('sha256').update(verifier).digest('base64url');
export const callback = 'http://localhost:8742/callback';
export const cliScopes = 'openid profile email offline_access accounting.invoices accounting.contacts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Loose;
}
type Fields = Readonly<Record<string, string>>;

export interface IdentityClient {
  readonly identity: Identity;
  readonly url: string;
  /** Moves the server's clock on; it stands still otherwise. */
  wait(milliseconds: number): void;
  get(path: string, headers?: Fields): Promise<Answer>;
  send(method: string, path: string, headers?: Fields): Promise<Answer>;
  /** Posts a form. */
  post(path: string, fields: Fields, headers?: Fields): Promise<Answer>;
  /** The address of the login page, for the PKCE app and its usual wishes unless told otherwise. */
  page(over?: Fields): Promise<Answer>;
  /** Answers a page of `page`; the organisations are ticked. */
  answer(page: Answer, decision: 'allow' | 'deny', tenants?: readonly string[], token?: string): Promise<Answer>;
  /** A code, allowed by the user for the organisations. */
  code(over?: Fields, tenants?: readonly string[]): Promise<string>;
  /** Redeems a code of the PKCE app. */
  redeem(code: string, over?: Fields): Promise<Answer>;
  /** The tokens of the PKCE app after consent. */
  signIn(over?: Fields, tenants?: readonly string[]): Promise<Loose>;
  /** Calls the API behind the gate; it answers `{tenantId, appId}`. */
  call(token: string | undefined, path: string, tenantId?: string, method?: string): Promise<Answer>;
  close(): Promise<void>;
}

export interface ClientOptions extends Partial<Omit<IdentityOptions, 'settings' | 'now'>> {
  readonly settings?: Partial<IdentitySettings>;
}

export async function openIdentity(options: ClientOptions = {}): Promise<IdentityClient> {
  let now = Date.now();
  let url = '';
  const identity = createIdentity({
    organisations: () => [gb, nz],
    now: () => now,
    origin: () => url,
    ...options,
    settings: { ...defaultSettings, ...options.settings },
  });
  const server = createAdaptorServer({ fetch: gated(identity).fetch, overrideGlobalObjects: false });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...stepsOf(url),
    identity,
    url,
    wait: (milliseconds) => {
      now += milliseconds;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        identity.close();
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

/** The login server, and behind its gate an API that says who came in. */
function gated(identity: Identity): Hono {
  const app = new Hono();
  app.route('/', identity.routes);
  app.all('/api.xro/2.0/*', ({ req, json }) => {
    const path = new URL(req.url).pathname.split('/').slice(3);
    const [authorization, tenantId] = [req.header('authorization'), req.header('xero-tenant-id')];
    const admission = identity.admit({ authorization, tenantId, method: req.method, path, correlationId: 'id' });
    if (admission.kind === 'admitted') return json({ tenantId: admission.tenantId, appId: admission.session.appId });
    const { reply } = admission;
    const headers = { 'Content-Type': reply.type, ...reply.headers };
    return new Response(String(reply.body), { status: reply.status, headers });
  });
  return app;
}

/** The steps of a user and an app with the login server at an address. */
export function stepsOf(url: string): Omit<IdentityClient, 'identity' | 'url' | 'wait' | 'close'> {
  const request = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  const send: IdentityClient['send'] = (method, path, headers = {}) => request(path, { method, headers });
  const post: IdentityClient['post'] = (path, fields, headers = {}) =>
    request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  const page: IdentityClient['page'] = (over = {}) => {
    const usual = { response_type: 'code', client_id: 'SANDBOX-PKCE-APP', redirect_uri: callback, scope: cliScopes };
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256', state: 'a state' };
    return send('GET', `/identity/connect/authorize?${new URLSearchParams(filled({ ...usual, ...pkce, ...over }))}`);
  };
  const answer: IdentityClient['answer'] = (shown, decision, tenants = [gb.tenantId], token = '') => {
    const body = new URLSearchParams({ ticket: ticketOf(shown), decision, token });
    for (const tenant of tenants) body.append('organisation', tenant);
    return request('/identity/connect/consent', { method: 'POST', body });
  };
  const code: IdentityClient['code'] = async (over, tenants) =>
    told(await answer(await page(over), 'allow', tenants)).code ?? '';
  const redeem: IdentityClient['redeem'] = (given, over = {}) => {
    const proof = { client_id: 'SANDBOX-PKCE-APP', redirect_uri: callback, code_verifier: verifier };
    return post('/connect/token', filled({ grant_type: 'authorization_code', code: given, ...proof, ...over }));
  };
  return {
    send,
    post,
    page,
    answer,
    code,
    redeem,
    get: (path, headers) => send('GET', path, headers),
    signIn: async (over, tenants) => (await redeem(await code(over, tenants))).json,
    call: (token, path, tenantId, method = 'GET') =>
      send(method, `/api.xro/2.0/${path}`, {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(tenantId === undefined ? {} : { 'xero-tenant-id': tenantId }),
      }),
  };
}

/** What the app learns from the address its user comes back to. */
export function told(answer: Answer): Readonly<Record<string, string>> {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${answer.status} sends nobody anywhere: ${answer.text}`);
  return Object.fromEntries(new URL(location).searchParams);
}

export function ticketOf(page: Answer): string {
  return /name="ticket" value="([\w-]+)"/.exec(page.text)?.[1] ?? '';
}

/** The claims of a token, not verified. */
export function claimsOf(token: string): Loose {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

export function basic(id: string, secret: string): Fields {
  return { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

/** Without the fields that are blank. */
function filled(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
