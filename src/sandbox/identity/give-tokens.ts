/** Gives tokens for codes, refresh tokens and client credentials, and takes them back. */
import { createHash } from 'node:crypto';
import { type App, sameSecret, scopesOf } from './apps.ts';
import type { AuthorizeRequest } from './authorize-request.ts';
import type { IdentityHost } from './identity-host.ts';
import { hashOf } from './identity-store.ts';
import { issueAppToken, issueTokens, type TokenSet } from './issue-tokens.ts';
import { dropConsent, findLogin, refuseLogin } from './logins.ts';

/** What the endpoint refuses with. */
export type TokenError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type';

/** A form, with the Authorization header it came with. */
export interface TokenCall {
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

type Grant = (host: IdentityHost, app: App, form: URLSearchParams) => TokenSet | TokenError;

/** How long a refresh token works on after it has been replaced. */
const grace = 30 * 60_000;
const grants: ReadonlyMap<string, Grant> = new Map([
  ['authorization_code', redeemCode],
  ['refresh_token', refresh],
  ['client_credentials', clientCredentials],
]);

/** POST /connect/token */
export function giveTokens(host: IdentityHost, call: TokenCall): TokenSet | TokenError {
  const app = callingApp(host, call);
  if (app === undefined) return 'invalid_client';
  const type = call.form.get('grant_type') ?? '';
  const grant = grants.get(type);
  if (grant === undefined) return 'unsupported_grant_type';
  if ((type === 'client_credentials') !== (app.kind === 'custom')) return 'unauthorized_client';
  return host.store.transaction(() => grant(host, app, call.form));
}

/** POST /connect/revocation: drops all that was allowed to the app; undefined when done, also for an unknown token. */
export function revoke(host: IdentityHost, call: TokenCall): TokenError | undefined {
  const app = callingApp(host, call);
  if (app === undefined) return 'invalid_client';
  const token = call.form.get('token');
  if (token === null) return 'invalid_request';
  host.store.transaction(() => {
    const row = host.store.rows('select login from refresh_token where hash = ?', hashOf(token))[0];
    if (findLogin(host, String(row?.login))?.app.id === app.id) dropConsent(host, app.id);
  });
  return undefined;
}

/** The app that a call proves to come from: by Basic authorisation or by fields of the form. */
function callingApp(host: IdentityHost, { authorization, form }: TokenCall): App | undefined {
  const given = authorization === undefined ? [form.get('client_id'), form.get('client_secret')] : basic(authorization);
  const app = host.apps.get(given[0] ?? '');
  if (app?.secret === undefined) return app;
  return sameSecret(app.secret, given[1] ?? '') ? app : undefined;
}

function basic(authorization: string): readonly string[] {
  const content = /^Basic +([\w+/=-]+) *$/i.exec(authorization)?.[1];
  const [, id = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(content ?? '', 'base64').toString()) ?? [];
  try {
    return [id, secret].map((text) => decodeURIComponent(text.replaceAll('+', ' ')));
  } catch {
    return [id, secret];
  }
}

function redeemCode(host: IdentityHost, app: App, form: URLSearchParams): TokenSet | TokenError {
  const hash = hashOf(form.get('code') ?? '');
  const row = host.store.rows('select login, request, expires, used from code where hash = ?', hash)[0];
  const login = row === undefined ? undefined : findLogin(host, String(row.login));
  if (row === undefined || login?.app.id !== app.id) return 'invalid_grant';
  if (row.used === 1) {
    refuseLogin(host, login.id);
    return 'invalid_grant';
  }
  host.store.rows('update code set used = 1 where hash = ?', hash);
  const request = JSON.parse(String(row.request)) as AuthorizeRequest;
  if (Number(row.expires) <= host.now() || form.get('redirect_uri') !== request.redirect) return 'invalid_grant';
  if (!proves(form.get('code_verifier'), request.challenge)) return 'invalid_grant';
  return issueTokens(host, login, request.nonce);
}

/** Whether a verifier of 43 to 128 characters is the challenge's; without a challenge there must be none. */
function proves(verifier: string | null, challenge: string | undefined): boolean {
  if (challenge === undefined || verifier === null) return challenge === undefined && verifier === null;
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return sameSecret(challenge, createHash('sha256').update(verifier).digest('base64url'));
}

function refresh(host: IdentityHost, app: App, form: URLSearchParams): TokenSet | TokenError {
  const now = host.now();
  const hash = hashOf(form.get('refresh_token') ?? '');
  const row = host.store.rows('select login, expires, replaced from refresh_token where hash = ?', hash)[0];
  const login = row === undefined ? undefined : findLogin(host, String(row.login));
  if (row === undefined || login?.app.id !== app.id || Number(row.expires) <= now) return 'invalid_grant';
  if (row.replaced !== null && Number(row.replaced) + grace <= now) return 'invalid_grant';
  host.store.rows('update refresh_token set replaced = coalesce(replaced, ?) where hash = ?', now, hash);
  host.store.rows('delete from refresh_token where expires <= ? or replaced + ? <= ?', now, grace, now);
  return issueTokens(host, login);
}

function clientCredentials(host: IdentityHost, app: App, form: URLSearchParams): TokenSet | TokenError {
  const allowed = scopesOf(app);
  const wanted = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
  if (wanted.length === 0) return issueAppToken(host, app, [...allowed]);
  const refused = host.settings.customConnectionScope === 'refused';
  return refused || wanted.some((scope) => !allowed.has(scope)) ? 'invalid_scope' : issueAppToken(host, app, wanted);
}
