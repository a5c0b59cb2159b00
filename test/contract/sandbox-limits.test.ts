/** How often a sandbox may be called, and what it says of it. */
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { stepsOf } from './identity-client.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';
import { type Answer, type Client, openForTest } from './sandbox-client.ts';

const minute = 60_000;
const many = { minute: 1000, day: 1000, concurrent: 100, appMinute: 1000 };

async function calls(client: Client, count: number, headers: Readonly<Record<string, string>> = {}) {
  const answers: Answer[] = [];
  for (let call = 0; call < count; call += 1) answers.push(await client.get('Currencies', headers));
  return answers;
}

const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status);
const left = ({ headers }: Answer, window: string) => Number(headers.get(`x-${window}limit-remaining`));

/** Moves to the beginning of a window, so that no test depends on where the organisation's begins. */
async function toFreshMinute(client: Client, clock: ManualClock): Promise<void> {
  const refused = (await calls(client, 3)).at(-1);
  clock.advance(Number(refused?.headers.get('retry-after')) * 1000);
}

describe('a fixed window', () => {
  test('is forgotten at once, however late its calls came', async () => {
    const clock = manualClock();
    const client = await openForTest({ clock, limits: { ...many, minute: 2 } });
    await toFreshMinute(client, clock);
    clock.advance(minute - 1001);
    expect(statuses(await calls(client, 3))).toEqual([200, 200, 429]);
    clock.advance(1001);
    expect(statuses(await calls(client, 3))).toEqual([200, 200, 429]);
  });

  test('begins at an instant of the organisation', async () => {
    const clock = manualClock();
    const client = await openForTest({ clock, limits: { ...many, minute: 1 }, orgs: ['gb', 'au'] });
    const waits = [];
    for (const { tenantId } of client.sandbox.organisations) {
      const refused = (await calls(client, 2, { 'xero-tenant-id': tenantId }))[1];
      waits.push(Number(refused?.headers.get('retry-after')));
    }
    expect(waits[0]).not.toBe(waits[1]);
  });
});

describe('a rolling window', () => {
  const settings = { limitWindows: 'rolling' } as const;

  test('forgets each call when it is a minute old', async () => {
    const clock = manualClock();
    const client = await openForTest({ clock, settings, limits: { ...many, minute: 2 } });
    await calls(client, 1);
    clock.advance(20_000);
    const [second, refused] = await calls(client, 2);
    expect([second?.status, refused?.status]).toEqual([200, 429]);
    expect(refused?.headers.get('retry-after')).toBe('40');
    clock.advance(39_999);
    expect(statuses(await calls(client, 1))).toEqual([429]);
    clock.advance(1);
    expect(statuses(await calls(client, 2))).toEqual([200, 429]);
  });

  test('counts every call in it', async () => {
    const clock = manualClock();
    const client = await openForTest({ clock, settings, limits: many });
    const first = (await calls(client, 5)).at(-1) as Answer;
    expect([left(first, 'min'), left(first, 'day')]).toEqual([995, 995]);
    clock.advance(minute);
    const later = (await calls(client, 1))[0] as Answer;
    expect([left(later, 'min'), left(later, 'day')]).toEqual([999, 994]);
  });

  test('is kept with the books', async () => {
    const client = await openForTest({ clock: manualClock(), settings, limits: { ...many, minute: 2 } });
    await calls(client, 2);
    client.sandbox.reset();
    expect(statuses(await calls(client, 3))).toEqual([200, 200, 429]);
  });
});

