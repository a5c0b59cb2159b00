/** The page that says what the sandbox emulates tells the truth: each operation is answered, and no other is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../scripts/sandbox-fidelity.ts';
import { belowRecords, loginOperations } from '../../scripts/sandbox-fidelity-around.ts';
import { sandboxLines } from '../../scripts/sandbox-page.ts';
import { faultKinds } from '../../src/sandbox/faults/fault.ts';
import { kebab } from '../../src/sandbox/read-settings.ts';
import { endpointNames } from '../../src/sandbox/resources/endpoints.ts';
import { choices } from '../../src/sandbox/settings.ts';
import { stepsOf } from '../contract/identity-client.ts';
import type { Loose } from '../contract/sandbox-client.ts';
import { makeBankMoney } from './sdk-bank.ts';
import { openSdk, type Sdk } from './sdk-client.ts';
import { type Fixtures, makeFixtures } from './sdk-fixtures.ts';
import { makeOrders } from './sdk-orders.ts';
import { firstJournal } from './sdk-reports.ts';
import { findSettings } from './sdk-settings.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
}

const asked: readonly Asked[] = [...Object.values(operations).flat(), ...belowRecords].flatMap(({ call, of }) => {
  const words = call.split(' ');
  const path = words.at(-1) ?? '';
  const paths = of === undefined ? [path] : of.split(' ').map((name) => path.replace('{Endpoint}', name));
  return words.slice(0, -1).flatMap((method) => paths.map((each) => ({ method, path: each })));
});
const calls = new Set(asked.map(({ method, path }) => `${method} ${path}`));
const others = [...new Set(asked.map(({ path }) => path))]
  .flatMap((path) => ['GET', 'PUT', 'POST', 'DELETE', 'PATCH'].map((method) => ({ method, path })))
  .filter(({ method, path }) => !calls.has(`${method} ${path}`));
const recordOf: Readonly<Record<string, keyof Fixtures>> = {
  Accounts: 'account',
  Contacts: 'contact',
  CreditNotes: 'credit',
  Invoices: 'invoice',
  Items: 'item',
  ManualJournals: 'journal',
  Payments: 'payment',
  TrackingCategories: 'category',
};
let sdk: Sdk;
let fixtures: Fixtures;
let orders: Readonly<Record<string, string>>;

beforeAll(async () => {
  sdk = await openSdk();
  fixtures = await makeFixtures(sdk);
  const settings = await findSettings(sdk.api, sdk.tenant);
  const journals = { Journals: await firstJournal(sdk.api, sdk.tenant) };
  const bank = await makeBankMoney(sdk.api, sdk.tenant, fixtures);
  orders = { ...settings, ...journals, ...bank, ...(await makeOrders(sdk.api, sdk.tenant, fixtures)) };
});
afterAll(() => sdk.client.sandbox.close());

/** The path with ids of records that there are. */
async function filled(path: string): Promise<string> {
  const endpoint = path.split('/')[1] ?? '';
  const values: Record<string, string> = {
    id: orders[endpoint] ?? fixtures[recordOf[endpoint] ?? 'invoice'],
    type: 'OUTPUT2',
    option: fixtures.option,
    organisation: sdk.tenant,
    code: 'GBP',
    theme: fixtures.theme,
    contact: fixtures.contact,
    file: 'a.txt',
    number: '1',
  };
  if (path.includes('{allocation}')) {
    const allocation = { Invoice: { InvoiceID: fixtures.invoice }, Amount: 1 };
    const { json } = await sdk.client.send('PUT', `${endpoint}/${values.id}/Allocations`, allocation);
    values.allocation = json.Allocations[0].AllocationID;
  }
  return path.slice(1).replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name);
}

const send = async ({ method, path }: Asked) =>
  sdk.client.send(
    method,
    await filled(path),
    ['PUT', 'POST'].includes(method) ? { Name: '', AccountID: fixtures.account } : undefined,
  );

describe('an operation of the page', () => {
  const order = ['PUT', 'POST', 'GET', 'DELETE'];
  const gentle = asked.toSorted((a, b) => order.indexOf(a.method) - order.indexOf(b.method));
  it.each(gentle)('$method $path is answered', async (operation) => {
    const { status } = await send(operation);
    const reported = operation.method === 'PUT' && operation.path === '/Contacts/{id}';
    expect(reported ? [500] : [200, 204, 400]).toContain(status);
  });

  it.each(loginOperations)('$call is answered by the login server', async ({ call }) => {
    const { url } = sdk.client.sandbox;
    const { access_token } = await stepsOf(url).signIn({}, [sdk.tenant]);
    const headers = { Authorization: `Bearer ${access_token}` };
    const connections: Loose = await (await fetch(`${url}/connections`, { headers })).json();
    const [method = '', path = ''] = call.replace('{connection}', connections[0].id).split(' ');
    const query = path.endsWith('/authorize') ? '?client_id=SANDBOX-PKCE-APP&response_type=code' : '';
    const answer = await fetch(`${url}${path}${query}`, { method, headers });
    expect([path, answer.status]).not.toEqual([path, 404]);
    expect(await answer.text()).not.toContain("The resource you're looking for");
  });
});

describe('an operation that is not on the page', () => {
  it.each(others)('$method $path is not there', async (operation) => {
    const noScope = /^\/(?:Reports|Journals|Budgets)\b/.test(operation.path) ? [401] : [];
    expect([404, 405, 501, ...noScope]).toContain((await send(operation)).status);
  });

  it.each(['Setup', 'Reports/TenNinetyNine', 'Reports'])('%s is not there', async (path) => {
    expect([404, 501]).toContain((await sdk.client.get(path)).status);
  });
});

describe('the page', () => {
  const text = sandboxLines((head, rows) => [head, ...rows].map((cells) => cells.join(' | '))).join('\n');

  it('lists every endpoint', () => {
    expect(Object.keys(operations).toSorted()).toEqual(endpointNames.toSorted());
  });

  it('lists every choice with its default first, and every fault', () => {
    for (const [name, { values }] of Object.entries(choices)) {
      expect(text).toContain(`\`${kebab(name)}\` | **\`${String(values[0])}\`**, \`${String(values[1])}\``);
    }
    for (const kind of Object.keys(faultKinds)) expect(text).toContain(`\n\`${kind}\` | `);
    expect(text).toContain('\n## Faults\n');
  });
});
