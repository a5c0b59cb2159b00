import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CommandLine, INVOICES, invoicesJob, openCommandLine } from '../support/command-line.ts';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

interface Serving {
  readonly child: ChildProcess;
  readonly out: string;
  readonly url: string;
}

/** `rowpost sandbox` in a process of its own, as far as its first lines. */
async function serve({ folder }: CommandLine, ...args: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [MAIN, 'sandbox', ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await stop(child, 'SIGKILL');
  });
  let out = '';
  for await (const piece of child.stdout!.setEncoding('utf8')) {
    out += piece;
    if (out.includes('Ctrl-C')) break;
  }
  return { child, out, url: /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0] ?? '' };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = await ended;
  return code as number | null;
}

async function withFiles(): Promise<CommandLine> {
  const line = await openCommandLine();
  await line.write({ 'job.yaml': invoicesJob(), 'invoices.csv': INVOICES });
  return line;
}

/** Where the one run of this workspace left its summary. */
async function onlyReport({ folder }: CommandLine): Promise<string | undefined> {
  const files = await readdir(folder, { recursive: true });
  return files.find((name) => name.endsWith('run.json'));
}

async function invoicesAt(url: string): Promise<readonly string[]> {
  const headers = { authorization: 'Bearer sandbox-token', accept: 'application/json' };
  const response = await fetch(`${url}/api.xro/2.0/Invoices?InvoiceNumbers=A-1,A-2,A-3`, { headers });
  const { Invoices } = (await response.json()) as { readonly Invoices: readonly { readonly InvoiceNumber: string }[] };
  return Invoices.map(({ InvoiceNumber }) => InvoiceNumber).sort();
}

