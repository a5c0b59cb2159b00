/** Makes the tokens of a login: access tokens and identity tokens with the claims that Xero's carry, refresh tokens. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { App } from './apps.ts';
import { type IdentityHost, person } from './identity-host.ts';
import { hashOf, newSecret } from './identity-store.ts';
import { type Claims, halfHash } from './signer.ts';

/** Someone's consent to an app: what one pass of the consent page leaves behind. */
export interface Login {
  /** The authentication event: a GUID. */
  readonly id: string;
  readonly app: App;
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** 32 hexadecimal digits. */
  readonly session: string;
}

/** The reply of the token endpoint. */
export type TokenSet = Readonly<Record<string, string | number>>;

const accessSeconds = 30 * 60;
const identitySeconds = 5 * 60;
const refreshLife = 60 * 86_400_000;

/** @param nonce of the authorisation; undefined on a refresh */
export function issueTokens(host: IdentityHost, login: Login, nonce?: string): TokenSet {
  const access = accessToken(host, login);
  const identity = login.scopes.includes('openid')
    ? { id_token: host.signer.sign(identityClaims(host, login, access, nonce)) }
    : {};
  const refresh = login.scopes.includes('offline_access') ? { refresh_token: newRefreshToken(host, login) } : {};
  return {
    ...identity,
    access_token: access,
    expires_in: accessSeconds,
    token_type: 'Bearer',
    ...refresh,
    scope: login.scopes.join(' '),
  };
}

/** The reply to client credentials: no person, no refresh token. */
export function issueAppToken(host: IdentityHost, app: App, scopes: readonly string[]): TokenSet {
  const claims = {
    ...times(host, accessSeconds),
    aud: resources(host),
    client_id: app.id,
    jti: hexId(),
    scope: scopes,
  };
  const token = host.signer.sign(claims);
  return { access_token: token, expires_in: accessSeconds, token_type: 'Bearer', scope: scopes.join(' ') };
}

/** The claims about the person that their scopes allow. */
export function personClaims(scopes: readonly string[]): Claims {
  const { id, email, givenName, familyName } = person;
  const profile = { preferred_username: email, given_name: givenName, family_name: familyName };
  return {
    sub: createHash('sha256').update(id).digest('hex').slice(0, 32),
    xero_userid: id,
    ...(scopes.includes('profile') ? { ...profile, name: `${givenName} ${familyName}` } : {}),
    ...(scopes.includes('email') ? { email } : {}),
  };
}

/** The audience of access tokens. */
export function resources(host: IdentityHost): string {
  return `${host.origin()}/resources`;
}

/** 32 hexadecimal digits. */
export function hexId(): string {
  return randomBytes(16).toString('hex');
}

function accessToken(host: IdentityHost, login: Login): string {
  const { sub, xero_userid } = personClaims([]);
  return host.signer.sign({
    ...times(host, accessSeconds),
    aud: resources(host),
    client_id: login.app.id,
    sub,
    auth_time: seconds(login.at),
    xero_userid,
    global_session_id: login.session,
    sid: login.session,
    jti: hexId(),
    authentication_event_id: login.id,
    scope: login.scopes,
    amr: ['pwd'],
  });
}

function identityClaims(host: IdentityHost, login: Login, access: string, nonce: string | undefined): Claims {
  return {
    ...times(host, identitySeconds),
    aud: login.app.id,
    ...(nonce === undefined ? {} : { nonce }),
    at_hash: halfHash(access),
    auth_time: seconds(login.at),
    global_session_id: login.session,
    sid: login.session,
    jti: randomUUID(),
    amr: ['pwd'],
    ...personClaims(login.scopes),
  };
}

function newRefreshToken(host: IdentityHost, login: Login): string {
  const token = newSecret();
  host.store.rows(
    'insert into refresh_token values (?, ?, ?, null)',
    hashOf(token),
    login.id,
    host.now() + refreshLife,
  );
  return token;
}

function times(host: IdentityHost, life: number): Claims {
  const now = seconds(host.now());
  return { nbf: now, exp: now + life, iat: now, iss: host.origin() };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
