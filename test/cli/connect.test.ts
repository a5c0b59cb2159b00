/** Connecting organisations over a sandbox's login server, from the command to the rows that a job writes there. */

import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';
import { AU, CUSTOM, GB, openServer, PKCE, type Server } from '../support/connecting.ts';

/** Below those that the system gives out itself, so that no connection has it. */
let nextPort = 10_000 + (process.pid % 9_000);

async function freshPort(): Promise<string> {
  nextPort += 1;
  return String(nextPort);
}

async function connectCustom(line: CommandLine, server: Server, ...more: readonly string[]) {
  return line.runIn({ env: CUSTOM }, 'connect', '--custom', ...server.at, ...more);
}

async function connectPkce(line: CommandLine, server: Server, ...more: readonly string[]) {
  const surroundings = { env: PKCE, browse: server.allow([GB, AU]) };
  return line.runIn(surroundings, 'connect', '--port', await freshPort(), ...server.at, ...more);
}

function liveJob(alias: string, more = ''): string {
  return invoicesJob(more).replace('org: sandbox-gb', `org: ${alias}`);
}

describe('a custom connection', () => {
  test('is made of the environment, listed, and written to by a job', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    expect(await connectCustom(line, server, '--as', 'london')).toMatchObject({
      code: 0,
      err: `Tokens are stored encrypted; their key is in ${join(line.folder, '.rowpost/connections/key')}.\n`,
      out: `Connected:\n  london  Demo Company (UK)  GB GBP  ${GB}\nName the alias in a job: \`org: london\`\n`,
    });
    const [listed] = JSON.parse((await line.run('orgs', '--json')).out);
    expect(listed).toMatchObject({
      alias: 'london',
      country: 'GB',
      currency: 'GBP',
      organisationId: GB,
      tokenMinutes: 0,
    });
    expect(listed.scopes).toContain('accounting.invoices');
    await line.write({ 'job.yaml': liveJob('london'), 'invoices.csv': INVOICES });
    const refused = await line.run('run', 'job.yaml');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('london is a live organisation');
    await line.write({ 'job.yaml': liveJob('elsewhere') });
    const done = await line.run('run', 'job.yaml', '--org', 'london', '--yes', '--out', 'out');
    expect(done).toMatchObject({ code: 0 });
    expect(done.err).toContain('Writes to Demo Company (UK) (london).');
    expect((await line.table('out/report.csv')).map(({ Status }) => Status)).toEqual(['OK', 'OK', 'OK']);
  });

  test.each([
    ['y', 0, 'Writes to Demo Company (UK) (london).'],
    ['', 1, 'Nothing was sent.'],
    ['no', 1, 'Nothing was sent.'],
  ])('on a terminal the answer %j decides', async (answer, code, said) => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectCustom(line, server, '--as', 'london');
    await line.write({ 'job.yaml': liveJob('london'), 'invoices.csv': INVOICES });
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      return answer;
    };
    const ended = await line.runIn({ ask }, 'run', 'job.yaml');
    expect(ended.code).toBe(code);
    expect(ended.err).toContain(said);
    expect(asked).toEqual(['Write to Demo Company (UK) (london)? [y/N] ']);
  });

  test.each([
    ['lines', 'SANDBOX-CUSTOM-CONNECTION\nsandbox-token\n'],
    ['names', '# app\nexport XERO_CLIENT_ID="SANDBOX-CUSTOM-CONNECTION"\nXERO_CLIENT_SECRET=sandbox-token\n'],
  ])('reads its credentials from a private file or standard input, as %s', async (_form, text) => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await writeFile(join(line.folder, 'app.txt'), text, { mode: 0o600 });
    const fromFile = await line.run('connect', '--custom', '--credentials', 'app.txt', ...server.at);
    expect(fromFile.code, fromFile.err).toBe(0);
    const piped = await line.runIn(
      { input: async () => text },
      'connect',
      '--custom',
      '--credentials',
      '-',
      ...server.at,
    );
    expect(piped.code, piped.err).toBe(0);
    await chmod(join(line.folder, 'app.txt'), 0o644);
    const open = await line.run('connect', '--custom', '--credentials', 'app.txt', ...server.at);
    expect(open).toMatchObject({ code: 1, out: '' });
    expect(open.err).toMatch(/app\.txt: other users .* may read it/);
  });

  test('a wrong secret is told as what to compare, and leaves what was there', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectCustom(line, server);
    const path = join(line.folder, '.rowpost/connections/connections.json');
    const before = await readFile(path, 'utf8');
    const wrong = { ...CUSTOM, ROWPOST_CLIENT_SECRET: 'not-the-secret' };
    const refused = await line.runIn({ env: wrong }, 'connect', '--custom', ...server.at);
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toContain('the secret does not belong to it');
    expect(refused.err).not.toContain('not-the-secret');
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});

