/** Who is told of changes in a sandbox, how, and how long it keeps trying. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/sandbox/books/store.ts';
import { createWebhooks, type Webhooks } from '../../src/sandbox/webhooks/create-webhooks.ts';
import type { SubscriptionRequest } from '../../src/sandbox/webhooks/subscription.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';
import { type Client, line, openSandbox, salesInvoice } from './sandbox-client.ts';
import { openReceiver, type Receiver } from './webhook-receiver.ts';

const key = 'a key of the webhook';
const minutes = 60_000;
let receiver: Receiver;
let clock: ManualClock;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  clock = manualClock();
  receiver = await openReceiver(key);
  closing.push(receiver.close);
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const start = async (over: Partial<SubscriptionRequest> = {}): Promise<Client> => {
  const client = await openSandbox({ clock, admin: true, webhooks: [{ url: receiver.url, key, ...over }] });
  closing.push(client.sandbox.close);
  return client;
};

/** Webhooks by themselves, over books whose contacts are put by hand. */
function alone(books: Store = openStore(undefined), store: Store = openStore(undefined)) {
  const parts = { store, tenants: [{ tenantId: 't-1', store: books }], clock, origin: () => 'http://127.0.0.1:1' };
  const webhooks: Webhooks = createWebhooks(parts);
  closing.push(webhooks.close);
  const change = async (...ids: readonly string[]) => {
    for (const id of ids) books.put({ kind: 'Contacts', id, updated: clock.now(), body: {} });
    webhooks.wake();
    await webhooks.settled();
  };
  const subscribe = async (over: Partial<SubscriptionRequest> = {}) => {
    const { id } = webhooks.subscribe({ url: receiver.url, key, ...over });
    await webhooks.settled();
    return id;
  };
  const state = () => webhooks.subscriptions()[0];
  return { webhooks, books, store, change, subscribe, state };
}
const ids = (body: { events: { resourceId: string }[] }) => body.events.map(({ resourceId }) => resourceId);

describe('a change', () => {
  test('is told with a signature, and where to read it', async () => {
    const client = await start();
    await client.write('PUT', 'Contacts', { Name: 'Early' });
    clock.advance(1);
    const [contact] = await client.write('PUT', 'Contacts', { Name: 'Told' });
    const told = await receiver.told(1);
    const event = told.flatMap(({ events }) => events).at(-1);
    expect(event).toEqual({
      resourceUrl: `${client.sandbox.url}/api.xro/2.0/Contacts/${contact.ContactID}`,
      resourceId: contact.ContactID,
      tenantId: client.sandbox.tenantId,
      tenantType: 'ORGANISATION',
      eventCategory: 'CONTACT',
      eventType: 'CREATE',
      eventDateUtc: '2026-03-01T00:00:00.001',
    });
  });

  test('of a document is a creation, then an update, once a call', async () => {
    const client = await start({ categories: ['INVOICE'] });
    await receiver.greeted();
    const [invoice] = await client.write('PUT', 'Invoices', salesInvoice('W-1', { Status: 'DRAFT' }));
    await receiver.told(1);
    clock.advance(1);
    await client.write('POST', 'Invoices', { InvoiceID: invoice.InvoiceID, Status: 'AUTHORISED' });
    const events = (await receiver.told(2)).flatMap((body) => body.events);
    expect(events.map(({ eventCategory, eventType }) => [eventCategory, eventType])).toEqual([
      ['INVOICE', 'CREATE'],
      ['INVOICE', 'UPDATE'],
    ]);
  });

  test('that leaves UpdatedDateUTC alone is none', async () => {
    const { books, change, subscribe } = alone();
    await subscribe();
    await change('same');
    books.put({ kind: 'Contacts', id: 'same', updated: clock.now(), body: { IsCustomer: true } });
    clock.advance(1);
    await change('other');
    await change('same');
    expect((await receiver.told(3)).map(ids)).toEqual([['same'], ['other'], ['same']]);
  });

  test('of a credit note brings its type and status', async () => {
    const client = await start({ categories: ['CREDITNOTE'] });
    await receiver.greeted();
    const note = { Type: 'ACCRECCREDIT', Contact: { Name: 'Basket Case' }, Date: '2026-03-01', LineItems: [line()] };
    await client.write('PUT', 'CreditNotes', { ...note, Status: 'AUTHORISED' });
    const [body] = await receiver.told(1);
    expect(body.events[0]).toMatchObject({
      eventCategory: 'CREDITNOTE',
      data: { Type: 'ACCRECCREDIT', Status: 'AUTHORISED' },
    });
  });

  test.each([
    ['RECEIVE-PREPAYMENT', 'PREPAYMENT', 'Prepayment'],
    ['SPEND-OVERPAYMENT', 'OVERPAYMENT', 'Overpayment'],
  ])('of money before its invoice is told with its own address: %s', async (Type, category, one) => {
    const client = await start({ categories: ['PREPAYMENT', 'OVERPAYMENT'] });
    await receiver.greeted();
    const LineItems = [{ Description: 'Deposit', LineAmount: 100, AccountCode: '200', TaxType: 'NONE' }];
    const money = {
      Type,
      Contact: { Name: 'Basket Case' },
      BankAccount: { Code: '090' },
      Date: '2026-03-01',
      LineItems,
    };
    const [saved] = await client.write('PUT', 'BankTransactions', money);
    const id = saved[`${one}ID`];
    const [body] = await receiver.told(1);
    expect(body.events).toHaveLength(1);
    expect(body.events[0]).toMatchObject({
      resourceId: id,
      resourceUrl: expect.stringMatching(new RegExp(`/api.xro/2.0/${one}s/${id}$`)),
      eventCategory: category,
      eventType: 'CREATE',
    });
  });

  test('that is refused is told nobody', async () => {
    const { webhooks, books, change, subscribe } = alone();
    await subscribe();
    expect(() =>
      books.transaction(() => {
        books.put({ kind: 'Contacts', id: 'undone', updated: clock.now(), body: {} });
        throw new Error('refused');
      }),
    ).toThrow('refused');
    webhooks.wake();
    await change('done');
    expect((await receiver.told(1)).map(ids)).toEqual([['done']]);
  });

  test('is told in order, in batches whose numbers follow each other', async () => {
    const { change, subscribe } = alone();
    await subscribe();
    await change('first');
    const more = Array.from({ length: 150 }, (_, at) => `c-${at}`);
    await change(...more);
    const told = await receiver.told(3);
    expect(told.flatMap(ids)).toEqual(['first', ...more]);
    expect(told.map((body) => [body.firstEventSequence, body.lastEventSequence])).toEqual([
      [1, 1],
      [2, 101],
      [102, 151],
    ]);
    expect(new Set(told.map(({ entropy }) => entropy)).size).toBe(3);
  });

  test('from before the subscription is not told', async () => {
    const { change, subscribe } = alone();
    await subscribe({ url: `${receiver.url}/other` });
    await change('before');
    await subscribe();
    expect(receiver.posts.filter(({ body }) => body.events.length > 0)).toHaveLength(1);
  });
});

