/** Whatever is sent to the login server, it answers as one; nothing gets in, and afterwards it works as before. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from '../support/seeded.ts';
import { gb, type IdentityClient, openIdentity } from './identity-client.ts';

let client: IdentityClient;

beforeAll(async () => {
  client = await openIdentity();
});
afterAll(() => client.close());

const word = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('SANDBOX-PKCE-APP', 'SANDBOX-WEB-APP', 'authorization_code', 'refresh_token', 'client_credentials'),
  fc.constantFrom('http://localhost:8742/callback', 'code', 'openid', 'S256', 'a'.repeat(43), 'null', '%', '__proto__'),
);
const names = [
  'client_id',
  'client_secret',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'code',
  'code_verifier',
];
const more = ['code_challenge', 'code_challenge_method', 'grant_type', 'refresh_token', 'token', 'ticket', 'decision'];
const fields = fc.dictionary(fc.constantFrom(...names, ...more), word);
const part = fc.oneof(word, fc.json()).map((text) => Buffer.from(text).toString('base64url'));
const token = fc.oneof(
  fc.base64String(),
  fc.tuple(part, part, part).map((parts) => parts.join('.')),
);

it('refuses forms it cannot make sense of', async () => {
  const form = async (given: Record<string, string>) => {
    const page = await client.get(`/identity/connect/authorize?${new URLSearchParams(given)}`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect((await client.post('/identity/connect/consent', given)).text).toContain('Sorry, something went wrong');
    const tokens = await client.post('/connect/token', given);
    expect(tokens.status).toBe(400);
    expect(tokens.json.error).toMatch(/^(?:invalid|unsupported|unauthorized)_/);
    expect([200, 400]).toContain((await client.post('/connect/revocation', given)).status);
  };
  await fc.assert(fc.asyncProperty(fields, form), { numRuns: 100 });
});

it('lets no token in that it has not signed, and no app that it does not know', async () => {
  const attempt = async (given: string, type: string) => {
    const headers = { Authorization: `${type} ${given}`, 'xero-tenant-id': gb.tenantId };
    expect((await client.get('/api.xro/2.0/Invoices', headers)).status).toBe(401);
    expect((await client.get('/connections', headers)).status).toBe(401);
    const asked = await client.post('/connect/token', { grant_type: 'client_credentials' }, headers);
    expect(asked.json).toEqual({ error: 'invalid_client' });
  };
  await fc.assert(fc.asyncProperty(token, fc.constantFrom('Bearer', 'Basic', 'bearer'), attempt), { numRuns: 100 });
});

it('works as before', async () => {
  const { access_token } = await client.signIn();
  expect((await client.call(access_token, 'Invoices', gb.tenantId)).status).toBe(200);
});