describe('a sign-in by browser', () => {
  test('connects every organisation that the user chose, each under an alias of its own', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    const done = await connectPkce(line, server);
    expect(done.code, done.err).toBe(0);
    expect(done.out).toContain('demo-company-uk  Demo Company (UK)  GB GBP');
    expect(done.out).toContain('demo-company-au  Demo Company (AU)  AU AUD');
    const listed = JSON.parse((await line.run('orgs', '--json')).out);
    expect(listed.map(({ alias, connection }: Record<string, string>) => [alias, connection])).toEqual([
      ['demo-company-au', 'signed in'],
      ['demo-company-uk', 'signed in'],
    ]);
  });

  test('says so where the alias that was asked for means another organisation', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectCustom(line, server, '--as', 'london');
    const done = await connectPkce(line, server, '--as', 'london');
    expect(done.out).toContain('demo-company-au  Demo Company (AU)');
    expect(done.err).toContain(`--as london was not used: it goes on naming Demo Company (UK) (${GB})`);
    const again = await connectPkce(line, server, '--as', 'london');
    expect([done.code, again.code]).toEqual([1, 0]);
    const two = await connectPkce(await openCommandLine(), server, '--as', 'london');
    expect(two).toMatchObject({ code: 1 });
    expect(two.err).toContain('--as london was not used: there is not exactly one new organisation');
  });

  test('asks for what the jobs need and no more', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await line.write({ 'job.yaml': liveJob('london') });
    const done = await connectPkce(line, server, 'job.yaml');
    expect(done.code, done.err).toBe(0);
    const [{ scopes }] = JSON.parse((await line.run('orgs', '--json')).out);
    expect(scopes.toSorted()).toEqual([
      'accounting.contacts',
      'accounting.invoices',
      'accounting.settings.read',
      'offline_access',
    ]);
  });

  test('works by pasting the address where no browser can come back', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    let shown = '';
    const surroundings = {
      env: PKCE,
      err: (text: string) => {
        shown += text;
      },
      ask: () => server.answer(/http:\S+authorize\S+/.exec(shown)![0], 'allow'),
    };
    const done = await line.runIn(surroundings, 'connect', '--no-browser', ...server.at);
    expect(done.code, shown).toBe(0);
    expect(done.out).toContain('demo-company-uk');
  });

  test.each([
    [
      'another state',
      (address: string) => address.replace(/state=[^&]+/, 'state=forged'),
      /belongs to another sign-in/,
    ],
    [
      'a forged code',
      (address: string) => address.replace(/code=[^&]+/, 'code=forged'),
      /does not take the code of this sign-in/,
    ],
    ['another place', () => 'http://localhost:8742/elsewhere?code=a', /not the address which Xero sent/],
    ['no address', () => 'abc', /not the address which Xero sent/],
  ])('an answer with %s is refused in a sentence, and nothing is stored', async (_what, forge, words) => {
    const [line, server] = [await openCommandLine(), await openServer()];
    let shown = '';
    const surroundings = {
      env: PKCE,
      err: (text: string) => {
        shown += text;
      },
      ask: async () => forge(await server.answer(/http:\S+authorize\S+/.exec(shown)![0], 'allow')),
    };
    expect(await line.runIn(surroundings, 'connect', '--no-browser', ...server.at)).toMatchObject({ code: 3, out: '' });
    expect(shown.split('\n\n').at(-1)).toMatch(words);
    expect(JSON.parse((await line.run('orgs', '--json')).out)).toEqual([]);
  });

  test('a callback that is no answer is refused, and the right one still comes through', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    const answers: number[] = [];
    const browse = async (url: string) => {
      const address = await server.answer(url, 'allow');
      const strangers = [address.replace(/state=[^&]+/, 'state=x'), address.replace('/callback', '/other')];
      for (const stranger of strangers) answers.push((await fetch(stranger)).status);
      answers.push((await fetch(address)).status);
      return true;
    };
    const port = await freshPort();
    const done = await line.runIn({ env: PKCE, browse }, 'connect', '--port', port, ...server.at);
    expect(done.code, done.err).toBe(0);
    expect(done.err).toContain('belongs to another sign-in');
    expect(answers).toEqual([400, 404, 200]);
  });

  test('a user who does not allow it ends the command, with nothing changed', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    const port = await freshPort();
    const denied = await line.runIn({ env: PKCE, browse: server.deny }, 'connect', '--port', port, ...server.at);
    expect(denied).toMatchObject({ code: 3, out: '' });
    expect(denied.err).toContain('The access was not allowed. Nothing was changed.');
  });

  test('a port that is taken is told with the ways out', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    const other = createServer();
    const port = Number(await freshPort());
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const refused = await line.runIn({ env: PKCE }, 'connect', '--port', String(port), ...server.at);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(`Port ${port} of this computer cannot be opened`);
  });
});

