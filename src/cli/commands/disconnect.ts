/** `rowpost disconnect`: ends a connection at Xero and forgets it here. */

import type { Command } from '../command.ts';

export const disconnect: Command = {
  name: 'disconnect',
  arguments: '<alias>',
  summary: 'Ends a connection and forgets its tokens.',
  options: [['--forget', 'only forgets it here, where Xero cannot be reached']],
  example: 'rowpost disconnect london',
  async run([alias = ''], options, surroundings) {
    const { disconnectOrganisation } = await import('../disconnect-organisation.ts');
    return disconnectOrganisation(alias, options, surroundings);
  },
};
