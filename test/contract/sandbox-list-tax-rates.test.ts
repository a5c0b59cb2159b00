import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox } from './sandbox-client.ts';

let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

let count = 0;
const rate = (over: object = {}) => {
  count += 1;
  const TaxComponents = [{ Name: 'State Tax', Rate: 2.25 }];
  return { Name: `Rate ${count}`, ReportTaxType: 'INPUT', TaxComponents, ...over };
};
const put = (given: object, to = client) => to.send('PUT', 'TaxRates', given);
const made = async (over: object = {}, to = client): Promise<Loose> => (await put(rate(over), to)).json.TaxRates[0];
const post = (given: object) => client.send('POST', 'TaxRates', { TaxRates: [given] });
const messages = (answer: Loose) => answer.json.Elements[0].ValidationErrors.map((error: Loose) => error.Message);

describe('a new tax rate', () => {
  test('is answered in full', async () => {
    expect(await made({ Name: 'SDKTax' })).toEqual({
      Name: 'SDKTax',
      TaxType: expect.stringMatching(/^TAX\d{3}$/),
      ReportTaxType: 'INPUT',
      CanApplyToAssets: true,
      CanApplyToEquity: true,
      CanApplyToExpenses: true,
      CanApplyToLiabilities: true,
      CanApplyToRevenue: false,
      DisplayTaxRate: 2.25,
      EffectiveRate: 2.25,
      Status: 'ACTIVE',
      TaxComponents: [{ Name: 'State Tax', Rate: 2.25, IsCompound: false, IsNonRecoverable: false }],
    });
  });

  test('reported with sales does not go on expenses', async () => {
    const made1 = await made({ ReportTaxType: 'OUTPUT' });
    expect([made1.CanApplyToExpenses, made1.CanApplyToRevenue]).toEqual([false, true]);
  });

  test.each([
    [
      [
        { Name: 'A', Rate: 5 },
        { Name: 'B', Rate: 7 },
      ],
      12,
    ],
    [
      [
        { Name: 'A', Rate: 5 },
        { Name: 'B', Rate: 7, IsCompound: true },
      ],
      12.35,
    ],
    [
      [
        { Name: 'A', Rate: 5 },
        { Name: 'B', Rate: 9.975, IsCompound: true },
      ],
      15.4738,
    ],
    [
      [
        { Name: 'A', Rate: 0.1 },
        { Name: 'B', Rate: 0.2 },
      ],
      0.3,
    ],
  ])('%j makes %d', async (TaxComponents, effective) => {
    expect(await made({ TaxComponents })).toMatchObject({ EffectiveRate: effective, DisplayTaxRate: effective });
  });

  test.each([
    [{ Name: undefined }, 'Name must be specified.'],
    [{ Name: '20% (vat on income)' }, 'Name must be unique.'],
    [{ ReportTaxType: undefined }, 'ReportTaxType must be specified.'],
    [{ TaxComponents: [] }, 'At least one tax component must be specified.'],
    [{ TaxComponents: [{ Rate: 1 }] }, 'Each tax component must have a name.'],
    [{ TaxComponents: [{ Name: 'A' }] }, 'Each tax component must have a rate.'],
    [{ TaxComponents: [{ Name: 'A', Rate: 1.23456 }] }, 'Tax component rates must be between 0 and 100 with at most 4'],
    [{ TaxComponents: [{ Name: 'A', Rate: -1 }] }, 'Tax component rates must be between 0 and 100'],
    [
      { TaxComponents: [{ Name: 'A', Rate: 1, IsNonRecoverable: true }] },
      'Non-recoverable tax components are only for',
    ],
    [
      { TaxComponents: ['A', 'B'].map((Name) => ({ Name, Rate: 1, IsCompound: true })) },
      'Only one tax component can be compound.',
    ],
  ])('%j is refused', async (over, message) => {
    const before = (await client.get('TaxRates')).json.TaxRates.length;
    expect(messages(await put(rate(over)))).toEqual([expect.stringContaining(message)]);
    expect((await client.get('TaxRates')).json.TaxRates).toHaveLength(before);
  });

  test('names a kind of tax return line that exists', async () => {
    const answer = await put(rate({ ReportTaxType: 'NOSUCH' }));
    expect([answer.status, answer.json.ErrorNumber]).toEqual([400, 14]);
  });

  test('of the United States needs no line of a tax return and goes everywhere', async () => {
    const us = await openSandbox({ org: 'us' });
    const made1 = await made({ ReportTaxType: undefined }, us);
    expect(made1).toMatchObject({ TaxType: 'TAX003', CanApplyToExpenses: true, CanApplyToRevenue: true });
    expect(made1).not.toHaveProperty('ReportTaxType');
    await us.sandbox.close();
  });

  test('is the first of a list alone', async () => {
    const answer = await put({ TaxRates: [rate(), rate({ Name: 'Second' })] });
    expect(answer.json.TaxRates).toHaveLength(1);
    expect((await client.get('TaxRates?where=Name=="Second"')).json.TaxRates).toEqual([]);
  });
});

describe('a change of a tax rate', () => {
  test('goes by TaxType or by name', async () => {
    const { TaxType, Name } = await made();
    expect((await post({ TaxType, Name: 'Renamed' })).json.TaxRates[0]).toMatchObject({ TaxType, Name: 'Renamed' });
    expect((await post({ Name: 'renamed', ReportTaxType: 'OUTPUT' })).json.TaxRates[0].TaxType).toBe(TaxType);
    expect((await client.get(`TaxRates?where=Name=="${Name}"`)).json.TaxRates).toEqual([]);
    expect((await post({ TaxType: 'TAX999' })).status).toBe(400);
  });

  test('adds components, but does not remove or rename them', async () => {
    const { TaxType } = await made({ TaxComponents: [{ Name: 'A', Rate: 1 }] });
    const two = [
      { Name: 'A', Rate: 1 },
      { Name: 'B', Rate: 2 },
    ];
    expect((await post({ TaxType, TaxComponents: two })).json.TaxRates[0].EffectiveRate).toBe(3);
    const renamed = await post({
      TaxType,
      TaxComponents: [
        { Name: 'A', Rate: 1 },
        { Name: 'C', Rate: 2 },
      ],
    });
    expect(messages(renamed)).toEqual(['Tax components cannot be removed or renamed.']);
  });

  test('to DELETED is its end, and its number is not used again', async () => {
    const { TaxType, Name } = await made();
    expect((await post({ TaxType, Status: 'DELETED' })).json.TaxRates[0]).toMatchObject({ TaxType, Status: 'DELETED' });
    expect(messages(await post({ TaxType, Status: 'ACTIVE' }))).toEqual(['A deleted tax rate cannot be updated.']);
    expect((await client.get(`TaxRates/${TaxType}`)).json.TaxRates[0].Status).toBe('DELETED');
    expect((await made({ Name })).TaxType).not.toBe(TaxType);
  });

  test('does not touch the rates of the system', async () => {
    expect(messages(await post({ TaxType: 'OUTPUT2', Status: 'DELETED' }))).toEqual([
      'System tax rates cannot be updated.',
    ]);
  });
});

test('one rate is read by its type, and none is deleted by its path', async () => {
  expect((await client.get('TaxRates/OUTPUT2')).json.TaxRates).toEqual([
    expect.objectContaining({ TaxType: 'OUTPUT2', ReportTaxType: 'OUTPUT', EffectiveRate: 20 }),
  ]);
  expect((await client.get('TaxRates/NOSUCH')).status).toBe(404);
  expect((await client.send('DELETE', 'TaxRates/OUTPUT2')).status).toBe(501);
});
