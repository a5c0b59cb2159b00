import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Loose, openSandbox, salesInvoice } from './sandbox-client.ts';

const day = 86_400_000;
let client: Client;
beforeAll(async () => {
  client = await openSandbox();
});
afterAll(() => client.sandbox.close());

const make = async (over: object, from: Client = client) =>
  (await from.write('PUT', 'Invoices', salesInvoice('', { InvoiceNumber: undefined, ...over })))[0].InvoiceID as string;
const email = (id: string, from: Client = client) => from.send('POST', `Invoices/${id}/Email`);

describe('an invoice is sent', () => {
  test.each(['AUTHORISED', 'SUBMITTED'])('when %s: nothing is answered, and it counts as sent', async (Status) => {
    const id = await make({ Status });
    const answer = await email(id);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await client.get(`Invoices/${id}`)).json.Invoices[0].SentToContact).toBe(true);
  });

  test('to the contact and its persons who are to have e-mails, as its history says', async () => {
    const [contact] = await client.write('PUT', 'Contacts', {
      Name: 'Mail Ltd',
      EmailAddress: 'main@example.com',
      ContactPersons: [
        { FirstName: 'Ann', EmailAddress: 'ann@example.com', IncludeInEmails: true },
        { FirstName: 'Bob', EmailAddress: 'bob@example.com', IncludeInEmails: false },
      ],
    });
    const id = await make({ Contact: { ContactID: contact.ContactID } });
    await email(id);
    const [entry] = (await client.get(`Invoices/${id}/History`)).json.HistoryRecords;
    expect([entry.Changes, entry.Details]).toEqual([
      'Invoice sent',
      'This invoice has been sent to main@example.com, ann@example.com.',
    ]);
  });
});

describe('refused are', () => {
  test.each([
    ['drafts', { Status: 'DRAFT' }],
    ['bills', { Type: 'ACCPAY' }],
  ])('%s', async (_what, over) => {
    const answer = await email(await make(over));
    expect([answer.status, answer.json.ErrorNumber, answer.json.Elements.length]).toEqual([400, 10, 1]);
  });

  test('unknown invoices, and those of a contact without an address, as not found', async () => {
    expect((await email('11111111-1111-4111-8111-111111111111')).status).toBe(404);
    const answer = await email(await make({ Contact: { Name: 'Nobody Home' } }));
    expect([answer.status, answer.text]).toEqual([404, '']);
  });

  test('more than a day allows, until the next day begins', async () => {
    let now = Date.UTC(2026, 2, 1, 12);
    const own = await openSandbox({ now: () => now, settings: { emailsPerDay: 20 } });
    const id = await make({}, own);
    for (let sent = 0; sent < 20; sent += 1) expect((await email(id, own)).status).toBe(204);
    const over = await email(id, own);
    expect([over.status, over.json.Elements[0].ValidationErrors[0].Message]).toEqual([
      400,
      'The daily limit of emails for this organisation has been reached.',
    ]);
    now += day;
    expect((await email(id, own)).status).toBe(204);
    await own.sandbox.close();
  });

  test('all of a demo company, where the limit is that of one', async () => {
    const own = await openSandbox({ settings: { emailsPerDay: 0 } });
    expect((await email(await make({}, own), own)).status).toBe(400);
    await own.sandbox.close();
  });
});

describe('the address of an online invoice', () => {
  const online = async (over: object) => client.get(`Invoices/${await make(over)}/OnlineInvoice`);

  test('is the same each time, and of the sandbox itself', async () => {
    const id = await make({});
    const urls = await Promise.all([1, 2].map(async () => (await client.get(`Invoices/${id}/OnlineInvoice`)).json));
    const [first, second] = urls.map((json: Loose) => json.OnlineInvoices[0].OnlineInvoiceUrl);
    expect(first).toMatch(new RegExp(`^${client.sandbox.url}/in/[\\w-]{40}$`));
    expect(second).toBe(first);
  });

  test.each([
    ['a bill', { Type: 'ACCPAY' }],
    ['a draft', { Status: 'DRAFT' }],
  ])('%s has none', async (_what, over) => {
    const answer = await online(over);
    expect([answer.status, answer.text]).toEqual([404, "The resource you're looking for cannot be found"]);
  });
});
