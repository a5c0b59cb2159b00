/** The gate before the accounting API: the token, the organisation and the scope of one call. */
import { problemReply, type Reply, unauthorised } from '../server/reply.ts';
import { authenticate, type Session } from './authenticate.ts';
import type { IdentityHost } from './identity-host.ts';
import { allows } from './scopes.ts';

export interface GateCall {
  /** The headers Authorization and xero-tenant-id; undefined without. An empty tenant (SDKs send one) names none. */
  readonly authorization: string | undefined;
  readonly tenantId: string | undefined;
  readonly method: string;
  /** Segments after `/api.xro/2.0/`. */
  readonly path: readonly string[];
  readonly correlationId: string;
}

export type Admission =
  | { readonly kind: 'admitted'; readonly session: Session; readonly tenantId: string }
  /** `appId` where the token is good, and scope or organisation are not. */
  | { readonly kind: 'refused'; readonly reply: Reply; readonly appId?: string };

export function admit(host: IdentityHost, call: GateCall): Admission {
  const session = authenticate(host, call.authorization);
  if (session.kind === 'refused') return { kind: 'refused', reply: unauthorised(session.detail, call.correlationId) };
  const named = call.tenantId?.trim().toLowerCase() ?? '';
  const tenantId = named === '' ? session.home : named;
  const connected = tenantId !== undefined && session.tenants.includes(tenantId);
  const allowed = allows(session.scopes, call.method, call.path);
  if (connected && allowed) return { kind: 'admitted', session, tenantId };
  const scopeFirst = !allowed && (connected || host.settings.gateOrder === 'scope');
  const reply = scopeFirst ? scopeMissing(host, call.correlationId) : notConnected(host, call.correlationId);
  return { kind: 'refused', reply, appId: session.appId };
}

function notConnected({ settings }: IdentityHost, instance: string): Reply {
  const [title, detail] = ['Forbidden', 'AuthenticationUnsuccessful'];
  const reply = problemReply(403, title, detail, instance);
  return settings.forbiddenKeys === 'capital'
    ? reply
    : { ...reply, body: JSON.stringify({ title, status: 403, detail, instance }) };
}

function scopeMissing(host: IdentityHost, instance: string): Reply {
  const reply = unauthorised('AuthorizationUnsuccessful', instance);
  return { ...reply, headers: { 'WWW-Authenticate': host.settings.scopeChallenge } };
}
