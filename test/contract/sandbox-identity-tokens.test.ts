import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, callback, claimsOf, cliScopes, gb, type IdentityClient, openIdentity } from './identity-client.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const web = { client_id: 'SANDBOX-WEB-APP', code_challenge: '', code_challenge_method: '' };
const refusal = (error: string) => ({ status: 400, text: JSON.stringify({ error }) });
let client: IdentityClient;

beforeAll(async () => {
  const custom = { id: 'OLD-CUSTOM', name: 'Old', kind: 'custom', secret: 'a secret: +%', broadScopes: true } as const;
  client = await openIdentity({
    apps: [{ ...custom, scopes: ['accounting.transactions', 'accounting.contacts.read'] }],
  });
});
afterAll(() => client.close());

function refresh(token: string, over: Readonly<Record<string, string>> = {}) {
  const fields = { grant_type: 'refresh_token', client_id: 'SANDBOX-PKCE-APP', refresh_token: token };
  return client.post('/connect/token', { ...fields, ...over });
}

describe('tokens for a code', () => {
  it('gives a bearer token for 1800 seconds, the scopes, an identity token and a refresh token', async () => {
    const reply = await client.redeem(await client.code());
    expect(reply.status).toBe(200);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(Object.keys(reply.json)).toEqual([
      'id_token',
      'access_token',
      'expires_in',
      'token_type',
      'refresh_token',
      'scope',
    ]);
    expect(reply.json).toMatchObject({ expires_in: 1800, token_type: 'Bearer', scope: cliScopes });
  });

  it('puts the claims that Xero puts into an access token', async () => {
    const claims = claimsOf((await client.signIn()).access_token);
    const hex = expect.stringMatching(/^[0-9a-f]{32}$/);
    const guid = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(claims).toEqual({
      nbf: claims.iat,
      exp: claims.iat + 1800,
      iat: expect.any(Number),
      iss: client.url,
      aud: `${client.url}/resources`,
      client_id: 'SANDBOX-PKCE-APP',
      sub: hex,
      auth_time: expect.any(Number),
      xero_userid: guid,
      global_session_id: hex,
      sid: claims.global_session_id,
      jti: hex,
      authentication_event_id: guid,
      scope: cliScopes.split(' '),
      amr: ['pwd'],
    });
  });

  it('lets an identity token live five minutes and binds it to the access token, the app and the nonce', async () => {
    const tokens = await client.signIn({ nonce: 'once' });
    const claims = claimsOf(tokens.id_token);
    const half = createHash('sha256').update(tokens.access_token).digest().subarray(0, 16).toString('base64url');
    expect(claims).toMatchObject({ aud: 'SANDBOX-PKCE-APP', nonce: 'once', at_hash: half, iss: client.url });
    expect(claims.exp - claims.iat).toBe(300);
    expect(claims).toMatchObject({ email: expect.stringContaining('@'), given_name: 'Demo', family_name: 'User' });
  });

  it('says nothing of the person beyond the scopes', async () => {
    const claims = claimsOf((await client.signIn({ scope: 'openid' })).id_token);
    expect(claims).not.toHaveProperty('email');
    expect(claims).not.toHaveProperty('name');
  });

  it('gives no refresh token without offline_access and no identity token without openid', async () => {
    const other = await openIdentity();
    const tokens = await other.signIn({ scope: 'accounting.contacts' });
    expect(Object.keys(tokens)).toEqual(['access_token', 'expires_in', 'token_type', 'scope']);
    await other.close();
  });

  it('adds up the scopes of several consents', async () => {
    const other = await openIdentity();
    await other.signIn({ scope: 'openid accounting.contacts' });
    const { scope } = await other.signIn({ scope: 'openid accounting.settings.read' });
    expect(scope).toBe('openid accounting.settings.read accounting.contacts');
    await other.close();
  });

  it('takes a code once; the second time ends the tokens of the first', async () => {
    const code = await client.code();
    const tokens = (await client.redeem(code)).json;
    expect((await client.call(tokens.access_token, 'Invoices', gb.tenantId)).status).toBe(200);
    expect(await client.redeem(code)).toMatchObject(refusal('invalid_grant'));
    expect((await client.call(tokens.access_token, 'Invoices', gb.tenantId)).status).toBe(401);
    expect(await refresh(tokens.refresh_token)).toMatchObject(refusal('invalid_grant'));
  });

  it('takes a code for five minutes', async () => {
    const codes = [await client.code(), await client.code()] as const;
    client.wait(5 * minute - 1);
    expect((await client.redeem(codes[0])).status).toBe(200);
    client.wait(1);
    expect(await client.redeem(codes[1])).toMatchObject(refusal('invalid_grant'));
  });

  it.each([
    ['a forged code', { code: 'x'.repeat(43) }],
    ['another verifier', { code_verifier: 'w'.repeat(43) }],
    ['no verifier', { code_verifier: '' }],
    ['another address', { redirect_uri: 'http://localhost:8743/callback' }],
    ['no address', { redirect_uri: '' }],
  ])('refuses %s', async (_name, over) => {
    expect(await client.redeem(await client.code(), over)).toMatchObject(refusal('invalid_grant'));
  });

  it.each([
    [42, 400],
    [43, 200],
    [128, 200],
    [129, 400],
  ])('answers to a verifier of %d characters with %d', async (length, status) => {
    const code_verifier = 'a-._~Z9'.repeat(20).slice(0, length);
    const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
    expect((await client.redeem(await client.code({ code_challenge }), { code_verifier })).status).toBe(status);
  });

  it('does not give one app the code of another', async () => {
    const code = await client.code();
    const fields = { grant_type: 'authorization_code', code, redirect_uri: callback };
    const stolen = await client.post('/connect/token', fields, basic('SANDBOX-WEB-APP', 'sandbox-token'));
    expect(stolen).toMatchObject(refusal('invalid_grant'));
  });
});

