/** Which calls a plan of faults strikes, how a plan is read, and how it is changed while the server runs. */
import { describe, expect, test } from 'vitest';
import { createFaults, type FaultCall } from '../../src/sandbox/faults/create-faults.ts';
import { type FaultCondition, type FaultKind, faultKinds } from '../../src/sandbox/faults/fault.ts';
import { readFaults } from '../../src/sandbox/faults/read-faults.ts';
import { openForTest } from './sandbox-client.ts';

const call = (over: Partial<FaultCall> = {}): FaultCall => ({
  method: 'PUT',
  pathname: '/api.xro/2.0/Invoices',
  endpoint: 'Invoices',
  organisation: ['sandbox-gb', 'Demo Company (UK)'],
  key: undefined,
  ...over,
});
const planOf = (when: FaultCondition, seed = 1) => ({ seed, rules: [{ what: '500' as FaultKind, when }] });
const struck = (when: FaultCondition, ...calls: readonly FaultCall[]) => {
  const faults = createFaults(planOf(when));
  return calls.map((each) => faults.decide(each).length === 1);
};

describe('a fault strikes', () => {
  test.each<[string, FaultCondition, readonly Partial<FaultCall>[]]>([
    ['an endpoint', { endpoint: 'invoices' }, [{}, { endpoint: 'Contacts' }]],
    ['a method', { method: 'PUT' }, [{}, { method: 'POST' }]],
    [
      'a path',
      { path: 'Invoices/*' },
      [{ pathname: '/api.xro/2.0/invoices/1' }, { pathname: '/api.xro/2.0/Invoices/1/2' }],
    ],
    ['a deep path', { path: '**/History' }, [{ pathname: '/api.xro/2.0/Invoices/1/History' }, {}]],
    ['no more than the path says', { path: 'Invoice.' }, [{ pathname: '/api.xro/2.0/Invoice.' }, {}]],
    ['an organisation', { organisation: 'demo company (uk)' }, [{}, { organisation: ['sandbox-au'] }]],
    ['the login', { path: '/connect/token' }, [{ pathname: '/connect/token', endpoint: undefined }, {}]],
    ['the API alone', {}, [{}, { pathname: '/connect/token', endpoint: undefined }]],
    ['a key once', { oncePerKey: true }, [{ key: 'a' }, { key: 'a' }]],
    ['a path once without a key', { oncePerKey: true }, [{}, {}]],
  ])('%s', (_what, when, calls) => {
    expect(struck(when, ...calls.map(call))).toEqual([true, false]);
  });

  test('so many calls, of those that match', () => {
    const [other, mine] = [call({ method: 'GET' }), call()];
    expect(struck({ method: 'PUT', count: [2, 3] }, other, mine, other, mine, mine, mine)).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  test('each key once', () => {
    const keys = ['a', 'b', 'a', 'c', 'b'].map((key) => call({ key }));
    expect(struck({ oncePerKey: true }, ...keys)).toEqual([true, true, false, true, false]);
  });

  test('by a probability, the same calls with the same seed', () => {
    const calls = Array.from({ length: 1000 }, () => call());
    const run = (seed: number) => {
      const faults = createFaults(planOf({ probability: 0.1 }, seed));
      return calls.map((each) => faults.decide(each).length);
    };
    const hits = run(7).filter((count) => count === 1).length;
    expect(hits).toBeGreaterThan(60);
    expect(hits).toBeLessThan(140);
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  test('always at 1 and never at 0', () => {
    expect(struck({ probability: 1 }, call(), call())).toEqual([true, true]);
    expect(struck({ probability: 0 }, call(), call())).toEqual([false, false]);
  });

  test('together with others, in the order of the plan', () => {
    const rules = (['latency', 'reset-after', 'reorder'] as const).map((what) => ({ what, when: {} }));
    const found = createFaults({ seed: 1, rules }).decide(call());
    expect(found.map(({ rule }) => rule.what)).toEqual(['latency', 'reset-after', 'reorder']);
  });
});

describe('a plan', () => {
  const endpoints = ['Invoices', 'Contacts', 'Payments'];
  const problems = (source: string) => {
    const read = readFaults(source, endpoints);
    return 'problems' in read ? read.problems.map(({ line, column, message }) => `${line}:${column} ${message}`) : [];
  };

  test('is read from YAML, all of it', () => {
    const source = `
seed: 7
faults:
  - what: 429-minute
    retry-after: 26
    when: { endpoint: invoices, method: put, count: 3 }
  - what: latency
    ms: 100-900
    when:
      probability: .25
      once-per-key: true
  - { what: 500, saved: true, when: { path: Invoices/*, organisation: sandbox-gb, count: 2-4 } }
  - { what: clock-skew, seconds: -90 }
`;
    expect(readFaults(source, endpoints)).toEqual({
      value: {
        seed: 7,
        rules: [
          { what: '429-minute', retryAfter: 26, when: { endpoint: 'invoices', method: 'PUT', count: [1, 3] } },
          { what: 'latency', ms: [100, 900], when: { probability: 0.25, oncePerKey: true } },
          { what: '500', saved: true, when: { path: 'Invoices/*', organisation: 'sandbox-gb', count: [2, 4] } },
          { what: 'clock-skew', seconds: -90, when: {} },
        ],
      },
    });
  });

  test('is read from JSON', () => {
    const source = JSON.stringify({ faults: [{ what: 500, when: { probability: 0.5, 'once-per-key': true } }] });
    expect(readFaults(source, endpoints)).toEqual({
      value: { seed: 1, rules: [{ what: '500', when: { probability: 0.5, oncePerKey: true } }] },
    });
  });

  test('knows every kind of fault, by the options it takes', () => {
    const values = { 'retry-after': 5, ms: 5, seconds: 5, saved: true };
    const faults = Object.entries(faultKinds).map(([what, { options }]) => ({
      what,
      ...Object.fromEntries(options.map((option) => [option, values[option]])),
    }));
    expect(problems(JSON.stringify({ faults }))).toEqual([]);
  });

  test.each([
    ['faults:\n  - what: reset-befor', '2:11 `what` must be a fault: 500, 429-minute,'],
    ['faults:\n  - what: reset-befor', 'Did you mean `reset-before`?'],
    ['faults:\n  - wat: 500', '2:5 A fault has no key `wat`. Did you mean `what`?'],
    ['faults:\n  - when: {}', '2:5 The fault does not say `what` it is, such as `what: 500`.'],
    [
      'faults:\n  - { what: 503-maintenance, saved: true }',
      '2:30 `saved` means nothing for `503-maintenance`. Leave it out.',
    ],
    ['faults:\n  - what: latency', '2:5 A latency needs `ms`, such as `ms: 500`.'],
    ['faults:\n  - what: clock-skew', '2:5 A clock skew needs `seconds`, such as `seconds: -90`.'],
    [
      'faults:\n  - { what: latency, ms: 900-100 }',
      '2:26 `ms` must be milliseconds, such as `200`, or a range, such as `100-900`.',
    ],
    [
      'faults:\n  - { what: 500, when: { endpoint: Invioces } }',
      '2:36 `endpoint` must be an endpoint of the API. Did you mean `Invoices`?',
    ],
    ['faults:\n  - { what: 500, when: { count: 0 } }', 'a number of calls, such as `3`'],
    ['faults:\n  - { what: 500, when: { probability: 1.5 } }', 'must be a number from 0 to 1'],
    ['faults:\n  - { what: 500, when: { method: FETCH } }', 'must be one of GET, PUT, POST, PATCH, DELETE'],
    ['faults:\n  - { what: 500, when: { once-per-key: maybe } }', 'must be `true` or `false`'],
    ['faults:\n  - { what: 500, when: always }', '`when` must be `key: value` lines'],
    ['faults: none', '1:1 The plan has no list `faults`.'],
    ['', 'The plan must be `key: value` lines; its keys are seed, faults.'],
    ['faults: [', 'This is not YAML'],
    ['faults: []\nfaults: []', 'This is not YAML'],
    ['faults:\n  - &a { what: 500 }\n  - *a', '3:5 A fault must be `key: value` lines'],
    [`${'['.repeat(20_000)}`, 'This is not YAML'],
  ])('is refused: %#', (source, message) => {
    expect(problems(source).join('\n')).toContain(message);
  });

  test('is refused with all that is wrong in it, in its order', () => {
    const source = 'seeds: 1\nfaults:\n  - what: 501\n  - { what: 500, ms: 1 }\n  - { what: 500, when: { count: x } }';
    expect(problems(source).map((problem) => problem.split(' ')[0])).toEqual(['1:1', '3:11', '4:18', '5:33']);
  });
});

describe('the plan of a running server', () => {
  const start = async (admin: boolean) => {
    const client = await openForTest({ admin });
    const send = (method: string, body?: string) =>
      fetch(`${client.sandbox.url}/_sandbox/faults`, { method, ...(body === undefined ? {} : { body }) });
    return { client, send };
  };

  test('can be replaced, seen and ended', async () => {
    const { client, send } = await start(true);
    const plan = 'seed: 3\nfaults:\n  - { what: 429-minute, retry-after: 9, when: { endpoint: Contacts, count: 2-3 } }';
    expect((await send('PUT', plan)).status).toBe(200);
    expect((await client.get('Contacts')).status).toBe(200);
    expect((await client.get('Contacts')).status).toBe(429);
    expect(await (await send('GET')).json()).toEqual({
      seed: 3,
      faults: [
        {
          what: '429-minute',
          'retry-after': 9,
          when: { endpoint: 'Contacts', count: '2-3' },
          matched: 2,
          struck: 1,
        },
      ],
    });
    expect((await send('DELETE')).status).toBe(204);
    expect((await client.get('Contacts')).status).toBe(200);
    expect(await (await send('GET')).json()).toEqual({ seed: 1, faults: [] });
  });

  test('stays as it is when the next one is wrong', async () => {
    const { client, send } = await start(true);
    await send('PUT', 'faults: [{ what: 500 }]');
    const refused = await send('PUT', 'faults: [{ what: 600 }]');
    const { problems } = (await refused.json()) as { problems: readonly { line: number; column: number }[] };
    expect([refused.status, problems[0]?.line, problems[0]?.column]).toEqual([400, 1, 18]);
    expect((await client.get('Contacts')).status).toBe(500);
  });

  test('is out of reach unless the owner asked for it', async () => {
    const { client, send } = await start(false);
    expect((await send('PUT', 'faults: [{ what: 500 }]')).status).toBe(404);
    expect((await client.get('Contacts')).status).toBe(200);
  });

  test('strikes the login by its path', async () => {
    const { client, send } = await start(true);
    await send(
      'PUT',
      'faults: [{ what: 500, when: { path: /connect/token, count: 1 } }, { what: 503-unavailable, when: { path: /connections } }]',
    );
    const token = () => fetch(`${client.sandbox.url}/connect/token`, { method: 'POST', body: 'grant_type=x' });
    expect([(await token()).status, (await token()).status]).toEqual([500, 400]);
    expect((await fetch(`${client.sandbox.url}/connections`)).status).toBe(503);
    expect((await client.get('Contacts')).status).toBe(200);
  });
});
