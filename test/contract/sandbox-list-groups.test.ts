import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox } from './sandbox-client.ts';

let client: Client;
let ids: readonly string[];
beforeEach(async () => {
  client = await openSandbox();
  ids = (await client.get('Contacts?order=Name')).json.Contacts.map((contact: Loose) => contact.ContactID);
});
afterEach(() => client.sandbox.close());

const put = (path: string, body: object) => client.send('PUT', path, body);
const make = async (Name: string): Promise<Loose> => (await put('ContactGroups', { Name })).json.ContactGroups[0];
const messages = (answer: Loose) =>
  answer.json.Elements.flatMap((each: Loose) => each.ValidationErrors.map((error: Loose) => error.Message));
const names = async () =>
  (await client.get('ContactGroups?order=Name')).json.ContactGroups.map((one: Loose) => one.Name);

describe('contact groups', () => {
  test('are made, renamed and deleted, and a deleted one leaves its name free', async () => {
    const group = await make('VIPs');
    expect(group).toEqual({
      ContactGroupID: expect.any(String),
      Name: 'VIPs',
      Status: 'ACTIVE',
      Contacts: [],
      HasValidationErrors: false,
    });
    const path = `ContactGroups/${group.ContactGroupID}`;
    const renamed = await client.send('POST', path, { ContactGroups: [{ Name: 'Best' }] });
    expect(renamed.json.ContactGroups).toEqual([{ ...group, Name: 'Best' }]);
    expect((await client.send('POST', path, { Status: 'DELETED' })).json.ContactGroups[0].Status).toBe('DELETED');
    expect(await names()).toEqual([]);
    expect((await client.get(path)).status).toBe(404);
    expect((await client.send('POST', path, { Name: 'Again' })).status).toBe(404);
    expect((await make('Best')).Status).toBe('ACTIVE');
  });

  test('have a name of their own, those beside a refused one are saved', async () => {
    await make('VIPs');
    const answer = await put('ContactGroups', { ContactGroups: [{ Name: 'vips' }, { Name: 'Others' }, { Name: ' ' }] });
    expect([answer.status, messages(answer)]).toEqual([400, ['Name must be unique.', 'Name must be specified.']]);
    expect(answer.json.Elements[0]).toMatchObject({ ContactGroupID: expect.stringMatching(/^[0-]+$/), Contacts: [] });
    expect(await names()).toEqual(['Others', 'VIPs']);
  });

  test('are a hundred at most', async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ Name: `Group ${index}` }));
    expect((await put('ContactGroups', { ContactGroups: many })).status).toBe(200);
    expect(messages(await put('ContactGroups', { Name: 'One more' }))).toEqual([
      'You’ve reached the limit of 100 contact groups.',
    ]);
  });

  test('know no other calls', async () => {
    const { ContactGroupID } = await make('VIPs');
    for (const [method, path] of [
      ['POST', 'ContactGroups'],
      ['PUT', `ContactGroups/${ContactGroupID}`],
      ['DELETE', `ContactGroups/${ContactGroupID}`],
      ['GET', `ContactGroups/${ContactGroupID}/Contacts`],
    ] as const) {
      const answer = await client.send(method, path, method === 'GET' ? undefined : { Name: 'X' });
      expect([method, path, answer.status]).toEqual([method, path, 501]);
    }
  });
});

describe('their members', () => {
  test('are put in together, and shown with the group and with the contact', async () => {
    const group = await make('VIPs');
    const path = `ContactGroups/${group.ContactGroupID}`;
    const added = await put(`${path}/Contacts`, { Contacts: [{ ContactID: ids[0] }, { ContactID: ids[1] }] });
    expect(added.json.Contacts[0]).toEqual({
      ContactID: ids[0],
      Addresses: [],
      Phones: [],
      ContactGroups: [],
      ContactPersons: [],
      HasValidationErrors: false,
      ValidationErrors: [],
    });
    expect((await put(`${path}/Contacts`, { Contacts: [{ ContactID: ids[1] }] })).status).toBe(200);
    const [shown] = (await client.get(path)).json.ContactGroups;
    expect(shown.Contacts.map((contact: Loose) => [contact.ContactID, contact.Name])).toEqual([
      [ids[0], '24 Locks'],
      [ids[1], 'ABC Furniture'],
    ]);
    expect((await client.get('ContactGroups')).json.ContactGroups[0].Contacts).toEqual([]);
    const page = (await client.get('Contacts?page=1&order=Name')).json.Contacts;
    expect(page.slice(0, 3).map((contact: Loose) => contact.ContactGroups)).toEqual([[group], [group], []]);
    const [saved] = await client.write('POST', 'Contacts', { ContactID: ids[0], AccountNumber: 'A-1' });
    expect(saved.ContactGroups).toEqual([group]);
    expect((await client.get('Contacts')).json.Contacts[0].ContactGroups).toEqual([]);
    await client.send('POST', path, { Status: 'DELETED' });
    expect((await client.get(`Contacts/${ids[0]}`)).json.Contacts[0].ContactGroups).toEqual([]);
  });

  test('are taken out one by one, or all', async () => {
    const path = `ContactGroups/${(await make('VIPs')).ContactGroupID}`;
    const members = async () =>
      (await client.get(path)).json.ContactGroups[0].Contacts.map((contact: Loose) => contact.ContactID);
    await put(`${path}/Contacts`, { Contacts: ids.slice(0, 3).map((ContactID) => ({ ContactID })) });
    const one = await client.send('DELETE', `${path}/Contacts/${ids[1]}`);
    expect([one.status, one.text]).toEqual([204, '']);
    expect(await members()).toEqual([ids[0], ids[2]]);
    expect((await client.send('DELETE', `${path}/Contacts`)).status).toBe(204);
    expect(await members()).toEqual([]);
    expect((await client.send('DELETE', `ContactGroups/${crypto.randomUUID()}/Contacts`)).status).toBe(404);
  });

  test('must be there; what is wrong with one keeps no other', async () => {
    const path = `ContactGroups/${(await make('VIPs')).ContactGroupID}`;
    const unknown = crypto.randomUUID();
    const answer = await put(`${path}/Contacts`, { Contacts: [{ ContactID: unknown }, { ContactID: ids[0] }] });
    expect(messages(answer)).toEqual(['An existing contact with the specified ContactID could not be found']);
    expect(answer.json.Elements[0].ContactID).toBe(unknown);
    expect((await client.get(path)).json.ContactGroups[0].Contacts).toHaveLength(1);
  });
});