describe('an address', () => {
  test('is asked whether it checks signatures, before it is told anything', async () => {
    const { subscribe, state } = alone();
    await subscribe();
    expect(receiver.posts.map(({ genuine }) => genuine)).toEqual([true, false, false, true]);
    expect(receiver.posts[0]?.body).toMatchObject({ events: [], firstEventSequence: 0, lastEventSequence: 0 });
    expect(state()?.status).toBe('active');
  });

  test.each([
    ['takes every signature', 200, {}, '', 'a signature that is wrong was 200, not 401'],
    ['takes none', 401, {}, '', 'a signature that is right was 401, not 200'],
    ['sets a cookie', 0, { 'Set-Cookie': 'a=b' }, '', 'set a cookie'],
    ['answers with a body', 0, {}, 'OK', 'must be empty'],
    ['sends elsewhere', 302, { Location: '/hooks' }, '', 'was 302, not 200'],
  ])('stays pending when it %s', async (_what, status, headers, body, problem) => {
    receiver.answer = (response, { genuine }) =>
      response.writeHead(status === 0 ? (genuine ? 200 : 401) : status, headers).end(body);
    const { change, subscribe, state } = alone();
    await subscribe();
    await change('missed');
    expect(state()).toMatchObject({ status: 'pending', problem: expect.stringContaining(problem) });
    expect(receiver.posts.every((post) => post.body.events.length === 0)).toBe(true);
  });

  test('can be asked again, and hears then what it missed', async () => {
    receiver.answer = (response) => response.writeHead(500).end();
    const { webhooks, change, subscribe, state } = alone();
    const id = await subscribe();
    await change('missed');
    receiver.answer = undefined;
    webhooks.retry(id);
    await webhooks.settled();
    expect([state()?.status, (await receiver.told(1)).map(ids)]).toEqual(['active', [['missed']]]);
  });

  test.each([
    ['ftp://127.0.0.1/', 'must begin with https://'],
    ['http://example.com/hooks', 'on this machine'],
    ['http://127.0.0.1.example.com/', 'on this machine'],
    ['https://user:secret@example.com/', 'user name'],
    ['hooks', 'is no address'],
  ])('such as %s is refused', (url, problem) => {
    const { webhooks } = alone();
    expect(() => webhooks.subscribe({ url, key })).toThrow(problem);
    expect(webhooks.subscriptions()).toEqual([]);
  });
});

