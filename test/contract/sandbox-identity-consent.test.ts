import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callback, gb, type IdentityClient, nz, openIdentity, ticketOf, told } from './identity-client.ts';

let client: IdentityClient;

beforeAll(async () => {
  client = await openIdentity({
    apps: [
      { id: 'OWN', name: '<b>Own</b> & "co"', kind: 'pkce', redirects: ['https://own.example/back?from=xero'] },
      { id: 'NEW-WEB', name: 'New', kind: 'web', secret: 'secret', redirects: ['http://localhost:3000/back'] },
    ],
  });
});
afterAll(() => client.close());

/** The error the page shows. */
async function errorOf(over: Readonly<Record<string, string>>): Promise<string> {
  const page = await client.page(over);
  expect(page.status).toBe(500);
  expect(page.headers.get('location')).toBeNull();
  return /Error: ([^<]*)</.exec(page.text.slice(page.text.indexOf('<strong>')))?.[1] ?? page.text;
}

describe('the consent page', () => {
  it('names the app, the scopes in words and the organisations, none of them as markup', async () => {
    const own = { client_id: 'OWN', redirect_uri: 'https://own.example/back?from=xero' };
    const { status, text } = await client.page({ ...own, scope: 'accounting.contacts.read offline_access' });
    expect(status).toBe(200);
    expect(text).toContain('&lt;b&gt;Own&lt;/b&gt; &amp; &quot;co&quot; wants access');
    expect(text).toContain('View contacts and contact groups');
    expect(text).toContain('Stay connected while you are away');
    expect(text).toContain('Beans &amp; &lt;Greens&gt; (NZ)');
    expect(text).not.toContain('<b>Own');
  });

  it('runs no script, may not be framed and sends its form only to the sandbox and on to the app', async () => {
    const policy = (await client.page()).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' http://localhost:8742;");
  });

  it('asks for no organisation when only a sign-in is wanted, and allows it without one', async () => {
    const page = await client.page({ scope: 'openid email' });
    expect(page.text).not.toContain('checkbox');
    expect(told(await client.answer(page, 'allow', []))).toHaveProperty('code');
  });

  it('ticks the first organisation, and later those that are connected', async () => {
    const ticked = (text: string) => [...text.matchAll(/value="([^"]+)" checked/g)].map(([, tenantId]) => tenantId);
    const fresh = await openIdentity();
    const page = await fresh.page();
    expect(ticked(page.text)).toEqual([gb.tenantId]);
    await fresh.answer(page, 'allow', [nz.tenantId]);
    expect(ticked((await fresh.page()).text)).toEqual([nz.tenantId]);
    await fresh.close();
  });

  it('asks again when no organisation is ticked', async () => {
    const again = await client.answer(await client.page(), 'allow', []);
    expect(again.text).toContain('Choose at least one organisation.');
    expect(told(await client.answer(again, 'allow', [nz.tenantId]))).toHaveProperty('code');
  });

  it('takes no organisation that is not in the sandbox', async () => {
    const again = await client.answer(await client.page(), 'allow', ['bbbbbbbb-0000-4000-a000-000000000009']);
    expect(again.text).toContain('Choose at least one organisation.');
  });

  it('sends the user back with a code, the scopes and the state as it came', async () => {
    const answer = await client.answer(await client.page({ state: 'a=1&b= ü' }), 'allow');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toMatch(/^http:\/\/localhost:8742\/callback\?/);
    expect(told(answer)).toMatchObject({ state: 'a=1&b= ü', code: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it('keeps what the address of the app has in it already', async () => {
    const own = { client_id: 'OWN', redirect_uri: 'https://own.example/back?from=xero' };
    const sent = told(await client.answer(await client.page(own), 'allow'));
    expect(sent).toMatchObject({ from: 'xero', code: expect.any(String) });
  });

  it('tells the app when the user declines', async () => {
    expect(told(await client.answer(await client.page(), 'deny'))).toEqual({
      error: 'access_denied',
      state: 'a state',
    });
  });

  it('takes one answer a page, and none to a page it never showed or showed long ago', async () => {
    const page = await client.page();
    await client.answer(page, 'allow');
    const second = await client.answer(page, 'allow');
    expect(second.status).toBe(500);
    expect(second.text).toContain('expired or was answered before');
    const old = await client.page();
    client.wait(10 * 60_000);
    expect((await client.answer(old, 'allow')).status).toBe(500);
    const forged = await client.post('/identity/connect/consent', { ticket: 'forged', decision: 'allow' });
    expect(forged.status).toBe(500);
  });

  it('asks for the token where the owner has set one of their own', async () => {
    const guarded = await openIdentity({ token: 'my-own-token' });
    try {
      const page = await guarded.page();
      expect(page.text).toContain('Token of this sandbox');
      const again = await guarded.answer(page, 'allow', [gb.tenantId], 'sandbox-token');
      expect(again.text).toContain('not the token of this sandbox');
      expect(ticketOf(again)).not.toBe('');
      expect(told(await guarded.answer(again, 'allow', [gb.tenantId], 'my-own-token'))).toHaveProperty('code');
    } finally {
      await guarded.close();
    }
  });
});

describe('requests it does not put before the user', () => {
  it.each([
    ['an app nobody registered', { client_id: 'NOBODY' }, 'unauthorized_client : Unknown client or client not enabled'],
    ['no app', { client_id: '' }, 'unauthorized_client : Unknown client or client not enabled'],
    [
      'a custom connection',
      { client_id: 'SANDBOX-CUSTOM-CONNECTION' },
      'unauthorized_client : Invalid grant type for client',
    ],
    ['no code', { response_type: 'token' }, 'unsupported_response_type : Response type not supported'],
    ['a form post', { response_mode: 'form_post' }, 'invalid_request : Invalid response_mode'],
    ['no scope', { scope: '' }, 'invalid_request : Missing scope'],
    ['a scope nobody knows', { scope: 'openid accounting.everything' }, 'invalid_scope : Invalid scope'],
    [
      'a broad scope for an app that may have granular ones only',
      { scope: 'accounting.transactions' },
      'unauthorized_client : Invalid scope for client',
    ],
    ['no challenge of a PKCE app', { code_challenge: '' }, 'invalid_request : code challenge required'],
    [
      'a challenge in the open',
      { code_challenge_method: 'plain' },
      'invalid_request : Transform algorithm not supported',
    ],
    ['a challenge that is no hash', { code_challenge: 'short' }, 'invalid_request : Invalid code_challenge'],
  ])('%s', async (_name, over, error) => {
    expect(await errorOf(over)).toBe(error);
  });

  it.each([
    'http://127.0.0.1:8742/callback',
    'http://localhost:8742/callback/',
    'http://localhost:8742/Callback',
    'https://localhost:8742/callback',
    'http://localhost.evil.example/callback',
    'http://localhost:8742/callback?next=evil',
    'http://localhost:8742@evil.example/callback',
    '',
  ])('an address it must not return to: %s', async (redirect_uri) => {
    expect(await errorOf({ redirect_uri })).toBe('unauthorized_client : Invalid redirect_uri');
  });

  it('lets the built-in apps return to any port of localhost, and registered ones only to their address', async () => {
    expect((await client.page({ redirect_uri: 'http://localhost:5000/callback' })).status).toBe(200);
    expect((await client.page({ redirect_uri: 'http://localhost/callback' })).status).toBe(200);
    expect(await errorOf({ client_id: 'OWN', redirect_uri: callback })).toBe(
      'unauthorized_client : Invalid redirect_uri',
    );
  });

  it('lets apps from before March 2026 ask for broad scopes', async () => {
    const broad = { scope: 'accounting.transactions accounting.reports.read' };
    expect((await client.page({ ...broad, client_id: 'SANDBOX-WEB-APP' })).status).toBe(200);
    const other = { ...broad, client_id: 'NEW-WEB', redirect_uri: 'http://localhost:3000/back' };
    expect(await errorOf(other)).toBe('unauthorized_client : Invalid scope for client');
  });

  it('lets web apps do without a challenge', async () => {
    expect(
      (await client.page({ client_id: 'SANDBOX-WEB-APP', code_challenge: '', code_challenge_method: '' })).status,
    ).toBe(200);
  });
});

describe('registering apps', () => {
  const local = 'http://127.0.0.1:3000/callback';
  it.each([
    ['http on an address', { id: 'A', name: 'A', kind: 'pkce', redirects: [local] } as const, /neither https nor/],
    [
      'an address with a fragment',
      { id: 'A', name: 'A', kind: 'pkce', redirects: ['https://a.example/#back'] } as const,
      /has a fragment/,
    ],
    ['a web app without a secret', { id: 'A', name: 'A', kind: 'web' } as const, /needs a secret/],
    ['a PKCE app with one', { id: 'A', name: 'A', kind: 'pkce', secret: 's' } as const, /has no secret/],
    ['an id taken', { id: 'SANDBOX-PKCE-APP', name: 'A', kind: 'pkce' } as const, /taken by another/],
    [
      'an unknown scope',
      { id: 'A', name: 'A', kind: 'custom', secret: 's', scopes: ['x'] } as const,
      /nobody knows its scope x/,
    ],
  ])('refuses %s', async (_name, app, problem) => {
    await expect(openIdentity({ apps: [app] })).rejects.toThrow(problem);
  });
});
