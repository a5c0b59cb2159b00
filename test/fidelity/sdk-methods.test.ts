/** Each accounting method of the official SDK works against the sandbox, or is known not to and is told so. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountingApi } from 'xero-node';
import { openSdk, type Sdk, thrown } from './sdk-client.ts';
import { type Fixtures, makeFixtures } from './sdk-fixtures.ts';
import { exercised, isNotEmulated } from './sdk-methods.ts';

const setters = ['constructor', 'setDefaultAuthentication', 'setApiKey'];
const methods = Object.getOwnPropertyNames(AccountingApi.prototype).filter((name) => {
  const { value } = Object.getOwnPropertyDescriptor(AccountingApi.prototype, name) ?? {};
  return typeof value === 'function' && !setters.includes(name);
});
let sdk: Sdk;

beforeAll(async () => {
  sdk = await openSdk();
  const [, second] = (await sdk.client.get('TrackingCategories')).json.TrackingCategories;
  await sdk.client.send('POST', `TrackingCategories/${second.TrackingCategoryID}`, { Status: 'ARCHIVED' });
});
afterAll(() => sdk.client.sandbox.close());

it('knows all methods of the SDK, and no others', () => {
  expect(methods.length).toBeGreaterThan(200);
  expect(methods.filter((name) => !Object.hasOwn(exercised, name) && !isNotEmulated(name))).toEqual([]);
  expect(Object.keys(exercised).filter((name) => !methods.includes(name))).toEqual([]);
});

describe('a method of a resource that the sandbox has', () => {
  let fixtures: Fixtures;
  it.each(Object.entries(exercised))('%s is answered', async (_name, call) => {
    fixtures = await makeFixtures(sdk);
    const { response } = await call(sdk.api, sdk.tenant, fixtures);
    expect([200, 204]).toContain(response.status);
  });
});

describe('a method of a resource that the sandbox does not have', () => {
  const id = '11111111-2222-4333-8444-555555555555';
  const rest = ['idempotencyKey', 'options', 'summarizeErrors', 'unitdp', 'allowBackorders', 'includeOnline'];
  const argument = (method: string, name: string): unknown => {
    if (name === 'body') return Buffer.from('a file');
    if (/ID$|Id$|Number$|^fileName$|^contentType$/.test(name)) return id;
    return method.startsWith('get') || rest.includes(name) ? undefined : {};
  };
  it.each(methods.filter(isNotEmulated))('%s is refused', async (name) => {
    const method = (sdk.api as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>)[name];
    const names = /function\*\s*\(([^)]*)/.exec(String(method))?.[1]?.split(/, /).slice(1) ?? [];
    const given = names.map((each) => argument(name, each.split(' ')[0] ?? ''));
    const { statusCode } = await thrown(method?.call(sdk.api, sdk.tenant, ...given) ?? Promise.resolve());
    expect([404, 501]).toContain(statusCode);
  });
});