describe('a token that ends', () => {
  test('in the eyes of the server is replaced within the run, and no secret is told', async () => {
    let ahead = 0;
    const server = await openServer({ now: () => Date.now() + ahead });
    const line = await openCommandLine();
    await connectPkce(line, server);
    ahead = 31 * 60_000;
    await line.write({ 'job.yaml': liveJob('demo-company-uk'), 'invoices.csv': INVOICES });
    const done = await line.run('run', 'job.yaml', '--yes', '--out', 'out', '--trace', 'trace.jsonl', '--trace-data');
    expect(done.code, done.err).toBe(0);
    expect((await line.table('out/report.csv')).map(({ Status }) => Status)).toEqual(['OK', 'OK', 'OK']);
    const told = [done.out, done.err, await line.read('trace.jsonl'), await line.read('out/report.csv')];
    expect(told.join('\n')).not.toMatch(/eyJ[\w-]+\.eyJ|refresh_token"?[=:](?!"\(secret\)")/);
    ahead = 59 * 60_000;
    expect((await line.run('orgs')).code).toBe(0);
  });

  test('of a custom connection is got anew with the stored secret', async () => {
    let ahead = 0;
    const server = await openServer({ now: () => Date.now() + ahead });
    const line = await openCommandLine();
    await connectCustom(line, server);
    ahead = 24 * 60 * 60_000;
    const listed = await line.run('orgs');
    expect(listed.code, listed.out).toBe(0);
  });
});

describe('disconnecting', () => {
  test('deletes what was saved of the organisation, and of no other', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectPkce(line, server);
    for (const alias of ['demo-company-uk', 'demo-company-au'])
      expect((await line.run('snapshot', alias)).code).toBe(0);
    const saved = async () => (await readdir(join(line.folder, '.rowpost/snapshots'))).toSorted();
    expect(await saved()).toEqual(['demo-company-au', 'demo-company-uk']);
    expect((await line.run('disconnect', 'demo-company-uk')).code).toBe(0);
    expect(await saved()).toEqual(['demo-company-au']);
  });

  test('ends one connection at the server, and with the last one the sign-in', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectPkce(line, server);
    expect((await line.run('disconnect', 'demo-company-au')).code).toBe(0);
    const [left, ...none] = JSON.parse((await line.run('orgs', '--json')).out);
    expect([left.alias, none]).toEqual(['demo-company-uk', []]);
    expect((await line.run('disconnect', 'demo-company-uk')).code).toBe(0);
    expect((await line.run('orgs')).out).toContain('No organisation is connected');
    const again = await line.run('disconnect', 'demo-company-uk');
    expect(again).toMatchObject({ code: 1 });
    expect(again.err).toContain('demo-company-uk is not a connected organisation');
  });

  test('one that was ended at the server is told by `orgs`, and can be forgotten', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectPkce(line, server);
    await server.sandbox.close();
    const listed = await line.run('orgs');
    expect(listed.code).toBe(3);
    expect(listed.out).toContain('was not reached');
    expect((await line.run('disconnect', 'demo-company-uk')).code).toBe(3);
    expect((await line.run('disconnect', 'demo-company-uk', '--forget')).code).toBe(0);
  });
});

