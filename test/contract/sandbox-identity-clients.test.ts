/** The official SDK, unchanged, and the library it signs in with, against the login server. Their hosts lead here. */
import { createRequire } from 'node:module';
import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { XeroClient } from 'xero-node';
import { gb, type IdentityClient, nz, openIdentity } from './identity-client.ts';

// biome-ignore lint/suspicious/noExplicitAny: the library under the SDK comes without being a dependency of ours
const { Issuer, custom, generators }: any = createRequire(import.meta.resolve('xero-node'))('openid-client');

const redirect = 'http://localhost:5000/callback';
const scopes = ['openid', 'profile', 'email', 'offline_access', 'accounting.transactions', 'accounting.contacts'];
let client: IdentityClient;

beforeEach(async () => {
  client = await openIdentity();
  for (const host of ['https://identity.xero.com', 'https://api.xero.com']) {
    const scope = nock(host).persist();
    for (const method of ['GET', 'POST', 'DELETE']) scope.intercept(/.*/, method).reply(forwarded);
  }
});

afterEach(async () => {
  nock.cleanAll();
  await client.close();
});

/** What the login server answers to a request to one of Xero's hosts. */
async function forwarded(request: Request): Promise<[number, string, Record<string, string>]> {
  const { pathname, search } = new URL(request.url);
  const { method, headers } = request;
  const body = method === 'POST' ? { body: await request.text() } : {};
  const response = await fetch(`${client.url}${pathname}${search}`, { method, headers, ...body });
  const type = response.headers.get('content-type') ?? 'text/plain';
  return [response.status, await response.text(), { 'Content-Type': type }];
}

/** The user allows what a consent address asks for; where they are sent then. */
async function allow(address: string, tenants: readonly string[]): Promise<string> {
  const { pathname, search } = new URL(address);
  const answer = await client.answer(await client.get(pathname + search), 'allow', tenants);
  return answer.headers.get('location') ?? answer.text;
}

describe('the official SDK', () => {
  const web = { clientId: 'SANDBOX-WEB-APP', clientSecret: 'sandbox-token', redirectUris: [redirect], scopes };

  it('signs in, lists the organisations, refreshes, leaves one and revokes', async () => {
    const xero = new XeroClient({ ...web, state: 'my-state' });
    const back = await allow(await xero.buildConsentUrl(), [gb.tenantId, nz.tenantId]);
    const tokens = await xero.apiCallback(back);
    expect(tokens.claims()).toMatchObject({ aud: 'SANDBOX-WEB-APP', given_name: 'Demo' });
    expect(tokens.expired()).toBe(false);
    const tenants = await xero.updateTenants(false);
    expect(tenants.map(({ tenantName }) => tenantName).sort()).toEqual([nz.name, gb.name].sort());
    const renewed = await xero.refreshToken();
    expect(renewed.refresh_token).not.toBe(tokens.refresh_token);
    await xero.refreshWithRefreshToken('SANDBOX-WEB-APP', 'sandbox-token', renewed.refresh_token ?? '');
    await xero.disconnect(tenants[0].id);
    expect(await xero.updateTenants(false)).toHaveLength(1);
    const last = xero.readTokenSet().access_token;
    await xero.revokeToken();
    expect((await client.call(last, 'Invoices', tenants[1].tenantId)).status).toBe(403);
  });

  it('turns away a state that is not its own', async () => {
    const xero = new XeroClient({ ...web, state: 'my-state' });
    const back = await allow((await xero.buildConsentUrl()).replace('my-state', 'forged'), [gb.tenantId]);
    await expect(xero.apiCallback(back)).rejects.toThrow('state mismatch');
  });

  it('gets a token for a custom connection', async () => {
    const app = { clientId: 'SANDBOX-CUSTOM-CONNECTION', clientSecret: 'sandbox-token' };
    const xero = new XeroClient({ ...app, grantType: 'client_credentials' });
    const tokens = await xero.getClientCredentialsToken();
    expect((await client.call(tokens.access_token, 'Invoices')).json).toMatchObject({ tenantId: gb.tenantId });
    expect(await xero.updateTenants(false)).toMatchObject([{ tenantId: gb.tenantId }]);
  });
});

describe('an OpenID client of its own', () => {
  it.each(['', '/identity'])('finds its way from %s/.well-known, with PKCE and a nonce', async (base) => {
    const issuer = await Issuer.discover(`${client.url}${base}`);
    expect(issuer.metadata.issuer).toBe(client.url);
    const app = new issuer.Client({ client_id: 'SANDBOX-PKCE-APP', token_endpoint_auth_method: 'none' });
    app[custom.clock_tolerance] = 5;
    const [code_verifier, state, nonce] = [generators.codeVerifier(), generators.state(), generators.nonce()];
    const code_challenge = generators.codeChallenge(code_verifier);
    const wish = {
      redirect_uri: redirect,
      scope: 'openid profile email offline_access accounting.invoices',
      state,
      nonce,
    };
    const address = app.authorizationUrl({ ...wish, code_challenge, code_challenge_method: 'S256' });
    const params = app.callbackParams(await allow(address, [gb.tenantId]));
    const tokens = await app.callback(redirect, params, { state, nonce, code_verifier });
    expect(tokens.claims().nonce).toBe(nonce);
    const person = await app.userinfo(tokens);
    expect(person).toMatchObject({ sub: tokens.claims().sub, email: tokens.claims().email, name: 'Demo User' });
    const renewed = await app.refresh(tokens);
    expect(renewed.claims().sub).toBe(tokens.claims().sub);
    await app.revoke(renewed.refresh_token);
    await expect(app.refresh(renewed.refresh_token)).rejects.toThrow('invalid_grant');
  });

  it('keeps what it learns of the person from tokens without openid', async () => {
    const { access_token } = await client.signIn({ scope: 'accounting.contacts' });
    const { status } = await client.get('/connect/userinfo', { Authorization: `Bearer ${access_token}` });
    expect(status).toBe(401);
  });
});
