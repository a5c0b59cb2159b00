import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, callback, gb, type IdentityClient, openIdentity } from './identity-client.ts';

const web = { client_id: 'SANDBOX-WEB-APP', code_challenge: '', code_challenge_method: '' };
const refusal = (error: string) => ({ status: 400, text: JSON.stringify({ error }) });
let client: IdentityClient;

beforeAll(async () => {
  client = await openIdentity();
});
afterAll(() => client.close());

function refresh(refresh_token: string) {
  return client.post('/connect/token', { grant_type: 'refresh_token', client_id: 'SANDBOX-PKCE-APP', refresh_token });
}

describe('revocation', () => {
  const revoke = (token: string, client_id = 'SANDBOX-PKCE-APP') =>
    client.post('/connect/revocation', { token, client_id });

  it('answers 200 without a body and drops all connections of the app, for every sign-in', async () => {
    const [one, two] = [await client.signIn(), await client.signIn()];
    expect(await revoke(one.refresh_token)).toMatchObject({ status: 200, text: '' });
    expect((await client.get('/connections', { Authorization: `Bearer ${two.access_token}` })).json).toEqual([]);
    expect((await client.call(two.access_token, 'Invoices', gb.tenantId)).status).toBe(403);
    expect(await refresh(two.refresh_token)).toMatchObject(refusal('invalid_grant'));
  });

  it('takes no token of another app', async () => {
    const { access_token, refresh_token } = await client.signIn();
    const header = basic('SANDBOX-WEB-APP', 'sandbox-token');
    const fields = { grant_type: 'authorization_code', code: await client.code(web), redirect_uri: callback };
    const other = (await client.post('/connect/token', fields, header)).json.access_token;
    expect((await client.post('/connect/revocation', { token: refresh_token }, header)).status).toBe(200);
    for (const token of [access_token, other]) {
      expect((await client.call(token, 'Invoices', gb.tenantId)).status).toBe(200);
    }
  });

  it('forgets the scopes of earlier consents', async () => {
    const { refresh_token } = await client.signIn();
    await revoke(refresh_token);
    expect((await client.signIn({ scope: 'openid accounting.settings' })).scope).toBe('openid accounting.settings');
  });

  it('says nothing of a token it does not know, and refuses apps it does not know', async () => {
    expect((await revoke('unknown')).status).toBe(200);
    expect(await revoke('unknown', 'NOBODY')).toMatchObject(refusal('invalid_client'));
  });
});

describe('the file', () => {
  it('keeps key, connections and refresh tokens, for its owner alone and none of them in the open', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'identity-'));
    const file = join(folder, 'identity.db');
    const before = await openIdentity({ file });
    const { access_token, refresh_token } = await before.signIn();
    await before.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const after = await openIdentity({ file });
    expect((await after.call(access_token, 'Invoices', gb.tenantId)).status).toBe(200);
    const fields = { grant_type: 'refresh_token', client_id: 'SANDBOX-PKCE-APP', refresh_token };
    expect((await after.post('/connect/token', fields)).status).toBe(200);
    await after.close();
    expect(readFileSync(file).includes(refresh_token)).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