describe('the app that asks', () => {
  it('proves itself by Basic authorisation or by fields of the form', async () => {
    const fields = { grant_type: 'authorization_code', redirect_uri: callback };
    const secret = { client_id: 'SANDBOX-WEB-APP', client_secret: 'sandbox-token' };
    const inBody = await client.post('/connect/token', { ...fields, ...secret, code: await client.code(web) });
    expect(inBody.status).toBe(200);
    const header = basic('SANDBOX-WEB-APP', 'sandbox-token');
    expect((await client.post('/connect/token', { ...fields, code: await client.code(web) }, header)).status).toBe(200);
  });

  it('may encode its secret in Basic authorisation as forms do, or not', async () => {
    const grant = { grant_type: 'client_credentials' };
    for (const secret of ['a secret: +%', 'a+secret%3A+%2B%25']) {
      expect((await client.post('/connect/token', grant, basic('OLD-CUSTOM', secret))).status).toBe(200);
    }
  });

  it.each([
    ['nobody', 'NOBODY', 'sandbox-token'],
    ['a wrong secret', 'SANDBOX-WEB-APP', 'wrong'],
    ['no secret', 'SANDBOX-WEB-APP', ''],
  ])('is refused as %s', async (_name, id, secret) => {
    const reply = await client.post(
      '/connect/token',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      basic(id, secret),
    );
    expect(reply).toMatchObject(refusal('invalid_client'));
  });

  it.each(['password', 'Authorization_Code', ''])('cannot ask for the grant "%s"', async (grant_type) => {
    expect(await refresh('x', { grant_type })).toMatchObject(refusal('unsupported_grant_type'));
  });

  it('gets only the grants of its kind', async () => {
    const fields = { grant_type: 'client_credentials', client_id: 'SANDBOX-PKCE-APP' };
    expect(await client.post('/connect/token', fields)).toMatchObject(refusal('unauthorized_client'));
    const custom = basic('SANDBOX-CUSTOM-CONNECTION', 'sandbox-token');
    const code = { grant_type: 'authorization_code', code: 'x', redirect_uri: callback };
    expect(await client.post('/connect/token', code, custom)).toMatchObject(refusal('unauthorized_client'));
  });

  it('has to send a form, and not a large one', async () => {
    const headers = { 'Content-Type': 'application/json' };
    expect(await client.send('POST', '/connect/token', headers)).toMatchObject(refusal('invalid_request'));
    expect((await client.post('/connect/token', { code: 'x'.repeat(70_000) })).status).toBe(413);
  });
});

