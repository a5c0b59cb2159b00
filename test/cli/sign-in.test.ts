/** What happens around a sign-in: what a trace shows of it, and what becomes of runs while it changes, ends or cannot be had. */

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';
import { AU, CUSTOM, GB, openServer, PKCE, type Server } from '../support/connecting.ts';
import { openRelay, type Relay } from '../support/relay.ts';

const WEB = { ROWPOST_CLIENT_ID: 'SANDBOX-WEB-APP', ROWPOST_CLIENT_SECRET: 'sandbox-token' };
const EXPIRED = { status: 401, body: '{"Title":"Unauthorized","Status":401,"Detail":"TokenExpired: token expired"}' };
const isToken = (path: string) => path === '/connect/token';

let nextPort = 20_000 + (process.pid % 9_000);

interface Bench {
  readonly line: CommandLine;
  readonly server: Server;
  readonly relay: Relay;
  readonly at: readonly string[];
  /** Signs in by browser, with the organisations. */
  connect(env: Readonly<Record<string, string>>, ...more: readonly string[]): ReturnType<CommandLine['run']>;
  /** Three invoices into the organisation. */
  send(...more: readonly string[]): ReturnType<CommandLine['run']>;
}

async function openBench(
  tenants: readonly string[] = [GB],
  options: Parameters<typeof openServer>[0] = {},
): Promise<Bench> {
  const [line, server] = [await openCommandLine(), await openServer(options)];
  const relay = await openRelay(server.url);
  const at = ['--api-url', relay.url, '--identity-url', relay.url];
  await line.write({
    'job.yaml': invoicesJob().replace('org: sandbox-gb', 'org: demo-company-uk'),
    'invoices.csv': INVOICES,
  });
  return {
    ...{ line, server, relay, at },
    async connect(env, ...more) {
      nextPort += 1;
      const surroundings = { env, browse: server.allow(tenants) };
      return line.runIn(surroundings, 'connect', '--port', String(nextPort), ...at, ...more);
    },
    send: (...more) => line.run('run', 'job.yaml', '--yes', '--out', 'out', ...more),
  };
}

async function statuses(line: CommandLine): Promise<readonly (string | undefined)[]> {
  return (await line.table('out/report.csv')).map(({ Status }) => Status);
}

/** Every secret that went over the line, as it stood there. */
function secretsOf({ heard }: Relay): readonly string[] {
  const secrets = heard.flatMap(({ path, authorization, body, reply }) => {
    const form = isToken(path) || path === '/connect/revocation' ? [...new URLSearchParams(body)] : [];
    const sent = form.filter(([name]) => /^(?:code|code_verifier|refresh_token|token)$/.test(name));
    const came = isToken(path) && reply !== '' ? Object.entries(JSON.parse(reply) as Record<string, string>) : [];
    const tokens = came.filter(([name]) => name === 'access_token' || name === 'refresh_token');
    const [, shown = ''] = authorization.split(' ');
    return [...[...sent, ...tokens].map(([, value]) => value), ...(shown === '' ? [] : [shown])];
  });
  return [...new Set(secrets)];
}

describe('a trace', () => {
  test.each([
    ['a desktop app', PKCE, [], 5],
    ['a web app', WEB, ['--web'], 5],
    ['a custom connection', CUSTOM, ['--custom'], 2],
  ])('of %s tells of each call of a sign-in, and of none of its secrets', async (_kind, env, flags, least) => {
    const { line, relay, connect, send } = await openBench();
    const traced = ['--trace', 'trace.jsonl', '--trace-data'];
    const printed = [await connect(env, ...flags, ...traced)];
    let isOver = false;
    relay.answer((method) => {
      if (method !== 'PUT' || isOver) return undefined;
      isOver = true;
      return EXPIRED;
    });
    printed.push(await send(...traced), await line.run('orgs', ...traced));
    printed.push(await line.run('disconnect', 'demo-company-uk', ...traced));
    expect(
      printed.map(({ code }) => code),
      JSON.stringify(printed),
    ).toEqual([0, 0, 0, 0]);
    const trace = await line.read('trace.jsonl');
    const lines = trace
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text));
    const others = relay.heard.filter(({ path }) => !path.startsWith('/api.xro') && !path.startsWith('/identity'));
    expect(lines.filter(({ host }) => host !== undefined).map(({ method, path }) => `${method} ${path}`)).toEqual(
      others.map(({ method, path }) => `${method} ${path}`),
    );
    expect(lines.filter(({ path }) => path === '/Organisation').length).toBeGreaterThan(2);
    const secrets = [...secretsOf(relay), 'sandbox-token'];
    expect(secrets.length).toBeGreaterThanOrEqual(least);
    const left = [trace, ...printed.flatMap(({ out, err }) => [out, err])];
    for (const entry of await readdir(line.folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) left.push(await readFile(join(entry.parentPath, entry.name), 'latin1'));
    expect(left.length).toBeGreaterThan(15);
    expect(secrets.filter((secret) => left.some((text) => text.includes(secret)))).toEqual([]);
  });

  test('masks a sign-in whatever it holds, and keeps what helps', async () => {
    const { line, relay, connect } = await openBench();
    relay.answer((_method, path) =>
      isToken(path) ? { status: 400, body: 'access_token=plain-and-secret' } : undefined,
    );
    expect((await connect(PKCE, '--trace', 'trace.jsonl', '--trace-data')).code).toBe(3);
    const { request, reply, ...head } = JSON.parse(await line.read('trace.jsonl'));
    expect(head).toMatchObject({ host: new URL(relay.url).host, method: 'POST', path: '/connect/token', status: 400 });
    expect(request).toEqual({
      grant_type: 'authorization_code',
      code: '(secret)',
      redirect_uri: expect.stringMatching(/^http:\/\/localhost:\d+\/callback$/),
      code_verifier: '(secret)',
      client_id: '(secret)',
    });
    expect(reply).toBe('(29 characters that are no JSON)');
  });
});

