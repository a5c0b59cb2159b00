/** What a sandbox makes of idempotency keys. */
import { describe, expect, test } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { manualClock } from './manual-clock.ts';
import { type Client, openForTest } from './sandbox-client.ts';

const key = { 'Idempotency-Key': 'k-1' };
const named = (Name: string) => ({ Contacts: [{ Name }] });
const found = async (client: Client, name: string) =>
  (await client.get(`Contacts?where=Name=="${name}"`)).json.Contacts.length;

describe('an idempotency key', () => {
  test('brings status, body and type again, with what is left now', async () => {
    const client = await openForTest({
      clock: manualClock(),
      limits: { minute: 9, day: 9, concurrent: 5, appMinute: 9 },
    });
    const first = await client.send('POST', 'Contacts', named('Once'), key);
    const again = await client.send('POST', 'Contacts', named('Once'), key);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'));
    expect([first, again].map(({ headers }) => headers.get('x-minlimit-remaining'))).toEqual(['8', '7']);
    expect(again.headers.get('xero-correlation-id')).not.toBe(first.headers.get('xero-correlation-id'));
  });

  test('lasts six minutes from the first call, not from the last', async () => {
    const clock = manualClock();
    const client = await openForTest({ clock });
    const first = await client.send('PUT', 'Contacts', named('Timed'), key);
    clock.advance(300_000);
    expect((await client.send('PUT', 'Contacts', named('Timed'), key)).text).toBe(first.text);
    clock.advance(59_999);
    expect((await client.send('PUT', 'Contacts', named('Timed'), key)).text).toBe(first.text);
    expect(await found(client, 'Timed')).toBe(1);
    clock.advance(1);
    expect((await client.send('PUT', 'Contacts', named('Timed'), key)).status).toBe(400);
  });

  test('brings errors again, too', async () => {
    const client = await openForTest();
    const bad = await client.send('PUT', 'Contacts', named('Basket Case'), key);
    expect(bad.status).toBe(400);
    expect((await client.send('PUT', 'Contacts', named('Basket Case'), key)).text).toBe(bad.text);
  });

  test.each([
    ['body', 'POST', 'Contacts', named('Other')],
    ['method', 'PUT', 'Contacts', named('First')],
    ['query', 'POST', 'Contacts?summarizeErrors=false', named('First')],
  ])('is refused with another %s', async (_what, method, path, body) => {
    const client = await openForTest();
    await client.send('POST', 'Contacts', named('First'), key);
    const refused = await client.send(method, path, body, key);
    expect(refused.json).toMatchObject({
      Status: 400,
      Detail: 'Idempotency Key: k-1 is used with a different request.',
    });
    expect(await found(client, 'Other')).toBe(0);
  });

  test('is told by the bytes of a body that is no text', async () => {
    const client = await openForTest();
    await client.send('POST', 'Contacts', '\ufeff{', key);
    expect((await client.send('POST', 'Contacts', '{', key)).text).toContain('different request');
  });

  test('means nothing to a GET', async () => {
    const client = await openForTest();
    const before = await client.get('Contacts?where=Name=="Late"', key);
    await client.send('PUT', 'Contacts', named('Late'));
    const after = await client.get('Contacts?where=Name=="Late"', key);
    expect([before.json.Contacts.length, after.json.Contacts.length]).toEqual([0, 1]);
  });

  test('takes 128 characters and no more', async () => {
    const client = await openForTest();
    const send = (length: number) =>
      client.send('PUT', 'Contacts', named('Long'), { 'Idempotency-Key': 'k'.repeat(length) });
    expect((await send(129)).json.Detail).toContain('129 characters');
    expect((await send(128)).status).toBe(200);
  });

  test('is not taken by a call that the limits refuse', async () => {
    const clock = manualClock();
    const client = await openForTest({ clock, limits: { minute: 1, day: 9, concurrent: 5, appMinute: 9 } });
    await client.get('Currencies');
    const refused = await client.send('PUT', 'Contacts', named('Patient'), key);
    expect(refused.status).toBe(429);
    clock.advance(Number(refused.headers.get('retry-after')) * 1000);
    expect((await client.send('PUT', 'Contacts', named('Patient'), key)).status).toBe(200);
  });

  test('of an earlier call is free again when many have expired', async () => {
    const clock = manualClock();
    const client = await openForTest({ clock });
    const keys = Array.from({ length: 20 }, (_, at) => `k-${at}`);
    for (const each of keys) await client.send('PUT', 'Contacts', named(each), { 'Idempotency-Key': each });
    clock.advance(360_000);
    const again = keys.map((each) =>
      client.send('POST', 'Contacts', named(`new ${each}`), { 'Idempotency-Key': each }),
    );
    expect((await Promise.all(again)).map(({ status }) => status)).toEqual(keys.map(() => 200));
  });
});

describe('a key used with two organisations', () => {
  const both = async (settings: SandboxOptions['settings'] = {}) => {
    const client = await openForTest({ orgs: ['gb', 'au'], settings });
    await client.send('PUT', 'Contacts', named('Both'), key);
    const other = client.sandbox.organisations[1]?.tenantId ?? '';
    return client.send('PUT', 'Contacts', named('Both'), { ...key, 'xero-tenant-id': other });
  };

  test('is refused, for keys belong to the app', async () => {
    expect((await both()).text).toContain('different request');
  });

  test('is two keys where they belong to the organisation', async () => {
    expect((await both({ keyScope: 'organisation' })).status).toBe(200);
  });
});

describe('two requests at once under a key', () => {
  const slow = { seed: 1, rules: [{ what: 'latency', when: { count: [1, 1] }, ms: [1000, 1000] }] } as const;
  const twice = async (settings: NonNullable<SandboxOptions['settings']>) => {
    const clock = manualClock();
    const client = await openForTest({ clock, faults: slow, settings });
    const send = () => client.send('PUT', 'Contacts', named('Twice'), key);
    const first = send();
    await clock.waiting();
    const second = await send();
    clock.advance(1000);
    return { first: await first, second, saved: await found(client, 'Twice') };
  };

  test('are answered alike, and saved once', async () => {
    const { first, second, saved } = await twice({});
    expect([second.status, second.text, saved]).toEqual([200, first.text, 1]);
  });

  test('can be refused the second time', async () => {
    const { first, second, saved } = await twice({ sameKeyInFlight: 'refused' });
    expect([first.status, second.status, saved]).toEqual([200, 409, 1]);
    expect(second.json.Detail).toContain('k-1');
  });
});