describe('refresh tokens', () => {
  it('rotate, and the one before works on for 30 minutes', async () => {
    const first = (await client.signIn()).refresh_token;
    const second = (await refresh(first)).json.refresh_token;
    expect(second).not.toBe(first);
    client.wait(30 * minute - 1);
    const again = await refresh(first);
    expect(again.status).toBe(200);
    expect(again.json.refresh_token).not.toBe(second);
    client.wait(1);
    expect(await refresh(first)).toMatchObject(refusal('invalid_grant'));
    expect((await refresh(second)).status).toBe(200);
    expect((await refresh(again.json.refresh_token)).status).toBe(200);
  });

  it('live for 60 days of non-use', async () => {
    const first = (await client.signIn()).refresh_token;
    client.wait(60 * day - 1);
    const second = (await refresh(first)).json.refresh_token;
    client.wait(60 * day);
    expect(await refresh(second)).toMatchObject(refusal('invalid_grant'));
  });

  it('work for their own app alone', async () => {
    const { refresh_token } = await client.signIn();
    const fields = { grant_type: 'refresh_token', refresh_token };
    const stolen = await client.post('/connect/token', fields, basic('SANDBOX-WEB-APP', 'sandbox-token'));
    expect(stolen).toMatchObject(refusal('invalid_grant'));
    expect(await refresh('forged')).toMatchObject(refusal('invalid_grant'));
  });

  it('keep the time and the event of the sign-in', async () => {
    const before = await client.signIn();
    client.wait(10 * minute);
    const after = (await refresh(before.refresh_token)).json;
    const [old, renewed] = [claimsOf(before.access_token), claimsOf(after.access_token)];
    expect(renewed).toMatchObject({
      auth_time: old.auth_time,
      authentication_event_id: old.authentication_event_id,
      scope: old.scope,
    });
    expect(renewed.jti).not.toBe(old.jti);
    expect(renewed.iat).toBe(old.iat + 600);
  });
});

describe('client credentials', () => {
  const header = basic('OLD-CUSTOM', 'a secret: +%');
  const ask = (scope?: string) =>
    client.post(
      '/connect/token',
      { grant_type: 'client_credentials', ...(scope === undefined ? {} : { scope }) },
      header,
    );

  it('give the scopes asked for, or all the app has, and neither refresh nor identity token', async () => {
    const { json } = await ask('accounting.contacts.read');
    expect(Object.keys(json)).toEqual(['access_token', 'expires_in', 'token_type', 'scope']);
    expect(json.scope).toBe('accounting.contacts.read');
    expect(claimsOf(json.access_token)).toMatchObject({ client_id: 'OLD-CUSTOM', scope: ['accounting.contacts.read'] });
    expect((await ask()).json.scope).toBe('accounting.transactions accounting.contacts.read');
  });

  it.each(['accounting.contacts', 'nonsense', 'openid'])('refuse the scope %s that the app has not', async (scope) => {
    expect(await ask(scope)).toMatchObject(refusal('invalid_scope'));
  });

  it('may be set to refuse every scope by name', async () => {
    const strict = await openIdentity({ settings: { customConnectionScope: 'refused' } });
    const custom = basic('SANDBOX-CUSTOM-CONNECTION', 'sandbox-token');
    const grant = { grant_type: 'client_credentials' };
    expect((await strict.post('/connect/token', grant, custom)).status).toBe(200);
    const named = await strict.post('/connect/token', { ...grant, scope: 'accounting.invoices' }, custom);
    expect(named).toMatchObject(refusal('invalid_scope'));
    await strict.close();
  });
});
