/** `rowpost sandbox`: serves a local Xero until it is stopped. */

import { Refusal } from '../../model/refusal.ts';
import type { Command, Options, Surroundings } from '../command.ts';
import type { SandboxOrg } from '../join-sandbox.ts';
import { workspaceFolder } from '../workspace.ts';

export const sandbox: Command = {
  name: 'sandbox',
  arguments: '',
  summary: 'Serves a local Xero until stopped; other commands join it.',
  options: [
    ['--org <alias>', 'sandbox-gb, sandbox-au, sandbox-nz or sandbox-us (default: sandbox-gb)'],
    ['--port <n>', 'port on 127.0.0.1 (default: any free one)'],
    ['--reset', 'begins with fresh books and forgets what was delivered to it'],
    ['--memory', 'keeps the books in memory only'],
  ],
  example: 'rowpost sandbox --org sandbox-au --port 4000',
  async run(_args, options, surroundings) {
    const { findRunning, sandboxOf } = await import('../join-sandbox.ts');
    const alias = typeof options.org === 'string' ? options.org : 'sandbox-gb';
    const org = sandboxOf(alias);
    if (org === undefined) {
      throw new Refusal(
        'usage/org',
        `${alias} is no sandbox. There are sandbox-gb, sandbox-au, sandbox-nz and sandbox-us.`,
      );
    }
    const home = workspaceFolder(options, surroundings);
    const running = await findRunning(org, home);
    if (running !== undefined) {
      throw new Refusal(
        'sandbox/running',
        `${alias} is being served already, at ${running.url}. Stop it first, or use it as it is.`,
      );
    }
    return serve(org, home, options, surroundings);
  },
};

async function serve(org: SandboxOrg, home: string, options: Options, surroundings: Surroundings): Promise<number> {
  const { startSandbox } = await import('../context.ts');
  const { announce, booksFile, booksRefusal } = await import('../join-sandbox.ts');
  const port = portOf(options);
  const file = options.memory === true ? undefined : await booksFile(org, home);
  const started = await startSandbox({
    org,
    ...(port === undefined ? {} : { port }),
    ...(file === undefined ? {} : { file }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw booksRefusal(error, file ?? '');
    throw new Refusal(
      'sandbox/port-in-use',
      `Port ${port} is in use by another program. Choose another with --port, or leave it out for any free one.`,
    );
  });
  if (options.reset === true) started.reset();
  if (options.reset === true || options.memory === true) await forget(started.organisationId, options, surroundings);
  const withdraw = await announce(org, home, started, surroundings.pid);
  surroundings.out(
    `${started.organisationName} (sandbox-${org})\n  ${started.url}/api.xro/2.0\n  Tenant ${started.tenantId}, any bearer token\n` +
      `  curl -H "Authorization: Bearer ${started.token}" -H "Accept: application/json" ${started.url}/api.xro/2.0/Organisation\n` +
      'Ctrl-C stops it.\n',
  );
  await new Promise<void>((resolve) => {
    if (surroundings.signal.aborted) resolve();
    surroundings.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await withdraw();
  await started.close();
  return 0;
}

/** Fresh books know nothing of earlier deliveries. */
async function forget(organisationId: string, options: Options, surroundings: Surroundings): Promise<void> {
  const { openJournal } = await import('../context.ts');
  const journal = await openJournal(options, surroundings);
  try {
    await journal.forgetDeliveries(organisationId);
  } finally {
    await journal.close();
  }
}

function portOf(options: Options): number | undefined {
  if (options.port === undefined) return undefined;
  const port = Number(options.port);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Refusal('usage/port', `--port ${String(options.port)} is no port. Give a number from 1 to 65535.`);
}