describe('a web app', () => {
  test('signs in with its secret and no challenge, and renews with it', async () => {
    const { line, relay, connect } = await openBench();
    const done = await connect(WEB, '--web');
    expect(done.code, done.err).toBe(0);
    expect(done.err).not.toContain('code_challenge');
    relay.answer((method, path) =>
      method === 'GET' &&
      path.endsWith('/Organisation') &&
      relay.heard.filter(({ path: one }) => isToken(one)).length < 2
        ? EXPIRED
        : undefined,
    );
    expect((await line.run('orgs')).code).toBe(0);
    const calls = relay.heard.filter(({ path }) => isToken(path));
    const basic = `Basic ${Buffer.from('SANDBOX-WEB-APP:sandbox-token').toString('base64')}`;
    expect(calls.map(({ authorization }) => authorization)).toEqual([basic, basic]);
    expect(calls.map(({ body }) => new URLSearchParams(body).get('grant_type'))).toEqual([
      'authorization_code',
      'refresh_token',
    ]);
  });

  test('without its flag is told of it, and both flags at once are refused', async () => {
    const { connect } = await openBench();
    const bare = await connect({ ROWPOST_CLIENT_ID: 'SANDBOX-WEB-APP' });
    expect(bare).toMatchObject({ code: 3, err: expect.stringContaining('"web app" needs --web') });
    const both = await connect(WEB, '--web', '--custom');
    expect(both).toMatchObject({ code: 1, err: expect.stringContaining('Give one of them') });
  });
});

describe('a running import', () => {
  test('goes on with the sign-in that replaced its own meanwhile', async () => {
    const { line, relay, connect, send } = await openBench();
    await connect(PKCE);
    let again: ReturnType<CommandLine['run']> | undefined;
    relay.answer(async (method) => {
      if (method !== 'PUT' || again !== undefined) return undefined;
      again = connect(WEB, '--web');
      expect((await again).err).toContain('The earlier sign-in by the app SANDBOX-PKCE-APP was replaced, and ended');
      return undefined;
    });
    const done = await send();
    expect(done.code, done.err).toBe(0);
    expect(await statuses(line)).toEqual(['OK', 'OK', 'OK']);
    const [orgs] = JSON.parse((await line.run('orgs', '--json')).out);
    expect(orgs).toMatchObject({ alias: 'demo-company-uk', connection: 'signed in' });
  });

  test.each([
    ['of the same app', PKCE, []],
    ['that still opens another organisation', WEB, ['--web']],
  ])('keeps an earlier sign-in %s', async (_what, env, flags) => {
    const { line, relay, connect } = await openBench([GB, AU]);
    await connect(PKCE);
    relay.change((path, reply) => (path === '/connections' ? only(reply, GB) : reply));
    const again = await connect(env, ...flags);
    expect(again.code, again.err).toBe(0);
    expect(again.err).not.toContain('was replaced');
    expect(relay.heard.some(({ path }) => path === '/connect/revocation')).toBe(false);
    expect((await line.run('orgs')).code).toBe(0);
  });

  test('waits for a login server that is away for a moment', async () => {
    const { line, relay, connect, send } = await openBench();
    await connect(PKCE);
    let [isOver, failures] = [false, 0];
    relay.answer((method, path) => {
      if (method === 'PUT' && !isOver) {
        isOver = true;
        return EXPIRED;
      }
      if (!isToken(path) || failures === 4) return undefined;
      failures += 1;
      return { status: 503 };
    });
    const done = await send();
    expect(done.code, done.err).toBe(0);
    expect(done.err).toMatch(
      /No reply from Xero \(127\.0\.0\.1:\d+ is not available at present \(503\)\); trying further/,
    );
    expect(await statuses(line)).toEqual(['OK', 'OK', 'OK']);
  });

  test('that is signed out in the middle goes on by `resume`, once it is connected again', async () => {
    const { line, relay, connect, send } = await openBench();
    await connect(PKCE);
    relay.answer((method, path) => {
      if (method === 'PUT') return EXPIRED;
      return isToken(path) ? { status: 400, body: '{"error":"invalid_grant"}' } : undefined;
    });
    const stopped = await send();
    expect(stopped.code).toBe(3);
    expect(stopped.err).toMatch(/does not take this sign-in any more.*rowpost connect.*rowpost resume/s);
    expect(await statuses(line)).toEqual(['UNSENT', 'UNSENT', 'UNSENT']);
    relay.answer(() => undefined);
    expect((await connect(PKCE)).code).toBe(0);
    const done = await line.run('resume', '--yes');
    expect(done.code, done.err).toBe(0);
    expect(await statuses(line)).toEqual(['OK', 'OK', 'OK']);
  });

  test('tells once that the clocks differ, and renews a short-lived token no oftener than it ends', async () => {
    const { relay, connect, send } = await openBench();
    relay.setAhead(600_000);
    relay.change((path, reply) => (isToken(path) ? reply.replace('"expires_in":1800', '"expires_in":200') : reply));
    expect((await connect(PKCE)).err).toMatch(/^This computer's clock is 10 minutes behind Xero's\. /m);
    const done = await send();
    expect(done.code, done.err).toBe(0);
    expect(done.err.split('10 minutes behind')).toHaveLength(2);
    expect(relay.heard.filter(({ path }) => isToken(path))).toHaveLength(1);
  });
});