describe('the limits', () => {
  test("are each organisation's own, but for the app's minute", async () => {
    const client = await openForTest({ clock: manualClock(), orgs: ['gb', 'nz'], limits: { ...many, appMinute: 3 } });
    const [first, second] = client.sandbox.organisations;
    const [gb] = await calls(client, 1, { 'xero-tenant-id': first.tenantId });
    const nz = await calls(client, 3, { 'xero-tenant-id': second?.tenantId ?? '' });
    expect([left(gb as Answer, 'min'), left(nz[0] as Answer, 'min')]).toEqual([999, 999]);
    expect(left(nz[0] as Answer, 'appmin')).toBe(1);
    expect(statuses(nz)).toEqual([200, 200, 429]);
    expect(nz[2]?.headers.get('x-rate-limit-problem')).toBe('appminute');
    expect(nz[2]?.headers.get('x-appminlimit-remaining')).toBe('0');
    expect(Number(nz[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('are told with errors too', async () => {
    const client = await openForTest({ clock: manualClock(), limits: many });
    const bodies = [await client.get('Nope'), await client.send('POST', 'Contacts', '{'), await client.get('Nope/1')];
    expect(bodies.map((answer) => [answer.status, left(answer, 'min')])).toEqual([
      [404, 999],
      [400, 998],
      [404, 997],
    ]);
  });

  test('name the day before the minute, and count no refused call', async () => {
    const clock = manualClock();
    const client = await openForTest({ clock, limits: { ...many, minute: 2, day: 2 } });
    const refused = (await calls(client, 5)).slice(2);
    expect(refused.map(({ headers }) => headers.get('x-rate-limit-problem'))).toEqual(['day', 'day', 'day']);
    expect(refused.map((answer) => left(answer, 'appmin'))).toEqual([998, 998, 998]);
  });

  test('get the place back of a client that leaves while it sends', async () => {
    const crashes: string[] = [];
    const limits = { minute: 1e6, day: 1e6, appMinute: 1e6, concurrent: 1 };
    const client = await openForTest({ clock: manualClock(), limits, crashed: (_error, call) => crashes.push(call) });
    const socket = connect(Number(new URL(client.sandbox.url).port), '127.0.0.1');
    const head = 'PUT /api.xro/2.0/Contacts HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer sandbox-token\r\n';
    socket.write(`${head}Content-Length: 500\r\n\r\n{"Name":`);
    while ((await client.get('Currencies')).status === 200);
    socket.destroy();
    while ((await client.get('Currencies')).status === 429);
    expect(crashes).toEqual([]);
  });

  test('can leave the problem of calls at once unnamed', async () => {
    const settings = { concurrentProblem: 'none' } as const;
    const client = await openForTest({ clock: manualClock(), settings, limits: { ...many, concurrent: 0 } });
    const refused = await client.get('Currencies');
    expect([refused.status, refused.text, refused.headers.get('x-rate-limit-problem')]).toEqual([429, '', null]);
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(left(refused, 'min')).toBe(1000);
  });
});

describe('the headers of limits', () => {
  const limits = { minute: 2, day: 4, concurrent: 1, appMinute: 100 };

  test('count down, refuse with an empty body and begin anew', async () => {
    let now = Date.UTC(2026, 2, 1);
    const client = await openForTest({ limits, now: () => now });
    const first = await client.get('Organisation');
    expect(first.headers.get('x-minlimit-remaining')).toBe('1');
    expect(first.headers.get('x-daylimit-remaining')).toBe('3');
    expect(first.headers.get('x-appminlimit-remaining')).toBe('99');
    expect(first.json.Id).toBe(first.headers.get('xero-correlation-id'));
    await client.get('Organisation');
    const refused = await client.get('Organisation');
    expect([refused.status, refused.text, refused.headers.get('content-type')]).toEqual([429, '', null]);
    expect(refused.headers.get('x-rate-limit-problem')).toBe('minute');
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    now += wait * 1000 - 1001;
    expect((await client.get('Organisation')).status).toBe(429);
    now += 1001;
    expect((await client.get('Organisation')).status).toBe(200);
    await client.get('Organisation');
    now += 60_000;
    const day = await client.get('Organisation');
    expect([day.status, day.headers.get('x-rate-limit-problem')]).toEqual([429, 'day']);
    expect(Number(day.headers.get('retry-after'))).toBeGreaterThan(60);
  });

  test('off pins what remains', async () => {
    const client = await openForTest();
    await client.get('Organisation');
    expect((await client.get('Organisation')).headers.get('x-minlimit-remaining')).toBe('60');
  });

  test('refuse calls at once without saying how long to wait', async () => {
    const client = await openForTest({ limits: { ...limits, minute: 60, day: 60 } });
    const body = { Name: 'x'.repeat(3_000_000) };
    const answers = await Promise.all(Array.from({ length: 8 }, () => client.send('PUT', 'Contacts', body)));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect(answer.headers.get('retry-after')).toBeNull();
      expect(answer.headers.get('x-rate-limit-problem')).toBe('concurrent');
    }
  });
});

describe('a call whose app lacks the scope or the connection', () => {
  const refusals = async (settings: NonNullable<SandboxOptions['settings']>) => {
    const client = await openForTest({
      clock: manualClock(),
      orgs: ['gb', 'nz'],
      limits: { ...many, minute: 1 },
      settings,
    });
    const [gb, nz] = client.sandbox.organisations.map(({ tenantId }) => tenantId);
    const steps = stepsOf(client.sandbox.url);
    const { access_token } = await steps.signIn({ scope: 'accounting.settings.read' }, [gb ?? '']);
    const answers = [];
    for (const tenant of [gb, gb, nz, nz]) answers.push(await steps.call(access_token, 'Invoices', tenant));
    return answers.map(({ status, headers }) => [status, headers.get('x-minlimit-remaining')]);
  };

  test('is refused before it counts', async () => {
    expect(await refusals({})).toEqual([
      [401, null],
      [401, null],
      [403, null],
      [403, null],
    ]);
  });

  test('can count, and be refused by the limits first', async () => {
    expect(await refusals({ refusalOrder: 'limits-first' })).toEqual([
      [401, '0'],
      [429, '0'],
      [403, '0'],
      [429, '0'],
    ]);
  });
});

test('a body in chunks is read as a whole', async () => {
  const client = await openForTest({ limits: 'off' });
  const parts = ['{"Name": ', '"In chunks"}'].map((part) => new TextEncoder().encode(part));
  const answer = await fetch(`${client.sandbox.url}/api.xro/2.0/Contacts`, {
    method: 'PUT',
    headers: { Authorization: 'Bearer sandbox-token', Accept: 'application/json' },
    body: ReadableStream.from(parts),
    duplex: 'half',
  });
  expect(await answer.json()).toMatchObject({ Contacts: [{ Name: 'In chunks' }] });
});

test('a body in chunks is read no further than it is taken', async () => {
  const client = await openForTest({ limits: 'off' });
  let sent = 0;
  const endless = new ReadableStream({
    pull: (controller) => {
      sent += 1;
      controller.enqueue(new Uint8Array(1024 * 1024).fill(32));
    },
  });
  const call = fetch(`${client.sandbox.url}/api.xro/2.0/Contacts`, {
    method: 'PUT',
    headers: { Authorization: 'Bearer sandbox-token' },
    body: endless,
    duplex: 'half',
  });
  const answer = await call.then(
    ({ status }) => status,
    () => 'ended by the server',
  );
  expect([413, 'ended by the server']).toContain(answer);
  expect(sent).toBeLessThan(200);
  expect((await client.get('Currencies')).status).toBe(200);
});
