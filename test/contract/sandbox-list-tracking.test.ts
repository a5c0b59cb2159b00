import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox, salesInvoice } from './sandbox-client.ts';

let client: Client;
beforeEach(async () => {
  client = await openSandbox();
});
afterEach(() => client.sandbox.close());

const list = async (query = ''): Promise<Loose[]> =>
  (await client.get(`TrackingCategories?order=Name${query}`)).json.TrackingCategories;
const named = async (name: string) => (await list()).find((category) => category.Name === name);
const post = (id: string, body: object) => client.send('POST', `TrackingCategories/${id}`, body);
const messages = (answer: Loose) => answer.json.Elements[0].ValidationErrors.map((error: Loose) => error.Message);
const use = (Tracking: object) =>
  client.write(
    'PUT',
    'Invoices',
    salesInvoice('T-1', {
      LineItems: [{ Description: 'D', Quantity: 1, UnitAmount: 1, AccountCode: '200', Tracking: [Tracking] }],
    }),
  );

describe('categories', () => {
  test('are two at a time and four in all', async () => {
    const third = await client.send('PUT', 'TrackingCategories', { name: 'Third' });
    expect(messages(third)).toEqual(['The maximum number of active tracking categories is 2.']);
    const [department, region] = await list();
    for (const { TrackingCategoryID } of [department, region]) await post(TrackingCategoryID, { Status: 'ARCHIVED' });
    for (const name of ['Third', 'Fourth']) {
      const made = await client.send('PUT', 'TrackingCategories', { name });
      expect(made.json.TrackingCategories[0]).toMatchObject({ Name: name, Status: 'ACTIVE', Options: [] });
    }
    await post((await named('Third')).TrackingCategoryID, { Status: 'ARCHIVED' });
    const fifth = await client.send('PUT', 'TrackingCategories', { Name: 'Fifth' });
    expect(messages(fifth)).toEqual(['The maximum number of tracking categories is 4.']);
  });

  test('archived ones are listed where asked for, and may come back', async () => {
    const { TrackingCategoryID } = await named('Region');
    await post(TrackingCategoryID, { Status: 'ARCHIVED' });
    expect((await list()).map((category) => category.Name)).toEqual(['Department']);
    expect((await list('&includeArchived=true')).map((category) => category.Status)).toEqual(['ACTIVE', 'ARCHIVED']);
    expect((await post(TrackingCategoryID, { Status: 'ACTIVE' })).json.TrackingCategories[0].Status).toBe('ACTIVE');
  });

  test.each([
    [{ Name: ' ' }, 'Region'],
    [{ Name: 'x'.repeat(101) }, 'Name must not be longer than 100 characters.'],
    [{ Name: 'department' }, 'The tracking name department must be unique.'],
  ])('%j keeps the old name', async (body, message) => {
    const { TrackingCategoryID } = await named('Region');
    const answer = await post(TrackingCategoryID, body);
    expect(answer.text).toContain(message);
    expect((await client.get(`TrackingCategories/${TrackingCategoryID}`)).json.TrackingCategories[0].Name).toBe(
      'Region',
    );
  });

  test('renaming keeps options and id', async () => {
    const before = await named('Region');
    const answer = await post(before.TrackingCategoryID, { Name: 'Area' });
    expect(answer.json.TrackingCategories[0]).toEqual({ ...before, Name: 'Area' });
  });

  test('unused ones are deleted, and stay to be read by id', async () => {
    const { TrackingCategoryID } = await named('Region');
    const answer = await client.send('DELETE', `TrackingCategories/${TrackingCategoryID}`);
    expect(answer.json.TrackingCategories[0]).toMatchObject({ Name: 'Region', Status: 'DELETED' });
    expect(await list('&includeArchived=true')).toHaveLength(1);
    const read = await client.get(`TrackingCategories/${TrackingCategoryID}`);
    expect(read.json.TrackingCategories[0].Status).toBe('DELETED');
    expect((await post(TrackingCategoryID, { Status: 'ACTIVE' })).status).toBe(400);
    expect((await client.send('PUT', 'TrackingCategories', { Name: 'Region' })).status).toBe(200);
  });

  test('used ones are not deleted', async () => {
    await use({ Name: 'Region', Option: 'North' });
    const { TrackingCategoryID } = await named('Region');
    expect((await client.send('DELETE', `TrackingCategories/${TrackingCategoryID}`)).status).toBe(400);
    expect((await named('Region')).Status).toBe('ACTIVE');
  });

  test('unknown ids are nowhere, and PUT to one is not implemented', async () => {
    expect((await client.get(`TrackingCategories/${crypto.randomUUID()}`)).status).toBe(404);
    const { TrackingCategoryID } = await named('Region');
    expect((await client.send('PUT', `TrackingCategories/${TrackingCategoryID}`, { Name: 'X' })).status).toBe(501);
  });
});

describe('options', () => {
  const path = async (option = '') => {
    const { TrackingCategoryID, Options } = await named('Region');
    const id = Options.find((known: Loose) => known.Name === option)?.TrackingOptionID;
    return `TrackingCategories/${TrackingCategoryID}/Options${option === '' ? '' : `/${id}`}`;
  };
  const names = async (query = '') =>
    (await list(query)).find((one) => one.Name === 'Region').Options.map((option: Loose) => option.Name);

  test('are added one at a time, the first of a list', async () => {
    const answer = await client.send('PUT', await path(), { Options: [{ Name: 'Moon' }, { Name: 'Mars' }] });
    expect(answer.json.Options).toEqual([
      {
        TrackingOptionID: expect.any(String),
        Name: 'Moon',
        Status: 'ACTIVE',
        HasValidationErrors: false,
        IsDeleted: false,
        IsArchived: false,
        IsActive: true,
      },
    ]);
    expect((await names()).slice(-2)).toEqual(['West Coast', 'Moon']);
  });

  test('are renamed, but not to a name that is taken', async () => {
    const north = await path('North');
    expect((await client.send('POST', north, { Name: 'Far North' })).json.Options[0].Name).toBe('Far North');
    const answer = await client.send('POST', north, { Name: 'south' });
    expect(messages(answer)).toEqual(['The tracking name south must be unique.']);
    expect(answer.json.Elements[0].HasValidationErrors).toBe(true);
  });

  test('archived ones are shown where asked for', async () => {
    const answer = await client.send('POST', await path('North'), { Status: 'ARCHIVED' });
    expect(answer.json.Options[0]).toMatchObject({ IsArchived: true, IsActive: false });
    expect(await names()).not.toContain('North');
    expect(await names('&includeArchived=true')).toContain('North');
  });

  test('unused ones are deleted, and their name is free again', async () => {
    const answer = await client.send('DELETE', await path('North'));
    expect(answer.json.Options[0]).toMatchObject({
      Name: 'North',
      Status: 'DELETED',
      IsDeleted: true,
      IsActive: false,
    });
    expect(await names('&includeArchived=true')).not.toContain('North');
    expect((await client.send('PUT', await path(), { Name: 'North' })).status).toBe(200);
  });

  test('used ones are not deleted', async () => {
    await use({ Name: 'Region', Option: 'North' });
    expect((await client.send('DELETE', await path('North'))).status).toBe(400);
    expect((await client.send('DELETE', await path('South'))).status).toBe(200);
  });

  test('unknown ids are nowhere', async () => {
    expect((await client.send('DELETE', `${await path()}/${crypto.randomUUID()}`)).status).toBe(404);
  });
});
