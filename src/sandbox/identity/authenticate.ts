/** Tells from a bearer token who calls, with which scopes and for which organisations. */
import { expiredDetail } from '../server/reply.ts';
import { sameSecret } from './apps.ts';
import { type ConnectedOrganisation, type IdentityHost, person } from './identity-host.ts';
import { connectionsOf, findLogin } from './logins.ts';
import { allScopes } from './scopes.ts';
import type { Claims } from './signer.ts';

export interface Session {
  readonly kind: 'session';
  readonly appId: string;
  /** Replies carry it as ProviderName. */
  readonly appName: string;
  readonly scopes: ReadonlySet<string>;
  readonly tenants: readonly string[];
  /** The organisation of calls that name none; only custom connections have one. */
  readonly home: string | undefined;
  /** Of apps that a person signed in to. */
  readonly userId: string | undefined;
}

/** No session; `detail` as the gateway words it. */
export interface Refused {
  readonly kind: 'refused';
  readonly detail: string;
}

const ownApp = { id: 'SANDBOX', name: 'rowpost' } as const;

/** @param authorization the header's text */
export function authenticate(host: IdentityHost, authorization: string | undefined): Session | Refused {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return refused;
  if (sameSecret(host.token, token)) return ownSession(host.organisations());
  const claims = host.signer.verify(token);
  if (claims === undefined) return refused;
  const expires = Number(claims.exp) * 1000;
  if (host.now() >= expires) return { kind: 'refused', detail: expiredDetail(expires) };
  const login = claims.authentication_event_id;
  return typeof login === 'string' ? personSession(host, claims, login) : appSession(host, claims);
}

const refused: Refused = { kind: 'refused', detail: 'AuthenticationUnsuccessful' };

/** The session of the token that opens everything. */
function ownSession(organisations: readonly ConnectedOrganisation[]): Session {
  const tenants = organisations.map(({ tenantId }) => tenantId);
  const { id: appId, name: appName } = ownApp;
  return { kind: 'session', appId, appName, scopes: allScopes, tenants, home: tenants[0], userId: undefined };
}

function personSession(host: IdentityHost, claims: Claims, loginId: string): Session | Refused {
  const login = findLogin(host, loginId);
  if (login === undefined) return refused;
  return {
    kind: 'session',
    appId: login.app.id,
    appName: login.app.name,
    scopes: new Set(claims.scope as readonly string[]),
    tenants: connectionsOf(host, login.app.id).map(({ tenantId }) => tenantId),
    home: undefined,
    userId: person.id,
  };
}

/** Identity tokens end here: they name no app in `client_id`. */
function appSession(host: IdentityHost, claims: Claims): Session | Refused {
  const app = host.apps.get(String(claims.client_id));
  if (app?.kind !== 'custom') return refused;
  const organisations = host.organisations();
  const home = (app.organisation ?? organisations[0]?.tenantId)?.toLowerCase();
  return {
    kind: 'session',
    appId: app.id,
    appName: app.name,
    scopes: new Set(claims.scope as readonly string[]),
    tenants: organisations.map(({ tenantId }) => tenantId).filter((tenantId) => tenantId === home),
    home,
    userId: undefined,
  };
}
