/** A program that knows nothing of the sandbox, in a process of its own, led there with its SDK unchanged. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, openSandbox } from '../contract/sandbox-client.ts';

const root = join(import.meta.dirname, '../..');
const call = promisify(execFile);
let client: Client;
let folder: string;

beforeAll(async () => {
  client = await openSandbox({ org: 'nz' });
  folder = mkdtempSync(join(tmpdir(), 'redirect-'));
  const module = JSON.stringify(join(root, 'src/sandbox/redirect.ts'));
  const url = JSON.stringify(client.sandbox.url);
  writeFileSync(join(folder, 'preload.mjs'), `import { redirectXero } from ${module};\nredirectXero(${url});\n`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await client.sandbox.close();
});

/** What a program prints, as JSON. */
async function printed(program: string): Promise<unknown> {
  const options = ['--import', join(folder, 'preload.mjs'), '--input-type=module', '--eval', program];
  const { stdout } = await call(process.execPath, options, { cwd: root });
  return JSON.parse(stdout);
}

describe('a program led to the sandbox', () => {
  it('signs in with the official SDK and calls the API', async () => {
    const program = `
      import { XeroClient } from 'xero-node';
      const app = { clientId: 'SANDBOX-CUSTOM-CONNECTION', clientSecret: 'sandbox-token' };
      const xero = new XeroClient({ ...app, grantType: 'client_credentials' });
      await xero.getClientCredentialsToken();
      const [{ tenantId }] = await xero.updateTenants(false);
      await xero.accountingApi.createContacts(tenantId, { contacts: [{ name: 'Led here' }] });
      const { body } = await xero.accountingApi.getOrganisations(tenantId);
      console.log(JSON.stringify([tenantId, body.organisations[0].name]));`;
    expect(await printed(program)).toEqual([client.sandbox.tenantId, client.sandbox.organisations[0].name]);
    const { json } = await client.get('Contacts?where=Name=="Led here"');
    expect(json.Contacts).toHaveLength(1);
  });

  it.each([
    ['fetch of an address', 'await (await fetch(address, { headers })).text()'],
    ['fetch of a request', 'await (await fetch(new Request(address, { headers }))).text()'],
    ['https.get of an address', 'await read(get(address, { headers: { ...headers, Host: "api.xero.com" } }))'],
    ['https.get of options', 'await read(get({ host: "api.xero.com:443", path: new URL(address).pathname, headers }))'],
  ])('reaches it by %s', async (_how, expression) => {
    const program = `
      import { get } from 'node:https';
      const address = 'https://api.xero.com/api.xro/2.0/Organisation';
      const headers = { Authorization: 'Bearer sandbox-token', Accept: 'application/json' };
      const read = (request) => new Promise((resolve) => request.on('response', async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve(text);
      }));
      console.log(${expression});`;
    expect(await printed(program)).toMatchObject({ Organisations: [{ OrganisationID: client.sandbox.tenantId }] });
  });

  it('opens the sign-in page of the sandbox', async () => {
    const program = `
      import { spawn } from 'node:child_process';
      const shown = spawn(process.execPath, ['-p', 'JSON.stringify(process.argv[1])', 'https://login.xero.com/identity/x']);
      shown.stdout.pipe(process.stdout);`;
    expect(await printed(program)).toBe(`${client.sandbox.url}/identity/x`);
  });

  it('calls other hosts as before', async () => {
    const program = `
      import { get } from 'node:https';
      const refused = new Promise((resolve) => get('https://localhost:1/').on('error', ({ port }) => resolve(port)));
      const also = fetch('https://localhost:1/').then(() => 'answered', () => 'refused');
      console.log(JSON.stringify(await Promise.all([refused, also])));`;
    expect(await printed(program)).toEqual([1, 'refused']);
  });
});

it('takes no address but that of a sandbox', async () => {
  const { redirectXero } = await import('../../src/sandbox/redirect.ts');
  expect(() => redirectXero('https://api.xero.com')).toThrow('not the address of a sandbox');
  expect(() => redirectXero('4010')).toThrow('not the address of a sandbox');
});
