import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Field, Fields } from '../../src/sandbox/validation/check-shape.ts';
import * as shapes from '../../src/sandbox/validation/list-shapes.ts';
import { type Client, openSandbox } from '../contract/sandbox-client.ts';
import fc from '../support/seeded.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const words = ['200', '429', '402', '610', '630', '310', 'OUTPUT2', 'INPUT2', 'TAX001', 'NOSUCH', 'EXPENSE', 'BANK'];
const names = ['Basket Case', 'BOOK', 'Region', 'North', '', 'a@example.com', 'x'.repeat(600)];
const text = fc.oneof(fc.constantFrom(...words, ...names), fc.string({ maxLength: 8 }));
const scalars: Readonly<Record<'text' | 'number' | 'day' | 'flag' | 'guid', fc.Arbitrary<unknown>>> = {
  text,
  number: fc.oneof(fc.integer({ min: -100, max: 100 }), fc.constantFrom('7.25', 0.00001, 1e27)),
  day: fc.constantFrom('2026-03-31', '/Date(0)/'),
  flag: fc.boolean(),
  guid: fc.constantFrom('00000000-0000-0000-0000-000000000000', '11111111-1111-4111-8111-111111111111'),
};

function arbitraryOf(field: Field): fc.Arbitrary<unknown> {
  if (typeof field === 'string') return scalars[field];
  if ('choice' in field) return fc.constantFrom(...field.names);
  return 'list' in field ? fc.array(elementOf(field.fields), { maxLength: 3 }) : elementOf(field.fields);
}

function elementOf(fields: Fields): fc.Arbitrary<object> {
  const wrong = { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) };
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    fc.oneof({ weight: 60, arbitrary: arbitraryOf(field) }, wrong),
  ]);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] });
}

test.each([
  ['Contacts', '?page=1&pageSize=1000&includeArchived=true', shapes.contactShape],
  ['Items', '', shapes.itemShape],
  ['Accounts', '', shapes.accountShape],
  ['TaxRates', '', shapes.taxRateShape],
  ['TrackingCategories', '?includeArchived=true', shapes.trackingShape],
  ['Currencies', '', shapes.currencyShape],
  ['ManualJournals', '?page=1&pageSize=1000', shapes.journalShape],
] as const)('what %s refuse leaves no trace, and nothing makes them fail', async (collection, query, shape) => {
  const contents = async () => JSON.stringify((await client.get(`${collection}${query}`)).json[collection]);
  const refusals: number[] = [];
  let before = await contents();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('PUT', 'POST'), elementOf(shape), async (method, element) => {
      const answer = await client.send(method, collection, { [collection]: [element] });
      expect([200, 400, 404, 501]).toContain(answer.status);
      const after = await contents();
      if (answer.status !== 200) {
        refusals.push(answer.status);
        expect(after).toBe(before);
      }
      before = after;
    }),
    { numRuns: 60 },
  );
  expect(refusals).not.toEqual([]);
});
