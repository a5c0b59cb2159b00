/** `rowpost sandbox`: serves a local Xero until it is stopped. */

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Refusal } from '../../model/refusal.ts';
import type { Command, Options, Surroundings } from '../command.ts';
import type { LocalSandbox, SandboxOrg, SandboxPlan, TextFile } from '../join-sandbox.ts';
import { workspaceFolder } from '../workspace.ts';

export const sandbox: Command = {
  name: 'sandbox',
  arguments: '',
  summary: 'Serves a local Xero until stopped; other commands join it.',
  options: [
    ['--org <aliases>', 'sandbox-gb, -au, -nz, -us, or several with commas (default: all)'],
    ['--port <n>', 'port to listen on (default: any free one)'],
    ['--reset', 'fresh books; forgets what was delivered to them'],
    ['--memory', 'keeps the books in memory only'],
    ['--faults <file>', 'what is to go wrong, as YAML'],
    ['--speed <n>', 'n sandbox seconds in one real second, for clients too'],
    ['--settings <file>', 'limits, apps and open questions, as YAML'],
    ['--admin', 'lets faults and webhooks be changed at /_sandbox'],
    ['--host <address>', 'other than 127.0.0.1: needs ROWPOST_SANDBOX_TOKEN'],
  ],
  example: 'rowpost sandbox --org sandbox-au --port 4000',
  async run(_args, options, surroundings) {
    const { findRunning } = await import('../join-sandbox.ts');
    const orgs = await organisationsOf(options);
    const home = workspaceFolder(options, surroundings);
    for (const org of orgs) {
      const running = await findRunning(org, home);
      if (running === undefined) continue;
      throw new Refusal(
        'sandbox/running',
        `sandbox-${org} is being served already, at ${running.url}. Stop it first, or use it as it is.`,
      );
    }
    return serve(orgs, home, options, surroundings);
  },
};

