/** `rowpost connect`: connects organisations, so that jobs can name them. */

import type { Command } from '../command.ts';

export const connect: Command = {
  name: 'connect',
  arguments: '[job...]',
  summary: 'Connects organisations with the permissions jobs need.',
  options: [
    ['--as <alias>', 'alias of the organisation (default: made of its name)'],
    ['--custom', 'a custom connection: nobody signs in'],
    ['--web', 'a web app, which has a client secret'],
    ['--credentials <file>', 'with client ID and secret; - is standard input'],
    ['--scopes <list>', 'further permissions, with commas'],
    ['--port <n>', "of the app's redirect address (default: 8742)"],
    ['--no-browser', 'where the browser is on another computer'],
    ['--identity-url <url>', "address of a server to use instead of Xero's sign-in"],
    ['--yes', 'sends secrets to an address that is not Xero'],
  ],
  example: 'rowpost connect jobs/import-sales-invoices.yaml --as london',
  async run(jobs, options, surroundings) {
    const { connectOrganisations } = await import('../connect-organisations.ts');
    return connectOrganisations(jobs, options, surroundings);
  },
};
