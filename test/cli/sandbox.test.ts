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
    expect((await readdir(join(line.folder, '.rowpost/sandbox'))).sort()).toEqual(['au.db', 'gb.db', 'login.db', 'nz.db', 'us.db']);
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
  ])('because of %j', async (args, words) => {
    const line = await openCommandLine();
    const { code, out, err } = await line.run('sandbox', ...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
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
