/** Connecting while servers answer what they should not, and while the user stops it. */

import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';
import { CUSTOM, GB, openServer, PKCE } from '../support/connecting.ts';
import { openRelay } from '../support/relay.ts';

const TOKEN = { access_token: 'abc.def', expires_in: 1800, token_type: 'Bearer' };
const TENANT = { id: 'c1', tenantId: GB, tenantName: 'Acme', tenantType: 'ORGANISATION' };
const isList = (path: string) => path === '/connections';
const isToken = (path: string) => path === '/connect/token';

async function openBench() {
  const [line, server] = [await openCommandLine(), await openServer()];
  const relay = await openRelay(server.url);
  const at = ['--api-url', relay.url, '--identity-url', relay.url];
  const connect = (more: Parameters<typeof line.runIn>[0] = {}) =>
    line.runIn({ env: CUSTOM, ...more }, 'connect', '--custom', ...at);
  return { line, relay, connect };
}

describe('a list of organisations', () => {
  test.each([
    ['an ID that would be a header of its own', [{ ...TENANT, tenantId: 'a\r\nX-Evil: 1' }]],
    ['no ID', [{ tenantType: 'ORGANISATION' }]],
    ['a number for an ID', [TENANT, { ...TENANT, tenantId: 5 }]],
  ])('with %s is not taken, and earlier connections stay', async (_what, list) => {
    const { line, relay, connect } = await openBench();
    await connect();
    const before = await line.read('.rowpost/connections/connections.json');
    relay.answer((_method, path) => (isList(path) ? { status: 200, body: JSON.stringify(list) } : undefined));
    const ended = await connect();
    expect(ended).toMatchObject({ code: 3, out: '' });
    expect(ended.err).toContain('does not tell which organisations are connected (200).');
    expect(await line.read('.rowpost/connections/connections.json')).toBe(before);
  });

  test('that names one twice connects it once', async () => {
    const { relay, connect } = await openBench();
    const list = [TENANT, { ...TENANT, id: 'c2', tenantId: GB.toUpperCase() }];
    relay.answer((_method, path) => (isList(path) ? { status: 200, body: JSON.stringify(list) } : undefined));
    expect((await connect()).out.split(GB)).toHaveLength(2);
  });
});

test('a token without an end is no token', async () => {
  const { relay, connect } = await openBench();
  const body = JSON.stringify({ ...TOKEN, expires_in: '1e999' });
  relay.answer((_method, path) => (isToken(path) ? { status: 200, body } : undefined));
  const ended = await connect();
  expect(ended).toMatchObject({ code: 3, out: '' });
  expect(ended.err).toContain('answered with 200, which is no answer to a sign-in.');
});

test.each([
  ['the sign-in', isToken],
  ['the list', isList],
  ['the organisation', (path: string) => path.endsWith('/Organisation')],
])('Ctrl-C while %s does not answer ends it at once, and nothing is connected', async (_what, hangs) => {
  const { line, relay, connect } = await openBench();
  const stopping = new AbortController();
  relay.answer(async (_method, path) => {
    if (!hangs(path)) return undefined;
    stopping.abort();
    return new Promise(() => undefined);
  });
  expect(await connect({ signal: stopping.signal })).toMatchObject({
    code: 5,
    out: '',
    err: 'Stopped. Nothing was connected, and earlier connections stay as they are. To begin again: `rowpost connect`.\n',
  });
  expect((await line.run('orgs')).out).toContain('No organisation is connected.');
});

test('Ctrl-C while an organisation is being disconnected leaves it to be disconnected later', async () => {
  const [line, server] = [await openCommandLine(), await openServer()];
  const port = String(29_000 + (process.pid % 900));
  const surroundings = { env: PKCE, browse: server.allow([GB]) };
  await line.runIn(surroundings, 'connect', '--port', port, ...server.at, '--as', 'london');
  const stopped = await line.runIn({ signal: AbortSignal.abort() }, 'disconnect', 'london');
  expect(stopped).toMatchObject({ code: 5, out: '' });
  expect(stopped.err).toContain('Give the command again to finish.');
  expect(await line.run('disconnect', 'london')).toMatchObject({ code: 0 });
});

test.each([
  ['other names', 'CLIENT_ID=SANDBOX-CUSTOM-CONNECTION\nCLIENT_SECRET=sandbox-token\n'],
  ['nothing', '\n'],
])('a credentials file with %s is told as that', async (_what, text) => {
  const line = await openCommandLine();
  await line.write({ 'app.txt': text });
  await chmod(join(line.folder, 'app.txt'), 0o600);
  const ended = await line.run('connect', '--custom', '--credentials', 'app.txt');
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toMatch(/^--credentials app\.txt holds no client ID\. .*ROWPOST_CLIENT_ID=/);
});

test('a secret with = in it stands in the second line as it is', async () => {
  const settings = { apps: [{ id: 'app-of-ours', kind: 'custom', secret: 'c2VjcmV0Cg==' }] } as const;
  const [line, server] = [await openCommandLine(), await openServer(settings as object)];
  await line.write({ 'app.txt': 'app-of-ours\nc2VjcmV0Cg==\n' });
  await chmod(join(line.folder, 'app.txt'), 0o600);
  const ended = await line.run('connect', '--custom', '--credentials', 'app.txt', ...server.at);
  expect(ended).toMatchObject({ code: 0 });
});

test("what others wrote into a name or a cell cannot steer the user's terminal", async () => {
  const { line, relay, connect } = await openBench();
  relay.change((path, reply) =>
    path.endsWith('/Organisation') ? reply.replace('Demo Company (UK)', '\\u001b[2J\\u202eknaB') : reply,
  );
  const { out } = await connect();
  expect(out).toContain('\ufffd[2J\ufffdknaB  GB GBP');
  await line.write({
    'job.yaml': invoicesJob(),
    'invoices.csv': INVOICES.replace('100.00', '\u001b]0;x\u0007\u009b31m'),
  });
  const checked = await line.run('check', 'job.yaml');
  expect(checked.code).toBe(2);
  expect(checked.out + checked.err).not.toMatch(/(?!\n)\p{Cc}/u);
});
