/** `rowpost sandbox`: serves a local Xero until it is stopped. */

import { Refusal } from '../../model/refusal.ts';
import type { Command, Options, Surroundings } from '../command.ts';
import type { LocalSandbox, SandboxOrg } from '../join-sandbox.ts';
import { workspaceFolder } from '../workspace.ts';

export const sandbox: Command = {
  name: 'sandbox',
  arguments: '',
  summary: 'Serves a local Xero until stopped; other commands join it.',
  options: [
    ['--org <aliases>', 'sandbox-gb, sandbox-au, sandbox-nz or sandbox-us, or several with commas (default: all)'],
    ['--port <n>', 'port on 127.0.0.1 (default: any free one)'],
    ['--reset', 'begins with fresh books and forgets what was delivered to it'],
    ['--memory', 'keeps the books in memory only'],
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
  const port = portOf(options);
  const folder = options.memory === true ? undefined : booksFolder(home);
  const started = await startSandbox({
    orgs,
    ...(port === undefined ? {} : { port }),
    ...(folder === undefined ? {} : { folder }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw booksRefusal(error, folder ?? '');
    throw new Refusal(
      'sandbox/port-in-use',
      `Port ${port} is in use by another program. Choose another with --port, or leave it out for any free one.`,
    );
  });
  if (options.reset === true) started.reset();
  if (options.reset === true || options.memory === true) await forget(started, options, surroundings);
  const withdraw = await announce(home, started, surroundings.pid);
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
    for (const { organisationId } of organisations) await journal.forgetDeliveries(organisationId);
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
    `${alias} is no sandbox. There are sandbox-gb, sandbox-au, sandbox-nz and sandbox-us.`,
  );
}

function portOf(options: Options): number | undefined {
  if (options.port === undefined) return undefined;
  const port = Number(options.port);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Refusal('usage/port', `--port ${String(options.port)} is no port. Give a number from 1 to 65535.`);
}