describe('secrets', () => {
  test('stand in no file, output, report or trace in the clear', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    const seen: string[] = [];
    const printed = [await connectCustom(line, server, '--as', 'london'), await connectPkce(line, server)];
    await line.write({ 'job.yaml': liveJob('demo-company-au').replace('OUTPUT2', 'OUTPUT'), 'invoices.csv': INVOICES });
    printed.push(await line.run('run', 'job.yaml', '--yes', '--out', 'out', '--trace', 'trace.jsonl', '--trace-data'));
    printed.push(await line.run('orgs'), await line.run('disconnect', 'demo-company-au'));
    expect(printed.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
    seen.push(...printed.flatMap(({ out, err }) => [out, err]));
    for (const entry of await readdir(line.folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) seen.push(await readFile(join(entry.parentPath, entry.name), 'latin1'));
    }
    expect(seen.length).toBeGreaterThan(15);
    for (const text of seen) {
      expect(text).not.toMatch(/eyJ[\w-]+\.eyJ|Bearer eyJ|sandbox-token|refresh_token|code_verifier|client_secret/);
    }
  });

  test('lie in files that nobody else may read', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectCustom(line, server);
    const folder = join(line.folder, '.rowpost/connections');
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder))
      expect([name, (await stat(join(folder, name))).mode & 0o777]).toEqual([name, 0o600]);
  });
});

