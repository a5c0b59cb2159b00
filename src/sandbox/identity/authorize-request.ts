/** Checks what an app sends a user to the login page with. */
import { type App, mayReturnTo, scopesOf } from './apps.ts';
import { allScopes } from './scopes.ts';

/** A request that may be put before the user. */
export interface AuthorizeRequest {
  readonly appId: string;
  readonly redirect: string;
  readonly scopes: readonly string[];
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  /** base64url of the verifier's SHA-256. */
  readonly challenge: string | undefined;
}

/** An error of the app, shown to the user as `Error: error : description`. */
export interface AuthorizeError {
  readonly error: string;
  readonly description: string;
}

export function readAuthorizeRequest(
  apps: ReadonlyMap<string, App>,
  query: URLSearchParams,
): AuthorizeRequest | AuthorizeError {
  const app = apps.get(query.get('client_id') ?? '');
  if (app === undefined) return fault('unauthorized_client', 'Unknown client or client not enabled');
  if (app.kind === 'custom') return fault('unauthorized_client', 'Invalid grant type for client');
  const redirect = query.get('redirect_uri') ?? '';
  if (!mayReturnTo(app, redirect)) return fault('unauthorized_client', 'Invalid redirect_uri');
  if (query.get('response_type') !== 'code') return fault('unsupported_response_type', 'Response type not supported');
  if ((query.get('response_mode') ?? 'query') !== 'query') return fault('invalid_request', 'Invalid response_mode');
  const scopes = [...new Set((query.get('scope') ?? '').split(' ').filter((scope) => scope !== ''))];
  const problem = scopeProblem(app, scopes) ?? challengeProblem(app, query);
  if (problem !== undefined) return problem;
  return {
    appId: app.id,
    redirect,
    scopes,
    state: query.get('state') ?? undefined,
    nonce: query.get('nonce') ?? undefined,
    challenge: query.get('code_challenge') ?? undefined,
  };
}

/** Where the user goes next, with what the app is told. */
export function returnAddress(request: AuthorizeRequest, told: Readonly<Record<string, string>>): string {
  const address = new URL(request.redirect);
  for (const [name, value] of Object.entries(told)) address.searchParams.set(name, value);
  if (request.state !== undefined) address.searchParams.set('state', request.state);
  return address.href;
}

function scopeProblem(app: App, scopes: readonly string[]): AuthorizeError | undefined {
  if (scopes.length === 0) return fault('invalid_request', 'Missing scope');
  if (scopes.some((scope) => !allScopes.has(scope))) return fault('invalid_scope', 'Invalid scope');
  const allowed = scopesOf(app);
  return scopes.every((scope) => allowed.has(scope))
    ? undefined
    : fault('unauthorized_client', 'Invalid scope for client');
}

/** PKCE apps must send a challenge, web apps may. */
function challengeProblem(app: App, query: URLSearchParams): AuthorizeError | undefined {
  const challenge = query.get('code_challenge');
  if (challenge === null) return app.kind === 'pkce' ? fault('invalid_request', 'code challenge required') : undefined;
  if (query.get('code_challenge_method') !== 'S256')
    return fault('invalid_request', 'Transform algorithm not supported');
  return /^[\w-]{43}$/.test(challenge) ? undefined : fault('invalid_request', 'Invalid code_challenge');
}

function fault(error: string, description: string): AuthorizeError {
  return { error, description };
}
