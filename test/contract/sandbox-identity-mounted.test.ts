/** Signing in to a whole sandbox: two organisations with books of their own behind one login. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { stepsOf } from './identity-client.ts';

let folder: string;
let sandbox: Sandbox;
const open = () => startSandbox({ orgs: ['gb', 'nz'], folder, limits: 'off' });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-login-'));
  sandbox = await open();
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

it('opens the books of each organisation that the user connected, in the name of the app', async () => {
  const tenants = sandbox.organisations.map(({ tenantId }) => tenantId);
  const client = stepsOf(sandbox.url);
  const { access_token } = await client.signIn({ scope: 'accounting.settings.read' }, tenants);
  for (const { tenantId, name } of sandbox.organisations) {
    const { json } = await client.call(access_token, 'Organisation', tenantId);
    expect(json).toMatchObject({ ProviderName: 'Sandbox PKCE app', Organisations: [{ Name: name }] });
  }
});

it('keeps an organisation closed that the user did not connect, and what no scope allows', async () => {
  const [first, second] = sandbox.organisations;
  const client = stepsOf(sandbox.url);
  const { access_token } = await client.signIn({ scope: 'accounting.settings.read' }, [first.tenantId]);
  expect((await client.call(access_token, 'Organisation', second?.tenantId)).status).toBe(403);
  expect((await client.call(access_token, 'Organisation')).status).toBe(403);
  const refused = await client.call(access_token, 'Invoices', first.tenantId);
  expect(refused).toMatchObject({ status: 401, json: { Detail: 'AuthorizationUnsuccessful' } });
  expect(refused.headers.get('www-authenticate')).toBe('insufficient_scope');
});

it('remembers logins when it starts again', async () => {
  const { tenantId } = sandbox;
  const { access_token } = await stepsOf(sandbox.url).signIn({ scope: 'accounting.settings.read' }, [tenantId]);
  await sandbox.close();
  sandbox = await open();
  expect((await stepsOf(sandbox.url).call(access_token, 'Organisation', tenantId)).status).toBe(200);
});