describe('a sandbox that is served', () => {
  test('says how to reach it, is joined by other commands, and leaves quietly', async () => {
    const line = await withFiles();
    const { child, out, url } = await serve(line);
    expect(out).toMatch(/^A local Xero at http:\/\/127\.0\.0\.1:\d+\/api\.xro\/2\.0, /);
    expect(out).toMatch(/\n {2}sandbox-gb {2}Demo Company \(UK\) +[0-9a-f-]{36}\n/);
    expect((await line.run('run', 'job.yaml')).code).toBe(0);
    expect(await invoicesAt(url)).toEqual(['A-1', 'A-2', 'A-3']);
    expect(await stop(child)).toBe(0);
    expect((await readdir(join(line.folder, '.rowpost/sandbox'))).sort()).toEqual([
      'au.db',
      'gb.db',
      'login.db',
      'nz.db',
      'server.db',
      'us.db',
    ]);
  });

  test('keeps its books for the next one, and begins anew with --reset, deliveries forgotten', async () => {
    const line = await withFiles();
    expect((await line.run('run', 'job.yaml')).code).toBe(0);
    const kept = await serve(line);
    expect(await invoicesAt(kept.url)).toHaveLength(3);
    await stop(kept.child);
    const fresh = await serve(line, '--reset');
    expect(await invoicesAt(fresh.url)).toEqual([]);
    expect((await line.run('run', 'job.yaml', '--out', 'out')).code).toBe(0);
    expect((await line.summary('out/run.json')).rows).toMatchObject({ OK: 3, SKIPPED: 0 });
  });

  test('with --memory leaves no books behind, and what was delivered to it is sent again', async () => {
    const line = await withFiles();
    for (const out of ['first', 'second']) {
      const { child, url } = await serve(line, '--memory');
      expect((await line.run('run', 'job.yaml', '--out', out)).code).toBe(0);
      expect((await line.summary(`${out}/run.json`)).rows).toMatchObject({ OK: 3 });
      expect(await invoicesAt(url)).toHaveLength(3);
      await stop(child);
    }
    expect(await readdir(join(line.folder, '.rowpost/sandbox'))).toEqual([]);
  });

  test('is reached from another workspace by --api-url', async () => {
    const line = await withFiles();
    const other = await withFiles();
    const { url } = await serve(line);
    expect((await other.run('run', 'job.yaml', '--api-url', `${url}/api.xro/2.0`)).code).toBe(0);
    expect(await invoicesAt(url)).toHaveLength(3);
  });

  test('serves the organisations that are asked for behind one address', async () => {
    const { out, url } = await serve(await openCommandLine(), '--memory', '--org', 'sandbox-au,sandbox-nz');
    const headers = { authorization: 'Bearer sandbox-token', accept: 'application/json' };
    const names = [];
    for (const [, tenant = ''] of out.matchAll(/ {2}([0-9a-f-]{36})\n/g)) {
      const reply = await fetch(`${url}/api.xro/2.0/Organisation`, {
        headers: { ...headers, 'xero-tenant-id': tenant },
      });
      const { Organisations } = (await reply.json()) as { Organisations: readonly { Name: string }[] };
      names.push(Organisations[0]?.Name);
    }
    expect(names).toEqual(['Demo Company (AU)', 'Demo Company (NZ)']);
  });

  test('shares its clock: what Xero makes a client wait for passes at the speed of the sandbox', async () => {
    const line = await withFiles();
    await line.write({ 'settings.yaml': 'limits: { minute: 2 }\n' });
    const { url } = await serve(line, '--speed', '3000', '--settings', 'settings.yaml');
    const from = await fetch(`${url}/`).then((reply) => Date.parse(reply.headers.get('date') ?? ''));
    expect((await line.run('run', 'job.yaml')).code).toBe(0);
    const { startedAt, finishedAt } = await line.summary((await onlyReport(line)) ?? '');
    const reply = await fetch(`${url}/api.xro/2.0/Organisation`);
    const passed = Date.parse(reply.headers.get('date') ?? '') - from;
    expect(passed).toBeGreaterThan(60_000);
    expect(Date.parse(finishedAt) - Date.parse(startedAt)).toBeLessThan(passed);
  });

  test('goes wrong as planned, and the import comes through', async () => {
    const line = await withFiles();
    const plan = 'faults:\n  - what: reset-after\n    when: { endpoint: Invoices, method: PUT, count: 1 }\n';
    await line.write({ 'faults.yaml': plan });
    const { url } = await serve(line, '--faults', 'faults.yaml', '--admin');
    expect((await line.run('run', 'job.yaml')).code).toBe(0);
    expect(await invoicesAt(url)).toEqual(['A-1', 'A-2', 'A-3']);
    const { faults } = (await (await fetch(`${url}/_sandbox/faults`)).json()) as { readonly faults: readonly object[] };
    expect(faults).toMatchObject([{ what: 'reset-after', struck: 1 }]);
  });

  test('lets nobody change its faults unless it was told to', async () => {
    const { url } = await serve(await openCommandLine(), '--memory');
    expect((await fetch(`${url}/_sandbox/faults`)).status).toBe(404);
  });

  test('on another address takes the token of its owner alone, and shows its page for it', async () => {
    const line = await openCommandLine();
    const stopping = new AbortController();
    const token = 'a-token-of-my-own';
    const statuses: number[] = [];
    let looked: Promise<void> | undefined;
    const look = async (url: string) => {
      const basic = Buffer.from(`me:${token}`).toString('base64');
      for (const authorization of ['Bearer sandbox-token', `Bearer ${token}`]) {
        statuses.push((await fetch(`${url}/api.xro/2.0/Organisation`, { headers: { authorization } })).status);
      }
      for (const authorization of ['', `Basic ${basic}`]) {
        statuses.push((await fetch(`${url}/`, { headers: authorization === '' ? {} : { authorization } })).status);
      }
      stopping.abort();
    };
    const out = (text: string) => {
      looked ??= look(/http:\/\/[\d.]+:\d+/.exec(text)?.[0] ?? '');
    };
    const surroundings = { signal: stopping.signal, env: { ROWPOST_SANDBOX_TOKEN: token }, out };
    const served = await line.runIn(surroundings, 'sandbox', '--host', '127.0.0.2', '--memory');
    await looked;
    expect(served).toMatchObject({ code: 0, err: '' });
    expect(statuses).toEqual([401, 200, 401, 200]);
  });

  test('cannot be served twice', async () => {
    const line = await openCommandLine();
    const { url } = await serve(line);
    const { code, out, err } = await line.run('sandbox');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`sandbox-gb is being served already, at ${url}.`);
  });

  test('that was killed is no hindrance: the next command starts its own', async () => {
    const line = await withFiles();
    const { child } = await serve(line);
    await stop(child, 'SIGKILL');
    expect(await readdir(join(line.folder, '.rowpost/sandbox'))).toContain('gb.json');
    expect((await line.run('run', 'job.yaml')).code).toBe(0);
  });

  test("that was killed is not mistaken for another workspace's that has its port by now", async () => {
    const line = await withFiles();
    const other = await openCommandLine();
    const { child, url } = await serve(line);
    await stop(child, 'SIGKILL');
    await serve(other, '--port', new URL(url).port);
    expect((await line.run('run', 'job.yaml')).code).toBe(0);
    expect(await invoicesAt(url)).toEqual([]);
  });

  test('is stopped by its signal', async () => {
    const line = await openCommandLine();
    const stopping = new AbortController();
    let out = '';
    const served = line.runIn(
      {
        signal: stopping.signal,
        out: (text) => {
          out += text;
          stopping.abort();
        },
      },
      'sandbox',
      '--org',
      'sandbox-au',
    );
    expect(await served).toMatchObject({ code: 0, err: '' });
    expect(out).toMatch(/ sandbox-au /);
  });
});

