/** `rowpost orgs`: lists the connected organisations, and how each of them stands. */

import type { Command } from '../command.ts';

export const orgs: Command = {
  name: 'orgs',
  arguments: '',
  summary: 'Lists connected organisations, calls left, permissions.',
  options: [['--json', 'prints a JSON array']],
  example: 'rowpost orgs',
  async run(_args, options, surroundings) {
    const { listOrganisations } = await import('../list-organisations.ts');
    return listOrganisations(options, surroundings);
  },
};