describe('addresses', () => {
  test.each([
    [['--api-url', 'http://127.0.0.1:9'], /Xero's tokens would go to 127\.0\.0\.1:9/],
    [['--identity-url', 'https://elsewhere.example'], /credentials would go to elsewhere\.example/],
    [['--identity-url', 'http://elsewhere.example'], /neither https nor on this machine/],
    [['--as', 'sandbox-mine'], /does not begin with sandbox/],
  ])('connecting with %j is refused before a secret is read', async (args, words) => {
    const line = await openCommandLine();
    const refused = await line.runIn({ env: CUSTOM }, 'connect', '--custom', ...args);
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toMatch(words);
  });

  test("a sandbox's alias does not lead to Xero, where nobody would be asked", async () => {
    const line = await openCommandLine();
    await line.write({ 'job.yaml': invoicesJob(''), 'invoices.csv': INVOICES });
    const env = { ROWPOST_SANDBOX_TOKEN: 'token', HTTPS_PROXY: 'http://127.0.0.1:9' };
    const refused = await line.runIn({ env }, 'run', 'job.yaml', '--api-url', 'https://api.xero.com/api.xro/2.0');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('sandbox-gb is a built-in sandbox, and --api-url is Xero itself');
  });

  test('tokens of one server do not go to another without a yes', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectCustom(line, server, '--as', 'london');
    await line.write({ 'job.yaml': liveJob('london'), 'invoices.csv': INVOICES });
    const refused = await line.run('check', 'job.yaml', '--api-url', 'http://127.0.0.1:9');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('its tokens would go to 127.0.0.1:9');
    const other = await openServer();
    const meant = await line.run('check', 'job.yaml', '--api-url', other.url, '--out', 'out', '--yes');
    expect(meant.code).toBe(3);
    expect(meant.err).toContain('does not accept the sign-in for london');
  });

  test('a server that sends on, or answers with a web page, is refused in a sentence', async () => {
    const line = await openCommandLine();
    for (const [head, words] of [
      [
        { location: 'https://elsewhere.example/token' },
        /sends the call on to elsewhere\.example, which is not followed/,
      ],
      [{ 'content-type': 'text/html' }, /answered with a web page instead of data/],
    ] as const) {
      const other = createServer((_request, response) => {
        response.writeHead('location' in head ? 302 : 200, head).end('<html></html>');
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as { readonly port: number };
      const at = ['--api-url', `http://127.0.0.1:${port}`, '--identity-url', `http://127.0.0.1:${port}`];
      const refused = await line.runIn({ env: CUSTOM }, 'connect', '--custom', ...at);
      other.close();
      expect(refused).toMatchObject({ code: 3, out: '' });
      expect(refused.err).toMatch(words);
    }
  });
});

describe('a job that names its organisation', () => {
  test.each(['run', 'check'])('is refused by %s where the alias leads to another one', async (command) => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectCustom(line, server, '--as', 'london');
    await line.write({ 'job.yaml': liveJob('london', `organisation: ${AU}\n`), 'invoices.csv': INVOICES });
    const refused = await line.run(command, 'job.yaml', ...(command === 'run' ? ['--yes'] : []));
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(
      `The job is for the organisation with the ID ${AU}, but london is Demo Company (UK) (${GB}). Nothing was sent.`,
    );
    await line.write({ 'job.yaml': liveJob('london', `organisation: ${GB.toUpperCase()}\n`) });
    expect((await line.run('check', 'job.yaml', '--out', 'out')).code).toBe(0);
  });

  test.each([
    ['organisation: london', /job.yaml:18:15 .*`london` is no organisation ID/s],
    [`organisation: ${GB}\norg: [a, b]`, /names several/],
  ])('%j is a problem of the job file', async (text, words) => {
    const line = await openCommandLine();
    const job = text.includes('org:') ? invoicesJob(text).replace('org: sandbox-gb\n', '') : invoicesJob(text);
    await line.write({ 'job.yaml': job, 'invoices.csv': INVOICES });
    const refused = await line.run('check', 'job.yaml');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(words);
  });
});

describe('connecting again', () => {
  test('adds permissions to those that there are, and keeps the alias', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await line.write({ 'job.yaml': liveJob('london') });
    const scopesAfter = async (...words: readonly string[]) => {
      const done = await connectCustom(line, server, ...words);
      expect(done.code, done.err).toBe(0);
      const [{ alias, scopes }, ...others] = JSON.parse((await line.run('orgs', '--json')).out);
      expect([alias, others]).toEqual(['london', []]);
      return scopes;
    };
    const first = ['accounting.contacts', 'accounting.invoices', 'accounting.settings.read'];
    expect(await scopesAfter('job.yaml', '--as', 'london')).toEqual(first);
    const second = [...first.slice(0, 2), 'accounting.payments.read', 'accounting.settings.read'];
    expect(await scopesAfter('--scopes', 'accounting.payments.read')).toEqual(second);
    expect(await scopesAfter('job.yaml')).toEqual(second);
    expect(await scopesAfter('--scopes', 'accounting.settings')).toEqual([
      ...second.slice(0, 3),
      'accounting.settings',
    ]);
    expect((await connectCustom(line, server, '--scopes', 'Alles')).err).toContain('`Alles`, which is no scope');
  });
});