function only(reply: string, tenantId: string): string {
  return JSON.stringify(JSON.parse(reply).filter((tenant: { tenantId: string }) => tenant.tenantId === tenantId));
}

test('disconnecting renews a token that Xero does not take any more', async () => {
  const { line, relay, connect } = await openBench();
  await connect(PKCE);
  let refusals = 0;
  relay.answer((method) => {
    if (method !== 'DELETE' || refusals === 1) return undefined;
    refusals += 1;
    return EXPIRED;
  });
  const done = await line.run('disconnect', 'demo-company-uk');
  expect(done.code, done.err).toBe(0);
  expect(relay.heard.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
  expect(relay.heard.at(-1)?.path).toBe('/connect/revocation');
});

describe('an option that nobody knows', () => {
  test.each([
    [
      ['connect', '--client-secret=XYZ-VALUE'],
      /no option '--client-secret'.*Secrets never go on the command line.*--credentials FILE/s,
    ],
    [['--client-secret', 'XYZ-VALUE', 'connect'], /Secrets never go on the command line/],
    [['connect', "--Access_Token=X'\nXYZ-VALUE"], /no option '--Access_Token'/],
    [['connect', '-sXYZ-VALUE'], /unknown option '-s'\nSee rowpost connect/],
    [['run', '--limits=XYZ-VALUE', 'job.yaml'], /unknown option '--limits'\n/],
    [['run', '--jsno', 'job.yaml'], /unknown option '--jsno'\n\(Did you mean --json\?\)\nSee rowpost run/],
  ])('is told by its name alone: %j', async (args, words) => {
    const { code, out, err } = await (await openCommandLine()).run(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(words);
    expect(err).not.toContain('XYZ-VALUE');
  });
});

describe('connecting again', () => {
  test('offers the app that was used before, and the secret with it, at the same place alone', async () => {
    const { line, server, at, connect } = await openBench();
    expect((await connect(WEB, '--web', 'job.yaml')).out).toMatch(/`rowpost check job\.yaml --org demo-company-uk`\n$/);
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return '';
    };
    const pages: string[] = [];
    const browse = async (url: string) => {
      pages.push(url);
      return server.deny(url);
    };
    await line.runIn({ ask, browse }, 'connect', '--web', '--port', '29743', ...at);
    expect(pages.join()).toContain('client_id=SANDBOX-WEB-APP&');
    expect(asked).toEqual(['Client ID [SANDBOX-WEB-APP]: ', 'Client secret [as before]: ']);
    const elsewhere = await line.runIn({ ask }, 'connect', '--web', ...server.at);
    expect(asked[2]).toBe('Client ID: ');
    expect(elsewhere.err).toMatch(
      /^The client ID is .*\nIt is a web app with the redirect address http:\/\/localhost:8742/,
    );
    expect(elsewhere.code).toBe(1);
  });

  test('on a server takes the credentials of the custom connection that is there', async () => {
    const { line, at } = await openBench();
    expect((await line.run('connect', '--custom', ...at)).err).toContain('There is nobody to ask for the client ID');
    expect((await line.runIn({ env: CUSTOM }, 'connect', '--custom', ...at)).code).toBe(0);
    const again = await line.run('connect', '--custom', ...at);
    expect(again.code, again.err).toBe(0);
  });
});

test('a snapshot tells a permission that is missing once, with all that it was missed for', async () => {
  const { line, relay, connect } = await openBench();
  await connect(CUSTOM, '--custom');
  const body = '{"Title":"Unauthorized","Status":401,"Detail":"AuthorizationUnsuccessful"}';
  relay.answer((_method, path) => (/\/(?:Invoices|CreditNotes)\b/.test(path) ? { status: 401, body } : undefined));
  const { code, err } = await line.run('snapshot', 'demo-company-uk');
  expect(code).toBe(0);
  expect(err).toMatch(/^The numbers of CreditNotes, Invoices were not saved/m);
  expect(err.split('accounting.invoices.read that this call needs')).toHaveLength(2);
});
