/** The addresses of the login server; Xero's three hosts are one here. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { notFound, type Reply, unauthorised } from '../server/reply.ts';
import { askForConsent, takeConsent } from './ask-for-consent.ts';
import { authenticate, type Session } from './authenticate.ts';
import { deleteConnection, listConnections } from './connections.ts';
import { discovery, keySetPath } from './discovery.ts';
import { giveTokens, revoke, type TokenCall } from './give-tokens.ts';
import type { IdentityHost } from './identity-host.ts';
import { personClaims } from './issue-tokens.ts';

const noStore = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
const largestForm = 64 * 1024;

/** Errors of its own are left to whoever mounts it. */
export function identityRoutes(host: IdentityHost): Hono {
  const routes = new Hono();
  const limit = bodyLimit({ maxSize: largestForm });
  routes.onError((error) => {
    if (error instanceof HTTPException) return error.getResponse();
    throw error;
  });
  for (const path of ['/.well-known/openid-configuration', '/identity/.well-known/openid-configuration']) {
    routes.get(path, (context) => context.json(discovery(host.origin())));
  }
  routes.get(keySetPath, (context) => context.json(host.signer.keySet()));
  routes.get('/identity/connect/authorize', ({ req }) => askForConsent(host, new URL(req.url).searchParams));
  routes.post('/identity/connect/consent', limit, async ({ req }) =>
    takeConsent(host, new URLSearchParams(await req.text())),
  );
  routes.post('/connect/token', limit, async (context) => {
    const call = await tokenCall(context);
    const given = call === undefined ? 'invalid_request' : giveTokens(host, call);
    return typeof given === 'string' ? context.json({ error: given }, 400, noStore) : context.json(given, 200, noStore);
  });
  routes.post('/connect/revocation', limit, async (context) => {
    const call = await tokenCall(context);
    const error = call === undefined ? 'invalid_request' : revoke(host, call);
    return error === undefined ? context.body(null, 200, noStore) : context.json({ error }, 400, noStore);
  });
  tokenRoutes(host, routes);
  return routes;
}

/** What is asked for with an access token. */
function tokenRoutes(host: IdentityHost, routes: Hono): void {
  routes.get('/connect/userinfo', (context) =>
    withSession(host, context, ({ scopes }) =>
      scopes.has('openid') ? context.json(personClaims([...scopes])) : response(refusal('AuthorizationUnsuccessful')),
    ),
  );
  for (const path of ['/connections', '/Connections']) {
    routes.get(path, (context) =>
      withSession(host, context, (session) =>
        context.json(listConnections(host, session, context.req.query('authEventId') ?? null)),
      ),
    );
    routes.delete(`${path}/:id`, (context) =>
      withSession(host, context, (session) =>
        deleteConnection(host, session, context.req.param('id') ?? '') ? context.body(null, 204) : response(notFound()),
      ),
    );
  }
}

/** A form and its authorisation; undefined when the body is no form. */
async function tokenCall({ req }: Context): Promise<TokenCall | undefined> {
  const type = req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined;
  return { authorization: req.header('authorization'), form: new URLSearchParams(await req.text()) };
}

function withSession(host: IdentityHost, { req }: Context, work: (session: Session) => Response): Response {
  const session = authenticate(host, req.header('authorization'));
  return session.kind === 'session' ? work(session) : response(refusal(session.detail));
}

function refusal(detail: string): Reply {
  return unauthorised(detail, crypto.randomUUID());
}

function response({ status, type, body }: Reply): Response {
  return new Response(body, { status, headers: { 'Content-Type': type, 'Cache-Control': 'no-store' } });
}