describe('what Xero refuses', () => {
  test('an organisation that does not answer is connected all the same', async () => {
    const blind = {
      id: 'BLIND-APP-1',
      name: 'Blind',
      kind: 'custom',
      secret: 's',
      scopes: ['accounting.invoices'],
    } as const;
    const [line, server] = [await openCommandLine(), await openServer({ apps: [blind] })];
    const env = { ROWPOST_CLIENT_ID: blind.id, ROWPOST_CLIENT_SECRET: blind.secret };
    const done = await line.runIn({ env }, 'connect', '--custom', ...server.at);
    expect(done.code).toBe(0);
    expect(done.err).toContain('was not given the permission accounting.settings.read');
    expect(done.out).toContain(`demo-company-uk  Demo Company (UK)  ${GB}`);
  });

  test('a scope that is missing is named, with the command that adds it', async () => {
    const settingsScopes = ['accounting.settings.read', 'accounting.contacts'];
    const app = {
      id: 'NARROW-APP',
      name: 'Narrow',
      kind: 'custom',
      secret: 'narrow-secret',
      scopes: settingsScopes,
    } as const;
    const [line, server] = [await openCommandLine(), await openServer({ apps: [app] })];
    const env = { ROWPOST_CLIENT_ID: app.id, ROWPOST_CLIENT_SECRET: app.secret };
    const connected = await line.runIn({ env }, 'connect', '--custom', '--as', 'narrow', ...server.at);
    expect(connected.code, connected.err).toBe(0);
    expect(connected.err).toMatch(/^Not given: (?:accounting\.\S+, )*accounting\.invoices, /);
    await line.write({ 'job.yaml': liveJob('narrow'), 'invoices.csv': INVOICES });
    const refused = await line.run('run', 'job.yaml', '--yes');
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('`rowpost connect --scopes accounting.invoices');
  });

  test('a connection that was ended there is told with the command that makes it again', async () => {
    const [line, server] = [await openCommandLine(), await openServer()];
    await connectPkce(line, server);
    const other = await openCommandLine();
    await connectPkce(other, server);
    for (const alias of ['demo-company-au', 'demo-company-uk']) await other.run('disconnect', alias);
    await line.write({ 'job.yaml': liveJob('demo-company-uk'), 'invoices.csv': INVOICES });
    const refused = await line.run('check', 'job.yaml');
    expect(refused.code).toBe(3);
    expect(refused.err).toMatch(/demo-company-uk: it is no longer connected.*rowpost connect/s);
  });
});

describe('a proxy', () => {
  test('that HTTPS_PROXY names is asked for the way, except to hosts of NO_PROXY and this machine', async () => {
    const ways: string[] = [];
    const proxy = createServer((_request, response) => response.writeHead(501).end());
    proxy.on('connect', ({ url = '' }, socket) => {
      ways.push(url);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const { port } = proxy.address() as { readonly port: number };
    const [line, server] = [await openCommandLine(), await openServer()];
    const env = { ...CUSTOM, HTTPS_PROXY: `http://127.0.0.1:${port}` };
    const far = ['connect', '--custom', '--yes', '--identity-url', 'https://login.invalid'];
    const refused = await line.runIn({ env }, ...far);
    expect(refused).toMatchObject({ code: 3, out: '' });
    expect(refused.err).toMatch(/The sign-in to Xero failed: .*login\.invalid.*HTTPS_PROXY/s);
    expect(new Set(ways)).toEqual(new Set(['login.invalid:443']));
    const asked = ways.length;
    expect((await line.runIn({ env: { ...env, NO_PROXY: 'login.invalid' } }, ...far)).code).toBe(3);
    expect((await line.runIn({ env }, 'connect', '--custom', ...server.at)).code).toBe(0);
    expect(ways).toHaveLength(asked);
  });
});