describe('a delivery that fails', () => {
  const failing = async () => {
    const parts = alone();
    await parts.subscribe();
    receiver.answer = (response) => response.writeHead(503).end();
    await parts.change('late');
    return parts;
  };
  const attempts = () => receiver.posts.filter(({ body }) => body.events.length > 0).length;

  test('is tried again at once, then every quarter of an hour, with the same number', async () => {
    const { webhooks, state } = await failing();
    expect([attempts(), state()?.status, await clock.waiting()]).toEqual([2, 'active', [15 * minutes]]);
    clock.advance(15 * minutes);
    await webhooks.settled();
    receiver.answer = undefined;
    clock.advance(15 * minutes);
    await webhooks.settled();
    const bodies = await receiver.told(4);
    expect(bodies.map(({ lastEventSequence }) => lastEventSequence)).toEqual([1, 1, 1, 1]);
    expect(state()).toMatchObject({ sequence: 1 });
    expect(state()?.failing).toBeUndefined();
    await clock.idle();
  });

  test('is not hurried by further changes, which follow with it', async () => {
    const { webhooks, change } = await failing();
    await change('later');
    expect(attempts()).toBe(2);
    receiver.answer = undefined;
    clock.advance(15 * minutes);
    await webhooks.settled();
    expect(ids((await receiver.told(3))[2])).toEqual(['late', 'later']);
  });

  test('for a day ends the subscription, and what happened is kept', async () => {
    const { webhooks, state, change } = await failing();
    for (let quarter = 0; quarter < 4 * 24; quarter += 1) {
      expect(state()?.status).toBe('active');
      clock.advance(15 * minutes);
      await webhooks.settled();
    }
    expect([state()?.status, attempts()]).toEqual(['disabled', 2 + 4 * 24]);
    await change('afterwards');
    receiver.answer = undefined;
    webhooks.retry(state()?.id ?? '');
    await webhooks.settled();
    expect(ids((await receiver.told(1)).at(-1))).toEqual(['late', 'afterwards']);
  });

  test('for want of an answer is given up after five seconds', async () => {
    const { webhooks, books, subscribe, state } = alone();
    await subscribe();
    receiver.answer = () => undefined;
    books.put({ kind: 'Contacts', id: 'slow', updated: clock.now(), body: {} });
    webhooks.wake();
    await receiver.told(1);
    clock.advance(5000);
    await receiver.told(2);
    expect(state()?.problem).toBe('There was no answer within 5 seconds.');
  });

  test('goes on after a restart', async () => {
    const { webhooks, books, store } = await failing();
    await webhooks.close();
    receiver.answer = undefined;
    const again = alone(books, store);
    again.webhooks.start([{ url: receiver.url, key }]);
    clock.advance(15 * minutes);
    await again.webhooks.settled();
    expect(ids((await receiver.told(3)).at(-1))).toEqual(['late']);
    expect(again.webhooks.subscriptions()).toHaveLength(1);
  });
});

test('a subscription takes on another key and other kinds of changes with the next start', async () => {
  const { webhooks, books, store, subscribe } = alone();
  await subscribe({ key: 'an older key', url: `${receiver.url}/` });
  await webhooks.close();
  const again = alone(books, store);
  again.webhooks.start([{ url: `${receiver.url}/`, key, categories: ['CONTACT'] }]);
  await again.webhooks.settled();
  expect(again.webhooks.subscriptions()).toMatchObject([{ key, categories: ['CONTACT'], status: 'active' }]);
});

describe('the server', () => {
  test('does not start with an address that it cannot tell', async () => {
    await expect(openSandbox({ webhooks: [{ url: 'http://example.com/', key }] })).rejects.toThrow('on this machine');
  });

  test('answers while nobody listens to it', async () => {
    receiver.answer = () => undefined;
    const client = await start();
    expect(await client.write('PUT', 'Contacts', { Name: 'Free' })).toHaveLength(1);
  });

  test('tells nobody of the demo company when it begins anew', async () => {
    const client = await start();
    await receiver.greeted();
    client.sandbox.reset();
    await client.write('PUT', 'Contacts', { Name: 'New' });
    const [body] = await receiver.told(1);
    expect(body.events).toHaveLength(1);
  });

  test('lists, takes and ends subscriptions, and shows no key twice', async () => {
    const client = await start();
    const admin = (method: string, path = '', body?: string) =>
      fetch(`${client.sandbox.url}/_sandbox/webhooks${path}`, { method, ...(body === undefined ? {} : { body }) });
    const bad = [
      JSON.stringify({ url: 'http://example.com' }),
      '{',
      JSON.stringify({ url: receiver.url, categories: ['X'] }),
    ];
    for (const body of bad) expect((await admin('POST', '', body)).status).toBe(400);
    const made = (await (await admin('POST', '', JSON.stringify({ url: `${receiver.url}/2` }))).json()) as {
      id: string;
      key: string;
    };
    expect(made.key.length).toBeGreaterThan(40);
    const listed = await (await admin('GET')).text();
    expect(listed).toContain(made.id);
    expect(listed).not.toContain(made.key);
    expect((await admin('POST', `/${made.id}/intent`)).status).toBe(200);
    expect((await admin('DELETE', `/${made.id}`)).status).toBe(204);
    expect((await admin('DELETE', `/${made.id}`)).status).toBe(404);
  });
});