describe('a sandbox that cannot be served', () => {
  test('because its port is in use', async () => {
    const line = await openCommandLine();
    const server = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const { port } = server.address() as { readonly port: number };
    const { code, err } = await line.run('sandbox', '--port', String(port));
    expect(code).toBe(1);
    expect(err).toContain(`Port ${port} is in use by another program.`);
  });

  test.each([
    [['--port', '70000'], '--port 70000'],
    [['--port', 'http'], '--port http'],
    [['--org', 'acme'], 'sandbox-gb, sandbox-au, sandbox-nz and sandbox-us'],
    [['--org', 'sandbox-fr'], 'sandbox-gb, sandbox-au, sandbox-nz and sandbox-us'],
    [['--speed', '0'], '--speed 0 is no speed'],
    [['--speed', 'fast'], '60 makes an hour pass in a minute'],
    [['--faults', 'nowhere.yaml'], '--faults nowhere.yaml cannot be read'],
    [['--settings', 'nowhere.yaml'], '--settings nowhere.yaml cannot be read'],
    [['--host', '0.0.0.0'], 'Set ROWPOST_SANDBOX_TOKEN to a token of your own'],
  ])('because of %j', async (args, words) => {
    const line = await openCommandLine();
    const { code, out, err } = await line.run('sandbox', ...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
  });
});

describe('a file for the sandbox', () => {
  test.each([
    ['--faults', 'faults:\n  - what: 501\n', 'plan.yaml:2:11  `what` must be a fault'],
    ['--settings', 'limit: off\n', 'plan.yaml:1:1  A settings file has no key `limit`. Did you mean `limits`?'],
  ])('%s is told of its mistakes with their places', async (option, text, message) => {
    const line = await openCommandLine();
    await line.write({ 'plan.yaml': text });
    const { code, out, err } = await line.run('sandbox', option, 'plan.yaml');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
  });
});

describe('the program itself', () => {
  test('ends with the exit code, results on stdout and the rest on stderr', async () => {
    const { folder } = await withFiles();
    const child = spawn(process.execPath, [MAIN, 'check', 'job.yaml', '--json'], { cwd: folder });
    const printed = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      printed.err += text;
    });
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(JSON.parse(printed.out)).toMatchObject({ exitCode: 0, rows: { OK: 3 } });
    expect(printed.err).toBe('Checks against Demo Company (UK) (sandbox-gb, a local sandbox).\n');
  });

  test('takes no harm from a reader that has had enough', async () => {
    const { folder } = await openCommandLine();
    const child = spawn(process.execPath, [MAIN, 'schema'], { cwd: folder });
    child.stdout.destroy();
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    expect((await once(child, 'close'))[0]).toBe(0);
    expect(err).toBe('');
  });
});
