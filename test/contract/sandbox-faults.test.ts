/** Faults on demand, as a client meets them over a real connection. */
import { describe, expect, test } from 'vitest';
import type { FaultKind, FaultRule } from '../../src/sandbox/faults/fault.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { manualClock } from './manual-clock.ts';
import { type Client, openForTest } from './sandbox-client.ts';

const start = async (what: FaultKind, over: Partial<FaultRule> = {}, options: Partial<SandboxOptions> = {}) => {
  const rules = [{ what, when: { count: [1, 1] }, ...over }] as const;
  return openForTest({ clock: manualClock(), faults: { seed: 1, rules }, ...options });
};

const write = (client: Client, headers: Readonly<Record<string, string>> = {}) =>
  client.send('PUT', 'Contacts', { Contacts: [{ Name: 'Rain' }, { Name: 'Hail' }, { Name: 'Snow' }] }, headers);
const saved = async (client: Client) =>
  (await client.get('Contacts?where=Name=="Rain"')).json.Contacts.length as number;
const failure = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => new Error('none'),
    (reason: Error) => reason,
  );
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return `${cause?.code ?? ''} ${cause?.message ?? error.message}`;
};

describe('429', () => {
  test.each(['minute', 'day', 'appminute'] as const)('of the %s, as a full window answers', async (limit) => {
    const client = await start(`429-${limit}`, { retryAfter: 26 });
    const { status, text, headers } = await write(client);
    const told = ['content-type', 'retry-after', 'x-rate-limit-problem'].map((name) => headers.get(name));
    expect([status, text, ...told]).toEqual([429, '', null, '26', limit]);
    const left = { minute: 'x-minlimit', day: 'x-daylimit', appminute: 'x-appminlimit' }[limit];
    expect(headers.get(`${left}-remaining`)).toBe('0');
    expect(await saved(client)).toBe(0);
  });

  test('waits as long as the window lasts where the plan says nothing', async () => {
    const { headers } = await write(await start('429-minute'));
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('of calls at once says no time', async () => {
    const { status, headers } = await write(await start('429-concurrent'));
    expect([status, headers.get('retry-after'), headers.get('x-rate-limit-problem')]).toEqual([
      429,
      null,
      'concurrent',
    ]);
  });
});

describe('500', () => {
  test('in the form of the gateway', async () => {
    const client = await start('500');
    const { status, json, headers } = await write(client);
    expect([status, Object.keys(json)]).toEqual([500, ['Title', 'Detail', 'Status', 'Instance']]);
    expect(json.Instance).toBe(headers.get('xero-correlation-id'));
    expect(await saved(client)).toBe(0);
  });

  test('in the form of the API', async () => {
    const { json } = await write(await start('500-envelope'));
    expect(json).toMatchObject({ ErrorNumber: 500, Type: 'UnknownErrorException' });
  });

  test('after everything was saved', async () => {
    const client = await start('500', { saved: true });
    expect((await write(client)).status).toBe(500);
    expect(await saved(client)).toBe(1);
  });

  test('stays with its Idempotency-Key', async () => {
    const client = await start('500');
    const first = await write(client, { 'Idempotency-Key': 'k' });
    expect((await write(client, { 'Idempotency-Key': 'k' })).text).toBe(first.text);
    expect((await write(client, { 'Idempotency-Key': 'new' })).status).toBe(200);
  });
});

test.each([
  ['503-organisation', 'The Organisation is offline'],
  ['503-maintenance', 'The Xero API is currently offline for maintenance'],
  ['503-unavailable', 'The Xero API is temporarily unavailable'],
] as const)('%s is plain text, and no key keeps it', async (kind, words) => {
  const client = await start(kind);
  const refused = await write(client, { 'Idempotency-Key': 'k' });
  expect([refused.status, refused.text]).toEqual([503, words]);
  expect(refused.headers.get('content-type')).toContain('text/plain');
  expect((await write(client, { 'Idempotency-Key': 'k' })).status).toBe(200);
});

test('an expired token is refused as recorded', async () => {
  const { status, json } = await write(await start('expire-token'));
  expect([status, json.Detail]).toEqual([401, 'TokenExpired: token expired at 03/01/2026 00:00:00']);
});

describe('latency', () => {
  test('passes on the clock of the sandbox', async () => {
    const clock = manualClock();
    const client = await start('latency', { ms: [700, 700] }, { clock });
    const call = write(client);
    expect(await clock.waiting()).toEqual([700]);
    expect(await saved(client)).toBe(0);
    clock.advance(700);
    expect((await call).status).toBe(200);
  });

  test('lies within its range', async () => {
    const clock = manualClock();
    const client = await start('latency', { ms: [100, 900], when: {} }, { clock });
    const calls = [client.get('Currencies'), client.get('Currencies'), client.get('Currencies')];
    const waits = await clock.waiting(3);
    expect(new Set(waits).size).toBe(3);
    expect(waits.every((wait) => wait >= 100 && wait <= 900)).toBe(true);
    clock.advance(900);
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test('is given up with a client that leaves, and nothing is saved', async () => {
    const clock = manualClock();
    const client = await start('latency', { ms: [700, 700] }, { clock });
    const leaving = new AbortController();
    const call = fetch(`${client.sandbox.url}/api.xro/2.0/Contacts`, {
      method: 'PUT',
      headers: { Authorization: 'Bearer sandbox-token' },
      body: '{"Name": "Rain"}',
      signal: leaving.signal,
    });
    await clock.waiting();
    leaving.abort();
    await expect(call).rejects.toThrow();
    await clock.idle();
    expect(await saved(client)).toBe(0);
  });
});

describe('no reply', () => {
  const hanging = (client: Client) => {
    const call = failure(write(client));
    return { call, end: () => client.sandbox.close() };
  };

  test('comes before the server closes, and nothing was done', async () => {
    const client = await start('timeout', { when: { method: 'PUT' } });
    const { call, end } = hanging(client);
    expect(await Promise.race([call, saved(client)])).toBe(0);
    await end();
    expect(await call).not.toContain('none');
  });

  test('may hide that everything was saved', async () => {
    const client = await start('timeout', { saved: true, when: { method: 'PUT' } });
    const { call } = hanging(client);
    while ((await saved(client)) === 0);
    expect(await Promise.race([call, saved(client)])).toBe(1);
  });
});

describe('a connection reset', () => {
  test('before anything is done', async () => {
    const client = await start('reset-before');
    expect(await failure(write(client))).toContain('ECONNRESET');
    expect(await saved(client)).toBe(0);
  });

  test('after everything was saved, with the reply under its key', async () => {
    const client = await start('reset-after');
    expect(await failure(write(client, { 'Idempotency-Key': 'k' }))).toContain('ECONNRESET');
    expect(await saved(client)).toBe(1);
    const again = await write(client, { 'Idempotency-Key': 'k' });
    expect([again.status, again.json.Contacts.length]).toEqual([200, 3]);
  });
});

describe('a reply', () => {
  test.each(['truncate', 'truncate-chunked'] as const)('that ends half-way: %s', async (kind) => {
    const client = await start(kind);
    expect(await failure(write(client))).toMatch(/other side closed|terminated/);
    expect(await saved(client)).toBe(1);
  });

  test.each([
    ['truncate', 'content-length'],
    ['truncate-chunked', 'transfer-encoding'],
  ] as const)('%s is framed by %s', async (kind, header) => {
    const client = await start(kind);
    const response = await fetch(`${client.sandbox.url}/api.xro/2.0/Currencies`, {
      headers: { Authorization: 'Bearer sandbox-token' },
    });
    expect(response.headers.get(header)).not.toBeNull();
    await expect(response.text()).rejects.toThrow();
  });

  test('that is a page of HTML', async () => {
    const client = await start('malformed-html');
    const { status, text, headers } = await write(client);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('<html>');
    expect(await saved(client)).toBe(1);
  });

  test('that is broken JSON', async () => {
    const client = await start('malformed-json');
    await expect(write(client)).rejects.toThrow(SyntaxError);
    expect(await saved(client)).toBe(1);
  });

  test('with its elements in another order', async () => {
    const client = await start('reorder');
    const names = (await write(client)).json.Contacts.map(({ Name }: { Name: string }) => Name);
    expect(names).not.toEqual(['Rain', 'Hail', 'Snow']);
    expect(names.toSorted()).toEqual(['Hail', 'Rain', 'Snow']);
  });
});

test('a forgotten key lets a retry write again', async () => {
  const client = await start('forget-key');
  const bill = { Type: 'ACCPAY', Contact: { Name: 'Rain' }, InvoiceNumber: 'B-1', Status: 'DRAFT' };
  for (const _ of [1, 2]) await client.send('PUT', 'Invoices', bill, { 'Idempotency-Key': 'k' });
  expect((await client.get('Invoices?where=Type=="ACCPAY"')).json.Invoices).toHaveLength(2);
});

test('a skewed clock shows in Date, DateTimeUTC and UpdatedDateUTC', async () => {
  const client = await start('clock-skew', { seconds: -90 });
  const { headers, json } = await write(client);
  const wrong = Date.UTC(2026, 2, 1) - 90_000;
  expect(Date.parse(headers.get('date') ?? '')).toBe(wrong);
  expect(json.DateTimeUTC).toBe(`/Date(${wrong})/`);
  expect(json.Contacts[0].UpdatedDateUTC).toBe(`/Date(${wrong}+0000)/`);
});

test("a server without faults says the sandbox's time in Date", async () => {
  const client = await start('500', {}, { faults: { seed: 1, rules: [] } });
  expect((await write(client)).headers.get('date')).toBe('Sun, 01 Mar 2026 00:00:00 GMT');
});