async function serve(
  orgs: readonly [SandboxOrg, ...SandboxOrg[]],
  home: string,
  options: Options,
  surroundings: Surroundings,
): Promise<number> {
  const { startSandbox } = await import('../context.ts');
  const { announce, booksFolder, booksRefusal } = await import('../join-sandbox.ts');
  const folder = options.memory === true ? undefined : booksFolder(home);
  const plan = { orgs, ...(folder === undefined ? {} : { folder }), ...(await planOf(options, surroundings)) };
  const started = await startSandbox(plan).catch((error: NodeJS.ErrnoException) => {
    throw listenRefusal(error, plan) ?? booksRefusal(error, folder ?? '');
  });
  if (options.reset === true) started.reset();
  if (options.reset === true || options.memory === true) await forget(started, options, surroundings);
  const withdraw = await announce(home, started);
  surroundings.out(greeting(started));
  await new Promise<void>((resolve) => {
    if (surroundings.signal.aborted) resolve();
    surroundings.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await withdraw();
  await started.close();
  return 0;
}

function greeting({ url, token, organisations }: LocalSandbox): string {
  const widest = Math.max(...organisations.map(({ name }) => name.length));
  const list = organisations.map(
    ({ org, name, tenantId }) => `  sandbox-${org}  ${name.padEnd(widest)}  ${tenantId}\n`,
  );
  return (
    `A local Xero at ${url}/api.xro/2.0, watched at ${url}/\n` +
    `Organisations, with the IDs for the header xero-tenant-id:\n${list.join('')}` +
    `Token: ${token}\n` +
    `  curl -H "Authorization: Bearer ${token}" -H "Accept: application/json" ${url}/api.xro/2.0/Organisation\n` +
    'Ctrl-C stops it.\n'
  );
}

/** Fresh books know nothing of earlier deliveries. */
async function forget({ organisations }: LocalSandbox, options: Options, surroundings: Surroundings): Promise<void> {
  const { openJournal } = await import('../context.ts');
  const journal = await openJournal(options, surroundings);
  try {
    for (const { tenantId } of organisations) {
      await journal.forgetDeliveries(tenantId);
      await journal.forgetBookmarks(tenantId);
    }
  } finally {
    await journal.close();
  }
}

async function organisationsOf(options: Options): Promise<readonly [SandboxOrg, ...SandboxOrg[]]> {
  if (typeof options.org !== 'string') return ['gb', 'au', 'nz', 'us'];
  const { sandboxOf } = await import('../join-sandbox.ts');
  const [first, ...rest] = [...new Set(options.org.split(',').map((alias) => named(alias.trim(), sandboxOf)))];
  return [first as SandboxOrg, ...rest];
}

function named(alias: string, sandboxOf: (alias: string) => SandboxOrg | undefined): SandboxOrg {
  const org = sandboxOf(alias);
  if (org !== undefined) return org;
  throw new Refusal(
    'usage/org',
    `${alias === '' ? 'A name left out' : alias} is no sandbox. There are sandbox-gb, sandbox-au, sandbox-nz and sandbox-us.`,
  );
}

/** What the options say of the server itself. */
async function planOf(
  options: Options,
  { cwd, env, err }: Surroundings,
): Promise<Omit<SandboxPlan, 'orgs' | 'folder'>> {
  const [port, speed, host] = [portOf(options), speedOf(options), options.host];
  const [faultsFile, settingsFile] = [await textOf(options, cwd, 'faults'), await textOf(options, cwd, 'settings')];
  const token = env.ROWPOST_SANDBOX_TOKEN;
  if (typeof host === 'string' && host !== '127.0.0.1' && (token?.length ?? 0) < LEAST_TOKEN) {
    throw new Refusal(
      'sandbox/no-token',
      `--host ${host} would open the sandbox to other machines. Set ROWPOST_SANDBOX_TOKEN to a token of your own, of ${LEAST_TOKEN} characters or more, or leave --host out.`,
    );
  }
  return {
    ...(port === undefined ? {} : { port }),
    ...(speed === undefined ? {} : { speed }),
    ...(typeof host === 'string' ? { host } : {}),
    ...(token === undefined || token === '' ? {} : { token }),
    ...(faultsFile === undefined ? {} : { faultsFile }),
    ...(settingsFile === undefined ? {} : { settingsFile }),
    admin: options.admin === true,
    crashed: (error, call) =>
      err(`The sandbox itself failed at ${call} (${error instanceof Error ? error.name : 'error'}). Please report it.
`),
  };
}

const LEAST_TOKEN = 16;
const FASTEST = 100_000;

async function textOf(options: Options, cwd: string, name: 'faults' | 'settings'): Promise<TextFile | undefined> {
  const path = options[name];
  if (typeof path !== 'string') return undefined;
  try {
    return { path, text: await readFile(resolve(cwd, path), 'utf8') };
  } catch {
    throw new Refusal(`usage/${name}`, `--${name} ${path} cannot be read. Give the path of a YAML file.`);
  }
}

function speedOf(options: Options): number | undefined {
  if (options.speed === undefined) return undefined;
  const speed = Number(options.speed);
  if (speed > 0 && speed <= FASTEST) return speed;
  throw new Refusal(
    'usage/speed',
    `--speed ${String(options.speed)} is no speed. Give a number above 0, up to ${FASTEST}: 60 makes an hour pass in a minute.`,
  );
}

/** Why it cannot listen, told as what to do; undefined for any other error. */
function listenRefusal({ code }: NodeJS.ErrnoException, { port, host }: SandboxPlan): Refusal | undefined {
  if (code === 'EADDRINUSE') {
    return new Refusal(
      'sandbox/port-in-use',
      `Port ${port} is in use by another program. Choose another with --port, or leave it out for any free one.`,
    );
  }
  if (code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND' && code !== 'EACCES') return undefined;
  return new Refusal(
    'sandbox/address',
    `It cannot listen on ${host ?? '127.0.0.1'}, port ${port ?? 'any'} (${code}). Choose another --host or --port.`,
  );
}

function portOf(options: Options): number | undefined {
  if (options.port === undefined) return undefined;
  const port = Number(options.port);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Refusal('usage/port', `--port ${String(options.port)} is no port. Give a number from 1 to 65535.`);
}
